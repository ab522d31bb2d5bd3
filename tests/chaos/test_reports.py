"""Reports that are refused, lost, slow, doubled, or overtaken by newer work."""

import pytest

from backend.storage.s3 import S3Options, S3Storage
from backend.testing.faults import Fault
from backend.testing.services import wait_until
from backend.testing.stack import Stack, kill
from tests.chaos.scenes import crashing, hungry, quick, slow

pytestmark = [pytest.mark.timeout(180)]


@pytest.mark.requirement("chaos:c13")
def test_reports_refused_for_a_while_are_sent_when_convex_takes_them_again(stack: Stack) -> None:
    _project, session = stack.session()
    stack.to_convex.choose = lambda _method, path, _body: (
        "refuse" if path.endswith("scene-updated") else "pass"
    )
    with stack.worker() as part:
        asked = stack.insert(session, quick("C13"))
        wait_until(lambda: "report.waits" in part.said(), seconds=60, what="a report waiting")
        stack.to_convex.reset()
        assert stack.sweep_until_ended(asked["jobId"])["status"] == "succeeded"
    assert len(stack.events("scene.ready", asked["sceneId"])) == 1


@pytest.mark.slow
@pytest.mark.requirement("chaos:c13")
def test_a_report_that_waits_outlives_the_worker_that_made_it(stack: Stack) -> None:
    _project, session = stack.session()
    stack.to_convex.choose = lambda _method, path, body: (
        "cut" if path.endswith("scene-updated") and b'"ready"' in body else "pass"
    )
    with stack.worker() as part:
        asked = stack.insert(session, quick("C13-restart"))
        wait_until(lambda: "report.waits" in part.said(), seconds=60, what="a report waiting")
        kill(part)
    stack.to_convex.reset()
    with stack.worker():
        assert stack.sweep_until_ended(asked["jobId"])["status"] == "succeeded"
    assert len(stack.events("scene.ready", asked["sceneId"])) == 1


@pytest.mark.slow
@pytest.mark.requirement("chaos:c14")
@pytest.mark.requirement("chaos:c37")
def test_a_report_whose_answer_is_lost_has_one_effect(stack: Stack) -> None:
    _project, session = stack.session()
    lost: list[str] = []

    def choose(_method: str, path: str, body: bytes) -> Fault:
        if path.endswith("scene-updated") and b'"ready"' in body and len(lost) < 2:
            lost.append(path)
            return "refuse" if len(lost) == 1 else "lose_answer"
        return "pass"

    stack.to_convex.choose = choose
    with stack.worker() as part:
        asked = stack.insert(session, quick("C14"))
        assert stack.ended(asked["jobId"])["status"] == "succeeded"
        wait_until(
            lambda: '"ignored": "duplicate"' in part.said() or "outbox.sent" in part.said(),
            seconds=20,
            what="the report being sent again",
        )
    assert len(stack.events("scene.ready", asked["sceneId"])) == 1


@pytest.mark.requirement("chaos:c17")
@pytest.mark.requirement("chaos:c18")
def test_of_many_quick_edits_only_the_last_is_shown(stack: Stack) -> None:
    _project, session = stack.session()
    with stack.worker() as part:
        asked = stack.insert(session, slow("C17", seconds=8))
        stack.running(asked["jobId"])
        edits = [stack.render(asked["sceneId"], quick(f"C18-{number}")) for number in range(20)]
        assert stack.ended(edits[-1]["jobId"])["status"] == "succeeded"
        scene = stack.settled(asked["sceneId"])
        assert scene["liveVersion"] == edits[-1]["version"]
        assert stack.job(asked["jobId"])["status"] == "superseded"
        wait_until(
            lambda: '"outcome": "superseded"' in part.said() or "cancel_heard" in part.said(),
            seconds=15,
            what="the first render stopping",
        )
    ready = [each for each in stack.versions(asked["sceneId"]) if each["status"] == "ready"]
    assert max(each["version"] for each in ready) == edits[-1]["version"]


@pytest.mark.requirement("chaos:c19")
def test_cancelling_stops_what_runs_and_disturbs_nothing_else(stack: Stack) -> None:
    _project, session = stack.session()
    queued = stack.insert(session, quick("C19-queued"))
    stack.person.mutation("jobs:cancel", jobId=queued["jobId"])
    with stack.worker() as part:
        running = stack.insert(session, slow("C19-running", seconds=20))
        other = stack.insert(session, slow("C19-other", seconds=2))
        stack.running(running["jobId"])
        stack.person.mutation("jobs:cancel", jobId=running["jobId"])
        wait_until(
            lambda: '"outcome": "cancelled"' in part.said(), seconds=15, what="the render stopping"
        )
        assert stack.ended(other["jobId"])["status"] == "succeeded"
        stack.person.mutation("jobs:cancel", jobId=other["jobId"])
    assert stack.job(queued["jobId"])["status"] == "cancelled"
    assert stack.job(running["jobId"])["status"] == "cancelled"
    assert stack.job(other["jobId"])["status"] == "succeeded"


