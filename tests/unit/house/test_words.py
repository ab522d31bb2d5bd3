"""The repository speaks of the product, never of how or where it was made."""

import re

import pytest

from tests.unit.house.tree import ROOT, tracked

FORBIDDEN = re.compile(
    r"/work/|/tmp/helpers|/root/|claude|anthropic|\bAI assistant\b|\bin this session\b",
    re.IGNORECASE,
)
SELF = "tests/unit/house/test_words.py"
TEXT = (".py", ".ts", ".tsx", ".md", ".toml", ".json", ".yml", ".yaml", ".sh", ".mjs", ".css", "")
# Hostile scenes name the places they try to read.
LEFT_OUT = ("package-lock.json", "uv.lock", "tests/corpus/attacks/", "tests/security/", SELF)


@pytest.mark.requirement("house:words")
def test_no_file_speaks_of_its_making() -> None:
    found = [
        f"{name}:{number}: {line.strip()[:100]}"
        for file in tracked()
        if file.suffix in TEXT and not (name := str(file.relative_to(ROOT))).startswith(LEFT_OUT)
        for number, line in enumerate(file.read_text(errors="replace").splitlines(), 1)
        if FORBIDDEN.search(line)
    ]
    assert found == []


@pytest.mark.requirement("house:no-junk-drawers")
def test_no_folder_or_module_is_a_junk_drawer() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "misc"}
    found = [
        str(file.relative_to(ROOT))
        for file in tracked("*.py", "*.ts", "*.tsx")
        if drawers & {*file.relative_to(ROOT).parts[:-1], file.name.split(".")[0]}
    ]
    assert found == []
