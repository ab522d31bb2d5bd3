"""Parts start in order, come back when they die, and leave nothing behind."""

import asyncio
import os
import signal
import sys
import textwrap
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from backend.supervisor.child import Child
from backend.supervisor.part import Part
from backend.supervisor.state import start_time
from backend.supervisor.supervisor import StartError, Supervisor

TIMEOUT_SECONDS = 20


def make_part(
    folder: Path,
    name: str,
    body: str = "signal.pause()",
    *,
    ready_seconds_max: float = 10,
    needs: tuple[str, ...] = (),
    prepare: Callable[[], Awaitable[None]] | None = None,
) -> Part:
    """A part that writes its process id into `<name>.up` and then does as `body` says."""
    up = folder / f"{name}.up"
    script = f"""
import os, pathlib, signal, subprocess, sys, time
part = pathlib.Path({str(folder)!r})
pathlib.Path({str(up)!r}).write_text(str(os.getpid()))
{textwrap.dedent(body)}
"""

    async def probe() -> str | None:
        return None if up.exists() else "has not written its file"

    return Part(
        name=name,
        title=name.title(),
        command=[sys.executable, "-c", script],
        probe=probe,
        needs=needs,
        prepare=prepare,
        ready_seconds_max=ready_seconds_max,
        advice="Try harder.",
    )


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(TIMEOUT_SECONDS):
        while not condition():  # noqa: ASYNC110 - other processes set no event of ours
            await asyncio.sleep(0.02)


@pytest.fixture
def said() -> list[str]:
    return []


def make_supervisor(folder: Path, said: list[str], *parts: Part) -> Supervisor:
    environment = {"PATH": "/usr/bin:/bin"}
    return Supervisor(list(parts), logs=folder / "logs", environment=environment, say=said.append)


@pytest.mark.requirement("house:run:in-order")
async def test_each_part_serves_and_is_prepared_before_what_needs_it_starts(
    tmp_path: Path, said: list[str]
) -> None:
    seen: list[str] = []

    async def prepare() -> None:
        seen.append(f"second up: {(tmp_path / 'second.up').exists()}")

    first = make_part(tmp_path, "first", prepare=prepare)
    second = make_part(tmp_path, "second", needs=("first", "left-out"))
    supervisor = make_supervisor(tmp_path, said, second, first)
    await supervisor.start(lambda child: seen.append(child.part.name))
    await supervisor.stop()
    assert seen == ["second up: False", "first", "second"]


@pytest.mark.requirement("house:run:in-order")
async def test_parts_that_need_nothing_of_each_other_start_together(
    tmp_path: Path, said: list[str]
) -> None:
    both_up = asyncio.Event()

    async def wait_for_the_other() -> None:
        await both_up.wait()

    async def release() -> None:
        both_up.set()

    one = make_part(tmp_path, "one", prepare=wait_for_the_other)
    other = make_part(tmp_path, "other", prepare=release)
    supervisor = make_supervisor(tmp_path, said, one, other)
    async with asyncio.timeout(TIMEOUT_SECONDS):
        await supervisor.start(lambda _: None)
    await supervisor.stop()


@pytest.mark.requirement("house:run:after-kill")
async def test_each_new_process_is_noted_before_it_serves(tmp_path: Path, said: list[str]) -> None:
    noted: list[int] = []

    async def never() -> str | None:
        return "is not asked"

    body = "signal.pause()"
    part = replace(make_part(tmp_path, "slow", body, ready_seconds_max=0.5), probe=never)
    supervisor = make_supervisor(tmp_path, said, part)
    with pytest.raises(StartError):
        await supervisor.start(lambda _: None, lambda: noted.append(supervisor.children[0].pid))
    assert noted == [supervisor.children[0].pid]


@pytest.mark.requirement("house:run:restart")
async def test_a_part_that_dies_is_started_again_and_the_others_stay(
    tmp_path: Path, said: list[str]
) -> None:
    supervisor = make_supervisor(
        tmp_path, said, make_part(tmp_path, "steady"), make_part(tmp_path, "brittle")
    )
    await supervisor.start(lambda _: None)
    steady, brittle = (child.pid for child in supervisor.children)
    stopping, changed = asyncio.Event(), asyncio.Event()
    watching = asyncio.create_task(supervisor.watch(stopping, changed.set))

    kill(brittle)
    async with asyncio.timeout(TIMEOUT_SECONDS):
        await changed.wait()

    assert supervisor.children[0].pid == steady
    assert supervisor.children[1].pid != brittle
    assert "Brittle ended with exit code -9; starting it again in 1 s." in said
    assert said[-1] == "Brittle serves again."
    stopping.set()
    await watching
    await supervisor.stop()


@pytest.mark.requirement("house:run:stops-clean")
async def test_stopping_ends_what_a_part_started_even_when_it_ignores_the_signal(
    tmp_path: Path, said: list[str]
) -> None:
    body = """
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    grandchild = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])
    (part / "grandchild.pid").write_text(str(grandchild.pid))
    signal.pause()
    """
    supervisor = make_supervisor(tmp_path, said, make_part(tmp_path, "stubborn", body))
    await supervisor.start(lambda _: None)
    grandchild = tmp_path / "grandchild.pid"
    await until(lambda: grandchild.exists() and bool(grandchild.read_text()))
    pids = [supervisor.children[0].pid, int(grandchild.read_text())]
    assert all(start_time(pid) for pid in pids)

    async with asyncio.timeout(5):
        await supervisor.stop()

    await until(lambda: not any(start_time(pid) for pid in pids))


@pytest.mark.requirement("house:run:failed-start")
async def test_a_part_that_ends_at_once_stops_the_start_and_says_why(
    tmp_path: Path, said: list[str]
) -> None:
    body = "(part / 'broken.up').unlink(); print('no such key', file=sys.stderr); sys.exit(3)"
    supervisor = make_supervisor(
        tmp_path, said, make_part(tmp_path, "good"), make_part(tmp_path, "broken", body)
    )
    with pytest.raises(StartError) as caught:
        await supervisor.start(lambda _: None)
    text = str(caught.value)
    assert "Broken ended with exit code 3." in text
    assert "no such key" in text
    assert "Try harder." in text
    assert supervisor.children[0].exit_code is not None


@pytest.mark.requirement("house:run:failed-start")
async def test_a_part_that_never_serves_is_given_up_after_its_time(
    tmp_path: Path, said: list[str]
) -> None:
    body = "(part / 'mute.up').unlink(); signal.pause()"
    part = make_part(tmp_path, "mute", body, ready_seconds_max=0.6)
    with pytest.raises(StartError, match="has not written its file after 1 s"):
        await make_supervisor(tmp_path, said, part).start(lambda _: None)


async def test_a_missing_program_is_named(tmp_path: Path, said: list[str]) -> None:
    part = make_part(tmp_path, "absent")
    gone = Part(name="absent", title="Absent", command=["/no/such/program"], probe=part.probe)
    with pytest.raises(StartError, match="Absent"):
        await make_supervisor(tmp_path, said, gone).start(lambda _: None)


async def test_a_log_past_its_size_makes_room_for_a_new_one(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "chatty.log"
    log.parent.mkdir()
    log.write_bytes(b"x" * (8 * 1024 * 1024 + 1))
    child = Child(make_part(tmp_path, "chatty", "print('hello')"), log)
    await child.start({"PATH": "/usr/bin:/bin"})
    await child.wait()
    assert child.last_lines(5) == ["hello"]
    assert log.with_suffix(".log.1").stat().st_size > 8 * 1024 * 1024


def kill(pid: int) -> None:
    os.killpg(pid, signal.SIGKILL)
