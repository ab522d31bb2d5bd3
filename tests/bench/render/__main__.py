"""`make bench-render`: the renderer against the `manim` command, alternating, in one run.

Each figure compares the time from a job's line to its closing message with the wall time of the
whole command on the same file and size. The last line printed is the JSON of all figures.
"""

import argparse
import json
import math
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from backend.clock import SystemClock
from backend.ids import SystemIds
from backend.rendering import QUALITIES, BubblewrapSandbox, Rendered, Renderer, RenderPlan

EXPLAINERS = Path(__file__).parents[2] / "corpus" / "scenes" / "explainers.py"
SOURCE = EXPLAINERS.read_text(encoding="utf-8")
SCENES = re.findall(r"^class (\w+)\(Scene\)", SOURCE, re.MULTILINE)[:10]
FULL_HD, HD, SMALL = (1920, 1080, 30), (1280, 720, 30), (854, 480, 15)
WORKERS = 2
AIMS = {
    "cold_2d_1080p30_speedup": 4.0,
    "cold_2d_1080p30_speedup_worst": 2.0,
    "cold_720p30_speedup": 3.5,
    "cold_3d_1080p30_speedup": 2.5,
    "short_480p15_speedup": 4.0,
    "edit_1080p30_speedup": 7.0,
    "unchanged_speedup": 12.0,
    "preview_first_chunk_s": 0.25,
    "preview_whole_s": 1.0,
    "cached_scene_ms": 50.0,
    "peak_rss_mb": 350.0,
}
PREDICTED_CORES = 16
EDIT = ("Circumscribe(squares[2])", "Indicate(squares[2])")


@dataclass(frozen=True)
class Run:
    """Seconds from the job's line to each kind of message, and the closing message."""

    seconds: float
    first_preview: float
    whole_preview: float
    answer: dict[str, Any]


