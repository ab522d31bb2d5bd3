"""Many people editing at once: every edit ends, in a fair order, with flat memory.

`python -m tests.bench.pipeline.load --users 100` drives real parts with two workers: one person
asks for many scenes first, then everybody asks for one, then everybody changes theirs. Nobody's
single scene waits for all of the first person's; the last line is JSON.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

from backend.cli.smoke import Smoke
from backend.testing.people import sign_in_people
from backend.testing.services import Part, wait_until
from backend.testing.stack import TINY, Stack, open_stack

_SCENE = Template(
    "from manim import *\n\n\n"
    "class Load(Scene):\n"
    "    def construct(self):\n"
    "        self.add(Square(side_length=$size))\n"
    "        self.wait(0.2)\n"
)
_ENDS = frozenset({"succeeded", "failed", "cancelled", "superseded"})
_HEAVY = 20
# The product's own: what is asked is order and memory, not how fast what is lost is noticed.
UNSCALED = {"LIMIT_LEASE_MS": "45000", "LIMIT_REDISPATCH_MS": "60000"}


@dataclass(frozen=True)
class Load:
    """What a run found; `places` are where others' first jobs stood in the order of claims."""

    jobs: int
    unfinished: int
    failed: int
    seconds: float
    heavy_place_last: int
    others_place_last: int
    memory_growth_mib: float

    def as_json(self) -> dict[str, dict[str, Any]]:
        """As the other benches print."""
        return {
            "load_jobs": _figure(self.jobs, "count", None),
            "load_unfinished": _figure(self.unfinished, "count", 0),
            "load_failed": _figure(self.failed, "count", 0),
            "load_seconds": _figure(self.seconds, "s", None),
            # Everybody's first is claimed before the last of the person who asked for many.
            "load_unfair_places": _figure(
                max(0, self.others_place_last - self.heavy_place_last), "count", 0
            ),
            "load_worker_growth_mib": _figure(self.memory_growth_mib, "MiB", 64),
        }


def run_load(
    stack: Stack, workers: Sequence[Part], *, users: int, heavy: int, seconds: float
) -> Load:
    """One person asks for `heavy` scenes, the others for one each; then all change theirs."""
    people = sign_in_people(stack, users)
    sessions = [_session(person) for person in people]
    asked = [_insert(people[0], sessions[0], f"h{number}", number) for number in range(heavy)]
    asked += [
        _insert(person, session, "o", number)
        for number, (person, session) in enumerate(zip(people[1:], sessions[1:], strict=True))
    ]
    started = time.monotonic()
    first = _ended(stack, asked, seconds=seconds)
    before = _memory_mib(workers)
    edits = [
        (person, person.mutation("jobs:triggerRender", sceneId=scene["sceneId"], code=_code(50)))
        for person, scene in asked
    ]
    second = _ended(stack, edits, seconds=seconds)
    order = sorted(range(len(first)), key=lambda at: first[at].get("startedAt") or 0)
    places = {at: place for place, at in enumerate(order)}
    jobs = [*first, *second]
    return Load(
        jobs=len(jobs),
        unfinished=sum(job["status"] not in _ENDS for job in jobs),
        failed=sum(job["status"] == "failed" for job in jobs),
        seconds=time.monotonic() - started,
        heavy_place_last=max(places[at] for at in range(heavy)),
        others_place_last=max(places[at] for at in range(heavy, len(first))),
        memory_growth_mib=_memory_mib(workers) - before,
    )


def _session(person: Smoke) -> str:
    project: str = person.mutation("projects:create", title="Load")
    session: str = person.mutation(
        "videoSessions:create", projectId=project, title="Load", settings=TINY
    )
    return session


def _code(number: int) -> str:
    return _SCENE.substitute(size=1 + number / 100)


def _insert(person: Smoke, session: str, mark: str, number: int) -> tuple[Smoke, dict[str, Any]]:
    code = f"# {mark}\n{_code(number)}"
    return person, person.mutation("scenes:insert", sessionId=session, code=code)


def _ended(
    stack: Stack, asked: list[tuple[Smoke, dict[str, Any]]], *, seconds: float
) -> list[dict[str, Any]]:
    """The jobs as they stand when all have ended, or the time is over."""
    found: dict[int, dict[str, Any]] = {}

    def all_ended() -> bool:
        stack.sweep()
        for at, (person, each) in enumerate(asked):
            if found.get(at, {}).get("status") not in _ENDS:
                found[at] = person.query("jobs:get", jobId=each["jobId"])
                if found[at]["status"] not in _ENDS:
                    return False
        return True

    wait_until(all_ended, seconds=seconds, what="every job ending")
    return [found[at] for at in range(len(asked))]


def _memory_mib(workers: Sequence[Part]) -> float:
    sizes = [
        int(line.split()[1]) / 1024
        for part in workers
        for line in Path(f"/proc/{part.pid}/status").read_text().splitlines()
        if line.startswith("VmRSS")
    ]
    return sum(sizes)


def _figure(value: float, unit: str, aim: float | None) -> dict[str, Any]:
    shown = round(value, 3)
    return {"value": shown, "unit": unit, "aim": aim, "ok": aim is None or value <= aim}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="bench-pipeline-load", description=__doc__)
    parser.add_argument("--users", type=int, default=100)
    parser.add_argument("--heavy", type=int, default=_HEAVY)
    parser.add_argument("--seconds", type=float, default=900.0)
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as name,
        open_stack(Path(name), variables=UNSCALED) as stack,
        stack.worker() as one,
        stack.worker() as two,
    ):
        found = run_load(
            stack, (one, two), users=given.users, heavy=given.heavy, seconds=given.seconds
        )
    sys.stdout.write(json.dumps(found.as_json()) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
