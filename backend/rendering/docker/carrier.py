"""The first process of a container: starts the program, carries bytes, ends all. Stands alone.

Everything that leaves is framed as one byte of channel, four bytes of length, and the bytes, so
that nothing a program prints can be taken for the carrier's own word. It shows the program neither
its memory nor its pipes (not dumpable), so the frames cannot be forged from inside.

```text
in   {"put": name, "size": n} + n bytes · {"feed": n} + n bytes · {"kill": true}
     {"names": folder} · {"take": name, "most": n}
out  O, E: what the program says · C: control, one JSON object · D: bytes of a file
```
"""

import contextlib
import ctypes
import json
import os
import select
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Final

ROOT: Final = Path("/job")
FOLDERS: Final = ("out", "cache", "work", "tmp", "shm")
PROGRAMS: Final = {"render": ("-m", "render_image"), "probe": ("-m", "probe_inside")}
BLOCK: Final = 1 << 16
NAMES_MAX: Final = 4096
PR_SET_DUMPABLE: Final = 4
OPEN: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
POLL_SECONDS: Final = 0.1

_lock = threading.Lock()


def send(channel: bytes, data: bytes) -> None:
    """One frame out."""
    frame = channel + len(data).to_bytes(4, "big") + data
    with _lock:
        while frame:
            frame = frame[os.write(1, frame) :]


def say(**facts: object) -> None:
    """One control object out."""
    send(b"C", json.dumps(facts).encode())


def counters() -> Mapping[str, int]:
    """What the control group has counted, on either version of the interface."""
    found = {"oomKills": 0, "forkRefusals": 0, "cpuMs": 0}
    places = {
        "oomKills": (("memory.events", "memory/memory.oom_control"), "oom_kill"),
        "forkRefusals": (("pids.events", "pids/pids.events"), "max"),
    }
    for name, (files, field) in places.items():
        for file in files:
            with contextlib.suppress(OSError, ValueError):
                for line in Path("/sys/fs/cgroup", file).read_text().splitlines():
                    key, _, value = line.partition(" ")
                    found[name] += int(value) if key == field else 0
    with contextlib.suppress(OSError, ValueError):
        usage = Path("/sys/fs/cgroup/cpuacct/cpuacct.usage").read_text()
        found["cpuMs"] = int(usage) // 1_000_000
    return found


def is_full() -> bool:
    """Whether there is no room for another block or another file."""
    space = os.statvfs(ROOT)
    return space.f_bavail == 0 or space.f_ffree == 0


def pressure() -> Mapping[str, object]:
    """How far the box has gone against its limits by now."""
    return {**counters(), "full": is_full()}


def watch(stop: threading.Event) -> None:
    """Say the pressure whenever it changes."""
    last: object = None
    while not stop.wait(POLL_SECONDS):
        now = pressure()
        if now != last:
            say(pressure=now)
            last = now


def say_end(code: int) -> None:
    """Say how the program ended, and first what it had used: that may be what it ended of."""
    say(pressure=pressure())
    say(ended=code)


def relay(process: subprocess.Popen[bytes]) -> None:
    """Carry both streams until they close, then say how the program ended."""
    channels: dict[int, bytes] = {}
    for stream, channel in ((process.stdout, b"O"), (process.stderr, b"E")):
        if stream is not None:
            channels[stream.fileno()] = channel
    ended = False
    while channels:
        ready = select.select(list(channels), [], [], POLL_SECONDS)[0]
        for fd in ready:
            block = os.read(fd, BLOCK)
            if block:
                if channels[fd] == b"O" and is_full():
                    # Before its last word is out: after that it clears away what filled the space.
                    say(pressure=pressure())
                send(channels[fd], block)
            else:
                del channels[fd]
        if process.poll() is not None and not ready and not ended:
            ended = True
            say_end(process.returncode)
    process.wait()
    if not ended:
        say_end(process.returncode)


def step(name: str, *, make: bool = False) -> tuple[int, str]:
    """A handle on the folder that a name is in, following no link, and the name's last part."""
    *folders, leaf = name.split("/")
    fd = os.open(ROOT, os.O_RDONLY | os.O_DIRECTORY)
    for folder in folders:
        if make:
            with contextlib.suppress(FileExistsError):
                os.mkdir(folder, 0o700, dir_fd=fd)
        inner = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=fd)
        os.close(fd)
        fd = inner
    return fd, leaf