def run_ours(scene: str, size: tuple[int, int, int], folder: Path, **fields: object) -> Run:
    """One job in a warm process; warming is not counted, as a pool does it ahead."""
    width, height, fps = size
    job: dict[str, object] = {
        "jobId": "bench",
        "source": SOURCE,
        "scene": scene,
        "width": width,
        "height": height,
        "fps": fps,
        "workers": WORKERS,
        "outDir": str(folder),
        **fields,
    }
    with subprocess.Popen(
        [sys.executable, "-m", "render_image"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        if process.stdin is None or process.stdout is None:
            message = "The process has no pipes."
            raise RuntimeError(message)
        process.stdout.readline()
        started = perf_counter()
        process.stdin.write(json.dumps(job).encode() + b"\n")
        process.stdin.close()
        first = whole = math.nan
        answer: dict[str, Any] = {}
        for line in process.stdout:
            answer = json.loads(line)
            if answer["type"] == "preview" and not answer["complete"]:
                first = perf_counter() - started
            elif answer["type"] == "preview":
                whole = perf_counter() - started
        seconds = perf_counter() - started
    if answer.get("type") != "rendered":
        message = f"{scene} was not rendered: {answer}"
        raise RuntimeError(message)
    return Run(seconds, first, whole, answer)


def run_manim(scene: str, size: tuple[int, int, int], folder: Path) -> float:
    width, height, fps = size
    started = perf_counter()
    subprocess.run(
        [
            sys.executable,
            "-m",
            "manim",
            "render",
            str(EXPLAINERS),
            scene,
            "-r",
            f"{width},{height}",
            "--fps",
            str(fps),
            "--media_dir",
            str(folder),
            "--progress_bar",
            "none",
            "-v",
            "ERROR",
            "--silent",
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return perf_counter() - started


def ratios(scenes: Sequence[str], size: tuple[int, int, int], rounds: int) -> list[float]:
    """The speed-up of each scene: medians of both sides, taken in turn."""
    found: list[float] = []
    for scene in scenes:
        ours: list[float] = []
        theirs: list[float] = []
        for _ in range(rounds):
            with tempfile.TemporaryDirectory() as folder:
                theirs.append(run_manim(scene, size, Path(folder, "manim")))
                ours.append(run_ours(scene, size, Path(folder, "ours")).seconds)
        found.append(statistics.median(theirs) / statistics.median(ours))
        print(f"{scene} {size}: {found[-1]:.2f}x", file=sys.stderr, flush=True)  # noqa: T201 (a command that speaks to a person)
    return found


def measure_edits(rounds: int) -> tuple[float, float]:
    """Speed-ups of one changed beat and of no change at all, against a cold command."""
    cold: list[float] = []
    edited: list[float] = []
    same: list[float] = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as name:
            folder, cache = Path(name), str(Path(name, "cache"))
            cold.append(run_manim("Pythagoras", FULL_HD, folder / "manim"))
            run_ours("Pythagoras", FULL_HD, folder / "a", cacheDir=cache)
            same.append(run_ours("Pythagoras", FULL_HD, folder / "b", cacheDir=cache).seconds)
            edit = run_ours(
                "Pythagoras", FULL_HD, folder / "c", cacheDir=cache, source=SOURCE.replace(*EDIT)
            )
            edited.append(edit.seconds)
    middle = statistics.median
    return middle(cold) / middle(edited), middle(cold) / middle(same)


def measure_previews(rounds: int) -> tuple[float, float]:
    firsts: list[float] = []
    wholes: list[float] = []
    for scene in SCENES[:rounds]:
        with tempfile.TemporaryDirectory() as folder:
            run = run_ours(scene, FULL_HD, Path(folder), preview=True)
            firsts.append(run.first_preview)
            wholes.append(run.whole_preview)
    return statistics.median(firsts), statistics.median(wholes)


def measure_cached() -> Sequence[float]:
    """Milliseconds from a plan to its film, when the whole scene was rendered before."""
    found: list[float] = []
    with tempfile.TemporaryDirectory() as name:
        clock = SystemClock()
        renderer = Renderer(
            BubblewrapSandbox(clock=clock),
            clock=clock,
            ids=SystemIds(),
            work_dir=Path(name, "work"),
            cache_dir=Path(name, "cache"),
            prove_first=False,
        )
        plan = RenderPlan(source=SOURCE, scene="Short", quality=QUALITIES["480p15"])
        for _ in range(6):
            started = perf_counter()
            outcome = renderer.render(plan, on_progress=lambda _: None, cancel=threading.Event())
            if isinstance(outcome, Rendered) and outcome.cache_hit:
                found.append((perf_counter() - started) * 1000)
        renderer.close()
    return [statistics.median(found)]


def predict(answer: dict[str, Any]) -> dict[str, object]:
    """The wall time on many cores: stepping is serial, chunks are drawn beside it."""
    serial, parallel = answer["stepSeconds"], answer["drawSeconds"]
    longest = answer["longestDrawSeconds"]
    wall = max(serial + longest, (serial + parallel) / PREDICTED_CORES)
    parts = {"serial_s": serial, "parallel_s": parallel, "longest_chunk_s": longest}
    return {"value": round(wall, 3), "unit": "s", "cores": PREDICTED_CORES, **parts}


def figure(name: str, value: float) -> dict[str, object]:
    aim = AIMS[name]
    at_most = not name.endswith(("speedup", "worst"))
    unit = "ratio" if not at_most else name.rsplit("_", 1)[1]
    ok = value <= aim if at_most else value >= aim
    return {"value": round(value, 3), "unit": unit, "aim": aim, "ok": ok}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", help="figures whose name starts so")
    options = parser.parse_args()
    rounds: int = options.rounds
    figures: dict[str, float] = {}
    # First of all, while no child was the command, whose memory would be counted too.
    with tempfile.TemporaryDirectory() as folder:
        whole = run_ours("Pythagoras", FULL_HD, Path(folder))
    figures["peak_rss_mb"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024

    def wanted(name: str) -> bool:
        return name.startswith(options.only)

    def group(names: Sequence[str], measure: Callable[[], Sequence[float]]) -> None:
        if any(map(wanted, names)):
            figures.update(zip(names, measure(), strict=True))

    def cold_2d() -> Sequence[float]:
        found = ratios(SCENES, FULL_HD, 1 if rounds == 1 else max(1, rounds // 2))
        return statistics.geometric_mean(found), min(found)

    group(["cold_2d_1080p30_speedup", "cold_2d_1080p30_speedup_worst"], cold_2d)
    group(["cold_720p30_speedup"], lambda: ratios(SCENES[:1], HD, rounds))
    group(["cold_3d_1080p30_speedup"], lambda: ratios(["Surfaces"], FULL_HD, rounds))
    group(["short_480p15_speedup"], lambda: ratios(["Short"], SMALL, rounds))
    group(["edit_1080p30_speedup", "unchanged_speedup"], lambda: measure_edits(rounds))
    group(["preview_first_chunk_s", "preview_whole_s"], lambda: measure_previews(rounds))
    group(["cached_scene_ms"], measure_cached)
    result = {name: figure(name, value) for name, value in figures.items()}
    result["predicted_16_core_s"] = predict(whole.answer)
    print(json.dumps(result))  # noqa: T201 (the figures themselves)
    return 0


if __name__ == "__main__":
    sys.exit(main())
