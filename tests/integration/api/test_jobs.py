"""Signed jobs at the door: believed or refused, enqueued once or not at all."""

import asyncio

import pytest

from backend.signing import signed_headers
from backend.testing.api import CORRELATION, OLD_SECRET, SECRET, Api, edit_body


@pytest.mark.requirement("pipeline:jobs:accepted")
async def test_a_signed_job_is_enqueued_with_its_whole_body(api: Api) -> None:
    answer = await api.signed("/jobs/edit", edit_body())
    assert (answer.status_code, answer.json()) == (202, {"job_id": "j1", "status": "queued"})
    ((queue, task, body),) = api.queue.jobs
    assert (queue, task, body["prompt"]) == ("author", "jobs.edit", "Make it blue")


@pytest.mark.requirement("pipeline:jobs:accepted")
@pytest.mark.parametrize(
    ("route", "queue", "change"),
    [
        ("/jobs/render", "render", {"code": "x"}),
        ("/jobs/render", "render", {"split": {"atFrame": 3, "newBirthIndex": 1}}),
        ("/jobs/render", "render", {"operations": [{"op": "remove", "id": "a"}]}),
    ],
)
async def test_what_is_given_goes_to_the_renderers(
    api: Api, *, route: str, queue: str, change: dict[str, object]
) -> None:
    body = {name: value for name, value in edit_body().items() if name not in {"prompt", "draft"}}
    answer = await api.signed(route, {**body, **change})
    assert answer.status_code == 202
    assert api.queue.jobs[0][0] == queue


@pytest.mark.requirement("pipeline:jobs:once")
async def test_the_same_attempt_twice_is_enqueued_once_and_answered_the_same(api: Api) -> None:
    answers = [await api.signed("/jobs/edit", edit_body(), skew_ms=step) for step in range(5)]
    assert {answer.text for answer in answers} == {answers[0].text}
    assert [answer.headers.get("x-replayed") for answer in answers] == [None] + ["true"] * 4
    assert len(api.queue.jobs) == 1


@pytest.mark.requirement("pipeline:jobs:once")
async def test_the_same_attempt_at_the_same_moment_is_enqueued_once(api: Api) -> None:
    answers = await asyncio.gather(
        *(api.signed("/jobs/edit", edit_body(), skew_ms=step) for step in range(20))
    )
    assert len(api.queue.jobs) == 1
    assert {answer.status_code for answer in answers} == {202}


async def test_the_next_attempt_is_enqueued_again(api: Api) -> None:
    await api.signed("/jobs/edit", edit_body())
    await api.signed("/jobs/edit", edit_body(attempt=2))
    assert [body["attempt"] for _queue, _task, body in api.queue.jobs] == [1, 2]


@pytest.mark.requirement("pipeline:jobs:queue-away")
async def test_nothing_is_enqueued_when_the_queue_is_away_and_the_caller_may_come_back(
    api: Api,
) -> None:
    api.queue.away = True
    answer = await api.signed("/jobs/edit", edit_body())
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert answer.json()["code"] == "queue.unavailable"
    api.queue.away = False
    assert (await api.signed("/jobs/edit", edit_body())).status_code == 202
    assert len(api.queue.jobs) == 1


@pytest.mark.requirement("pipeline:jobs:uniform-401")
@pytest.mark.parametrize(
    ("secret", "skew_ms"),
    [
        ("another-key-0123456789-0123456789ab", 0),
        (SECRET, -300_001),
        (SECRET, 300_001),
    ],
)
async def test_a_wrong_key_and_a_wrong_time_get_the_same_answer(
    api: Api, secret: str, skew_ms: int
) -> None:
    answer = await api.signed("/jobs/edit", edit_body(), secret=secret, skew_ms=skew_ms)
    body = answer.json()
    assert answer.status_code == 401
    assert (body["error"], body["code"], body["details"]) == (
        "Unauthorized.",
        "signature.invalid",
        {},
    )
    assert api.queue.jobs == []


