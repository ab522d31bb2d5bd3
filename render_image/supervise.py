"""The life of the process after the import: ready, one job, a crew that runs it, one answer."""

import gc
import json
import os
import select
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from itertools import chain, count
from pathlib import Path
from time import monotonic
from typing import BinaryIO, cast

from render_image.crew import Crew, Orders, wait_for_the_ended
from render_image.driver import DRAW_ALL, FILM, PREVIEW, RESIZED, FileNames
from render_image.failures import Failure
from render_image.job import BadJobError, Job, parse_job
from render_image.report import Reporter
from render_image.stage import configure
from render_image.warm import warm_up

JOB_BYTES_MAX = 16 * 1024 * 1024
PREVIEW_LINES = 480
PREVIEW_FPS = 15.0
CLOSING = frozenset({"rendered", "inspected", "rejected", "draw-all", RESIZED})
Answer = Mapping[str, object]


def answer_one_job(stdin: BinaryIO, reporter: Reporter) -> int:
    """Serve exactly one job; returns the exit code of the process."""
    warm_up()
    gc.collect()
    gc.freeze()
    crew = Crew()
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
        reporter.send(_Work(job, folder, reporter, crew).answer())
    finally:
        wait_for_the_ended()
        shutil.rmtree(folder, ignore_errors=True)
    return 0


class _Work:
    """One job, in as many runs as it takes, each with a crew of its own."""

    def __init__(self, job: Job, folder: Path, reporter: Reporter, first: Crew) -> None:
        self._job = job
        self._folder = folder
        self._reporter = reporter
        self._crews = chain([first], (Crew() for _ in count()))
        deadline = job.deadline_seconds
        self._ends = None if deadline is None else monotonic() + deadline

    def answer(self) -> Answer:
        """The closing message, after a preview if one is wanted."""
        small = preview_of(self._job)
        if small is None:
            return self._film(self._job, FILM)
        preview = self._film(small, PREVIEW)
        if preview["type"] != "rendered":
            return preview
        self._reporter.send({**preview, "type": "preview", "complete": True})
        answer = self._film(self._job, FILM)
        return {**answer, "preview": preview["file"]} if answer["type"] == "rendered" else answer

    def _film(self, job: Job, names: FileNames) -> Answer:
        orders = Orders(job, self._folder, names, draw_all=False)
        answer = self._run(orders)
        if answer["type"] == RESIZED:
            own = replace(
                job,
                width=cast("int", answer["width"]),
                height=cast("int", answer["height"]),
                fps=cast("float", answer["fps"]),
            )
            orders = replace(orders, job=own)
            answer = self._run(orders)
        if answer["type"] == DRAW_ALL["type"]:
            answer = self._run(replace(orders, draw_all=True))
        return answer

    def _run(self, orders: Orders) -> Answer:
        """Have a crew do it, pass on what the driver says, and end them all."""
        crew = next(self._crews)
        # Drawers are forked from here, and draw by this configuration.
        configure(orders.job, orders.folder)
        try:
            crew.begin(orders)
            return _relay(crew.messages, self._ends, self._reporter) or _ended_silently()
        finally:
            crew.end()


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
