"""Reports of workers that crash, on a network that loses, doubles and refuses: 500 seeded runs.

A sample of them runs by default.

Every run plays a few jobs on a few workers. A worker puts reports into its outbox, sends some of
them, and may die at any moment, also between two files of what it adopts; then the ledger starts
another attempt somewhere else. In the end the network heals, somebody adopts what is left, and
each job must stand where its newest attempt ended, however that went.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest
from typing_extensions import override

from backend.convex_client.callbacks import JobRef, Ledger
from backend.convex_client.errors import ConvexUnavailableError
from backend.convex_client.outbox import Backoff, Outbox
from backend.testing.clock import FakeClock
from backend.testing.convex import FakeConvex, FakeDoor
from backend.testing.fuzz import examples, seeded

CORRELATION = "4f9f5c1e-6b1f-4a58-9a3e-2d7c1b0a9e8f"
ROUTE = "/callbacks/scene-updated"
STATUSES = ("generating_code", "rendering", "rendering", "uploading", "ready")


class BadNetwork(FakeDoor):
    """Sends, sends twice, loses the call, loses the answer, or is refused for the moment."""

    def __init__(self, convex: FakeConvex, random: Random) -> None:
        super().__init__(convex)
        self._random = random
        self.healed = False

    @override
    def call(
        self, route: str, body: Mapping[str, object], *, correlation_id: str
    ) -> Mapping[str, object]:
        mood = (
            "well" if self.healed else self._random.choice(("well", "twice", "lost", "away", "503"))
        )
        if mood == "503":
            raise ConvexUnavailableError(route, status=503)
        if mood == "away":
            raise ConvexUnavailableError(route)
        answer = super().call(route, body, correlation_id=correlation_id)
        if mood == "twice":
            answer = super().call(route, body, correlation_id=correlation_id)
        if mood == "lost":
            raise ConvexUnavailableError(route)
        return answer


@dataclass
class World:
    """The ledger, the disk and the workers of one run."""

    folder: Path
    random: Random
    convex: FakeConvex = field(default_factory=FakeConvex)
    attempts: dict[str, int] = field(default_factory=dict[str, int])
    # What is yet to be reported by the newest attempt of each job.
    steps: dict[str, int] = field(default_factory=dict[str, int])
    workers: dict[str, Outbox] = field(default_factory=dict[str, Outbox])
    network: BadNetwork = field(init=False)
    born: int = 0

    def __post_init__(self) -> None:
        self.network = BadNetwork(self.convex, self.random)
        for name in ("j1", "j2", "j3"):
            self.start(name)
        self.hire()

    def start(self, job: str) -> None:
        """The ledger's next attempt."""
        self.attempts[job] = self.attempts.get(job, 0) + 1
        self.steps[job] = 0
        self.convex.add(job, self.attempts[job])

    def hire(self, name: str = "") -> None:
        """A worker, new or back under its old name; it adopts what nobody owns."""
        self.born += 1
        name = name or f"w{self.random.randint(0, 9)}-{self.born}"
        box = Outbox(
            self.folder,
            name=name,
            ledger=Ledger(self.network),
            clock=FakeClock(),
            backoff=Backoff(0.01, 0.05),
            random=self.random,
        )
        box.take()
        self.workers[name] = box

    def report(self) -> None:
        """The next report of some job, by some worker."""
        job = self.random.choice([*self.steps])
        step = self.steps[job]
        if step == len(STATUSES):
            return
        ref = JobRef(job, self.attempts[job], CORRELATION)
        body = {"sceneId": "c1", "version": 1, "status": STATUSES[step], "seq": step + 1}
        self.random.choice([*self.workers.values()]).put(ROUTE, ref, body)
        self.steps[job] += 1

    def drain(self) -> None:
        """A worker sends what it can."""
        self.random.choice([*self.workers.values()]).drain_once()

    def crash(self) -> None:
        """A worker dies; its jobs that had not ended are tried again, and its disk may be late."""
        name = self.random.choice([*self.workers])
        before = self.folder / f"{name}.before"
        shutil.copytree(self.folder / name, before)
        box = self.workers.pop(name)
        box.drain_once()
        box.close()
        for job, step in self.steps.items():
            if step < len(STATUSES) and self.random.random() < 0.5:
                self.start(job)
        if self.random.random() < 0.5:
            # Files whose deletion the disk had not seen yet are there again.
            shutil.copytree(before, self.folder / name, dirs_exist_ok=True)
        shutil.rmtree(before)
        self.hire(name if self.random.random() < 0.5 else "")

    def heal(self) -> None:
        """Every job is worked on to its end, and everything that waits is sent."""
        self.network.healed = True
        while any(step < len(STATUSES) for step in self.steps.values()):
            self.report()
        for box in self.workers.values():
            box.close()
        self.hire("last")
        assert self.workers["last"].drain_once()
        self.workers["last"].close()


@pytest.mark.requirement("pipeline:outbox:disorder")
@pytest.mark.requirement("chaos:c16")
@pytest.mark.parametrize("seed", range(examples(usual=25, all_of_them=500)))
def test_each_job_ends_where_its_newest_attempt_ended(seed: int, tmp_path: Path) -> None:
    random = seeded(seed)
    world = World(tmp_path, random)
    moves = (world.report, world.report, world.report, world.crash, world.drain)
    for _move in range(30):
        random.choice(moves)()
    world.heal()
    for name, job in world.convex.jobs.items():
        accepted = [(each["attempt"], each["seq"]) for each in job.accepted]
        assert accepted == sorted(set(accepted))
        assert accepted[-1] == (world.attempts[name], len(STATUSES))
        assert job.status == "succeeded"
    assert list(tmp_path.glob("*/*.json")) == []
