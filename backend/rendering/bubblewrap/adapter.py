"""Boxes made by bubblewrap."""

import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Final

from backend.clock import Clock
from backend.rendering.bubblewrap.cgroups import Cgroup, Cgroups
from backend.rendering.bubblewrap.command import JOB_DIR, Launch, command
from backend.rendering.bubblewrap.installation import Installation, find_installation
from backend.rendering.errors import (
    RenderCancelledError,
    SandboxFailedError,
    SandboxUnavailableError,
)
from backend.rendering.sandbox import files, seccomp
from backend.rendering.sandbox.port import CancelToken, Layer, Limits, Pressure, Program, Taken
from backend.rendering.sandbox.readiness import await_ready
from backend.rendering.sandbox.slots import FIRST_UID, Slot, Slots

_TOOLS: Final = ("bwrap", "unshare", "setpriv", "mount")
_ROOT_STATE: Final = Path("/run/scenewright")
_REPOSITORY: Final = Path(__file__).parents[3]


class BubblewrapBox:
    """One process tree in namespaces of its own, and a tmpfs that only we hold a handle to."""

    def __init__(self, launched: "_Launched", *, pending: bytes, job_fd: int, owner: int) -> None:
        self._launched = launched
        self._job_fd = job_fd
        self._owner = owner
        self._destroyed = False
        self.pending = pending
        self.job_dir = JOB_DIR

    @property
    def stdout_fd(self) -> int:
        return self._launched.stdout_fd

    @property
    def stderr_fd(self) -> int:
        return self._launched.stderr_fd

    def put(self, name: str, content: Path) -> None:
        owner = self._owner if self._launched.privileged else None
        files.put(self._job_fd, name, content, owner=owner)

    def feed(self, line: bytes) -> None:
        self._launched.feed(line)

    def pressure(self) -> Pressure:
        space = os.fstatvfs(self._job_fd)
        group = self._launched.cgroup
        return Pressure(
            oom_kills=group.oom_kills() if group else 0,
            fork_refusals=group.fork_refusals() if group else 0,
            scratch_full=space.f_bavail == 0 or space.f_ffree == 0,
            cpu_seconds=group.cpu_seconds() if group else 0.0,
        )

    def exit_code(self) -> int | None:
        return self._launched.process.poll()

    def names(self, folder: str) -> Sequence[str]:
        return files.names(self._job_fd, folder)

    def take(self, name: str, target: Path, *, size_bytes_max: int) -> Taken:
        return files.take(
            self._job_fd, name, target, size_bytes_max=size_bytes_max, owner=self._owner
        )

    def kill(self) -> None:
        self._launched.kill()

    def destroy(self) -> None:
        if self._destroyed:
            return
        self._destroyed = True
        self._launched.close()
        os.close(self._job_fd)


class _Launched:
    """A started command, with what must be ended and given back."""

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        *,
        slot: Slot,
        cgroup: Cgroup | None,
        privileged: bool,
        info_fd: int,
    ) -> None:
        self.process = process
        self.slot = slot
        self.cgroup = cgroup
        self.privileged = privileged
        self._info_fd = info_fd
        self._init: int | None = None
        if process.stdin is None or process.stdout is None or process.stderr is None:
            raise AssertionError  # started with three pipes
        self._stdin = process.stdin
        self.stdout_fd = process.stdout.fileno()
        self.stderr_fd = process.stderr.fileno()

    def hold_init(self) -> None:
        """Keep a handle to the first process inside: its end is the end of every other."""
        with os.fdopen(self._info_fd, "rb") as info:
            child = json.loads(info.read())["child-pid"]
        self._info_fd = -1
        with suppress(ProcessLookupError):
            self._init = os.pidfd_open(int(child))

    def feed(self, line: bytes) -> None:
        with suppress(BrokenPipeError):
            self._stdin.write(line)
        with suppress(BrokenPipeError):
            self._stdin.close()

    def kill(self) -> None:
        if self._init is not None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._init, signal.SIGKILL)
            # Readable only once it has ended, and it ends last: the kernel waits for the others.
            select.select([self._init], [], [], 10)
        self.process.kill()
        if self.cgroup:
            self.cgroup.kill()
        self.process.wait(10)

    def close(self) -> None:
        self.kill()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            with suppress(OSError):
                if stream:
                    stream.close()
        for fd in (self._init, self._info_fd):
            if fd is not None and fd >= 0:
                os.close(fd)
        if self.cgroup:
            self.cgroup.remove()
        self.slot.release()


