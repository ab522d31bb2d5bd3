"""The embedded Convex as a process, with the product's own `convex/` folder, for tests."""

import json
import subprocess
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from typing import IO

from backend.services.identity.keys import DEFAULT_AUDIENCE, DEFAULT_ISSUER, KeySet

_ROOT = Path(__file__).parents[2]
_NODE = _ROOT / ".tools" / "node" / "bin" / "node"
_START_SECONDS = 60
_STOP_SECONDS = 10
CALLBACK_SECRET = "callback-0123456789abcdefghijklmnopqrstuvwxyz"  # noqa: S105 - of this process only
_WEBHOOK_SECRET = "webhook-0123456789abcdefghijklmnopqrstuvwxyz"  # noqa: S105 - of this process only


@dataclass(frozen=True)
class EmbeddedConvex:
    """Where it listens."""

    url: str
    site_url: str


@contextmanager
def embedded_convex(folder: Path, keys: KeySet) -> Generator[EmbeddedConvex]:
    """Run it for the block; jobs it dispatches go nowhere."""
    environment = {
        "FASTAPI_BASE_URL": "http://127.0.0.1:9",
        "WEBHOOK_SECRET": _WEBHOOK_SECRET,
        "CALLBACK_SECRET": CALLBACK_SECRET,
        "AUTH_ISSUER": DEFAULT_ISSUER,
        "AUTH_AUDIENCE": DEFAULT_AUDIENCE,
        "AUTH_JWKS": keys.jwks_data_url(),
        "CHUNK_BASE_URL": "http://127.0.0.1:9/chunks",
        "ALLOW_LOOPBACK_WEBHOOKS": "1",
    }
    settings = folder / "convex.env"
    settings.write_text("".join(f"{name}={value}\n" for name, value in environment.items()))
    command = [str(_NODE), "convex_local/src/main.ts", "--project", "."]
    command += ["--data", str(folder / "data"), "--port", "0", "--site-port", "0"]
    command += ["--env-file", str(settings)]
    with (folder / "convex.log").open("w") as log:
        process = subprocess.Popen(  # noqa: S603 - our own runtime
            command, cwd=_ROOT, stdout=subprocess.PIPE, stderr=log, text=True
        )
        try:
            said = json.loads(_first_line(process.stdout))
            yield EmbeddedConvex(url=said["url"], site_url=said["siteUrl"])
        finally:
            process.terminate()
            try:
                process.wait(timeout=_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
            if process.stdout is not None:
                process.stdout.close()


def _first_line(stream: IO[str] | None) -> str:
    """The line that says where it listens; a process that says nothing in time has failed."""
    lines: Queue[str] = Queue()
    if stream is not None:
        threading.Thread(target=lambda: lines.put(stream.readline()), daemon=True).start()
    try:
        return lines.get(timeout=_START_SECONDS)
    except Empty:
        message = "the embedded Convex did not start in time"
        raise TimeoutError(message) from None
