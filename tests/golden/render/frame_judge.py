"""Compares the renderer with the `manim` command, frame hash by frame hash.

Both sides run in forked children of one process, so Manim is imported once; the reference side is
the command's own entry point with a hook on its segment encoder, nothing else changed.
"""

import io
import json
import os
import sys
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import manim
import numpy as np
from manim.__main__ import main as manim_main
from manim.scene.video_segment_encoder import VideoSegmentEncoder
from numpy.typing import NDArray

from render_image.door import Anything
from render_image.report import Reporter
from render_image.supervise import answer_one_job

WIDTH, HEIGHT, FPS = 320, 180, 10
PIXELS = "pixels.raw"


@dataclass(frozen=True)
class Outcome:
    """What the renderer answered, and both lists of hashes."""

    answer: dict[str, Any]
    ours: list[str]
    reference: list[str]

    def difference(self) -> str | None:
        """Say where the two differ, or None when they are equal line by line."""
        if self.answer.get("type") != "rendered":
            return f"not rendered: {self.answer}"
        if self.ours == self.reference:
            return None
        pairs = enumerate(zip(self.ours, self.reference, strict=False))
        wrong = [number for number, (mine, theirs) in pairs if mine != theirs]
        counts = f"{len(self.ours)} frames against {len(self.reference)}"
        return f"{counts}, {len(wrong)} differ, first {wrong[:3]}"


def in_child(run: Callable[[], None]) -> None:
    """Run in a forked child and wait for it."""
    child = os.fork()
    if child == 0:
        try:
            warnings.resetwarnings()  # pytest makes errors of what both sides only mention
            run()
        except BaseException:  # noqa: BLE001 (a child must not return into the test)
            traceback.print_exc()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)
    os.waitpid(child, 0)


def reference_hashes(
    source: str,
    scene: str,
    folder: Path,
    *,
    seed: int | None = None,
    size: tuple[int, int, int] = (WIDTH, HEIGHT, FPS),
    keep_pixels: bool = False,
) -> list[str]:
    """The hashes of every frame that the command hands to its encoder."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "scene.py"
    file.write_text(source, encoding="utf-8")
    target = folder / "reference.txt"
    width, height, fps = size

    def run() -> None:
        lines: list[str] = []
        write_frame: Any = VideoSegmentEncoder.write_frame

        def recording(self: Anything, pixels: Anything, *, repeat: int = 1) -> None:
            if keep_pixels:
                with (folder / PIXELS).open("ab") as kept:
                    kept.write(pixels.tobytes() * repeat)
            lines.extend([blake2b(pixels.tobytes(), digest_size=16).hexdigest()] * repeat)
            write_frame(self, pixels, repeat=repeat)

        VideoSegmentEncoder.write_frame = recording
        manim.config.notify_outdated_version = False
        arguments = [
            "render",
            str(file),
            scene,
            "-r",
            f"{width},{height}",
            "--fps",
            str(fps),
            "--disable_caching",
            "--media_dir",
            str(folder / "media"),
            "-v",
            "ERROR",
            "--progress_bar",
            "none",
        ]
        if seed is not None:
            arguments += ["--seed", str(seed)]
        manim_main(args=arguments, standalone_mode=False)
        target.write_text("\n".join(lines), encoding="ascii")

    in_child(run)
    return target.read_text(encoding="ascii").split() if target.exists() else []


def reference_frames(source: str, scene: str, folder: Path, *, seed: int) -> NDArray[np.uint8]:
    """The RGBA pixels of every frame that the command hands to its encoder."""
    reference_hashes(source, scene, folder, seed=seed, keep_pixels=True)
    return np.fromfile(folder / PIXELS, np.uint8).reshape(-1, HEIGHT, WIDTH, 4)


def render(
    source: str,
    scene: str | None,
    folder: Path,
    *,
    cache: Path | None = None,
    size: tuple[int, int, int] = (WIDTH, HEIGHT, FPS),
    **fields: object,
) -> dict[str, Any]:
    """One job through the process's own front door; returns the closing message."""
    folder.mkdir(parents=True, exist_ok=True)
    width, height, fps = size
    job: dict[str, object] = {
        "jobId": "golden",
        "source": source,
        "scene": scene,
        "width": width,
        "height": height,
        "fps": fps,
        "workers": 2,
        "outDir": str(folder),
        "cacheDir": None if cache is None else str(cache),
        "frameHashes": True,
        "mode": "render",
        **fields,
    }
    messages = folder / "messages.jsonl"

    def run() -> None:
        descriptor = os.open(messages, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        stdin: Any = io.BytesIO(json.dumps(job).encode() + b"\n")
        answer_one_job(stdin, Reporter(descriptor))

    in_child(run)
    lines = messages.read_text(encoding="utf-8").splitlines()
    return json.loads(lines[-1]) if lines else {}


def our_hashes(folder: Path) -> list[str]:
    file = folder / "frames.txt"
    return file.read_text(encoding="ascii").split() if file.exists() else []


def judge(
    source: str,
    scene: str,
    folder: Path,
    *,
    cache: Path | None = None,
    reference: list[str] | None = None,
    seed: int | None = None,
) -> Outcome:
    """Render both ways and hold the results side by side."""
    if reference is None:
        reference = reference_hashes(source, scene, folder / "manim", seed=seed)
    answer = render(source, scene, folder / "ours", cache=cache, seed=seed)
    return Outcome(answer, our_hashes(folder / "ours"), reference)
