"""The sweep of the store, with real parts: what goes, what stays, and what a crash in it costs."""

from collections.abc import Mapping
from typing import Any

import pytest

from backend.clock import SystemClock
from backend.storage.keys import scene_key
from backend.testing.services import wait_until
from backend.testing.stack import Stack, kill
from backend.testing.stored import DAY_MS, StoredObjects
from tests.chaos.scenes import quick, slow

pytestmark = [pytest.mark.timeout(240)]
ONLY_SWEEPS = {"SCENEWRIGHT_WORKER_QUEUES": "maintenance"}


def _film(stack: Stack, mark: str, session: str) -> dict[str, Any]:
    """A scene that plays."""
    asked = stack.insert(session, quick(mark))
    assert stack.ended(asked["jobId"])["status"] == "succeeded"
    return stack.scene(asked["sceneId"])


def _edited(stack: Stack, mark: str, scene: Mapping[str, Any]) -> dict[str, Any]:
    asked = stack.render(scene["_id"], quick(mark))
    assert stack.ended(asked["jobId"])["status"] == "succeeded"
    return stack.scene(scene["_id"])


def _plays(stack: Stack, project: str) -> int:
    """How many scenes of a project's newest session play."""
    first = {"numItems": 1, "cursor": None}
    page = stack.person.query(
        "videoSessions:listByProject", projectId=project, paginationOpts=first
    )["page"]
    scenes = stack.person.scenes(page[0]["_id"]) if page else []
    return sum(scene.get("liveVersion") is not None for scene in scenes)


def _place(project: str, session: str) -> str:
    return f"projects/{project}/sessions/{session}/"


def _stray(store: StoredObjects, project: str, session: str, mark: str) -> str:
    """What a worker leaves that dies between upload and report."""
    key = scene_key(project, session, index=0, version=1, sha256=mark * 64, suffix="mp4")
    store.storage.put_bytes("chunks", key, mark.encode())
    return key


def _swept(store: StoredObjects) -> bool:
    """A worker is sent for as often as is asked; always true."""
    store.send_for_sweep()
    return True


def _binned_long_ago(stack: Stack) -> None:
    """A month later the bin is emptied."""
    stack.operator("sweeps:bin", now=SystemClock().now_ms() + 31 * DAY_MS)


@pytest.mark.requirement("pipeline:sweep:deleted")
@pytest.mark.requirement("pipeline:sweep:kept")
def test_what_only_a_deleted_project_used_goes_and_what_a_copy_or_a_version_shows_stays(
    stack: Stack,
) -> None:
    store = StoredObjects(stack)
    project, session = stack.session()
    with stack.worker():
        old = _film(stack, "first", session)
        new = _edited(stack, "second", old)
        copied: str = stack.person.mutation("projects:duplicate", projectId=project)
        wait_until(lambda: _plays(stack, copied) == 1, seconds=20, what="the copy")
        place = _place(project, session)
        store.sweep()
        assert {old["s3ChunkKey"], new["s3ChunkKey"]} <= store.below(place)
        stack.person.mutation("scenes:revert", sceneId=old["_id"], version=1)
        stack.fetch_live(stack.scene(old["_id"]))
        stack.person.mutation("projects:remove", projectId=project)
        stack.sessions.remove(session)
        store.sweep()
        assert {old["s3ChunkKey"], new["s3ChunkKey"]} <= store.below(place)
        _binned_long_ago(stack)
        # What the copy shows, and nothing else.
        kept = {new["s3ChunkKey"], new["s3SourceKey"], new["posterUrl"].rpartition("/chunks/")[2]}
        wait_until(
            lambda: _swept(store) and store.below(place) == kept,
            seconds=60,
            what="the deleted project's own objects going",
        )
        stack.fetch_live(new)
        stack.person.mutation("projects:remove", projectId=copied)
        _binned_long_ago(stack)
        wait_until(
            lambda: _swept(store) and not store.below(place),
            seconds=60,
            what="the copy's objects going",
        )


