"""Waiting for a box's first line."""

import json
import os
import select
from typing import Final

from backend.clock import Clock
from backend.rendering.errors import RenderCancelledError, SandboxFailedError
from backend.rendering.sandbox.port import CancelToken

_LINE_BYTES_MAX: Final = 64 * 1024
_LAST_WORDS_SECONDS: Final = 0.2
_TICK_SECONDS: Final = 0.05


def await_ready(
    stdout_fd: int,
    stderr_fd: int,
    *,
    clock: Clock,
    seconds: float,
    cancel: CancelToken | None = None,
) -> bytes:
    """Read until `{"type": "ready"}`; returns what came after that line.

    Raises:
        RenderCancelledError: the token was set.
        SandboxFailedError: it ended, said something else, or took too long.
    """
    deadline = clock.monotonic_s() + seconds
    seen, said = b"", b""
    open_fds = {stdout_fd, stderr_fd}
    while b"\n" not in seen:
        go_on_unless(cancel)
        left = deadline - clock.monotonic_s()
        readable = select.select(list(open_fds), [], [], min(max(left, 0), _TICK_SECONDS))[0]
        if not readable and left <= 0:
            message = "The sandbox did not become ready in time."
            raise SandboxFailedError(message, said=_tail(said))
        for fd in readable:
            block = os.read(fd, 65536)
            if not block:
                open_fds.discard(fd)
            elif fd == stdout_fd:
                seen += block
            else:
                said = (said + block)[-_LINE_BYTES_MAX:]
        if stdout_fd not in open_fds or len(seen) > _LINE_BYTES_MAX:
            message = "The sandbox ended before it was ready."
            if stderr_fd in open_fds:  # its last words may come just after its end
                said += _last_words(stderr_fd)
            raise SandboxFailedError(message, said=_tail(said))
    line, _, rest = seen.partition(b"\n")
    if not _says_ready(line):
        message = "The sandbox's first line was not the one that says ready."
        raise SandboxFailedError(message, said=_tail(said or line))
    return rest


def go_on_unless(cancel: CancelToken | None) -> None:
    """Return, unless whoever waits has given up.

    Raises:
        RenderCancelledError: the token is set.
    """
    if cancel is not None and cancel.is_set():
        message = "The render was cancelled."
        raise RenderCancelledError(message)


def _last_words(stderr_fd: int) -> bytes:
    readable = select.select([stderr_fd], [], [], _LAST_WORDS_SECONDS)[0]
    return os.read(stderr_fd, 65536) if readable else b""


def _says_ready(line: bytes) -> bool:
    try:
        value = json.loads(line)
    except ValueError:
        return False
    return isinstance(value, dict) and value.get("type") == "ready"  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType] - parsed JSON


def _tail(said: bytes) -> str:
    return said[-2000:].decode("utf-8", "replace")