class BubblewrapSandbox:
    """Makes boxes with bubblewrap, as root (all layers) or as an ordinary user (most of them).

    Whoever shares a state folder shares its slots; two folders need two ranges of user ids.

    One long-lived thread starts every process: the kernel ends a box when the *thread* that
    started it ends, so that must not be whichever thread happens to ask.
    """

    name = "bwrap"

    def __init__(
        self,
        *,
        clock: Clock,
        limits: Limits | None = None,
        state_dir: Path | None = None,
        first_uid: int = FIRST_UID,
        repository: Path = _REPOSITORY,
        installation: Installation | None = None,
    ) -> None:
        missing = [tool for tool in _TOOLS if shutil.which(tool) is None]
        if missing:
            message = f"These programs are not installed: {', '.join(missing)}."
            raise SandboxUnavailableError(message, missing=missing)
        self._clock = clock
        self._limits = limits or Limits()
        self._privileged = os.geteuid() == 0
        self._state = state_dir or (
            _ROOT_STATE
            if self._privileged
            else Path(tempfile.gettempdir()) / f"scenewright-{os.geteuid()}"
        )
        self._stage = self._state / "stage"
        self._stage.mkdir(mode=0o711, parents=True, exist_ok=True)
        if self._privileged:
            self._state.chmod(0o711)
        self._slots = Slots(self._state / "slots", first_uid=first_uid)
        self._cgroups = Cgroups(self._state.name)
        self._installation = installation or find_installation(repository)
        self._filter = seccomp.bpf()
        self._starter = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sandbox-starter")

    @property
    def identity(self) -> str:
        return self._installation.identity

    def layers(self) -> tuple[Layer, ...]:
        root = "Run as root, or in a container that is."
        return (
            Layer("namespaces", present=True),
            Layer("system call filter", present=True),
            Layer("bounded scratch", present=True),
            Layer("user id for each slot", present=self._privileged, remedy=root),
            Layer(
                "control groups",
                present=self._cgroups.available,
                remedy="Run as root, or in a unit with Delegate=yes.",
            ),
        )

    def open(self, program: Program, cancel: CancelToken | None = None) -> BubblewrapBox:
        launched = self._starter.submit(self._start, program).result()
        try:
            pending = await_ready(
                launched.stdout_fd,
                launched.stderr_fd,
                clock=self._clock,
                seconds=self._limits.ready_seconds,
                cancel=cancel,
            )
            launched.hold_init()
            job = f"/proc/{launched.process.pid}/root{self._stage}/job"
            job_fd = os.open(job, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except (RenderCancelledError, SandboxFailedError):
            launched.close()
            raise
        except OSError as error:
            launched.close()
            message = "The sandbox ended before its scratch folder could be held."
            raise SandboxFailedError(message) from error
        owner = launched.slot.uid if self._privileged else os.geteuid()
        return BubblewrapBox(launched, pending=pending, job_fd=job_fd, owner=owner)

    def _start(self, program: Program) -> _Launched:
        slot = self._slots.acquire()
        group = self._cgroups.create(slot.number, self._limits) if self._cgroups.available else None
        seccomp_fd = os.memfd_create("seccomp")
        os.write(seccomp_fd, self._filter)
        os.lseek(seccomp_fd, 0, os.SEEK_SET)
        info_read, info_write = os.pipe()
        launch = Launch(
            program=program,
            slot=slot,
            limits=self._limits,
            stage=self._stage,
            cgroup=group,
            privileged=self._privileged,
            seccomp_fd=seccomp_fd,
            info_fd=info_write,
        )
        try:
            process = subprocess.Popen(  # noqa: S603 - a fixed command, no word of it from a job
                command(self._installation, launch),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                pass_fds=(seccomp_fd, info_write),
                env={},  # the first process inside is bwrap itself, and its environment is readable
                cwd="/",
                start_new_session=True,
            )
        finally:
            os.close(seccomp_fd)
            os.close(info_write)
        return _Launched(
            process, slot=slot, cgroup=group, privileged=self._privileged, info_fd=info_read
        )

    def reap(self) -> int:
        cleared = 0
        for slot in self._slots.free():
            if self._cgroups.available and self._cgroups.clear(slot.number):
                cleared += 1
            slot.release()
        return cleared

    def close(self) -> None:
        self._starter.shutdown(wait=True)
        self._cgroups.close()
