"""`make bench-pipeline`: the pipeline's figures, from real parts, as one line of JSON."""

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from string import Template
from typing import Any

import httpx

from backend.rendering import Limits, sizes_for_machine
from backend.rendering.sandbox.port import Program
from backend.testing.queue import redis_at
from backend.testing.services import free_ports, wait_until
from backend.testing.stack import Stack, open_stack
from tests.bench.pipeline.accept import edits_taken_in

SCENE = Template(
    "from manim import *\n\n\n"
    "class Bench(Scene):\n"
    "    def construct(self):\n"
    "        title = Text('Scene $mark').to_edge(UP)\n"
    "        square, circle = Square(color=BLUE), Circle(color=RED).shift(RIGHT * 2)\n"
    "        self.play(Write(title), run_time=1)\n"
    "        self.play(Create(square), Create(circle), run_time=1)\n"
    "        self.play(square.animate.rotate(PI / 2).shift(LEFT * 2), run_time=2)\n"
    "        self.wait(1)\n"
)
SIZE = (854, 480, 30)
AS_SHIPPED = {"SCENEWRIGHT_RENDER_WARM": ""}


def scene_times(stack: Stack, rounds: int) -> tuple[list[float], list[float]]:
    """Click to claim and overhead beyond the render, of scenes that nothing else disturbs."""
    _project, session = stack.session()
    claims: list[float] = []
    overheads: list[float] = []
    for number in range(rounds + 1):
        asked = stack.insert(session, SCENE.substitute(mark=f"A{number}"))
        job = stack.ended(asked["jobId"], seconds=120)
        version = stack.versions(asked["sceneId"])[0]
        if number == 0 or job["status"] != "succeeded":
            continue
        claims.append(job["startedAt"] - job["createdAt"])
        overheads.append(job["finishedAt"] - job["startedAt"] - version["renderMs"])
    return claims, overheads


def wait_until_warm(port: int) -> None:
    """Wait until the worker has every sandbox ready that it keeps, as it has between sessions."""
    wanted = float(sizes_for_machine(Limits())[Program.RENDER])

    def warm() -> bool:
        text = httpx.get(f"http://127.0.0.1:{port}/metrics", trust_env=False).text
        found = re.search(r"^scenewright_warm_sandboxes (\S+)$", text, re.MULTILINE)
        return found is not None and float(found[1]) >= wanted

    wait_until(warm, seconds=120, what="the sandboxes getting warm")


def session_seconds(stack: Stack, label: str) -> float:
    """Five scenes at once, until all of them play."""
    width, height, fps = SIZE
    project: str = stack.person.mutation("projects:create", title="Bench")
    session: str = stack.person.mutation(
        "videoSessions:create",
        projectId=project,
        title="Bench",
        settings={"targetFps": fps, "width": width, "height": height},
    )
    started = time.monotonic()
    asked = [stack.insert(session, SCENE.substitute(mark=f"{label}{n}")) for n in range(5)]
    for each in asked:
        assert stack.ended(each["jobId"], seconds=300)["status"] == "succeeded"
    return time.monotonic() - started


def manim_seconds(folder: Path, label: str) -> float:
    """The same five scenes by the `manim` command, one after another."""
    width, height, fps = SIZE
    started = time.monotonic()
    for number in range(5):
        source = folder / f"{label}{number}.py"
        source.write_text(SCENE.substitute(mark=f"{label}{number}"))
        subprocess.run(
            [
                *(sys.executable, "-m", "manim", "render", "--disable_caching"),
                *("-r", f"{width},{height}", "--fps", str(fps), "--media_dir", str(folder)),
                *(str(source), "Bench"),
            ],
            check=True,
            capture_output=True,
            cwd=folder,
        )
    return time.monotonic() - started


def figures(*, rate: int, seconds: float, rounds: int) -> dict[str, dict[str, Any]]:
    """Everything, in one run."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with open_stack(folder, environment=AS_SHIPPED) as stack:
            taken = edits_taken_in(stack.api_url, rate=rate, seconds=seconds)
            redis_at(stack.redis_url).flushall()
            port = free_ports(1)[0]
            with stack.worker(SCENEWRIGHT_WORKER_METRICS_PORT=str(port)):
                claims, overheads = scene_times(stack, rounds)
                ratios: list[float] = []
                for number in range(rounds):
                    wait_until_warm(port)
                    ours = session_seconds(stack, f"S{number}x")
                    # Or the reference would pay for warming what the next session uses.
                    wait_until_warm(port)
                    ratios.append(ours / manim_seconds(folder, f"S{number}x"))
    spread = statistics.quantiles(taken.answered, n=100)
    late = statistics.quantiles(taken.left_late, n=100)
    return {
        "edit_accept_p50_ms": _figure(spread[49], "ms", None),
        "edit_accept_p95_ms": _figure(spread[94], "ms", 50),
        "edit_accept_errors": _figure(taken.errors, "count", 0),
        "edit_left_late_p95_ms": _figure(late[94], "ms", None),
        "click_to_claim_p50_ms": _figure(statistics.median(claims), "ms", 150),
        "scene_overhead_ms": _figure(statistics.median(overheads), "ms", 400),
        "session5_vs_manim_ratio": _figure(statistics.median(ratios), "ratio", 0.3),
    }


def _figure(value: float, unit: str, aim: float | None) -> dict[str, Any]:
    return {
        "value": round(value, 3),
        "unit": unit,
        "aim": aim,
        "ok": aim is None or value <= aim,
    }


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="bench-pipeline", description=__doc__)
    parser.add_argument("--rate", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    found = figures(rate=given.rate, seconds=given.seconds, rounds=given.rounds)
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
