"""The life of the process after the import: ready, one job, a child that runs it, one answer."""

import ctypes
import gc
import json
import os
import select
import shutil
import signal
import sys
import tempfile
from collections.abc import Mapping
from io import BufferedReader
from pathlib import Path
from time import monotonic

from render_image.driver import drive
from render_image.failures import Failure
from render_image.job import BadJobError, Job, parse_job
from render_image.report import Reporter
from render_image.warm import warm_up

JOB_BYTES_MAX = 16 * 1024 * 1024
CLOSING = frozenset({"rendered", "inspected", "rejected"})


def answer_one_job(stdin: BufferedReader, reporter: Reporter) -> int:
    """Serve exactly one job; returns the exit code of the process."""
    warm_up()
    gc.collect()
    gc.freeze()
    reporter.ready()
    line = stdin.readline(JOB_BYTES_MAX)
    if not line:
        return 0
    try:
        job = parse_job(line)
    except BadJobError as error:
        failure = Failure(failure_class="INTERNAL", type="BadJobError", message=str(error))
        reporter.send(failure.as_message())
        return 2
    job.out_dir.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="render-"))
    try:
        reporter.send(_run_in_child(job, folder, reporter))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def _run_in_child(job: Job, folder: Path, reporter: Reporter) -> Mapping[str, object]:
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        _die_with_parent()
        channel = Reporter(write_end)
        channel.send(drive(job, folder, channel.send))
        sys.stderr.flush()
        os._exit(0)
    os.close(write_end)
    try:
        return _relay(read_end, job.deadline_seconds, reporter) or _ended_silently()
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(read_end)


def _relay(
    read_end: int, deadline_seconds: float | None, reporter: Reporter
) -> Mapping[str, object] | None:
    ends = None if deadline_seconds is None else monotonic() + deadline_seconds
    pending = b""
    while True:
        wait = None if ends is None else max(0.0, ends - monotonic())
        if not select.select([read_end], [], [], wait)[0]:
            return Failure(
                failure_class="RENDER_TIMEOUT",
                type="Timeout",
                message=f"The scene did not finish in {deadline_seconds:g} seconds.",
            ).as_message()
        data = os.read(read_end, 1 << 16)
        if not data:
            return None
        *lines, pending = (pending + data).split(b"\n")
        for line in lines:
            message = json.loads(line)
            if message["type"] in CLOSING:
                return message
            reporter.send(message)


def _ended_silently() -> Mapping[str, object]:
    return Failure(
        failure_class="INTERNAL",
        type="ProcessEnded",
        message="The scene's process ended without an answer.",
    ).as_message()


def _die_with_parent() -> None:
    """Ask the kernel to end this child with its parent (prctl PR_SET_PDEATHSIG)."""
    set_parent_death_signal = 1
    ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)
