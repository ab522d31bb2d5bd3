"""Which files of this machine a box needs, found once.

A box sees the interpreter, the installed packages, the program that it runs, shared libraries and
fonts. It does not see a shell, `/etc` beyond the font settings, `/proc`, any home or any checkout.
"""

import hashlib
import sys
import sysconfig
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

INSIDE_PYTHON: Final = "/opt/python"
INSIDE_PACKAGES: Final = "/opt/packages"
INSIDE_PROGRAMS: Final = "/opt/programs"

_SYSTEM: Final = (
    "/usr/lib",
    "/usr/lib32",
    "/usr/lib64",
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/usr/share/fontconfig",
    "/usr/share/X11/locale",
    "/etc/fonts",
    "/var/cache/fontconfig",
)
_PROGRAMS: Final = Path("/usr/bin")
# What typesets, and no shell beside it.
_TEX_PROGRAMS: Final = ("latex", "pdflatex", "xelatex", "pdftex", "xetex", "kpsewhich", "dvisvgm")
_TEX: Final = (
    *(str(_PROGRAMS / name) for name in _TEX_PROGRAMS),
    "/usr/share/texlive",
    "/usr/share/texmf",
    "/usr/share/texmf-dist",
    "/usr/share/perl",
    "/usr/share/perl5",
    "/usr/share/ghostscript",
    "/usr/share/color/icc",
    "/etc/texmf",
    "/var/lib/texmf",
)
_ALIASES: Final = ("/bin", "/lib", "/lib32", "/lib64")


@dataclass(frozen=True, slots=True)
class Installation:
    """What is mounted where."""

    staged: tuple[tuple[Path, str], ...]
    """Bound by root to a place that any user id can reach, then into the box."""
    system: tuple[str, ...]
    aliases: tuple[tuple[str, str], ...]
    python: str
    tex: bool
    identity: str


def find_installation(repository: Path) -> Installation:
    """Look at the interpreter that runs this, and at the machine."""
    prefix = Path(sys.base_prefix).resolve()
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    tex = all((_PROGRAMS / tool).exists() for tool in ("latex", "dvisvgm"))
    system = [path for path in (*_SYSTEM, *(_TEX if tex else ())) if Path(path).exists()]
    staged = [
        (Path(sysconfig.get_path("purelib")).resolve(), INSIDE_PACKAGES),
        (repository / "render_image", f"{INSIDE_PROGRAMS}/render_image"),
        (Path(__file__).parents[1] / "probe" / "inside.py", f"{INSIDE_PROGRAMS}/probe_inside.py"),
    ]
    if prefix == Path("/usr"):
        python = str(_PROGRAMS / version)
        staged.append((Path(python).resolve(), python))
    else:
        python = f"{INSIDE_PYTHON}/bin/{version}"
        staged.append((prefix, INSIDE_PYTHON))
    aliases = [
        (alias, str(Path(alias).readlink())) for alias in _ALIASES if Path(alias).is_symlink()
    ]
    return Installation(
        staged=tuple(staged),
        system=tuple(system),
        aliases=tuple(aliases),
        python=python,
        tex=tex,
        identity=_identity(repository, tex=tex),
    )


def _identity(repository: Path, *, tex: bool) -> str:
    """A digest of what may change a pixel: packages, interpreter, and the renderer's own text."""
    parts = [sys.version, f"tex={tex}"]
    for name in (
        "manim",
        "numpy",
        "av",
        "pillow",
        "pycairo",
        "manimpango",
        "typst",
        "skia-pathops",
    ):
        try:
            parts.append(f"{name}={metadata.version(name)}")
        except metadata.PackageNotFoundError:
            parts.append(f"{name}=none")
    parts += [
        f"{path.name}:{hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in sorted((repository / "render_image").rglob("*.py"))
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
