"""Measures one area and keeps what it printed, from which `docs/performance.md` is made.

    python scripts/figures.py convex | render | pipeline | scenes | docs | web

Runs `make bench-AREA`, which prints its figures as lines of JSON, and writes them with the machine
and the day to `tests/bench/figures/AREA.json`. The page is made again by `make generate`.
"""

import json
import os
import platform
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from backend.clock import SystemClock

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "tests" / "bench" / "figures"
AREAS = ("convex", "render", "pipeline", "scenes", "docs", "web")
WHOLE_FROM = 100
"""Figures from here on are shown without decimals."""


def measure(area: str) -> dict[str, Any]:
    """Runs the bench, shows what it says, and answers its figures."""
    done = subprocess.run(
        [shutil.which("make") or "make", "--no-print-directory", f"bench-{area}"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,  # a bench may end with an error when an aim is missed; its figures count
    )
    sys.stdout.write(done.stdout)
    found: dict[str, Any] = {}
    for line in done.stdout.splitlines():  # a bench of two parts prints a line for each
        if line.startswith("{"):
            found |= json.loads(line)
    return found


def processor() -> str:
    """The processor's name, as people know it."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


def today() -> str:
    """The day, as the page shows it."""
    return datetime.fromtimestamp(SystemClock().now_ms() / 1000, tz=UTC).date().isoformat()


def keep(area: str, figures: dict[str, Any], day: str) -> Path:
    """Writes the figures of one run."""
    machine = f"{os.cpu_count()} cores, {processor()}, {platform.system()}"
    KEPT.mkdir(parents=True, exist_ok=True)
    file = KEPT / f"{area}.json"
    kept = {"day": day, "machine": machine, "figures": figures}
    file.write_text(json.dumps(kept, indent=2) + "\n")
    return file


def page() -> str:
    """`docs/performance.md`, from the runs that were kept."""
    lines = [
        "# Performance",
        "",
        "<!-- Made by scripts/generate.py from tests/bench/figures; measure again instead. -->",
        "",
        "Each table is one run of `make bench-AREA` on an otherwise idle machine.",
        "Ratios compare with the reference in the same run.",
        "What each figure means: [tests/bench](../tests/bench/README.md).",
        "",
    ]
    for area in AREAS:
        file = KEPT / f"{area}.json"
        if file.exists():
            lines += _table(area, json.loads(file.read_text()))
    return "\n".join(lines)


def _table(area: str, kept: dict[str, Any]) -> list[str]:
    lines = [f"## {area}", "", f"{kept['day']}, {kept['machine']}.", ""]
    lines += ["| figure | value | unit | aim | met |", "|---|--:|---|--:|---|"]
    for name, figure in kept["figures"].items():
        aim = figure.get("aim")
        met = "" if aim is None else "yes" if figure["ok"] else "**no**"
        value = f"{figure['value']:,.{0 if figure['value'] >= WHOLE_FROM else 2}f}"
        wanted = "" if aim is None else f"{aim:,g}"
        lines.append(f"| `{name}` | {value} | {figure['unit']} | {wanted} | {met} |")
    return [*lines, ""]


def main() -> int:
    areas = sys.argv[1:]
    if not areas or set(areas) - set(AREAS):
        sys.stderr.write(f"name one or more of: {', '.join(AREAS)}\n")
        return 2
    for area in areas:
        file = keep(area, measure(area), today())
        sys.stdout.write(f"kept in {file.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
