"""The one job a process takes, as a frozen value parsed from one JSON line."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

Mode = Literal["render", "inspect"]

SIDE_MAX = 7680
FPS_MAX = 240
WORKERS_MAX = 64


class BadJobError(Exception):
    """The job line is not one this renderer takes; the sender is at fault, not the scene."""


@dataclass(frozen=True, kw_only=True)
class Job:
    job_id: str
    source: str
    scene: str | None
    width: int
    height: int
    fps: float
    seed: int | None
    deadline_seconds: float | None
    workers: int
    out_dir: Path
    cache_dir: Path | None
    preview: bool
    frame_hashes: bool
    report: bool
    mode: Mode
    background_color: str | None
    own_size: bool


def parse_job(line: bytes) -> Job:
    """Read a job line.

    Raises:
        BadJobError: the line is not JSON, lacks a field, or holds a value out of range.
    """
    try:
        loaded: object = json.loads(line)
    except ValueError as error:
        message = "The job line is not JSON."
        raise BadJobError(message) from error
    if not isinstance(loaded, dict):
        message = "The job line is not a JSON object."
        raise BadJobError(message)
    return _Fields(cast("Mapping[str, object]", loaded)).job()


class _Fields:
    def __init__(self, fields: Mapping[str, object]) -> None:
        self._fields = fields

    def job(self) -> Job:
        seed = self._number("seed", low=0, high=2**32 - 1, default=None)
        deadline = self._number("deadlineSeconds", low=0.01, high=86_400, default=None)
        cache_dir = self._text("cacheDir", default=None)
        mode = self._text("mode", default="render")
        if mode not in {"render", "inspect"}:
            message = "mode is neither render nor inspect."
            raise BadJobError(message)
        return Job(
            job_id=self._needed_text("jobId"),
            source=self._source(),
            scene=self._text("scene", default=None),
            width=self._even("width"),
            height=self._even("height"),
            fps=self._needed_number("fps", low=1, high=FPS_MAX),
            seed=None if seed is None else int(seed),
            deadline_seconds=deadline,
            workers=int(self._number("workers", low=1, high=WORKERS_MAX, default=1.0) or 1),
            out_dir=Path(self._needed_text("outDir")),
            cache_dir=None if cache_dir is None else Path(cache_dir),
            preview=self._flag("preview"),
            frame_hashes=self._flag("frameHashes"),
            report=self._flag("report"),
            mode=cast("Mode", mode),
            background_color=self._text("backgroundColor", default=None),
            own_size=self._flag("ownSize", default=True),
        )

    def _text(self, name: str, *, default: str | None) -> str | None:
        value = self._fields.get(name)
        if value is None:
            return default
        if not isinstance(value, str):
            message = f"{name} is not text."
            raise BadJobError(message)
        return value

    def _source(self) -> str:
        """The file's text, which may be empty: that is for the scene's author to hear."""
        value = self._text("source", default=None)
        if value is None:
            message = "source is missing."
            raise BadJobError(message)
        return value

    def _needed_text(self, name: str) -> str:
        value = self._text(name, default=None)
        if not value:
            message = f"{name} is missing."
            raise BadJobError(message)
        return value

    def _number(self, name: str, *, low: float, high: float, default: float | None) -> float | None:
        value = self._fields.get(name)
        if value is None:
            return default
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not low <= value <= high
        ):
            message = f"{name} is not a number between {low} and {high}."
            raise BadJobError(message)
        return value

    def _needed_number(self, name: str, *, low: float, high: float) -> float:
        value = self._number(name, low=low, high=high, default=None)
        if value is None:
            message = f"{name} is missing."
            raise BadJobError(message)
        return value

    def _even(self, name: str) -> int:
        value = self._needed_number(name, low=2, high=SIDE_MAX)
        if value % 2:
            message = f"{name} is not even, as yuv420p needs."
            raise BadJobError(message)
        return int(value)

    def _flag(self, name: str, *, default: bool = False) -> bool:
        value = self._fields.get(name, default)
        if not isinstance(value, bool):
            message = f"{name} is neither true nor false."
            raise BadJobError(message)
        return value
