"""Reports that are refused, lost, slow, doubled, or overtaken by newer work."""

import pytest

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

    def choose(_method: str, path: str, body: bytes) -> str:
        if path.endswith("scene-updated") and b'"ready"' in body and len(lost) < 2:
            lost.append(path)
            return "refuse" if len(lost) == 1 else "lose_answer"
        return "pass"

    stack.to_convex.choose = choose  # pyright: ignore[reportAttributeAccessIssue] - the words are those of Fault
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
        edits = [stack.render(asked["sceneId"], quick(f"C18-{number}")) for number in range(12)]
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
    stack: Stack, fault: str
) -> None:
    _project, session = stack.session()
    broken: list[str] = []

    def choose(method: str, path: str, _body: bytes) -> str:
        if method == "PUT" and path.startswith("/chunks/") and len(broken) < 2:
            broken.append(path)
            return fault
        return "pass"

    stack.to_s3.choose = choose  # pyright: ignore[reportAttributeAccessIssue] - the words are those of Fault
    with stack.worker():
        asked = stack.insert(session, quick(f"C22-{fault}"))
        assert stack.sweep_until_ended(asked["jobId"])["status"] == "succeeded"
    stack.fetch_live(stack.settled(asked["sceneId"]))
