"""The outbox keeps reports until Convex has answered them, across restarts, in order per job."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.convex_client.callbacks import JobRef, Ledger
from backend.convex_client.outbox import Backoff, Outbox
from backend.testing.clock import FakeClock
from backend.testing.convex import FakeConvex, FakeDoor
from backend.testing.fuzz import seeded

CORRELATION = "4f9f5c1e-6b1f-4a58-9a3e-2d7c1b0a9e8f"
ROUTE = "/callbacks/scene-updated"


def _outbox(root: Path, convex: FakeConvex, name: str = "w1") -> Outbox:
    return Outbox(
        root,
        name=name,
        ledger=Ledger(FakeDoor(convex)),
        clock=FakeClock(),
        backoff=Backoff(0.01, 0.05),
        random=seeded(1),
    )


def _job(name: str) -> JobRef:
    return JobRef(name, 1, CORRELATION)


def _body(seq: int, status: str = "rendering") -> dict[str, object]:
    return {"sceneId": "c1", "version": 1, "status": status, "seq": seq}


def _put(box: Outbox, job: str, seq: int) -> None:
    box.put(ROUTE, _job(job), _body(seq))


@pytest.mark.requirement("pipeline:outbox:restart")
def test_what_waits_survives_a_restart_and_keeps_its_order(tmp_path: Path) -> None:
    convex = FakeConvex()
    convex.add("j1")
    first = _outbox(tmp_path, convex)
    for seq in (1, 2, 3):
        _put(first, "j1", seq)
    second = _outbox(tmp_path, convex)
    second.open()
    assert convex.wait(lambda: len(convex.jobs["j1"].accepted) == 3, 5)
    second.close()
    assert [report["seq"] for report in convex.jobs["j1"].accepted] == [1, 2, 3]
    assert list((tmp_path / "w1").glob("*.json")) == []


@pytest.mark.requirement("pipeline:outbox:restart")
def test_a_worker_adopts_the_reports_of_one_that_is_gone(tmp_path: Path) -> None:
    convex = FakeConvex()
    convex.add("j1")
    _put(_outbox(tmp_path, convex, "gone"), "j1", 1)
    here = _outbox(tmp_path, convex, "here")
    here.open()
    assert convex.wait(lambda: len(convex.jobs["j1"].accepted) == 1, 5)
    here.close()


@pytest.mark.requirement("pipeline:outbox:restart")
def test_a_worker_with_reports_of_its_own_adopts_those_of_another(tmp_path: Path) -> None:
    """What is adopted comes after its own and takes no place of theirs."""
    convex = FakeConvex()
    for name in ("own", "adopted"):
        convex.add(name)
    before = _outbox(tmp_path, convex, "b")
    for seq in (1, 2):
        _put(before, "own", seq)
    gone = _outbox(tmp_path, convex, "a")
    for seq in (1, 2, 3):
        _put(gone, "adopted", seq)
    here = _outbox(tmp_path, convex, "b")
    here.take()
    assert here.size() == len(list((tmp_path / "b").glob("*.json"))) == 5
    assert here.drain_once()
    here.close()
    assert [report["seq"] for report in convex.jobs["own"].accepted] == [1, 2]
    assert [report["seq"] for report in convex.jobs["adopted"].accepted] == [1, 2, 3]


def test_a_folder_is_never_shared_by_two_workers(tmp_path: Path) -> None:
    convex = FakeConvex()
    first = _outbox(tmp_path, convex)
    first.open()
    with pytest.raises(RuntimeError):
        _outbox(tmp_path, convex).open()
    first.close()


@pytest.mark.requirement("pipeline:outbox:order")
def test_a_job_that_convex_cannot_take_holds_back_only_itself(tmp_path: Path) -> None:
    convex = FakeConvex()
    convex.add("bad")
    convex.add("good")
    convex.answer_instead = lambda _route, body: (500, {}) if body["jobId"] == "bad" else None
    box = _outbox(tmp_path, convex)
    for seq in (1, 2):
        _put(box, "bad", seq)
        _put(box, "good", seq)
    assert box.drain_once() is False
    assert [report["seq"] for report in convex.jobs["good"].accepted] == [1, 2]
    assert box.holds(_job("bad"))
    assert not box.holds(_job("good"))
    tried = [body["seq"] for _route, body in convex.calls if body["jobId"] == "bad"]
    assert tried == [1]


def test_a_report_that_convex_refuses_is_dropped(tmp_path: Path) -> None:
    convex = FakeConvex()
    box = _outbox(tmp_path, convex)
    _put(box, "unknown", 1)
    assert box.drain_once() is True
    assert box.size() == 0


@pytest.mark.requirement("pipeline:outbox:full-disk")
def test_a_full_disk_keeps_the_report_in_memory(tmp_path: Path) -> None:
    convex = FakeConvex()
    convex.add("j1")
    box = _outbox(tmp_path / "not-a-folder", convex)
    (tmp_path / "not-a-folder").write_text("in the way")
    box.put(ROUTE, _job("j1"), _body(1))
    assert box.drain_once() is True
    assert len(convex.jobs["j1"].accepted) == 1


@given(failures=st.integers(1, 60), seed=st.integers(0, 1000))
def test_waits_grow_to_the_longest_and_never_march_in_step(failures: int, seed: int) -> None:
    backoff = Backoff(1.0, 300.0)
    wait = backoff.wait_seconds(failures, seeded(seed))
    full = min(300.0, 2.0 ** (failures - 1))
    assert full / 2 <= wait <= full
