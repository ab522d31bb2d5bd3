"""One attempt at one job: claimed once, stopped when nobody wants it, reported in order."""

import threading
from typing import Any

import pytest

from backend.clock import SystemClock
from backend.convex_client.callbacks import JobRef, Ledger
from backend.convex_client.outbox import Outbox
from backend.errors import ServiceError
from backend.services.jobs.run import JobRun, JobRunner, ProgressNote
from backend.services.jobs.stop import StopReason
from backend.testing.convex import FakeConvex, FakeDoor
from backend.testing.ids import FakeIds

ROUTE = "/callbacks/scene-updated"
SCENE: dict[str, object] = {"sceneId": "c1", "version": 1}
WAIT_SECONDS = 5.0


def report(run: JobRun, error: ServiceError | None) -> None:
    """What the pipeline does for a scene, in small."""
    code = "internal" if error is None else error.code
    run.report(ROUTE, {**SCENE, "status": "error", "error": {"code": code}}, durable=True)


def _until_stopped(run: JobRun) -> None:
    assert run.stop.wait(WAIT_SECONDS)
    run.stop.check()


@pytest.mark.requirement("pipeline:claim:once")
def test_a_second_delivery_of_one_attempt_does_nothing(
    runner: JobRunner, convex: FakeConvex, job: JobRef
) -> None:
    convex.add("j1")
    worked: list[str] = []
    outcomes = [
        runner.run(job, lambda run: worked.append(run.job.job_id), fail=report)
        for _delivery in range(10)
    ]
    assert outcomes == ["done"] + ["stale"] * 9
    assert worked == ["j1"]


def test_a_cancelled_job_is_not_begun(runner: JobRunner, convex: FakeConvex, job: JobRef) -> None:
    convex.add("j1").cancelled = True
    assert runner.run(job, lambda _run: pytest.fail("worked"), fail=report) == "cancelled"


def test_a_job_that_convex_does_not_know_is_not_begun(runner: JobRunner, job: JobRef) -> None:
    assert runner.run(job, lambda _run: pytest.fail("worked"), fail=report) == "refused"


def test_a_claim_waits_for_convex_to_come_back(
    runner: JobRunner, convex: FakeConvex, job: JobRef
) -> None:
    convex.add("j1")
    failures = iter([True, True])
    convex.answer_instead = lambda _route, _body: (503, {}) if next(failures, False) else None
    assert runner.run(job, lambda _run: None, fail=report) == "done"


def test_without_convex_the_message_is_left_to_the_ledger(
    runner: JobRunner, convex: FakeConvex, job: JobRef
) -> None:
    convex.answer_instead = lambda _route, _body: (503, {})
    assert runner.run(job, lambda _run: pytest.fail("worked"), fail=report) == "not_claimed"


@pytest.mark.requirement("pipeline:heartbeat:cancel")
@pytest.mark.parametrize(
    ("change", "outcome"), [("cancelled", "cancelled"), ("superseded", "superseded")]
)
def test_the_answer_to_a_heartbeat_stops_the_work(
    runner: JobRunner, convex: FakeConvex, job: JobRef, *, change: str, outcome: str
) -> None:
    entry = convex.add("j1")

    def work(run: JobRun) -> None:
        setattr(entry, change, True)
        _until_stopped(run)

    assert runner.run(job, work, fail=report) == outcome


@pytest.mark.requirement("pipeline:heartbeat:lease")
def test_a_worker_whose_lease_is_gone_stops(
    runner: JobRunner, convex: FakeConvex, job: JobRef
) -> None:
    convex.add("j1")

    def work(run: JobRun) -> None:
        convex.add("j1", attempt=2)
        _until_stopped(run)

    assert runner.run(job, work, fail=report) == "lease_lost"


@pytest.mark.requirement("pipeline:report:superseded")
def test_the_answer_to_a_report_stops_the_work(
    runner: JobRunner, convex: FakeConvex, job: JobRef
) -> None:
    entry = convex.add("j1")

    def work(run: JobRun) -> None:
        entry.superseded = True
        run.report(ROUTE, {**SCENE, "status": "rendering"})
        run.stop.check()

    assert runner.run(job, work, fail=report) == "superseded"


