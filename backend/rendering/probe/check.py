"""Take a film and its poster out of a box, look at them in another, and keep the clean copies."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from backend.clock import Clock
from backend.rendering.plan import Quality
from backend.rendering.probe.mp4 import Film, MalformedError, read_film
from backend.rendering.sandbox import messages
from backend.rendering.sandbox.port import Box, Limits, RefusedError, Taken
from backend.rendering.sandbox.supervise import CancelToken, supervise

PROBE_SECONDS: Final = 30.0
FRAMES_MAX: Final = 216_000
_HASH: Final = re.compile(rb"[0-9a-f]{32}")


class UnfitError(Exception):
    """The file is not a chunk."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A film that may be served."""

    film: Film
    file: Taken
    poster: Path | None


def check_film(
    box: Box,
    film: Path,
    poster: Path | None,
    *,
    quality: Quality,
    target: Path,
    clock: Clock,
    limits: Limits,
    cancel: CancelToken,
    seconds: float = PROBE_SECONDS,
) -> Checked:
    """Look at the copy in a fresh probe box; the clean film and poster land beside `target`.

    Raises:
        UnfitError: it is not exactly what a chunk of this quality has to be.
    """
    box.put("work/film.mp4", film)
    if poster is not None:
        box.put("work/poster.jpg", poster)
    job: Mapping[str, object] = {
        "folder": box.job_dir,
        "width": quality.width,
        "height": quality.height,
        "fps": quality.fps,
        "framesMax": FRAMES_MAX,
    }
    ended = supervise(
        box,
        json.dumps(job).encode() + b"\n",
        clock=clock,
        limits=limits,
        deadline_seconds=min(PROBE_SECONDS, seconds),
        cancel=cancel,
        on_message=lambda _: None,
    )
    answer = ended.last or {}
    if answer.get("fit") is not True:
        reason = messages.text(answer.get("reason")) or "It could not be decoded."
        raise UnfitError(reason)
    try:
        taken = box.take("out/clean.mp4", target, size_bytes_max=limits.file_bytes)
        structure = read_film(target)
    except (RefusedError, MalformedError) as error:
        raise UnfitError(str(error)) from error
    _compare(structure, quality, claimed=answer.get("frames"))
    kept = target.with_suffix(".jpg") if answer.get("poster") is True else None
    if kept:
        try:
            box.take("out/clean.jpg", kept, size_bytes_max=limits.file_bytes)
        except RefusedError:
            kept = None
    return Checked(film=structure, file=taken, poster=kept)


def _compare(film: Film, quality: Quality, *, claimed: object) -> None:
    facts = {
        "The frame has another size.": (film.width, film.height) == (quality.width, quality.height),
        "The film has another rate.": film.fps == quality.fps,
        "The number of frames is not what was decoded.": film.frames == claimed,
    }
    for reason, holds in facts.items():
        if not holds:
            raise UnfitError(reason)


def check_hashes(file: Path, frames: int) -> None:
    """Look at what a box wrote as its frames' hashes: it can be wrong, but nothing else.

    Raises:
        UnfitError: it is not one line a frame.
    """
    lines = file.read_bytes().split(b"\n")
    if lines.pop() or len(lines) != frames or not all(map(_HASH.fullmatch, lines)):
        reason = "The frame hashes are not one line for each frame."
        raise UnfitError(reason)
