"""Real parts for tests, each started on free loopback ports and ended without a trace.

Context managers: `valkey`, `seaweedfs`, `embedded_convex`, `api`, `worker`. Each yields what a
client needs to know. Everything runs in a process group of its own, which is killed on the way out.
"""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from backend.supervisor import commands

ROOT = Path(__file__).resolve().parents[2]
WEBHOOK_SECRET = "test-webhook-secret-4f8a1c6e9b2d7053"  # noqa: S105 - of the tests only
CALLBACK_SECRET = "test-callback-secret-e1b9a7c3d5f20864"  # noqa: S105 - of the tests only
S3_KEY = "scenewright-test"
S3_SECRET = "scenewright-test-secret-0123456789"  # noqa: S105 - of the tests only
_START_SECONDS = 60.0
_POLL_SECONDS = 0.02


class PartFailedError(AssertionError):
    """A part did not come up; the message ends with what it said."""


@dataclass
class Part:
    """A started process."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    ports: Mapping[str, int] = field(default_factory=dict[str, int])

    @property
    def pid(self) -> int:
        """The leader of the part's process group."""
        return self.process.pid

    def said(self) -> str:
        """Everything it wrote."""
        return self.log.read_text("utf-8", errors="replace")

    def alive(self) -> bool:
        """Whether it still runs."""
        return self.process.poll() is None

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the whole group."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    def terminate(self, seconds: float = 8.0) -> int:
        """SIGTERM, then SIGKILL; answers the exit code."""
        if self.alive():
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(seconds)
        self.send(signal.SIGKILL)
        return self.process.wait()


def free_ports(count: int) -> list[int]:
    """Ports that were free a moment ago, below the range that the kernel hands out itself."""
    held: list[socket.socket] = []
    try:
        while len(held) < count:
            probe = socket.socket()
            probe.bind(("127.0.0.1", 0))
            # SeaweedFS derives gRPC ports by adding 10000, which must stay below 65536.
            if probe.getsockname()[1] < 55_000:  # noqa: PLR2004 - see the line above
                held.append(probe)
            else:
                probe.close()
        return [each.getsockname()[1] for each in held]
    finally:
        for each in held:
            each.close()


def wait_until(
    holds: Callable[[], bool], *, seconds: float, what: str, part: Part | None = None
) -> None:
    """Wait for a condition, at most this long.

    Raises:
        PartFailedError: it did not come to hold, or the part that should bring it ended.
    """
    deadline = time.monotonic() + seconds
    while not holds():
        if part is not None and not part.alive():
            message = f"{part.name} ended with {part.process.returncode}:\n{part.said()[-4000:]}"
            raise PartFailedError(message)
        if time.monotonic() > deadline:
            said = f"\n{part.said()[-4000:]}" if part is not None else ""
            message = f"{what} did not happen within {seconds} s{said}"
            raise PartFailedError(message)
        time.sleep(_POLL_SECONDS)  # noqa: TID251 - the one bounded poll of the real-part tests


@contextmanager
def run_part(
    name: str,
    command: list[str],
    *,
    folder: Path,
    environment: Mapping[str, str] | None = None,
    ready: Callable[[], bool],
    seconds: float = _START_SECONDS,
) -> Generator[Part]:
    """Start a command, wait until it is ready, end its whole group afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / f"{name}.log"
    base = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}  # noqa: TID251 - what every program needs to start
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603 - commands of our own parts
            command,
            cwd=ROOT,
            env={**base, "PYTHONUNBUFFERED": "1", **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    part = Part(name, process, log)
    try:
        wait_until(ready, seconds=seconds, what=f"{name} becoming ready", part=part)
        yield part
    finally:
        part.terminate()


@contextmanager
def valkey(folder: Path, *, port: int | None = None) -> Generator[tuple[str, Part]]:
    """A Valkey with the product's own flags; yields its address and its process."""
    chosen = port or free_ports(1)[0]
    data = folder / "valkey"
    data.mkdir(parents=True, exist_ok=True)
    command = commands.valkey(port=chosen, folder=data)
    with run_part("valkey", command, folder=folder, ready=lambda: connects(chosen)) as part:
        yield f"redis://127.0.0.1:{chosen}/0", part


