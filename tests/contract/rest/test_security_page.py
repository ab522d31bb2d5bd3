"""`docs/security.md`: each row of the OWASP table names a control and tests that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
RISKS = {
    "API1": "Broken object level authorisation",
    "API2": "Broken authentication",
    "API3": "Broken property level authorisation",
    "API4": "Unrestricted resource consumption",
    "API5": "Broken function level authorisation",
    "API6": "Unrestricted access to sensitive flows",
    "API7": "Server side request forgery",
    "API8": "Security misconfiguration",
    "API9": "Improper inventory management",
    "API10": "Unsafe consumption of APIs",
}
TESTS = sorted(
    path
    for folder, pattern in (("tests", "**/test_*.py"), ("convex", "*.test.ts"))
    for path in (ROOT / folder).glob(pattern)
)


def rows() -> dict[str, tuple[str, str, str]]:
    """Risk, control and tests by the number of the row."""
    table = [line.strip() for line in PAGE.splitlines() if re.match(r"\| API\d", line)]
    lines = (line.strip("|").split("|") for line in table)
    cells = ([cell.strip() for cell in line] for line in lines)
    return {number: (risk, control, tests) for number, risk, control, tests in cells}


@pytest.mark.requirement("rest:security:page")
def test_the_table_has_the_ten_risks_of_2023_in_their_order() -> None:
    assert {number: risk for number, (risk, _control, _tests) in rows().items()} == RISKS
    assert list(rows()) == list(RISKS)


def _named(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def _files(name: str) -> list[Path]:
    """The files of tests that a name stands for: a path, a folder, or the one file of the name."""
    if "/" in name:
        return [one for one in TESTS if str(one.relative_to(ROOT)).startswith(name)]
    found = [one for one in TESTS if one.name == name]
    assert len(found) <= 1, f"{name} is {len(found)} files; name the path"
    return found


@pytest.mark.requirement("rest:security:page")
@pytest.mark.parametrize("number", RISKS)
def test_a_row_names_a_control_and_tests_that_run(number: str) -> None:
    _risk, control, tests = rows()[number]
    assert len(control.split()) > 3
    names = _named(tests)
    assert names, "no test is named"
    for name in names:
        if name.startswith("test_") and not name.endswith(".py"):
            pattern = rf"def {name}\("
            assert any(re.search(pattern, one.read_text("utf-8")) for one in TESTS), name
            continue
        found = _files(name)
        assert found, f"{name} is not there"
        for file in found:
            assert re.search(r"def test_|\b(test|it)(\.each)?\(", file.read_text("utf-8")), file


def test_every_path_on_the_page_is_there() -> None:
    for name in _named(PAGE):
        if re.fullmatch(r"(tests|backend|convex|docs)/[\w./-]+", name):
            assert (ROOT / name).exists(), name