@pytest.mark.requirement("pipeline:shutdown:released")
def test_shutting_down_gives_running_jobs_back(
    runner: JobRunner, convex: FakeConvex, job: JobRef
) -> None:
    convex.add("j1")
    started = threading.Event()

    def work(run: JobRun) -> None:
        started.set()
        _until_stopped(run)

    outcomes: list[str] = []
    thread = threading.Thread(target=lambda: outcomes.append(runner.run(job, work, fail=report)))
    thread.start()
    assert started.wait(WAIT_SECONDS)
    runner.shut_down()
    thread.join(WAIT_SECONDS)
    assert outcomes == ["shutdown"]
    assert convex.jobs["j1"].status == "queued"
    assert (
        runner.run(JobRef("j2", 1, job.correlation_id), lambda _run: None, fail=report)
        == "not_claimed"
    )


@pytest.mark.requirement("pipeline:outbox:restart")
def test_the_last_report_outlives_an_outage_and_keeps_its_place(
    runner: JobRunner, convex: FakeConvex, job: JobRef
) -> None:
    convex.add("j1")
    away = True

    def answer(route: str, _body: object) -> tuple[int, object] | None:
        return (503, {}) if away and route == ROUTE else None

    convex.answer_instead = answer

    def work(run: JobRun) -> None:
        run.report(ROUTE, {**SCENE, "status": "rendering"}, durable=True)
        run.report(ROUTE, {**SCENE, "status": "ready"}, durable=True)

    assert runner.run(job, work, fail=report) == "done"
    away = False
    assert convex.wait(lambda: convex.jobs["j1"].status == "succeeded", WAIT_SECONDS)
    assert [report["status"] for report in convex.jobs["j1"].accepted] == ["rendering", "ready"]


@pytest.mark.requirement("pipeline:progress:rate")
def test_progress_is_sent_at_most_twice_a_second_and_only_the_newest(
    runner: JobRunner, convex: FakeConvex, job: JobRef
) -> None:
    convex.add("j1")

    def work(run: JobRun) -> None:
        for done in range(200):
            note = ProgressNote("drawing", done, 200).as_json()
            run.note(lambda note=note: (ROUTE, {**SCENE, "status": "rendering", "progress": note}))
        seen = convex.wait(
            lambda: any(report["progress"]["done"] == 199 for report in convex.jobs["j1"].reports),
            WAIT_SECONDS,
        )
        assert seen

    assert runner.run(job, work, fail=report) == "done"
    assert len(convex.jobs["j1"].reports) <= 3


def test_a_job_can_be_stopped_by_name(runner: JobRunner, convex: FakeConvex, job: JobRef) -> None:
    convex.add("j1")

    def work(run: JobRun) -> None:
        assert runner.stop_job("j1", StopReason.CANCELLED)
        _until_stopped(run)

    assert runner.run(job, work, fail=report) == "cancelled"
    assert not runner.stop_job("j1")


@pytest.mark.requirement("pipeline:shutdown:released")
def test_a_job_that_does_not_stop_in_time_is_given_back_all_the_same(
    runner: JobRunner, convex: FakeConvex, job: JobRef
) -> None:
    convex.add("j1")
    started, let_go = threading.Event(), threading.Event()

    def work(_run: JobRun) -> None:
        started.set()
        let_go.wait(WAIT_SECONDS)

    thread = threading.Thread(target=lambda: runner.run(job, work, fail=report))
    thread.start()
    assert started.wait(WAIT_SECONDS)
    runner.shut_down()
    runner.release_running()
    assert convex.jobs["j1"].status == "queued"
    let_go.set()
    thread.join(WAIT_SECONDS)


def _beats(convex: FakeConvex) -> int:
    return sum(route == "/callbacks/heartbeat" for route, _body in convex.calls)


