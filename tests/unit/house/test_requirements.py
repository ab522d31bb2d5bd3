"""Every promise has a test, and every test that claims a promise names one that exists."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.unit.house.tree import ROOT, tracked

PYTHON_MARK = re.compile(r"""requirement\(\s*["']([a-z0-9_.:-]+)["']""")
TYPESCRIPT_TITLE = re.compile(
    r"""\b(?:it|test|describe)(?:\.[a-z]+(?:\([^)]*\))?)*\(\s*[`"']\[([a-z0-9_.:-]+)\]"""
)


def promises() -> Iterator[tuple[Path, dict[str, Any]]]:
    for file in sorted((ROOT / "tests" / "requirements").glob("*.toml")):
        for entry in tomllib.loads(file.read_text())["requirement"]:
            yield file, entry


def proofs() -> set[str]:
    found: set[str] = set()
    for file in tracked("tests/*.py", "tests/**/*.py"):
        found.update(PYTHON_MARK.findall(file.read_text()))
    for file in tracked("*.test.ts", "*.test.tsx"):
        found.update(TYPESCRIPT_TITLE.findall(file.read_text()))
    return found


def test_every_promise_is_proved_by_a_test_or_says_why_not() -> None:
    proved = proofs()
    unproved = [e["id"] for _, e in promises() if "deferred" not in e and e["id"] not in proved]
    assert unproved == []


def test_every_mark_names_a_promise() -> None:
    known = {entry["id"] for _, entry in promises()}
    assert sorted(proofs() - known) == []


def test_no_promise_is_made_twice() -> None:
    ids = [entry["id"] for _, entry in promises()]
    assert sorted({i for i in ids if ids.count(i) > 1}) == []


def test_a_proved_promise_is_not_called_deferred() -> None:
    proved = proofs()
    assert [e["id"] for _, e in promises() if "deferred" in e and e["id"] in proved] == []


@pytest.mark.parametrize(
    "file", sorted((ROOT / "tests/requirements").glob("*.toml")), ids=lambda f: f.name
)
def test_each_promise_has_a_source_and_a_sentence(file: Path) -> None:
    for entry in tomllib.loads(file.read_text())["requirement"]:
        assert set(entry) <= {"id", "source", "text", "deferred"}, entry
        assert re.fullmatch(r"[a-z0-9_.-]+(:[a-z0-9_.-]+)+", entry["id"]), entry
        assert entry["source"], entry
        assert len(entry["text"].split()) > 3, entry
        assert "deferred" not in entry or len(entry["deferred"]) > 10, entry
