"""Dry-runs scenes, each in a fork of one warm process; run as a program.

One JSON line in, {"source": "..."}; one JSON line out with ok, type, message, line, plays and, when
asked for with "hash", a digest of what every play showed.
"""
# ruff: noqa: ANN401 - scenes are whatever their authors made
# pyright: basic, reportImplicitOverride=false, reportIncompatibleMethodOverride=false, reportGeneralTypeIssues=false

import contextlib
import hashlib
import io
import json
import logging
import os
import signal
import sys
import tempfile
import traceback
from typing import Any

import manim
import numpy as np
from manim import config

SECONDS_MAX = 8  # of processor time: a busy machine changes no answer
FILE = "scene.py"


class Watch:
    def __init__(self) -> None:
        self.plays = 0
        self.digest = hashlib.sha256()

    def look(self, scene: Any) -> None:
        self.plays += 1
        for mobject in scene.mobjects:
            for part in mobject.get_family():
                self.digest.update(type(part).__name__.encode())
                points = np.asarray(part.points, dtype=float)
                self.digest.update(np.round(points, 5).tobytes())
                for name in ("fill_rgbas", "stroke_rgbas", "stroke_width"):
                    value = getattr(part, name, None)
                    if value is not None:
                        self.digest.update(np.round(np.asarray(value, dtype=float), 4).tobytes())
        self.digest.update(f"{scene.renderer.time:.4f}".encode())


def run(source: str) -> dict[str, Any]:
    watch = Watch()
    names: dict[str, Any] = {"__name__": "scene"}
    config.dry_run = True
    config.progress_bar = "none"
    config.frame_rate = 5
    np.random.seed(0)  # noqa: NPY002 - what scenes themselves use
    try:
        exec(compile(source, FILE, "exec"), names)  # noqa: S102 - test scenes, in a process of their own
        scenes = [
            value
            for value in names.values()
            if isinstance(value, type)
            and issubclass(value, manim.Scene)
            and value.__module__ == "scene"
        ]
        if not scenes:
            return {
                "ok": False,
                "type": "LookupError",
                "message": "no scene class",
                "line": 1,
                "plays": 0,
            }
        scene_class = next((s for s in scenes if "construct" in vars(s)), scenes[-1])

        class Watched(scene_class):
            def play(self, *args: Any, **kwargs: Any) -> None:
                super().play(*args, **kwargs)
                watch.look(self)

            def wait(self, *args: Any, **kwargs: Any) -> None:
                super().wait(*args, **kwargs)
                watch.look(self)

        scene = Watched()
        scene.render()
        watch.look(scene)
    except BaseException as error:  # noqa: BLE001 - the child's top: told to the parent
        frames = traceback.extract_tb(error.__traceback__)
        lines = [frame.lineno for frame in frames if frame.filename == FILE]
        line = getattr(error, "lineno", None) if isinstance(error, SyntaxError) else None
        return {
            "ok": False,
            "type": type(error).__name__,
            "message": str(error)[:2000],
            "line": line or (lines[-1] if lines else 1),
            "plays": watch.plays,
        }
    return {"ok": True, "plays": watch.plays - 1, "digest": watch.digest.hexdigest()}


def forked(source: str) -> dict[str, Any]:
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        signal.setitimer(signal.ITIMER_PROF, SECONDS_MAX)
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            answer = run(source)
        os.write(write, json.dumps(answer).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        text = pipe.read()
    os.waitpid(child, 0)
    if not text:
        return {"ok": False, "type": "TimeoutError", "message": "too slow", "line": 1, "plays": 0}
    return json.loads(text)


def main() -> None:
    manim.logger.setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as media:  # a half-written text of one run harms no other
        config.media_dir = media
        for line in sys.stdin:
            asked = json.loads(line)
            answer = forked(asked["source"]) | {"number": asked.get("number")}
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
