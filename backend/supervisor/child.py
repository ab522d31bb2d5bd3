"""One running process: started in a group of its own, stopped with all it started."""

import asyncio
import contextlib
import os
import shutil
import signal
from collections.abc import Mapping
from pathlib import Path

from backend.supervisor.part import Part
from backend.supervisor.state import kill_group, start_time

LOG_BYTES_MAX = 8 * 1024 * 1024


class Child:
    """A part's process. Its output goes straight to its log file, whoever is watching."""

    def __init__(self, part: Part, log: Path) -> None:
        self.part = part
        self.log = log
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int:
        return self._process.pid if self._process else 0

    @property
    def started(self) -> str:
        return start_time(self.pid)

    @property
    def exit_code(self) -> int | None:
        return self._process.returncode if self._process else None

    async def start(self, environment: Mapping[str, str]) -> None:
        """Starts the process.

        Raises:
            OSError: the program is missing or may not be run.
        """
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self._rotate()
        if self.part.ready_file is not None:
            self.part.ready_file.unlink(missing_ok=True)
        with self.log.open("ab") as output:
            self._process = await asyncio.create_subprocess_exec(
                *_dying_with_us(self.part.command),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env={**environment, **self.part.environment},
                start_new_session=True,
            )

    async def wait(self) -> int:
        """The exit code, once there is one."""
        return await self._process.wait() if self._process else 0

    async def stop(self, grace_seconds: float) -> None:
        """Asks the process to end, then makes it; what it started goes with it."""
        if self._process is None:
            return
        if self._process.returncode is None:
            kill_group(self.pid, signal.SIGTERM)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._process.wait(), grace_seconds)
        kill_group(self.pid, signal.SIGKILL)
        await self._process.wait()

    def last_lines(self, count: int) -> list[str]:
        """The end of the log, for a message about a failed start."""
        try:
            text = self.log.read_bytes()[-16_384:].decode(errors="replace")
        except FileNotFoundError:
            return []
        return text.splitlines()[-count:]

    def _rotate(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES_MAX:
            self.log.replace(self.log.with_suffix(".log.1"))


def _dying_with_us(command: list[str]) -> list[str]:
    """The command such that the kernel ends it when this supervisor is killed outright.

    Linux only; elsewhere the next start ends the leftovers that it finds in the state file.
    """
    setpriv = shutil.which("setpriv")
    if setpriv is None or not os.path.isdir("/proc/self"):  # noqa: PTH112 - a fact about the kernel
        return command
    return [setpriv, "--pdeathsig", "TERM", "--", *command]
