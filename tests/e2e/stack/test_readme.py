"""The README's command lines, run as they stand in it against the running product."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from backend.services.export.joining import count_frames
from tests.e2e.product import ROOT, Product

pytestmark = pytest.mark.timeout(300)
BLOCKS = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
LINES = [line for block in BLOCKS for line in block.splitlines() if ".venv/bin/scenewright" in line]


@pytest.fixture
def clone(product: Product, tmp_path: Path) -> Path:
    """A folder that looks like the clone in which the product runs."""
    for name, target in {
        ".venv": ROOT / ".venv",
        "examples": ROOT / "examples",
        ".data": product.data,
    }.items():
        (tmp_path / name).symlink_to(target)
    return tmp_path


@pytest.mark.requirement("house:docs:readme-runs")
@pytest.mark.parametrize("line", LINES)
def test_a_command_of_the_readme_makes_the_film_that_it_names(clone: Path, line: str) -> None:
    words = shlex.split(line)
    done = subprocess.run(words, cwd=clone, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    film = clone / words[-1]
    assert film.suffix == ".mp4"
    assert count_frames(film) > 15


def test_the_readme_shows_commands() -> None:
    assert len(LINES) >= 2
