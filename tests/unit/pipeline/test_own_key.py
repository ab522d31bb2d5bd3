"""A person's own model key: used for their job, and to be found nowhere else."""

import json
from collections.abc import Callable
from functools import partial

import pytest

from backend.authoring.model import ChatOptions
from backend.authoring.port import Usage
from backend.convex_client.callbacks import JobRef
from backend.convex_client.door import Json
from backend.scenes import find_template
from backend.services.jobs.messages import EditJob, GenerateJob
from backend.services.jobs.run import JobRun
from backend.services.pipeline import failures
from backend.services.pipeline.make_scene import SceneMaker
from backend.services.pipeline.metering import Prices, metered
from backend.services.pipeline.plan_session import plan_session
from backend.services.pipeline.workshop import Workshop
from backend.testing.convex import FakeJob
from backend.testing.pipeline import PipelineBench, edit_job, generate_job
from backend.testing.scripted_model import Fail, Say, scripted_model
from backend.workers.own_keys import OwnKeys

KEY = "sk-quite-secret-9876"
PLAN = json.dumps({"title": "Light", "scenes": [{"title": "One", "goal": "Shows it."}] * 3})


def document() -> str:
    found = find_template("function_plot")
    assert found is not None
    return found.build({}).model_dump_json(exclude_defaults=True, by_alias=True)


class KeyDoor:
    """Convex, as far as keys go."""

    def __init__(self, base_url: str | None) -> None:
        self.key = None if base_url is None else {"key": KEY, "model": "mine", "baseUrl": base_url}
        self.asked: list[Json] = []

    def call(self, route: str, body: Json, *, correlation_id: str) -> Json:
        del correlation_id
        self.asked.append({"route": route, **body})
        return {"key": self.key}


def keys_for(door: KeyDoor, *allowed: str) -> OwnKeys:
    return OwnKeys(door, base_urls=allowed, docs=None)


def run(bench: PipelineBench, keys: OwnKeys, job: EditJob | GenerateJob) -> FakeJob:
    do: Callable[[JobRun, Workshop], None]
    do = partial(plan_session, job) if isinstance(job, GenerateJob) else _maker(job)
    entry = bench.convex.add(job.job_id, job.attempt)
    ref = JobRef(job.job_id, job.attempt, job.correlation_id)
    fail = partial(failures.report, job)
    bench.runner.run(ref, keys.work(job, bench.shop, do), fail=fail)
    return entry


def _maker(job: EditJob) -> Callable[[JobRun, Workshop], None]:
    return lambda attempt, mine: SceneMaker(job, attempt, mine).make()


@pytest.mark.requirement("author:own-key")
def test_the_persons_own_key_writes_their_scene_and_is_to_be_found_nowhere(
    bench: PipelineBench, capsys: pytest.CaptureFixture[str]
) -> None:
    with scripted_model([Say(document())]) as model:
        door = KeyDoor(model.base_url)
        entry = run(bench, keys_for(door, model.base_url), edit_job(ownKey=True))
    assert model.keys == [f"Bearer {KEY}"]
    assert door.asked == [{"route": "/server/modelKeys.open", "jobId": "j1"}]
    assert entry.accepted[-1]["status"] == "ready"
    told = [report["authoring"] for report in entry.accepted if "authoring" in report]
    assert told[0]["author"] == "mine"
    assert told[0]["tokens"] == {"input": 100, "output": 20}
    # Neither in what goes to the sandbox, nor in what is stored, reported or logged.
    everywhere = [
        *map(repr, bench.renderer.plans + bench.renderer.looked_at),
        *map(repr, bench.storage.objects.items()),
        *map(json.dumps, entry.reports),
        json.dumps(model.requests),
        "".join(capsys.readouterr()),
    ]
    assert [text for text in everywhere if KEY in text] == []
    assert KEY not in repr(ChatOptions(model="mine", api_key=KEY))


@pytest.mark.requirement("author:own-key")
def test_a_refused_key_is_told_to_its_owner_and_not_shown(bench: PipelineBench) -> None:
    with scripted_model([Fail(401, says=f"Incorrect API key provided: {KEY}")]) as model:
        keys = keys_for(KeyDoor(model.base_url), model.base_url)
        entry = run(bench, keys, generate_job(ownKey=True))
    failure = entry.reports[-1]["error"]
    assert failure["code"] == "author.unavailable"
    assert "your key under Settings" in failure["error"]
    assert KEY not in json.dumps(entry.reports)


@pytest.mark.requirement("author:own-key")
def test_a_key_is_used_only_where_the_installation_allows(bench: PipelineBench) -> None:
    with scripted_model([Say(PLAN)]) as model:
        keys = keys_for(KeyDoor(model.base_url), "https://api.example.com/v1")
        entry = run(bench, keys, generate_job(ownKey=True))
    assert model.requests == []
    assert entry.reports[-1]["error"]["code"] == "author.endpoint_refused"


@pytest.mark.requirement("author:own-key")
def test_without_a_key_the_installations_author_works_and_no_key_is_asked_for(
    bench: PipelineBench,
) -> None:
    door = KeyDoor(None)
    keys = keys_for(door, "https://api.example.com/v1")
    assert keys.shop_for(edit_job(), bench.shop) is bench.shop
    assert door.asked == []
    # Taken back between the click and the job: the work is still done.
    assert keys.shop_for(edit_job(ownKey=True), bench.shop) is bench.shop
    assert (
        keys_for(KeyDoor("https://a.test"), *()).shop_for(edit_job(ownKey=True), bench.shop)
        is bench.shop
    )


@pytest.mark.requirement("author:metered")
def test_tokens_are_told_with_their_price_where_it_is_known(bench: PipelineBench) -> None:
    usage = Usage(input_tokens=2_000_000, output_tokens=500_000, calls=3)
    known = metered(usage, Prices(input_usd=0.5, output_usd=2.0))
    assert known == {"tokens": {"input": 2_000_000, "output": 500_000, "costUsd": 2.0}}
    assert metered(usage, Prices()) == {"tokens": {"input": 2_000_000, "output": 500_000}}
    assert metered(Usage(), Prices(1, 1)) == {}
    with scripted_model([Say(PLAN)]) as model:
        keys = keys_for(KeyDoor(model.base_url), model.base_url)
        entry = run(bench, keys, generate_job(ownKey=True))
    (plan,) = [report for report in entry.accepted if "plan" in report]
    assert plan["tokens"]["output"] == 20