@pytest.mark.requirement("chaos:c26")
@pytest.mark.requirement("chaos:c27")
def test_a_poison_scene_ends_after_one_attempt_and_the_next_job_is_fine(stack: Stack) -> None:
    _project, session = stack.session()
    with stack.worker() as part:
        for code in (hungry(), crashing()):
            poison = stack.insert(session, code)
            job = stack.ended(poison["jobId"])
            assert (job["status"], job["attempt"]) == ("failed", 1)
        good = stack.insert(session, quick("C26-good"))
        assert stack.ended(good["jobId"])["status"] == "succeeded"
        assert part.alive()


@pytest.mark.slow
@pytest.mark.requirement("chaos:c22")
@pytest.mark.requirement("chaos:c24")
@pytest.mark.parametrize("fault", ["refuse", "cut", "truncate"])
def test_a_store_that_fails_for_a_while_delays_a_scene_and_damages_nothing(
    stack: Stack, fault: Fault
) -> None:
    _project, session = stack.session()
    broken: list[str] = []

    def choose(method: str, path: str, _body: bytes) -> Fault:
        if method == "PUT" and path.startswith("/chunks/") and len(broken) < 2:
            broken.append(path)
            return fault
        return "pass"

    stack.to_s3.choose = choose
    with stack.worker():
        asked = stack.insert(session, quick(f"C22-{fault}"))
        assert stack.sweep_until_ended(asked["jobId"])["status"] == "succeeded"
    stack.fetch_live(stack.settled(asked["sceneId"]))


@pytest.mark.slow
@pytest.mark.requirement("chaos:c15")
def test_a_report_that_is_taken_slowly_leaves_the_lease_alone(stack: Stack) -> None:
    """Held for longer than the sender waits, which is longer than two leases."""
    _project, session = stack.session()
    held: list[str] = []

    def choose(_method: str, path: str, body: bytes) -> Fault:
        if path.endswith("scene-updated") and b'"rendering"' in body and not held:
            held.append(path)
            return "hold"
        return "pass"

    stack.to_convex.choose = choose
    with stack.worker() as part:
        asked = stack.insert(session, quick("C15"))
        wait_until(lambda: bool(held), seconds=60, what="a report being held", part=part)
        before = len(_beats(stack))
        wait_until(lambda: len(_beats(stack)) >= before + 8, seconds=20, what="heartbeats going on")
        job = stack.sweep_until_ended(asked["jobId"])
        assert (job["status"], job["attempt"]) == ("succeeded", 1)
        stack.to_convex.gate.set()
    assert len(stack.events("scene.ready", asked["sceneId"])) == 1


def _beats(stack: Stack) -> list[str]:
    return [path for _method, path, _fault in stack.to_convex.seen if path.endswith("heartbeat")]


@pytest.mark.slow
@pytest.mark.requirement("chaos:c23")
def test_an_object_that_is_there_already_is_taken_when_its_bytes_are_the_same(
    stack: Stack,
) -> None:
    """The store kept it and its answer was lost: the next try is told that it exists."""
    _project, session = stack.session()
    lost: list[str] = []

    def choose(method: str, path: str, _body: bytes) -> Fault:
        if method == "PUT" and path.endswith(".mp4") and not lost:
            lost.append(path)
            return "lose_answer"
        return "pass"

    stack.to_s3.choose = choose
    with stack.worker():
        asked = stack.insert(session, quick("C23-same"))
        job = stack.sweep_until_ended(asked["jobId"])
    assert lost
    assert (job["status"], job["attempt"]) == ("succeeded", 1)
    stack.fetch_live(stack.settled(asked["sceneId"]))


@pytest.mark.slow
@pytest.mark.requirement("chaos:c23")
def test_an_object_that_is_there_with_other_bytes_is_never_taken_nor_changed(stack: Stack) -> None:
    _project, session = stack.session()
    held: list[str] = []

    def choose(method: str, path: str, _body: bytes) -> Fault:
        if method == "PUT" and path.endswith(".mp4"):
            held.append(path)
            return "hold" if len(held) == 1 else "pass"
        return "pass"

    stack.to_s3.choose = choose
    with stack.worker() as part:
        asked = stack.insert(session, quick("C23-other"))
        wait_until(lambda: bool(held), seconds=60, what="the upload", part=part)
        key = held[0].removeprefix("/chunks/")
        _foreign(stack, key)
        stack.to_s3.gate.set()
        job = stack.sweep_until_ended(asked["jobId"])
        assert part.alive()
    assert job["status"] == "failed"
    assert job["error"]["code"] == "storage.conflict"
    assert stack.scene(asked["sceneId"]).get("liveVersion") is None
    assert stack.person.http.get(f"{stack.environment['CLOUDFRONT_BASE_URL']}/{key}").content == (
        b"other bytes"
    )


def _foreign(stack: Stack, key: str) -> None:
    """Somebody else's bytes under the address that a worker is about to write."""
    options = S3Options(
        endpoint_url=stack.environment["CLOUDFRONT_BASE_URL"].removesuffix("/chunks"),
        region="us-east-1",
        access_key_id=stack.environment["S3_ACCESS_KEY_ID"],
        secret_access_key=stack.environment["S3_SECRET_ACCESS_KEY"],
        chunks_bucket="chunks",
        sources_bucket="sources",
        public_base_url=stack.environment["CLOUDFRONT_BASE_URL"],
    )
    S3Storage(options).put_bytes("chunks", key, b"other bytes")
