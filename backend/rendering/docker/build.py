"""Building the image: `python -m backend.rendering.docker.build [--base IMAGE] [--tex]`.

Only the files that the image holds are sent to the engine.
"""

import argparse
import io
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from backend.clock import Clock, SystemClock

REPOSITORY: Final = Path(__file__).parents[3]
DEFAULT_TAG: Final = "scenewright-render"
_FILES: Final = (
    "render_image/Dockerfile",
    "render_image/requirements.txt",
    "backend/rendering/probe/inside.py",
    "backend/rendering/docker/carrier.py",
)


def context(repository: Path) -> bytes:
    """The build context, as a tar file."""
    held = io.BytesIO()
    programs = sorted((repository / "render_image").glob("*.py"))
    with tarfile.open(fileobj=held, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for path in (*map(repository.joinpath, _FILES), *programs):
            archive.add(path, arcname=str(path.relative_to(repository)))
    return held.getvalue()


def build(tag: str, arguments: Sequence[str]) -> int:
    """Build, with the engine's own output going to ours."""
    done = subprocess.run(  # noqa: S603 - words of whoever runs the build
        ["docker", "build", "--file", "render_image/Dockerfile", "--tag", tag, *arguments, "-"],  # noqa: S607 - as above
        input=context(REPOSITORY),
        check=False,
    )
    return done.returncode


def image_bytes(tag: str) -> int:
    """The size of an image as the engine counts it."""
    done = subprocess.run(  # noqa: S603 - as above
        ["docker", "image", "inspect", "--format", "{{.Size}}", tag],  # noqa: S607 - as above
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout)


def main(arguments: Sequence[str], clock: Clock) -> int:
    """Build, then say how long it took and how large the image is."""
    parser = argparse.ArgumentParser(prog="python -m backend.rendering.docker.build")
    parser.add_argument("--base", help="a Debian 12 image to start from")
    parser.add_argument("--tag", default=DEFAULT_TAG)
    parser.add_argument("--tex", action="store_true", help="install LaTeX and dvisvgm too")
    parser.add_argument("--network", help="the network that the build steps use")
    parser.add_argument("--build-arg", action="append", default=[])
    chosen = parser.parse_args(arguments)
    words = [word for pair in chosen.build_arg for word in ("--build-arg", pair)]
    words += ["--build-arg", f"BASE={chosen.base}"] if chosen.base else []
    words += ["--build-arg", "TEX=1"] if chosen.tex else []
    words += ["--network", chosen.network] if chosen.network else []
    tag = f"{chosen.tag}:tex" if chosen.tex and ":" not in chosen.tag else str(chosen.tag)
    started = clock.monotonic_s()
    code = build(tag, words)
    if code == 0:
        took = clock.monotonic_s() - started
        size = image_bytes(tag) / 1e6
        sys.stdout.write(f"{tag}: built in {took:.0f} s, {size:.0f} MB\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], SystemClock()))
