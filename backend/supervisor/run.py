"""One `make run`: checks, start, table, watch, stop."""

import argparse
import asyncio
import contextlib
import fcntl
import os
import signal
import sys
from collections.abc import AsyncGenerator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import IO

from rich.console import Console

from backend.config import SettingsError, load_settings
from backend.ids import SystemIds
from backend.supervisor import addresses, keys, options
from backend.supervisor.child import Child
from backend.supervisor.console import follow, table
from backend.supervisor.options import OptionsError
from backend.supervisor.stack import Stack
from backend.supervisor.state import (
    PartState,
    RunState,
    kill_leftovers,
    load,
    save,
    start_time,
)
from backend.supervisor.supervisor import StartError, Supervisor

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


async def run(arguments: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Runs the product until a signal; the exit code is 0 after an ordinary stop."""
    console = Console(highlight=False)
    say = console.print
    try:
        chosen = options.read(arguments, environment)
        chosen.data.mkdir(parents=True, exist_ok=True)
    except OptionsError as problem:
        return _refuse(f"Nothing was started:\n{problem}")
    with (chosen.data / "run.lock").open("a") as lock:
        if not _acquire(lock):
            return _already_running(chosen.data)
        leftovers = load(chosen.data / "run.json")
        if leftovers is not None and (ended := kill_leftovers(leftovers)):
            say(f"The last run was cut off; ended what it left: {', '.join(ended)}.")
        try:
            ports = addresses.choose(chosen.ports, memory=chosen.data / "ports.json", say=say)
            secrets = keys.load_or_make(chosen.data / "secrets.json", SystemIds())
            stack = Stack(chosen, ports, secrets)
            # Refuse bad settings before the first process starts, with all problems in one message.
            told = {**environment, **stack.backend_environment()}
            settings = load_settings(told, env_file=Path(".env"))
            stack = replace(stack, limits=settings.limits)
        except (OptionsError, SettingsError) as problem:
            return _refuse(f"Nothing was started:\n{problem}")
        return await _keep(stack, environment, console)


async def _keep(stack: Stack, environment: Mapping[str, str], console: Console) -> int:
    logs = stack.data / "logs"
    supervisor = Supervisor(stack.parts(), logs=logs, environment=environment, say=console.print)
    note = stack.data / "run.json"

    def remember() -> None:
        save(note, _state(stack, supervisor))

    def on_ready(child: Child) -> None:
        console.print(f"[green]✓[/] {child.part.title}  [dim]{child.part.address}[/]")

    async with _stopping() as stopping:
        starting = asyncio.create_task(supervisor.start(on_ready, remember))
        stopped = asyncio.create_task(stopping.wait())
        await asyncio.wait({starting, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if not starting.done():
            starting.cancel()
        try:
            await starting
        except StartError as problem:
            note.unlink(missing_ok=True)
            return _refuse(str(problem))
        except asyncio.CancelledError:
            note.unlink(missing_ok=True)
            return 0
        console.print(table(stack, supervisor.children))
        following = asyncio.create_task(follow(logs)) if stack.options.verbose else None
        await supervisor.watch(stopping, remember)
        if following is not None:
            following.cancel()
        console.print("Stopping …")
        await supervisor.stop()
        note.unlink(missing_ok=True)
        return 0


@contextlib.asynccontextmanager
async def _stopping() -> AsyncGenerator[asyncio.Event]:
    """An event that the first stop signal sets; the next ones are heard and change nothing."""
    loop = asyncio.get_running_loop()
    event = asyncio.Event()
    for number in STOP_SIGNALS:
        loop.add_signal_handler(number, event.set)
    try:
        yield event
    finally:
        for number in STOP_SIGNALS:
            loop.remove_signal_handler(number)


def _state(stack: Stack, supervisor: Supervisor) -> RunState:
    parts = [
        PartState(
            name=child.part.name,
            title=child.part.title,
            pid=child.pid,
            started=child.started,
            address=child.part.address,
            log=str(child.log),
        )
        for child in supervisor.children
        if child.pid
    ]
    named = {name: stack.url(name) for name in ("web", "api", "convex", "site", "docs", "s3")}
    return RunState(
        supervisor_pid=os.getpid(),
        supervisor_started=start_time(os.getpid()),
        parts=parts,
        addresses=named,
    )


def _acquire(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _already_running(data: Path) -> int:
    state = load(data / "run.json")
    where = f" at {state.addresses['web']}" if state and "web" in state.addresses else ""
    return _refuse(
        f"Scenewright already runs with this data{where}.\n"
        "Stop it with Ctrl-C where it runs, or take another folder: make run ARGS='--data DIR'"
    )


def _refuse(message: str) -> int:
    sys.stderr.write(f"{message}\n")
    return 1
