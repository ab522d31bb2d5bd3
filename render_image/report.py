"""The lines this process writes: JSON on its own copy of stdout, one message a line.

Everything else that prints (the scene, Manim, libraries) is sent to stderr before any of it is
imported, so nothing but messages can reach the reader.
"""

import json
import os
from collections.abc import Mapping
from typing import Literal

STDOUT = 1
STDERR = 2

Stage = Literal["stepping", "drawing", "joining"]


def claim_stdout() -> int:
    """Keep stdout for messages and point descriptor 1 at stderr; returns the kept descriptor."""
    kept = os.dup(STDOUT)
    os.dup2(STDERR, STDOUT)
    return kept


class Reporter:
    """Writes whole lines to a descriptor."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def send(self, message: Mapping[str, object]) -> None:
        line = memoryview(json.dumps(message, separators=(",", ":")).encode() + b"\n")
        while line:
            line = line[os.write(self._descriptor, line) :]

    def ready(self) -> None:
        self.send({"type": "ready"})

    def progress(self, stage: Stage, done: int, total: int | None = None) -> None:
        self.send({"type": "progress", "stage": stage, "done": done, "total": total})

    def close(self) -> None:
        os.close(self._descriptor)