@pytest.mark.requirement("pipeline:jobs:uniform-401")
@pytest.mark.parametrize("skew_ms", [-299_999, 299_999])
async def test_clocks_may_differ_by_almost_five_minutes(api: Api, skew_ms: int) -> None:
    answer = await api.signed("/jobs/edit", edit_body(), skew_ms=skew_ms)
    assert answer.status_code == 202


@pytest.mark.requirement("pipeline:signature:rotation")
async def test_calls_signed_with_the_old_key_are_taken_while_keys_rotate(api: Api) -> None:
    answer = await api.signed("/jobs/edit", edit_body(), secret=OLD_SECRET)
    assert answer.status_code == 202


@pytest.mark.requirement("pipeline:jobs:reflected")
@pytest.mark.parametrize(
    "change", [{"route": "/jobs/render"}, {"correlationId": "00000000-0000-4000-8000-000000000000"}]
)
async def test_a_body_that_disagrees_with_its_path_or_header_is_not_believed(
    api: Api, change: dict[str, object]
) -> None:
    answer = await api.signed("/jobs/edit", edit_body(**change))
    assert answer.status_code == 401


async def test_a_signature_that_is_not_ascii_is_refused_like_any_other(api: Api) -> None:
    headers = {
        **signed_headers(SECRET, b"{}", now_ms=api.clock.now_ms(), correlation_id=CORRELATION),
    }
    raw = {name.encode(): value.encode() for name, value in headers.items()}
    raw[b"X-Signature"] = b"\xc3\xa9" * 32
    answer = await api.http.post("/jobs/edit", content=b"{}", headers=raw)
    assert answer.status_code == 401


@pytest.mark.requirement("pipeline:jobs:cap")
async def test_a_body_over_the_cap_is_refused_before_anything_else(api: Api) -> None:
    answer = await api.http.post("/jobs/edit", content=b"x" * 262_145)
    assert (answer.status_code, answer.json()["code"]) == (413, "request.too_large")


@pytest.mark.requirement("pipeline:jobs:cap")
async def test_a_body_that_hides_its_length_is_cut_off_at_the_cap(api: Api) -> None:
    async def pieces():  # noqa: ANN202 - an async generator of bytes, typed by use
        for _number in range(300):
            yield b"x" * 1024

    answer = await api.http.post("/jobs/edit", content=pieces())
    assert answer.status_code == 413


@pytest.mark.requirement("pipeline:jobs:strict")
@pytest.mark.parametrize(
    "change",
    [
        {"surprise": 1},
        {"jobId": "../../etc"},
        {"attempt": 0},
        {"settings": {"fps": 0, "width": 1, "height": 1}},
        {"prompt": None},
    ],
)
async def test_unknown_and_wrong_fields_are_refused_with_their_names(
    api: Api, change: dict[str, object]
) -> None:
    answer = await api.signed("/jobs/edit", edit_body(**change))
    assert answer.status_code == 422
    assert answer.json()["details"]["fields"]
    assert api.queue.jobs == []


async def test_a_render_needs_exactly_one_thing_to_render(api: Api) -> None:
    body = {name: value for name, value in edit_body().items() if name not in {"prompt", "draft"}}
    both: dict[str, object] = {"code": "x", "document": dict[str, object]()}
    for change in (dict[str, object](), both):
        answer = await api.signed("/jobs/render", {**body, **change})
        assert answer.status_code == 422


@pytest.mark.requirement("pipeline:jobs:cancel")
async def test_cancelling_is_announced_as_often_as_asked(api: Api) -> None:
    for _time in range(2):
        answer = await api.signed("/jobs/cancel", {"jobId": "j1", "attempt": 1})
        assert answer.status_code == 202
    assert api.queue.cancelled == ["j1", "j1"]


async def test_nesting_without_end_is_not_parsed_into_a_crash(api: Api) -> None:
    raw = b'{"a":' * 50_000 + b"1" + b"}" * 50_000
    headers = signed_headers(
        SECRET, raw[:200_000], now_ms=api.clock.now_ms(), correlation_id=CORRELATION
    )
    answer = await api.http.post("/jobs/edit", content=raw[:200_000], headers=headers)
    assert answer.status_code == 401
