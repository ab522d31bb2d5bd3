"""What the documents say can be done can be done: links lead somewhere, commands exist."""

import re
import subprocess
from typing import Any

import pytest

from backend.config import describe
from tests.unit.house.tree import ROOT, tracked

DOCUMENTS = [file for file in tracked("*.md") if "recipes/" not in str(file)]
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


@pytest.mark.requirement("house:docs:links")
@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda f: str(f.relative_to(ROOT)))
def test_every_link_to_a_file_leads_somewhere(file: Any) -> None:  # noqa: ANN401 - pytest's own parameter
    targets = [t for t in LINK.findall(file.read_text()) if "://" not in t]
    assert [t for t in targets if not (file.parent / t).exists()] == []


@pytest.mark.requirement("house:docs:commands")
@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "tests/README.md"]
)
def test_every_make_command_that_is_named_exists(name: str) -> None:
    text = (ROOT / name).read_text()
    named = set(re.findall(r"(?:`|^|\s)make ([a-z][a-z-]+)", text, re.MULTILINE))
    assert named - TARGETS - {"sure"} == set()


@pytest.mark.requirement("house:docs:commands")
def test_every_command_line_of_the_readme_is_one_that_the_program_takes() -> None:
    lines = [
        line.strip()
        for block in BLOCK.findall((ROOT / "README.md").read_text())
        for line in block.splitlines()
        if "scenewright " in line
    ]
    assert len(lines) >= 2
    for line in lines:
        command = line.split("scenewright ", 1)[1].split()[0]
        options = re.findall(r"\s(--?[a-z]+)\b", line)
        program = str(ROOT / ".venv" / "bin" / "scenewright")
        shown = subprocess.run(
            [program, command, "--help"], capture_output=True, text=True, check=True
        )
        assert [option for option in options if option not in shown.stdout] == []


@pytest.mark.requirement("house:docs:readme")
def test_the_readme_is_short_and_shows_the_product() -> None:
    text = (ROOT / "README.md").read_text()
    assert len(text.splitlines()) < 110
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text)
    assert len(pictures) >= 2
    assert all((ROOT / picture).stat().st_size > 10_000 for picture in pictures)


ROW = re.compile(r"^\| (`[^|]+) \|[^|]*\|(?:([^|]*)\|)?$", re.MULTILINE)
CODE = re.compile(r"`([^`]+)`")


@pytest.mark.requirement("house:docs:places")
@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md"])
def test_every_place_in_the_tables_of_folders_exists(name: str) -> None:
    rows: list[tuple[str, str]] = ROW.findall((ROOT / name).read_text())
    folders = [row for row in rows if CODE.findall(row[0])[0].endswith("/")]
    assert len(folders) >= 8
    for where, first in folders:
        homes = [ROOT / place for place in CODE.findall(where)]
        assert [str(home) for home in homes if not home.is_dir()] == []
        for file in CODE.findall(first):
            assert any((start / file).is_file() for start in (ROOT, *homes)), (where, file)


@pytest.mark.requirement("house:docs:places")
@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_every_setting_that_is_named_is_one(name: str) -> None:
    shouted = {word for word in CODE.findall((ROOT / name).read_text()) if word.isupper()}
    known = {row.name for row in describe()}
    assert {word for word in shouted if "_" in word} - known == set()