def put(name: str, size: int) -> None:
    """Write a file from the bytes that follow."""
    folder, leaf = step(name, make=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    with os.fdopen(os.open(leaf, flags, 0o600, dir_fd=folder), "wb") as target:
        while size:
            block = sys.stdin.buffer.read(min(size, BLOCK))
            target.write(block)
            size -= len(block)
    os.close(folder)


def take(name: str, most: int) -> None:
    """Send a file, or say why not."""
    folder = -1
    try:
        folder, leaf = step(name)
        fd = os.open(leaf, OPEN, dir_fd=folder)
    except OSError as error:
        if folder >= 0:
            os.close(folder)
        say(refused="missing" if isinstance(error, FileNotFoundError) else "not a plain file")
        return
    os.close(folder)
    status = os.fstat(fd)
    problems = {
        "not a plain file": not stat.S_ISREG(status.st_mode),
        "known by more than one name": status.st_nlink != 1,
        "too large": status.st_size > most,
        "mostly holes": status.st_blocks * 512 < status.st_size,
        "empty": status.st_size == 0,
    }
    problem = next((problem for problem, holds in problems.items() if holds), None)
    if problem:
        os.close(fd)
        say(refused=problem)
        return
    sent = 0
    with os.fdopen(fd, "rb", buffering=0) as source:
        while sent < most and (block := source.read(min(BLOCK, most - sent))):
            send(b"D", block)
            sent += len(block)
    say(taken=sent)


def names(folder: str) -> None:
    """Say the names of plain files in a folder and one level below."""
    found: list[str] = []
    for place in (folder, *_folders(folder)):
        with contextlib.suppress(OSError):
            fd, _ = step(f"{place}/.")
            with os.scandir(fd) as entries:
                found += [
                    f"{place}/{entry.name}"
                    for entry in entries
                    if entry.is_file(follow_symlinks=False)
                ]
            os.close(fd)
    say(names=sorted(found)[:NAMES_MAX])


def _folders(folder: str) -> list[str]:
    with contextlib.suppress(OSError):
        fd, _ = step(f"{folder}/.")
        with os.scandir(fd) as entries:
            found = [e.name for e in entries if e.is_dir(follow_symlinks=False)]
        os.close(fd)
        return [f"{folder}/{name}" for name in found[:NAMES_MAX]]
    return []


def kill() -> None:
    """End everything in the container but this process."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(-1, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


def sacrifice(process: subprocess.Popen[bytes]) -> None:
    """Let the program be the first to go when memory is short, and not this process.

    Only from here and only now: before it was started it was as closed to itself as we are.
    """
    with contextlib.suppress(OSError):
        Path(f"/proc/{process.pid}/oom_score_adj").write_text("1000")


def bury(process: subprocess.Popen[bytes]) -> None:
    """Take leave of orphans: they come to the first process, and count as running until then."""
    with contextlib.suppress(ChildProcessError):
        while ended := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT):
            if ended.si_pid == process.pid:
                process.wait()
            else:
                os.waitpid(ended.si_pid, 0)


def obey(order: Mapping[str, object], process: subprocess.Popen[bytes]) -> None:
    """Carry out one order."""
    match order:
        case {"put": str(name), "size": int(size)}:
            put(name, size)
        case {"feed": int(size)}:
            line = sys.stdin.buffer.read(size)
            if process.stdin is not None:
                with contextlib.suppress(BrokenPipeError):
                    process.stdin.write(line)
                    process.stdin.close()
        case {"names": str(folder)}:
            names(folder)
        case {"take": str(name), "most": int(most)}:
            take(name, most)
        case {"kill": True}:
            kill()
            say(pressure=pressure())
            say(killed=True)
        case _:
            say(refused="an unknown order")


def main() -> None:
    """Prepare the folder, start the program, obey until the other side is gone."""
    # Of signals from inside, a first process gets those alone that it handles; Python handles this.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    os.umask(0o077)
    for name in FOLDERS:
        (ROOT / name).mkdir(mode=0o700)
    process = subprocess.Popen(  # noqa: S603 - one of two fixed commands
        [sys.executable, "-P", "-s", *PROGRAMS[sys.argv[1]]],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT / "work",
    )
    sacrifice(process)
    stop = threading.Event()
    threading.Thread(target=relay, args=(process,), daemon=True).start()
    threading.Thread(target=watch, args=(stop,), daemon=True).start()
    threading.Thread(target=bury, args=(process,), daemon=True).start()
    for line in sys.stdin.buffer:
        obey(json.loads(line), process)
    stop.set()
    kill()


if __name__ == "__main__":
    main()
