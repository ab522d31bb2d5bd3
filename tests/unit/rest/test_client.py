"""The Python client: typed answers, typed refusals, careful repeats, events."""

import json
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from backend.client import ApiError, AsyncScenewright, AwayError, Scenewright
from backend.client.client import arriving
from backend.testing.rest import SESSION_ID, a_session

Handler = Callable[[httpx.Request], httpx.Response]


def session_answer() -> dict[str, object]:
    raw = a_session()
    return {**raw, "id": raw["_id"]}


class Waits(list[float]):
    """Notes the waits and takes no time."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def client_of(handler: Handler, waits: Waits | None = None) -> Scenewright:
    transport = httpx.MockTransport(handler)
    wait = Waits() if waits is None else waits
    return Scenewright("https://api.test", "key", transport=transport, wait=wait)


def refusal(status: int, code: str, **headers: str) -> httpx.Response:
    body = {"error": "No.", "code": code, "details": {"a": 1}, "request_id": "r"}
    return httpx.Response(status, json=body, headers=headers)


def test_a_call_sends_what_was_given_and_reads_a_typed_answer() -> None:
    seen: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(201, json=session_answer())

    with client_of(handler) as client:
        session = client.create_session(prompt="Circles", scene_count=2, wait=5)
    assert (session.id, session.target_fps) == (SESSION_ID, 30)
    request = seen[0]
    assert (request.method, request.url.path) == ("POST", "/v1/sessions")
    assert dict(request.url.params) == {"wait": "5"}
    assert json.loads(request.content) == {"prompt": "Circles", "sceneCount": 2}
    assert request.headers["authorization"] == "Bearer key"


def test_a_refusal_is_an_error_with_the_stable_code() -> None:
    client = client_of(lambda _request: refusal(409, "scene.locked"))
    with client, pytest.raises(ApiError) as caught:
        client.read_session(SESSION_ID)
    assert (caught.value.status, caught.value.code) == (409, "scene.locked")
    assert caught.value.details == {"a": 1}
    assert caught.value.request_id == "r"


@pytest.mark.requirement("rest:client:careful-repeats")
def test_a_read_waits_as_long_as_it_is_told_and_tries_again() -> None:
    answers = [
        refusal(429, "limit.rate", **{"Retry-After": "7"}),
        httpx.Response(200, json=session_answer()),
    ]
    waits = Waits()
    with client_of(lambda _request: answers.pop(0), waits) as client:
        assert client.read_session(SESSION_ID).id == SESSION_ID
    assert waits == [7]


@pytest.mark.requirement("rest:client:careful-repeats")
@pytest.mark.parametrize(("key", "tries"), [(None, 1), ("once", 3)])
def test_a_change_is_repeated_only_with_an_idempotency_key(key: str | None, tries: int) -> None:
    """Without one, a lost answer would become a second effect."""
    seen: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        message = "gone"
        raise httpx.ConnectError(message)

    with client_of(handler) as client, pytest.raises(AwayError):
        client.create_project(title="A", idempotency_key=key)
    assert len(seen) == tries
    assert {request.headers.get("idempotency-key") for request in seen} == {key}


def test_an_answer_that_is_no_envelope_still_makes_an_error() -> None:
    client = client_of(lambda _request: httpx.Response(502, text="<html>"))
    with client, pytest.raises(ApiError) as caught:
        client.read_me()
    assert (caught.value.status, caught.value.code) == (502, "http.status")


def test_fields_of_a_newer_api_are_let_pass() -> None:
    answer = {**session_answer(), "somethingNew": 1}
    with client_of(lambda _request: httpx.Response(200, json=answer)) as client:
        assert client.read_session(SESSION_ID).status == "ready"


STREAM = (
    'event: session\nid: 1\ndata: {"status":"rendering"}\n\n: still here\n\n',
    'event: settled\nid: 2\ndata: {"status":"ready"}\n\n',
)


def test_following_reconnects_until_the_session_is_settled() -> None:
    parts = list(STREAM)

    def handler(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, text=parts.pop(0))

    with client_of(handler) as client:
        events = list(client.follow(SESSION_ID))
    assert [(event.name, event.data["status"]) for event in events] == [
        ("session", "rendering"),
        ("settled", "ready"),
    ]


def test_a_broken_stream_is_taken_up_again_and_not_for_ever() -> None:
    breaks = 0

    def handler(_request: httpx.Request) -> httpx.Response:
        nonlocal breaks
        breaks += 1
        if breaks in {2, 3}:
            return httpx.Response(200, text=STREAM[0])
        message = "gone"
        raise httpx.ReadError(message)

    with client_of(handler) as client, pytest.raises(AwayError):
        list(client.follow(SESSION_ID))
    assert breaks == 7


def test_a_stream_that_ends_with_a_reason_raises_it() -> None:
    text = 'event: error\ndata: {"error":"Gone.","code":"resource.not_found","status":404}\n\n'
    client = client_of(lambda _request: httpx.Response(200, text=text))
    with client, pytest.raises(ApiError) as caught:
        list(client.follow(SESSION_ID))
    assert (caught.value.status, caught.value.code) == (404, "resource.not_found")


def test_a_file_stands_under_its_name_only_once_it_is_whole(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"

    def save(*, whole: bool) -> None:
        with arriving(film) as file:
            file.write(b"half")
            if not whole:
                message = "broken off"
                raise AwayError(message)

    with pytest.raises(AwayError):
        save(whole=False)
    assert list(tmp_path.iterdir()) == []
    save(whole=True)
    assert [one.name for one in tmp_path.iterdir()] == ["film.mp4"]


async def test_the_async_client_does_the_same() -> None:
    answers = [
        refusal(503, "convex.unavailable"),
        httpx.Response(200, json=session_answer()),
        httpx.Response(200, text="".join(STREAM)),
    ]
    waits: list[float] = []

    async def wait(seconds: float) -> None:
        waits.append(seconds)

    transport = httpx.MockTransport(lambda _request: answers.pop(0))
    async with AsyncScenewright("https://api.test", "k", transport=transport, wait=wait) as client:
        session = await client.read_session(SESSION_ID)
        events = [event.name async for event in client.follow(session.id)]
    assert events == ["session", "settled"]
    assert waits == [0.5]
