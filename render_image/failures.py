"""What went wrong, in the words that users and the repairing author see.

A failure keeps the error's type, its message without paths, and the last line of the scene file
that was running; never a path of this machine nor a frame of the library.
"""

import errno
import re
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal

FailureClass = Literal[
    "CODE_ERROR",
    "TEX_ERROR",
    "OUTPUT_MISSING",
    "RENDER_TIMEOUT",
    "LIMIT_MEMORY",
    "LIMIT_DISK",
    "INTERNAL",
]

MESSAGE_CHARS_MAX = 2000
_PATHS = re.compile(r"(?<![\w.])/(?:[\w.+@-]+/)+([\w.+@-]*)")
_TEX_MODULES = ("tex_file_writing.py", "typst_file_writing.py")


@dataclass(frozen=True, kw_only=True)
class Failure:
    failure_class: FailureClass
    type: str
    message: str
    line: int | None = None

    def as_message(self) -> Mapping[str, object]:
        error = {"type": self.type, "message": self.message, "line": self.line}
        return {"type": "rejected", "class": self.failure_class, "error": error}


class NoSceneError(Exception):
    """The file holds no scene, or not the one asked for, or several and none was named."""


class OwnSizeError(Exception):
    """The scene file sets a size or a rate that it cannot have."""


class OtherRendererError(Exception):
    """The scene file asks for another renderer than Cairo."""


class NoFramesError(Exception):
    """The scene ended without a single frame."""


def failure_of(error: BaseException, scene_file: Path) -> Failure:
    """Say which class an exception of a run is, and where in the scene it happened."""
    line = _line_in_scene(error, scene_file)
    if isinstance(error, NoFramesError):
        failure_class: FailureClass = "OUTPUT_MISSING"
    elif isinstance(error, MemoryError):
        failure_class = "LIMIT_MEMORY"
    elif isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
        failure_class = "LIMIT_DISK"
    elif _is_typesetting(error.__traceback__):
        failure_class = "TEX_ERROR"
    else:
        failure_class = "CODE_ERROR"
    return Failure(
        failure_class=failure_class,
        type=type(error).__name__,
        message=_without_paths(_message_of(error)),
        line=line,
    )


def _message_of(error: BaseException) -> str:
    if isinstance(error, FileNotFoundError) and error.filename in {"latex", "xelatex", "dvisvgm"}:
        return (
            f"{error.filename} is not installed; use MathTypst or Typst for formulas, "
            "mob_class=Text for numbers and label_constructor=Text for those of axes."
        )
    if isinstance(error, SyntaxError):
        return error.msg
    return str(error)


def _without_paths(message: str) -> str:
    return _PATHS.sub(r"\1", message)[:MESSAGE_CHARS_MAX]


def _line_in_scene(error: BaseException, scene_file: Path) -> int | None:
    if isinstance(error, SyntaxError) and error.filename == str(scene_file):
        return error.lineno
    lines = [
        number
        for frame, number in traceback.walk_tb(error.__traceback__)
        if frame.f_code.co_filename == str(scene_file)
    ]
    return lines[-1] if lines else None


def _is_typesetting(trace: TracebackType | None) -> bool:
    return any(
        frame.f_code.co_filename.endswith(_TEX_MODULES) for frame, _ in traceback.walk_tb(trace)
    )
