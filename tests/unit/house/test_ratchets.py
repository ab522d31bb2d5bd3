"""Numbers that may only fall: suppressions of the checks, and files too long to read."""

import json
import re
from pathlib import Path

from tests.unit.house.tree import ROOT, tracked

RATCHETS = Path(__file__).with_name("ratchets.json")
LINES_MAX = 300
SUPPRESSIONS = {
    "noqa": re.compile(r"#\s*noqa\b"),
    "pyright: ignore": re.compile(r"#\s*pyright:\s*(ignore|basic|report)"),
    "eslint-disable": re.compile(r"eslint-disable"),
    "ts-expect-error": re.compile(r"@ts-(expect-error|ignore|nocheck)"),
}
CODE = ("*.py", "*.ts", "*.tsx")
# Data in the shape of code: the hostile and honest scenes that the renderer is tried with.
NOT_OURS = ("tests/corpus/", "_generated/", "tests/unit/house/test_ratchets.py")


def code_files() -> list[Path]:
    return [file for file in tracked(*CODE) if not any(part in str(file) for part in NOT_OURS)]


def code_lines(file: Path) -> int:
    """Lines that are neither blank nor only a comment."""
    lines = (line.strip() for line in file.read_text().splitlines())
    return sum(1 for line in lines if line and not line.startswith(("#", "//", "*", "/*")))


def test_suppressions_do_not_rise() -> None:
    allowed = json.loads(RATCHETS.read_text())["suppressions"]
    counts = dict.fromkeys(SUPPRESSIONS, 0)
    for file in code_files():
        text = file.read_text()
        for name, pattern in SUPPRESSIONS.items():
            counts[name] += len(pattern.findall(text))
    risen = {name: (n, allowed[name]) for name, n in counts.items() if n > allowed[name]}
    assert risen == {}, "more suppressions than ratchets.json allows (found, allowed)"
    slack = {name: (n, allowed[name]) for name, n in counts.items() if n < allowed[name]}
    assert slack == {}, "fewer suppressions: lower the number in ratchets.json (found, allowed)"


def test_every_python_suppression_names_its_rule_and_its_reason() -> None:
    reason = r"(?:-\s|\()\S"
    bare = re.compile(
        rf"#\s*(?:noqa(?!:\s*[A-Z]+[0-9]+.*\s{reason})|pyright:\s*ignore(?!\[\w+.*\]\s+{reason}))"
    )
    found = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in code_files()
        if file.suffix == ".py"
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if bare.search(line)
    ]
    assert found == []


def test_long_files_are_listed_with_a_reason_and_do_not_grow() -> None:
    allowed = json.loads(RATCHETS.read_text())["long_files"]
    sizes = {
        str(f.relative_to(ROOT)): code_lines(f) for f in code_files() if ".test." not in f.name
    }
    long = {name: size for name, size in sizes.items() if size > LINES_MAX}
    assert {n: s for n, s in long.items() if n not in allowed} == {}, "too long, and not listed"
    assert {n: s for n, s in long.items() if s > allowed[n]["lines"]} == {}, "grown"
    assert [n for n in allowed if n not in long] == [], "short now: take it off the list"
    assert all(len(entry["reason"]) > 20 for entry in allowed.values())
