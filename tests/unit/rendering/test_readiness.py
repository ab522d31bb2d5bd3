"""A box says that it is ready, or its end is told with its own last words."""

import os
import threading

import pytest

from backend.clock import SystemClock
from backend.rendering.errors import RenderCancelledError, SandboxFailedError
from backend.rendering.sandbox.readiness import await_ready


def pipe(text: bytes) -> int:
    """A pipe that says this and ends."""
    read, write = os.pipe()
    os.write(write, text)
    os.close(write)
    return read


def test_what_follows_the_ready_line_is_kept() -> None:
    out, err = pipe(b'{"type": "ready"}\n{"type": "progress"}'), pipe(b"")
    assert await_ready(out, err, clock=SystemClock(), seconds=5) == b'{"type": "progress"}'
    os.close(out)
    os.close(err)


def test_whoever_waits_for_a_box_can_be_told_to_stop() -> None:
    cancel, (out, says), err = threading.Event(), os.pipe(), pipe(b"")
    cancel.set()
    with pytest.raises(RenderCancelledError):
        await_ready(out, err, clock=SystemClock(), seconds=60, cancel=cancel)
    for fd in (out, says, err):
        os.close(fd)


def test_an_early_end_is_told_in_the_words_of_what_ended() -> None:
    out, err = pipe(b""), pipe(b"bwrap: pivot_root: Invalid argument\n")
    with pytest.raises(SandboxFailedError, match="ended before it was ready") as caught:
        await_ready(out, err, clock=SystemClock(), seconds=5)
    assert "pivot_root" in str(caught.value.details["said"])
    os.close(out)
    os.close(err)