@pytest.mark.requirement("pipeline:heartbeat:own-thread")
def test_a_report_that_is_taken_slowly_delays_no_heartbeat(
    runner: JobRunner, convex: FakeConvex, job: JobRef
) -> None:
    convex.add("j1")
    taken, gate = threading.Event(), threading.Event()

    def answer(route: str, _body: object) -> None:
        if route == ROUTE:
            taken.set()
            gate.wait(WAIT_SECONDS)

    convex.answer_instead = answer

    def work(run: JobRun) -> None:
        run.note(lambda: (ROUTE, {**SCENE, "status": "rendering"}))
        assert taken.wait(WAIT_SECONDS)
        before = _beats(convex)
        assert convex.wait(lambda: _beats(convex) >= before + 3, WAIT_SECONDS)
        gate.set()

    assert runner.run(job, work, fail=report) == "done"


@pytest.mark.requirement("pipeline:heartbeat:own-thread")
def test_a_heartbeat_that_fails_without_a_name_is_followed_by_others(
    runner: JobRunner, convex: FakeConvex, job: JobRef
) -> None:
    convex.add("j1")
    failures = iter([True, True])

    def answer(route: str, _body: object) -> None:
        if route == "/callbacks/heartbeat" and next(failures, False):
            message = "not one of ours"
            raise RuntimeError(message)

    convex.answer_instead = answer

    def work(run: JobRun) -> None:
        assert convex.wait(lambda: _beats(convex) >= 5, WAIT_SECONDS)
        assert not run.stop.is_set()

    assert runner.run(job, work, fail=report) == "done"


@pytest.mark.requirement("pipeline:job:crash")
def test_work_that_ends_with_an_error_without_a_name_is_told_at_once(
    runner: JobRunner, convex: FakeConvex, job: JobRef
) -> None:
    convex.add("j1")

    def work(_run: JobRun) -> None:
        message = "nobody thought of this"
        raise RuntimeError(message)

    assert runner.run(job, work, fail=report) == "crashed"
    assert [each["error"] for each in convex.jobs["j1"].reports] == [{"code": "internal"}]


@pytest.mark.requirement("pipeline:job:time-limit")
def test_work_that_takes_longer_than_a_task_may_is_stopped_and_told(
    convex: FakeConvex, outbox: Outbox, job: JobRef
) -> None:
    convex.add("j1")
    runner = JobRunner(
        ledger=Ledger(FakeDoor(convex)),
        outbox=outbox,
        clock=SystemClock(),
        ids=FakeIds(),
        heartbeat_seconds=0.02,
        seconds_max=0.05,
    )
    assert runner.run(job, _until_stopped, fail=report) == "time_limit"
    assert [each["error"] for each in convex.jobs["j1"].reports] == [{"code": "job.time_limit"}]


@pytest.mark.requirement("pipeline:progress:in-order")
def test_progress_that_waits_is_dropped_when_the_work_has_moved_on(
    runner: JobRunner, convex: FakeConvex, job: JobRef
) -> None:
    """Told after the next state it would be answered as old, which looked like a lost lease."""
    convex.add("j1")

    def note(run: JobRun, status: str, done: int) -> None:
        progress = ProgressNote("x", done).as_json()
        run.note(lambda: (ROUTE, {**SCENE, "status": status, "progress": progress}))

    def told(done: int) -> bool:
        return any(each.get("progress", {}).get("done") == done for each in _reports(convex))

    def work(run: JobRun) -> None:
        note(run, "rendering", 1)
        assert convex.wait(lambda: told(1), WAIT_SECONDS)
        note(run, "rendering", 2)
        run.report(ROUTE, {**SCENE, "status": "uploading"})
        note(run, "uploading", 3)
        assert convex.wait(lambda: told(3), WAIT_SECONDS)
        run.stop.check()

    assert runner.run(job, work, fail=report) == "done"
    assert not told(2)
    assert convex.jobs["j1"].reports == convex.jobs["j1"].accepted


def _reports(convex: FakeConvex) -> list[dict[str, Any]]:
    return convex.jobs["j1"].reports
