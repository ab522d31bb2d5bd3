"""Keeps the parts alive: ordered start, health gates, restarts with backoff, a clean stop.

start:  what it needs serves ──▶ part ── serves? ── prepare ──▶ what needs it
        (in their order where nothing else is said; the first failure stops all)
run:    a part ends ──▶ wait 1, 2, 4 … 30 s ──▶ start ── serves? ──▶ said so     (the rest stays)
stop:   edges (TERM, 2 s, KILL) ──▶ stores (TERM, 2 s, KILL)                   (within 5 s)
"""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

from backend.supervisor.child import Child
from backend.supervisor.part import Part

PROBE_EVERY_SECONDS = 0.05
BACKOFF_SECONDS_MAX = 30.0
GRACE_SECONDS = 2.0
STEADY_SECONDS = 60.0

Say = Callable[[str], None]


class StartError(Exception):
    """A part did not come up; the message says which, why, and what to try."""


class Supervisor:
    """Runs the parts until told to stop."""

    def __init__(
        self, parts: list[Part], *, logs: Path, environment: Mapping[str, str], say: Say
    ) -> None:
        self.children = [Child(part, logs / f"{part.name}.log") for part in parts]
        self._environment = environment
        self._say = say

    async def start(
        self, on_ready: Callable[[Child], None], on_spawn: Callable[[], None] = lambda: None
    ) -> None:
        """Starts every part as soon as all that it needs serves and is prepared.

        `on_spawn` is called after each new process, so that a note of it is kept before it serves.

        Raises:
            StartError: a part did not come up. What was started is stopped again.
        """
        ready = {child.part.name: asyncio.Event() for child in self.children}

        async def bring_up(child: Child) -> None:
            for name in child.part.needs:
                if name in ready:  # a part that this run goes without is not waited for
                    await ready[name].wait()
            await self._bring_up(child, on_spawn)
            if child.part.prepare is not None:
                await child.part.prepare()
            on_ready(child)
            ready[child.part.name].set()

        try:
            async with asyncio.TaskGroup() as group:
                for child in self.children:
                    group.create_task(bring_up(child))
        except ExceptionGroup as problems:
            await self.stop()
            raise problems.exceptions[0] from None
        except BaseException:
            await self.stop()
            raise

    async def watch(self, stopping: asyncio.Event, on_change: Callable[[], None]) -> None:
        """Restarts what ends, until `stopping` is set."""
        watchers = [asyncio.create_task(self._keep_up(c, on_change)) for c in self.children]
        await stopping.wait()
        for watcher in watchers:
            watcher.cancel()
        await asyncio.gather(*watchers, return_exceptions=True)

    async def stop(self) -> None:
        """Stops everything: first the edges, then the stores they write to."""
        for tier in ("edge", "store"):
            children = [child for child in self.children if child.part.tier == tier]
            await asyncio.gather(*(child.stop(GRACE_SECONDS) for child in children))

    async def _bring_up(self, child: Child, on_spawn: Callable[[], None]) -> None:
        part = child.part
        try:
            await child.start(self._environment)
            on_spawn()
        except OSError as problem:
            message = f"{part.title} could not be started: {problem}. {part.advice}".strip()
            raise StartError(message) from problem
        trouble = await self._await_ready(child)
        if trouble is not None:
            raise StartError(_failed_start(child, trouble))

    async def _await_ready(self, child: Child) -> str | None:
        """Nothing once the part serves, else why it does not."""
        trouble: str | None = "did not start"
        try:
            async with asyncio.timeout(child.part.ready_seconds_max):
                while child.exit_code is None:
                    trouble = await child.part.probe()
                    if trouble is None:
                        return None
                    await asyncio.sleep(PROBE_EVERY_SECONDS)
        except TimeoutError:
            return f"{trouble} after {child.part.ready_seconds_max:.0f} s"
        return f"ended with exit code {child.exit_code}"

    async def _keep_up(self, child: Child, on_change: Callable[[], None]) -> None:
        loop = asyncio.get_running_loop()
        backoff = 1.0
        while True:
            up_since = loop.time()
            code = await child.wait()
            await child.stop(0)
            if loop.time() - up_since > STEADY_SECONDS:
                backoff = 1.0
            title = child.part.title
            self._say(f"{title} ended with exit code {code}; starting it again in {backoff:.0f} s.")
            await asyncio.sleep(backoff)
            backoff = min(backoff * 2, BACKOFF_SECONDS_MAX)
            try:
                await self._bring_up(child, on_change)
            except StartError as problem:
                self._say(str(problem))
                await child.stop(GRACE_SECONDS)
                continue
            on_change()
            self._say(f"{title} serves again.")


def _failed_start(child: Child, trouble: str) -> str:
    part = child.part
    lines = [f"{part.title} {trouble}."]
    lines += [f"    {line}" for line in child.last_lines(12)]
    lines.append(f"Its log: {child.log}")
    if part.advice:
        lines.append(part.advice)
    return "\n".join(lines)
