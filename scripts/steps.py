"""Runs named commands, a few at a time, and shows what the failed ones printed."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
ROOT = Path(__file__).resolve().parent.parent
NODE_BIN = ROOT / ".tools" / "node" / "bin"
VENV_BIN = ROOT / ".venv" / "bin"


@dataclass(frozen=True, slots=True)
class Step:
    """One command with a name and the next thing to do when it fails."""

    name: str
    command: Sequence[str]
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step did."""

    step: Step
    code: int
    output: str
    seconds: float


def environment() -> dict[str, str]:
    """The caller's environment with this clone's Node and Python first on PATH."""
    inherited = dict(os.environ)  # noqa: TID251 - a command hands its environment on
    path = os.pathsep.join([str(NODE_BIN), str(VENV_BIN), inherited.get("PATH", "")])
    return {**inherited, "PATH": path, "NO_COLOR": "1", "NEXT_TELEMETRY_DISABLED": "1"}


def run_step(step: Step) -> Outcome:
    started = time.monotonic()
    done = subprocess.run(
        step.command,
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    plain = COLOUR.sub("", done.stdout)
    return Outcome(step, done.returncode, plain, time.monotonic() - started)


def run_all(steps: Sequence[Step], *, at_once: int) -> list[Outcome]:
    """Runs the steps and prints a line for each; the output of a failed one follows its line."""
    with ThreadPoolExecutor(at_once) as pool:
        outcomes: list[Outcome] = []
        for outcome in pool.map(run_step, steps):
            outcomes.append(outcome)
            mark = "ok  " if outcome.code == 0 else "FAIL"
            print(f"{mark} {outcome.seconds:6.1f} s  {outcome.step.name}", flush=True)
            if outcome.code != 0:
                print(outcome.output.rstrip())
                if outcome.step.advice:
                    print(f"     next: {outcome.step.advice}", flush=True)
    return outcomes


def finish(outcomes: Sequence[Outcome]) -> int:
    """The exit code of the whole: 0 when every step was fine."""
    failed = [o.step.name for o in outcomes if o.code != 0]
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0
