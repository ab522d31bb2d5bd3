"""Boxes made by a Docker engine."""

import hashlib
import json
import os
import queue
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final, cast

from backend.clock import Clock
from backend.ids import IdSource
from backend.rendering.docker.command import LABEL, OWNER_LABEL, ContainerLaunch, run_command
from backend.rendering.docker.pump import ControlMessage, Pump
from backend.rendering.errors import (
    RenderCancelledError,
    SandboxFailedError,
    SandboxUnavailableError,
)
from backend.rendering.sandbox.port import (
    CancelToken,
    Layer,
    Limits,
    Pressure,
    Program,
    RefusedError,
    Taken,
)
from backend.rendering.sandbox.readiness import await_ready
from backend.rendering.sandbox.seccomp import docker_profile
from backend.rendering.sandbox.slots import Slot, Slots

_ANSWER_SECONDS: Final = 20
_CLIENT_SECONDS: Final = 60
_KILLED: Final = 128 + signal.SIGKILL


def _docker(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - fixed words, none from a job
        ["docker", *words],  # noqa: S607 - the client of whoever runs us
        capture_output=True,
        text=True,
        check=False,
        timeout=_CLIENT_SECONDS,
    )


def _said(process: subprocess.Popen[bytes]) -> str:
    """What the client has complained about so far."""
    if process.stderr is None:
        return ""
    os.set_blocking(process.stderr.fileno(), False)
    with suppress(BlockingIOError):
        return os.read(process.stderr.fileno(), 4096).decode("utf-8", "replace")
    return ""


class DockerBox:
    """One container, and the carrier in it."""

    job_dir = "/job"

    def __init__(
        self, process: subprocess.Popen[bytes], *, pump: Pump, slot: Slot, name: str
    ) -> None:
        if process.stdin is None:
            raise AssertionError  # started with a pipe
        self._process = process
        self._stdin = process.stdin
        self._pump = pump
        self._slot = slot
        self._name = name
        self._killed = False
        self._destroyed = False
        self._carrier_oom_kills = 0
        self.pending = b""

    @property
    def stdout_fd(self) -> int:
        return self._pump.stdout_fd

    @property
    def stderr_fd(self) -> int:
        return self._pump.stderr_fd

    def put(self, name: str, content: Path) -> None:
        data = content.read_bytes()
        self._order({"put": name, "size": len(data)}, data)

    def feed(self, line: bytes) -> None:
        self._order({"feed": len(line)}, line)

    def pressure(self) -> Pressure:
        found = self._pump.pressure
        return found if found.oom_kills else replace(found, oom_kills=self._carrier_oom_kills)

    def exit_code(self) -> int | None:
        if self._pump.exit_code is None and self._process.poll() is not None:
            return self._process.returncode
        return self._pump.exit_code

    def names(self, folder: str) -> Sequence[str]:
        self._order({"names": folder})
        found = (self._answer() or {}).get("names")
        return (
            [str(name) for name in cast("list[object]", found)] if isinstance(found, list) else []
        )

    def take(self, name: str, target: Path, *, size_bytes_max: int) -> Taken:
        self._order({"take": name, "most": size_bytes_max})
        digest, size = hashlib.sha256(), 0
        with target.open("wb") as copy:
            while isinstance(part := self._next(), bytes):
                size += len(part)
                if size > size_bytes_max:
                    self.destroy()
                    reason = f"{name} grew while it was read."
                    raise RefusedError(reason)
                digest.update(part)
                copy.write(part)
        if part is None or part.get("taken") != size or not size:
            target.unlink()
            problem = str(part.get("refused", "broken off")) if part else "broken off"
            leaf = name.rpartition("/")[2]
            reason = f"{leaf} is {problem}."
            raise RefusedError(reason, missing=problem == "missing")
        return Taken(path=target, sha256=digest.hexdigest(), size_bytes=size)

    def kill(self) -> None:
        if self._killed:
            return
        self._killed = True
        self._pump.mute()
        self._order({"kill": True})
        answer = self._answer()
        if answer is None or answer.get("killed") is not True:
            if self._pump.broke_off:
                self._carrier_oom_kills = int(self._was_carrier_killed())
            self._end_container()

    def destroy(self) -> None:
        if self._destroyed:
            return
        self._destroyed = self._killed = True
        self._pump.mute()
        with suppress(OSError):
            self._stdin.close()
        # The carrier ends with its standard input; the engine is asked only when it does not.
        try:
            self._process.wait(2)
        except subprocess.TimeoutExpired:
            self._end_container()
        self._pump.close()
        for stream in (self._process.stdout, self._process.stderr):
            if stream:
                stream.close()
        self._slot.release()

    def _was_carrier_killed(self) -> bool:
        """Whether the kernel ended the carrier, before it could count, for want of memory.

        Nothing inside can: a first process gets no such signal from its own namespace.
        """
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(2)
        return self._process.returncode == _KILLED

    def _end_container(self) -> None:
        _docker("rm", "--force", self._name)
        self._process.kill()
        self._process.wait()

    def _order(self, order: ControlMessage, data: bytes = b"") -> None:
        with suppress(BrokenPipeError):
            self._stdin.write(json.dumps(order).encode() + b"\n" + data)
            self._stdin.flush()

    def _next(self) -> bytes | ControlMessage | None:
        try:
            return self._pump.data.get(timeout=_ANSWER_SECONDS)
        except queue.Empty:
            return None

    def _answer(self) -> ControlMessage | None:
        while isinstance(part := self._next(), bytes):
            pass
        return part


