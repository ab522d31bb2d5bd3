"""What a person sees of a run: the table, health, logs, and forgetting it all."""

import asyncio
import shutil
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from backend.supervisor import probe
from backend.supervisor.child import Child
from backend.supervisor.stack import Stack
from backend.supervisor.state import PartState, RunState, is_alive, load

HEALTH_PATHS = {
    "storage": "/healthz",
    "convex": "/version",
    "docs": "/health",
    "api": "/health/ready",
    "web": "/",
}
MIB = 1024


def table(stack: Stack, children: list[Child]) -> Table:
    """The one short table of a start: what runs where, and the address to open."""
    grid = Table(box=None, pad_edge=False, padding=(0, 2), header_style="dim")
    for heading in ("part", "address", "process", "log"):
        grid.add_column(heading)
    for child in children:
        log = child.log.relative_to(stack.data.parent) if child.log.is_absolute() else child.log
        grid.add_row(child.part.title, child.part.address, str(child.pid), str(log))
    names = {child.part.name for child in children}
    front = "web" if "web" in names else "api"
    grid.add_section()
    grid.add_row("[bold]Open[/]", f"[bold]{stack.url(front)}[/]", "", "Ctrl-C stops all")
    return grid


async def show_health(data: Path) -> int:
    """Probes every part of the noted run; the exit code is 0 when all serve."""
    console = Console(highlight=False)
    state = load(data / "run.json")
    if state is None or not is_alive(state.supervisor_pid, state.supervisor_started):
        console.print("Scenewright does not run here. Start it with: make run")
        return 1
    troubles = await asyncio.gather(*(_trouble(part) for part in state.parts))
    grid = Table(box=None, pad_edge=False, padding=(0, 2), header_style="dim")
    for heading in ("part", "state", "memory", "address", "what to try"):
        grid.add_column(heading)
    for part, trouble in zip(state.parts, troubles, strict=True):
        standing = "[green]serves[/]" if trouble is None else f"[red]{trouble}[/]"
        advice = "" if trouble is None else f"make logs PART={part.name}"
        memory = f"{group_memory_kib(part.pid) // MIB} MiB"
        grid.add_row(part.title, standing, memory, part.address, advice)
    total = sum(group_memory_kib(part.pid) for part in state.parts) // MIB
    grid.add_row("all", "", f"{total} MiB")
    console.print(grid)
    return 0 if not any(troubles) else 1


async def _trouble(part: PartState) -> str | None:
    if not is_alive(part.pid, part.started):
        return "does not run"
    if part.name == "valkey":
        return await probe.valkey(int(part.address.rsplit(":", 1)[1]))()
    path = HEALTH_PATHS.get(part.name)
    return await probe.http(f"{part.address}{path}")() if path else None


def group_memory_kib(pid: int) -> int:
    """Proportional memory of a part with all its children, in KiB; 0 where it is not told."""
    return sum(_memory_kib(process) for process in _tree(pid))


def _tree(pid: int) -> list[int]:
    found = [pid]
    for known in found:
        try:
            tasks = list(Path(f"/proc/{known}/task").iterdir())
            for task in tasks:
                found += [int(child) for child in (task / "children").read_text().split()]
        except OSError:
            continue
    return found


def _memory_kib(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def show_logs(data: Path, *, part: str | None, lines: int) -> int:
    """Prints the end of one part's log, or of all."""
    folder = data / "logs"
    known = sorted(file.stem for file in folder.glob("*.log"))
    if part is not None and part not in known:
        sys.stderr.write(f"There is no log of {part!r}. There are: {', '.join(known) or 'none'}\n")
        return 1
    for name in [part] if part else known:
        text = (folder / f"{name}.log").read_text(errors="replace").splitlines()[-lines:]
        sys.stdout.writelines(f"{name} | {line}\n" for line in text)
    return 0


async def follow(logs: Path) -> None:
    """Prints every new line of every log until cancelled."""
    offsets = {file: file.stat().st_size for file in _logs(logs)}
    while True:
        for file in _logs(logs):
            size = file.stat().st_size
            start = min(offsets.get(file, 0), size)
            for line in _between(file, start, size):
                sys.stdout.write(f"{file.stem} | {line}\n")
            offsets[file] = size
        sys.stdout.flush()
        await asyncio.sleep(0.25)


def _logs(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.log"))


def _between(file: Path, start: int, end: int) -> list[str]:
    with file.open("rb") as opened:
        opened.seek(start)
        return opened.read(end - start).decode(errors="replace").splitlines()


def forget(data: Path, *, sure: bool) -> int:
    """Deletes all local data; never while it is in use."""
    state: RunState | None = load(data / "run.json")
    if state is not None and is_alive(state.supervisor_pid, state.supervisor_started):
        sys.stderr.write("Scenewright runs; stop it first (Ctrl-C where it runs).\n")
        return 1
    if not data.exists():
        sys.stdout.write("There is no data.\n")
        return 0
    if not sure:
        sys.stdout.write(f"Delete {data.resolve()} with all projects and videos? [y/N] ")
        sys.stdout.flush()
        if sys.stdin.readline().strip().lower() not in {"y", "yes"}:
            sys.stdout.write("Nothing was deleted.\n")
            return 1
    shutil.rmtree(data)
    sys.stdout.write("Deleted.\n")
    return 0
