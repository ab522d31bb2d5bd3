"""One timed run of each kind: the renderer as the product uses it, and the `manim` command."""

import json
import resource
import subprocess
import sys
import tempfile
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from backend.clock import SystemClock
from backend.ids import SystemIds
from backend.rendering import (
    QUALITIES,
    BubblewrapSandbox,
    Limits,
    Progress,
    Quality,
    Rendered,
    Renderer,
    RenderPlan,
    sizes_for_machine,
)

EXPLAINERS = Path(__file__).parents[2] / "corpus" / "scenes" / "explainers.py"
SOURCE = EXPLAINERS.read_text(encoding="utf-8")
WORKERS = 2
WARM_SECONDS_MAX = 120.0


@dataclass(frozen=True)
class Timing:
    """Seconds from the plan's arrival to each thing that somebody waits for."""

    whole: float
    first_preview: float | None
    whole_preview: float | None


class Bench:
    """A renderer with a warm pool and caches of its own."""

    def __init__(self, folder: Path) -> None:
        clock = SystemClock()
        self._ids = SystemIds()
        self._renderer = Renderer(
            BubblewrapSandbox(clock=clock),
            clock=clock,
            ids=self._ids,
            work_dir=folder / "work",
            cache_dir=folder / "cache",
            warm=sizes_for_machine(Limits()),
        )
        self._renderer.prove()

    def close(self) -> None:
        self._renderer.close()

    def new_project(self) -> str:
        """A project of which nothing was ever rendered."""
        return self._ids.uuid()

    def render(
        self,
        scene: str,
        quality: Quality,
        *,
        project: str | None = None,
        source: str = SOURCE,
        preview: bool = False,
    ) -> Timing:
        """One plan, once the pool is warm, until its validated film is there."""
        plan = RenderPlan(
            source=source,
            scene=scene,
            quality=quality,
            project=project or self.new_project(),
            workers=WORKERS,
            preview=preview,
        )
        previews: dict[bool, float] = {}
        if not self._renderer.wait_until_warm(WARM_SECONDS_MAX):
            message = "The pool did not become warm."
            raise RuntimeError(message)
        started = perf_counter()

        def tell(progress: Progress) -> None:
            if progress.preview is not None:
                previews[progress.preview_is_whole] = perf_counter() - started

        outcome = self._renderer.render(plan, on_progress=tell, cancel=threading.Event())
        seconds = perf_counter() - started
        if not isinstance(outcome, Rendered):
            message = f"{scene} was not rendered: {outcome}"
            raise TypeError(message)
        self._renderer.release(outcome)
        # What a pool makes anew belongs to nobody's time: the next run starts when it is done.
        self._renderer.wait_until_warm(WARM_SECONDS_MAX)
        return Timing(seconds, previews.get(False), previews.get(True))


@contextmanager
def open_bench() -> Generator[Bench]:
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        try:
            yield bench
        finally:
            bench.close()


def run_manim(scene: str, quality: Quality) -> float:
    """The wall time of the whole command, its own cache empty."""
    with tempfile.TemporaryDirectory() as folder:
        started = perf_counter()
        subprocess.run(
            [
                *(sys.executable, "-m", "manim", "render", str(EXPLAINERS), scene),
                *("-r", f"{quality.width},{quality.height}", "--fps", str(quality.fps)),
                *("--media_dir", folder, "--progress_bar", "none", "-v", "ERROR", "--silent"),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return perf_counter() - started


def run_bare(scene: str) -> dict[str, Any]:
    """The closing message of a job outside any box, with what its processes used."""
    quality = QUALITIES["1080p30"]
    with tempfile.TemporaryDirectory() as folder:
        job = {
            "jobId": "bench",
            "source": SOURCE,
            "scene": scene,
            "width": quality.width,
            "height": quality.height,
            "fps": quality.fps,
            "workers": WORKERS,
            "outDir": folder,
        }
        done = subprocess.run(
            [sys.executable, "-m", "render_image"],
            input=json.dumps(job).encode() + b"\n",
            stdout=subprocess.PIPE,
            check=True,
        )
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    if answer.get("type") != "rendered":
        message = f"{scene} was not rendered: {answer}"
        raise RuntimeError(message)
    return answer | {"peakRssMb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024}