def _why_away(image: str, said: str) -> str:
    if "no such image" in said.lower():
        how = f"docker build -f render_image/Dockerfile -t {image} ."
        return f"There is no image {image}. Build it: {how}"
    return "The Docker engine does not answer. Start it, or say where it is with DOCKER_HOST."


class DockerSandbox:
    """Makes boxes with `docker run`. Works with any engine that the client can reach."""

    name = "docker"

    def __init__(
        self,
        *,
        clock: Clock,
        ids: IdSource,
        image: str,
        limits: Limits | None = None,
        runtime: str | None = None,
        state_dir: Path | None = None,
    ) -> None:
        if shutil.which("docker") is None:
            message = "The docker client is not installed."
            raise SandboxUnavailableError(message)
        found = _docker("image", "inspect", "--format", "{{.Id}}", image)
        if found.returncode:
            raise SandboxUnavailableError(_why_away(image, found.stderr), image=image)
        self._clock = clock
        self._ids = ids
        self._image = image
        self._limits = limits or Limits()
        self._runtime = runtime
        self.identity = found.stdout.strip().removeprefix("sha256:")[:32]
        state = state_dir or Path(tempfile.gettempdir()) / f"scenewright-docker-{os.geteuid()}"
        self._slots = Slots(state / "slots", first_uid=64_000)
        # Whoever shares a state folder shares this: the label of its containers.
        self.owner = hashlib.sha256(str(state).encode()).hexdigest()[:16]
        self._profile = state / f"seccomp-{os.getpid()}.json"
        self._profile.write_text(json.dumps(docker_profile()))

    def layers(self) -> tuple[Layer, ...]:
        return (
            Layer("namespaces", present=True),
            Layer("system call filter", present=True),
            Layer("bounded scratch", present=True),
            Layer("user id for each slot", present=True),
            Layer("control groups", present=True),
            Layer(
                "application kernel",
                present=self._runtime == "runsc",
                remedy="Install gVisor and choose the runtime runsc.",
                optional=True,
            ),
        )

    def open(self, program: Program, cancel: CancelToken | None = None) -> DockerBox:
        slot = self._slots.acquire()
        name = f"scenewright-{self._ids.uuid()}"
        launch = ContainerLaunch(
            program=program,
            slot=slot,
            limits=self._limits,
            name=name,
            owner=self.owner,
            image=self._image,
            runtime=self._runtime,
            profile=self._profile,
        )
        process = subprocess.Popen(  # noqa: S603 - a fixed command, no word of it from a job
            run_command(launch),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        if process.stdout is None:
            raise AssertionError  # started with a pipe
        pump = Pump(process.stdout, self._limits)
        box = DockerBox(process, pump=pump, slot=slot, name=name)
        try:
            box.pending = await_ready(
                box.stdout_fd,
                box.stderr_fd,
                clock=self._clock,
                seconds=self._limits.ready_seconds,
                cancel=cancel,
            )
        except RenderCancelledError:
            box.destroy()
            raise
        except SandboxFailedError as error:
            client = _said(process)
            box.destroy()
            raise SandboxFailedError(error.message, client=client, **error.details) from error
        return box

    def reap(self) -> int:
        free: set[str] = set()
        for slot in self._slots.free():
            free.add(str(slot.number))
            slot.release()
        listing = ("--all", "--filter", f"label={OWNER_LABEL}={self.owner}")
        found = _docker("ps", *listing, "--format", f'{{{{.ID}}}} {{{{.Label "{LABEL}"}}}}').stdout
        orphans = [line.split()[0] for line in found.splitlines() if line.split()[-1] in free]
        if orphans:
            _docker("rm", "--force", *orphans)
        return len(orphans)

    def close(self) -> None:
        self._profile.unlink(missing_ok=True)
