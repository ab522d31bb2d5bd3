"""The sweep of the store against a ledger in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

import pytest
from typing_extensions import override

from backend.convex_client.errors import ConvexUnavailableError
from backend.services.objects.sweep import Fate, StoreSweeper, SweepTools
from backend.testing.clock import FakeClock
from backend.testing.storage import MemoryStorage

DAY_MS = 86_400_000
HERE = "projects/p1/sessions/s1/"
TRACE = "4f9f5c1e-6b1f-4a58-9a3e-2d7c1b0a9e8f"


@dataclass
class Notes:
    """What the ledger has noted; its answers are those of `convex/model/objects.ts`."""

    wanted: set[str] = field(default_factory=set[str])
    sessions: set[str] = field(default_factory=lambda: {HERE})
    places: list[str] = field(default_factory=list[str])
    emptied: list[str] = field(default_factory=list[str])
    steps: list[tuple[str, str | None]] = field(default_factory=list[tuple[str, str | None]])
    fails_at: int | None = None
    calls: int = 0
    asked_at_once: int = 0

    def call(
        self, route: str, body: Mapping[str, object], *, correlation_id: str
    ) -> Mapping[str, object]:
        assert correlation_id == TRACE
        self.calls += 1
        if self.calls == self.fails_at:
            message = "gone"
            raise ConvexUnavailableError(message)
        answers = {
            "claimPlaces": self.claim_places,
            "placeEmptied": self.place_emptied,
            "referenced": self.referenced,
            "walk": self.walk,
        }
        return answers[route.rpartition(".")[2]](body)

    def claim_places(self, _body: Mapping[str, object]) -> Mapping[str, object]:
        waiting = [place for place in self.places if place not in self.emptied]
        return {"places": [{"placeId": at, "prefix": at, "claim": 1} for at in waiting[:1]]}

    def place_emptied(self, body: Mapping[str, object]) -> Mapping[str, object]:
        self.emptied.append(str(body["placeId"]))
        return {"again": True}

    def referenced(self, body: Mapping[str, object]) -> Mapping[str, object]:
        keys = cast("list[str]", body["keys"])
        self.asked_at_once = max(self.asked_at_once, len(keys))
        unnamed = [key for key in keys if key not in self.wanted]
        known = tuple(self.sessions)
        return {
            "referenced": [key for key in keys if key in self.wanted],
            "unknown": [key for key in unnamed if not key.startswith(known)],
        }

    def walk(self, body: Mapping[str, object]) -> Mapping[str, object]:
        done = body.get("done")
        if done is not None:
            said = cast("Mapping[str, str | None]", done)
            self.steps[0] = (str(said["shelf"]), said["after"])
            if said["after"] is None:
                self.steps.pop(0)
        if not self.steps:
            return {"walk": None}
        shelf, after = self.steps[0]
        return {"walk": {"shelf": shelf, "after": after, "graceMs": 2 * DAY_MS}}


def _walk_due() -> list[tuple[str, str | None]]:
    return [("chunks", None), ("sources", None)]


@dataclass
class Scene:
    """A store, its ledger, and who sweeps."""

    clock: FakeClock
    storage: MemoryStorage
    notes: Notes
    sweeper: StoreSweeper

    def put(self, *keys: str) -> None:
        for key in keys:
            shelf = "sources" if key.endswith(".py") else "chunks"
            self.storage.put_bytes(shelf, key, key.encode())

    def keys(self) -> set[str]:
        return {key for _shelf, key in self.storage.objects}

    def sweep(self) -> dict[Fate, int]:
        return self.sweeper.sweep(correlation_id=TRACE)


@pytest.fixture
def scene() -> Scene:
    clock, notes = FakeClock(), Notes()
    storage = MemoryStorage(clock)
    tools = SweepTools(storage=storage, door=notes, clock=clock, page_rows=2)
    return Scene(clock, storage, notes, StoreSweeper(tools))


@pytest.mark.requirement("pipeline:sweep:deleted")
@pytest.mark.requirement("pipeline:sweep:kept")
def test_a_place_that_was_left_loses_what_no_row_names_on_both_shelves(scene: Scene) -> None:
    kept = {f"{HERE}scenes/0/v1-a.mp4", f"{HERE}scenes/0/v1-b.py"}
    gone = {f"{HERE}scenes/{n}/v2-c.mp4" for n in range(5)} | {f"{HERE}scenes/0/v3-d.py"}
    beside = {"projects/p1/sessions/s10/scenes/0/v1-a.mp4"}
    scene.put(*kept, *gone, *beside)
    scene.notes.wanted, scene.notes.places = set(kept), [HERE]
    assert scene.sweep()["deleted"] == len(gone)
    assert scene.keys() == kept | beside
    assert scene.notes.emptied == [HERE]


@pytest.mark.requirement("pipeline:sweep:strays")
@pytest.mark.requirement("pipeline:sweep:others")
def test_a_walk_leaves_what_is_young_named_or_of_an_unknown_session(scene: Scene) -> None:
    named, foreign = f"{HERE}scenes/0/v1-a.mp4", "projects/p2/sessions/s2/scenes/0/v1-a.mp4"
    scene.put(named, foreign, f"{HERE}scenes/1/v1-b.mp4", f"{HERE}scenes/1/v1-b.py", "readme.txt")
    scene.clock.advance(2 * DAY_MS / 1000)
    young = f"{HERE}scenes/2/v1-c.mp4"
    scene.put(young)
    scene.notes.wanted, scene.notes.steps = {named}, _walk_due()
    assert scene.sweep() == {"deleted": 2, "wanted": 1, "young": 1, "unknown": 1}
    assert scene.keys() == {named, foreign, young, "readme.txt"}


@pytest.mark.requirement("pipeline:sweep:again")
@pytest.mark.parametrize("fails_at", range(1, 10))
def test_a_sweep_that_breaks_off_anywhere_is_finished_by_the_next(
    scene: Scene, fails_at: int
) -> None:
    named = {f"{HERE}scenes/{n}/v1-a.mp4" for n in range(3)}
    scene.put(*named, *(f"{HERE}scenes/{n}/v1-b.mp4" for n in range(3)))
    scene.clock.advance(3 * DAY_MS / 1000)
    scene.notes.wanted, scene.notes.steps = set(named), _walk_due()
    scene.notes.places, scene.notes.fails_at = [HERE], fails_at
    scene.sweep()
    scene.sweep()
    assert scene.keys() == named
    assert scene.notes.steps == []


def test_a_store_that_is_away_loses_nothing_of_what_is_noted(scene: Scene) -> None:
    scene.notes.places, scene.storage.away = [HERE], True
    assert scene.sweep()["deleted"] == 0
    assert scene.notes.emptied == []


def test_a_place_that_is_not_ours_is_never_listed(scene: Scene) -> None:
    scene.put("notes.txt", "backup/projects/p1.mp4")
    scene.notes.places = ["", "backup/"]
    scene.sweep()
    assert scene.keys() == {"notes.txt", "backup/projects/p1.mp4"}


def test_a_sweep_that_is_stopped_leaves_the_rest_to_the_next(scene: Scene) -> None:
    scene.put(f"{HERE}scenes/0/v1-a.mp4")
    scene.notes.places = [HERE]
    scene.sweeper.stop()
    scene.sweep()
    assert scene.notes.emptied == []
    assert len(scene.keys()) == 1


def test_an_answer_without_its_lists_deletes_nothing(scene: Scene) -> None:
    class Mute(Notes):
        @override
        def referenced(self, body: Mapping[str, object]) -> Mapping[str, object]:
            return {"known": body["keys"]}

    key = f"{HERE}scenes/0/v1-a.mp4"
    scene.put(key)
    notes = Mute(places=[HERE])
    tools = SweepTools(storage=scene.storage, door=notes, clock=scene.clock)
    StoreSweeper(tools).sweep(correlation_id=TRACE)
    assert scene.keys() == {key}


def test_the_ledger_is_asked_a_hundred_keys_at_a_time(scene: Scene) -> None:
    scene.put(*(f"{HERE}scenes/{n}/v1-a.mp4" for n in range(250)))
    scene.notes.places = [HERE]
    tools = SweepTools(storage=scene.storage, door=scene.notes, clock=scene.clock)
    found = StoreSweeper(tools).sweep(correlation_id=TRACE)
    assert (found["deleted"], scene.notes.asked_at_once) == (250, 100)
