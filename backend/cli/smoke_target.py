"""Which installation `make smoke` drives: what `make run` noted here, or the compose stack."""

import json
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Target:
    """Addresses of one installation."""

    api: str
    convex: str
    # What starts it, for when nothing answers.
    start: str
    # A certificate that is believed as well: a stack that is tried out has one of its own making.
    certificate: Path | None = None

    def trusts(self) -> ssl.SSLContext:
        """The public authorities, and the installation's own certificate."""
        context = ssl.create_default_context()
        if self.certificate is not None:
            context.load_verify_locations(self.certificate)
        return context


def running_here(note: Path) -> Target | None:
    """What `make run` left in its note, if it did."""
    try:
        said: dict[str, Any] = json.loads(note.read_text("utf-8"))
        addresses: dict[str, str] = said["addresses"]
        return Target(addresses["api"], addresses["convex"], "make run")
    except (OSError, ValueError, KeyError):
        return None


def composed(settings: Path) -> Target:
    """The stack that Compose starts from this file of settings.

    Raises:
        OSError: the file cannot be read.
    """
    lines = (line.partition("=") for line in settings.read_text("utf-8").splitlines())
    given = {name.strip(): value.strip().strip("'\"") for name, equals, value in lines if equals}
    public = (given.get("PUBLIC_URL") or "https://localhost").rstrip("/")
    folder = settings.parent / (given.get("TLS_FOLDER") or "deploy/nginx/tls")
    certificate = folder / "cert.pem"
    return Target(
        f"{public}/api",
        (given.get("CONVEX_PUBLIC_URL") or f"{public}/convex").rstrip("/"),
        f"docker compose --env-file {settings} up --build --wait",
        certificate if certificate.exists() else None,
    )