@pytest.mark.slow
@pytest.mark.requirement("pipeline:sweep:strays")
@pytest.mark.requirement("pipeline:sweep:others")
def test_a_stray_goes_after_its_grace_and_never_while_a_job_may_still_report_it(
    stack: Stack,
) -> None:
    store = StoredObjects(stack)
    project, session = stack.session()
    with stack.worker():
        _film(stack, "stray", session)
        stray = _stray(store, project, session, "a")
        foreign = _stray(store, "another", "installation", "b")
        place = _place(project, session)
        store.sweep()
        assert stray in store.below(place)  # too young
        asked = stack.insert(session, slow("in flight", seconds=3))
        stack.running(asked["jobId"])
        store.sweep(grace_ms=0)
        assert stray in store.below(place)  # a job of the session is not over
        assert stack.ended(asked["jobId"])["status"] == "succeeded"
        store.sweep(grace_ms=0)
        assert stray not in store.below(place)
        assert foreign in store.below(_place("another", "installation"))
    for scene in stack.person.scenes(session):
        stack.fetch_live(scene)
    store.storage.delete("chunks", [foreign])


@pytest.mark.slow
@pytest.mark.requirement("pipeline:sweep:again")
def test_a_sweep_whose_worker_is_killed_is_taken_up_by_another(stack: Stack) -> None:
    store = StoredObjects(stack)
    project, session = stack.session()
    place = _place(project, session)
    with stack.worker():
        for number in range(3):
            _film(stack, f"again-{number}", session)
    stack.person.mutation("projects:remove", projectId=project)
    stack.sessions.remove(session)
    _binned_long_ago(stack)
    wait_until(lambda: store.is_purged(session), seconds=20, what="the session's rows going")
    stack.to_s3.choose = lambda method, _path, _body: "hold" if method == "POST" else "pass"
    with stack.worker(**ONLY_SWEEPS) as first:
        store.send_for_sweep()
        assert stack.to_s3.wait_for(
            lambda: any(fault == "hold" for _m, _p, fault in stack.to_s3.seen), 60
        )
        kill(first)
    stack.to_s3.choose = lambda _method, _path, _body: "cut"
    stack.to_s3.gate.set()
    stack.to_s3.reset()
    assert store.below(place)
    with stack.worker(**ONLY_SWEEPS):
        wait_until(
            lambda: _swept(store) and not store.below(place),
            seconds=60,
            what="another worker finishing the sweep",
        )


@pytest.mark.slow
@pytest.mark.requirement("pipeline:sweep:account")
def test_a_removed_account_ends_with_its_objects(left_stack: Stack) -> None:
    stack = left_stack
    store = StoredObjects(stack)
    project, session = stack.session()
    with stack.worker():
        scene = _film(stack, "account", session)
        wish = {"format": "mp4", "quality": "480p", "fps": 15, "captions": True}
        asked = stack.person.mutation("jobs:triggerExport", sessionId=session, **wish)
        assert stack.ended(asked["jobId"])["status"] == "succeeded"
        place = _place(project, session)
        assert len(store.below(place)) == 5  # film, picture, source, export and its captions
        stack.ask("identity.remove", externalId=stack.person.query("users:me")["externalId"])
        wait_until(
            lambda: _swept(store) and not store.below(place),
            seconds=90,
            what="the person's objects going",
        )
    assert stack.person.http.get(scene["s3ChunkUrl"]).status_code in {403, 404}


@pytest.mark.slow
@pytest.mark.requirement("pipeline:sweep:deleted")
def test_a_removed_export_goes_at_once_with_its_captions(stack: Stack) -> None:
    store = StoredObjects(stack)
    project, session = stack.session()
    place = f"{_place(project, session)}exports/"
    with stack.worker():
        _film(stack, "export", session)
        wish = {"format": "mp4", "quality": "480p", "fps": 15, "captions": True}
        asked = stack.person.mutation("jobs:triggerExport", sessionId=session, **wish)
        assert stack.ended(asked["jobId"])["status"] == "succeeded"
        store.sweep(grace_ms=0)
        assert len(store.below(place)) == 2
        stack.person.mutation("exports:remove", exportId=asked["exportId"])
        wait_until(
            lambda: _swept(store) and not store.below(place),
            seconds=60,
            what="the export's files going",
        )