@contextmanager
def seaweedfs(folder: Path) -> Generator[tuple[dict[str, str], Part]]:
    """A SeaweedFS with both buckets set up; yields the environment that reaches it."""
    ports: dict[str, int] = dict(
        zip(commands.SEAWEED_PORTS, free_ports(len(commands.SEAWEED_PORTS)), strict=True)
    )
    data = folder / "objects"
    data.mkdir(parents=True, exist_ok=True)
    identities = folder / "s3.json"
    identities.write_text(
        commands.seaweedfs_identities(
            access_key=S3_KEY, secret_key=S3_SECRET, public_bucket="chunks"
        )
    )
    environment = {
        "S3_ENDPOINT_URL": f"http://127.0.0.1:{ports['s3']}",
        "S3_ACCESS_KEY_ID": S3_KEY,
        "S3_SECRET_ACCESS_KEY": S3_SECRET,
    }
    command = commands.seaweedfs(ports=ports, folder=data, identities=identities)
    with run_part(
        "seaweedfs",
        command,
        folder=folder,
        ready=lambda: connects(ports["s3"]) and connects(ports["filer"]),
        environment={"GOMEMLIMIT": "320MiB"},
    ) as part:
        wait_until(lambda: _set_up(environment, folder), seconds=30, what="the buckets", part=part)
        yield environment, part


@contextmanager
def embedded_convex(
    folder: Path, *, variables: Mapping[str, str], ports: tuple[int, int] | None = None
) -> Generator[tuple[dict[str, str], Part]]:
    """The embedded Convex with the product's functions; yields the environment that reaches it."""
    port, site_port = ports or free_ports(2)
    env_file = folder / "convex.env"
    folder.mkdir(parents=True, exist_ok=True)
    env_file.write_text("".join(f"{name}={value}\n" for name, value in variables.items()))
    command = commands.embedded_convex(
        project=ROOT,
        folder=folder / "convex",
        port=port,
        site_port=site_port,
        env_file=env_file,
    )
    url = f"http://127.0.0.1:{port}"
    with run_part(
        "convex", command, folder=folder, ready=lambda: answers(f"{url}/version")
    ) as part:
        yield {"CONVEX_URL": url, "CONVEX_SITE_URL": f"http://127.0.0.1:{site_port}"}, part


@contextmanager
def api(
    folder: Path, environment: Mapping[str, str], *, port: int | None = None
) -> Generator[tuple[str, Part]]:
    """The API as `make run` starts it; yields its address."""
    chosen = port or free_ports(1)[0]
    url = f"http://127.0.0.1:{chosen}"
    whole = {**secrets(), **environment, "SCENEWRIGHT_API_PORT": str(chosen)}
    with run_part(
        "api",
        [sys.executable, "-m", "backend.api"],
        folder=folder,
        environment=whole,
        ready=lambda: answers(f"{url}/health/live"),
    ) as part:
        yield url, part


@contextmanager
def worker(
    folder: Path,
    environment: Mapping[str, str],
    *,
    name: str = "worker",
    before: Sequence[str] = (),
) -> Generator[Part]:
    """A worker as `make run` starts it, or below another program."""
    ready_file = folder / f"{name}.ready"
    ready_file.unlink(missing_ok=True)
    whole = {
        **secrets(),
        "SCENEWRIGHT_DATA_DIR": str(folder / "data"),
        "SCENEWRIGHT_WORKER_READY_FILE": str(ready_file),
        "SCENEWRIGHT_WORKER_NAME": name,
        **environment,
    }
    with run_part(
        name,
        [*before, sys.executable, "-m", "backend.workers"],
        folder=folder,
        environment=whole,
        ready=ready_file.exists,
    ) as part:
        yield part


def secrets() -> dict[str, str]:
    """The two secrets of signed calls in the tests."""
    return {"WEBHOOK_SECRET": WEBHOOK_SECRET, "CALLBACK_SECRET": CALLBACK_SECRET}


def connects(port: int) -> bool:
    """Whether something listens there."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def answers(url: str) -> bool:
    """Whether a GET is answered with 2xx."""
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 - loopback addresses of our own parts
            return 200 <= answer.status < 300  # noqa: PLR2004 - HTTP's own numbers
    except (OSError, urllib.error.URLError):
        return False


def get_json(url: str) -> object:
    """The JSON behind a loopback address."""
    with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - loopback addresses of our own parts
        return json.loads(answer.read())


def _set_up(environment: Mapping[str, str], folder: Path) -> bool:
    base = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}  # noqa: TID251 - what every program needs to start
    done = subprocess.run(
        [sys.executable, "-m", "backend.storage.setup"],
        cwd=ROOT,
        env={**base, **secrets(), **environment},
        capture_output=True,
        check=False,
    )
    (folder / "setup.log").write_bytes(done.stderr)
    return done.returncode == 0
