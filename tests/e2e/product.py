"""The whole product, started as a person starts it, on free ports and in a folder of its own."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from backend.supervisor.options import PORTS
from backend.supervisor.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS_MAX = 120.0
STOP_SECONDS_MAX = 20.0


def until(
    condition: Callable[[], bool], *, seconds_max: float, what: str, tick: float = 0.05
) -> float:
    """Waits for something that another process does; answers the seconds it took."""
    started = monotonic()
    pause = threading.Event()
    while not condition():
        if monotonic() - started > seconds_max:
            message = f"not within {seconds_max:.0f} s: {what}"
            raise AssertionError(message)
        pause.wait(tick)
    return monotonic() - started


@dataclass
class Product:
    """One run of the product."""

    data: Path
    arguments: list[str] = field(default_factory=list[str])
    ports: dict[str, int] = field(default_factory=dict[str, int])
    process: subprocess.Popen[bytes] | None = None
    seconds_to_start: float = 0.0

    @property
    def note(self) -> Path:
        return self.data / "run.json"

    @property
    def output(self) -> Path:
        return self.data.with_suffix(".out")

    def state(self) -> Mapping[str, object]:
        return json.loads(self.note.read_text())

    def url(self, name: str) -> str:
        return f"http://127.0.0.1:{self.ports[name]}"

    def pids(self) -> dict[str, int]:
        parts = self.state()["parts"]
        assert isinstance(parts, list)
        return {str(part["name"]): int(part["pid"]) for part in parts}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType] - plain JSON

    def start(self, *, seconds_max: float = START_SECONDS_MAX) -> None:
        """Starts it and waits for the line with the address to open."""
        offset = self.output.stat().st_size if self.output.exists() else 0
        self._spawn()
        process = self.process
        assert process is not None

        def ready() -> bool:
            text = self.said()[offset:]
            if process.poll() is not None:
                message = f"it ended with exit code {process.returncode}:\n{text}"
                raise AssertionError(message)
            return "Ctrl-C stops all" in text

        self.seconds_to_start = until(ready, seconds_max=seconds_max, what="the address to open")

    def start_and_kill(self, *, after_seconds: float) -> None:
        """Starts it and kills it outright that much later, whatever it does then."""
        self._spawn()
        assert self.process is not None
        threading.Event().wait(after_seconds)
        self.process.kill()
        self.process.wait()

    def _spawn(self) -> None:
        if not self.ports:
            taken: set[int] = set()
            self.ports = {name: free_port(taken) for name in PORTS}
        named = [f"--{name}-port={port}" for name, port in self.ports.items()]
        command = [sys.executable, "-m", "backend.supervisor", "run", f"--data={self.data}"]
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                [*command, *named, *self.arguments],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def said(self) -> str:
        return self.output.read_text(errors="replace")

    def send(self, number: signal.Signals) -> None:
        assert self.process is not None
        os.kill(self.process.pid, number)

    def stop(self, number: signal.Signals = signal.SIGINT) -> float:
        """Stops it; answers the seconds it took."""
        if self.process is None or self.process.poll() is not None:
            return 0.0
        self.send(number)
        process = self.process
        return until(
            lambda: process.poll() is not None, seconds_max=STOP_SECONDS_MAX, what="an end"
        )
