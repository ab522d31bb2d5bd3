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
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import BinaryIO, cast

from render_image.chunkfile import ChunkStore
from render_image.drawer import Drawer, draw_until_closed
from render_image.driver import DRAW_ALL, FILM, PREVIEW, RESIZED, FileNames, drive
from render_image.failures import Failure
from render_image.job import BadJobError, Job, parse_job
from render_image.planner import Queue
from render_image.report import Reporter
from render_image.stage import configure
from render_image.warm import warm_up

JOB_BYTES_MAX = 16 * 1024 * 1024
PREVIEW_LINES = 480
PREVIEW_FPS = 15.0
# Children that were killed and not yet waited for.
ENDED: list[int] = []
CLOSING = frozenset({"rendered", "inspected", "rejected", "draw-all", RESIZED})


def answer_one_job(stdin: BinaryIO, reporter: Reporter) -> int:
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
        reporter.send(_run(job, folder, reporter))
    finally:
        while ENDED:
            os.waitpid(ENDED.pop(), 0)
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def _run(job: Job, folder: Path, reporter: Reporter) -> Mapping[str, object]:
    ends = None if job.deadline_seconds is None else monotonic() + job.deadline_seconds
    small = preview_of(job)
    if small is None:
        return _run_whole(job, folder, reporter, ends=ends, names=FILM)
    preview = _run_whole(small, folder, reporter, ends=ends, names=PREVIEW)
    if preview["type"] != "rendered":
        return preview
    reporter.send({**preview, "type": "preview", "complete": True})
    answer = _run_whole(job, folder, reporter, ends=ends, names=FILM)
    return {**answer, "preview": preview["file"]} if answer["type"] == "rendered" else answer


def _run_whole(
    job: Job, folder: Path, reporter: Reporter, *, ends: float | None, names: FileNames
) -> Mapping[str, object]:
    configure(job, folder)
    answer = _run_once(job, folder, reporter, ends=ends, names=names, draw_all=False)
    if answer["type"] == RESIZED:
        job = replace(
            job,
            width=cast("int", answer["width"]),
            height=cast("int", answer["height"]),
            fps=cast("float", answer["fps"]),
        )
        configure(job, folder)
        answer = _run_once(job, folder, reporter, ends=ends, names=names, draw_all=False)
    if answer["type"] == DRAW_ALL["type"]:
        answer = _run_once(job, folder, reporter, ends=ends, names=names, draw_all=True)
    return answer


def preview_of(job: Job) -> Job | None:
    """The small job to run first, or None when none is asked for or the job is as small itself."""
    short = min(job.width, job.height)
    small = short <= PREVIEW_LINES and job.fps <= PREVIEW_FPS
    if not job.preview or small or job.mode != "render":
        return None
    # By the short side: Manim breaks lines of text at the width in pixels, so that a tall picture
    # made narrow would show other lines than the film.
    shrunk = min(1.0, PREVIEW_LINES / short)
    return replace(
        job,
        width=round(job.width * shrunk / 2) * 2,
        height=round(job.height * shrunk / 2) * 2,
        fps=min(PREVIEW_FPS, job.fps),
        preview=False,
        frame_hashes=False,
    )


def _run_once(
    job: Job,
    folder: Path,
    reporter: Reporter,
    *,
    ends: float | None,
    names: FileNames,
    draw_all: bool,
) -> Mapping[str, object]:
    """Fork the drawers and the driver, pass on what the driver says, and end them all."""
    tasks, results, messages = os.pipe(), os.pipe(), os.pipe()
    workers = job.workers if job.mode == "render" else 0
    children = [
        _fork(lambda: _draw(job, folder, tasks, results), [tasks[1], results[0], *messages])
        for _ in range(workers)
    ]

    def run_driver() -> None:
        channel = Reporter(messages[1])
        queue = Queue(tasks[1], results[0], folder, max(1, workers))
        channel.send(drive(job, queue, channel.send, names=names, draw_all=draw_all))

    children.append(_fork(run_driver, [tasks[0], results[1], messages[0]]))
    for descriptor in (*tasks, *results, messages[1]):
        os.close(descriptor)
    try:
        return _relay(messages[0], ends, reporter) or _ended_silently()
    finally:
        # Their memory takes long to tear down; nobody has to wait for that with the answer.
        for child in children:
            os.kill(child, signal.SIGKILL)
        ENDED.extend(children)
        os.close(messages[0])


def _fork(run: Callable[[], None], unneeded: Sequence[int]) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        for descriptor in unneeded:
            os.close(descriptor)
        _die_with_parent()
        run()
        code = 0
    except BaseException:  # noqa: BLE001 (a forked child must never return into its parent's code)
        traceback.print_exc(file=sys.stderr)
    sys.stderr.flush()
    os._exit(code)


def _draw(job: Job, folder: Path, tasks: tuple[int, int], results: tuple[int, int]) -> None:
    store = ChunkStore((job.cache_dir or folder) / "chunks")

    def make() -> Drawer:
        return Drawer(width=job.width, height=job.height, fps=job.fps, store=store)

    draw_until_closed(tasks[0], results[1], folder, make, at_once=store.is_empty())


def _relay(read_end: int, ends: float | None, reporter: Reporter) -> Mapping[str, object] | None:
    pending = b""
    while True:
        wait = None if ends is None else max(0.0, ends - monotonic())
        if not select.select([read_end], [], [], wait)[0]:
            return Failure(
                failure_class="RENDER_TIMEOUT",
                type="Timeout",
                message="The scene did not finish before its deadline.",
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
