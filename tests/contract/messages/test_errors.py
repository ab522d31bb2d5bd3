"""Every error that Python declares is in the list that both languages share, facts and all."""

import json
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).parents[2]
LISTED: dict[str, dict[str, Any]] = json.loads(
    (TESTS / "contracts" / "errors.json").read_text("utf-8")
)["errors"]


def _declared() -> dict[str, dict[str, Any]]:
    """The table that is made from the loaded classes and checked to be fresh."""
    lines = (TESTS.parent / "docs" / "errors.md").read_text("utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if line[:3] == "| `"]
    return {
        code.strip("`"): {"http_status": int(status), "retryable": again == "yes", "owner": owner}
        for code, status, again, owner, _meaning in rows
    }


@pytest.mark.requirement("pipeline:contract:errors")
def test_each_python_error_is_listed_with_its_facts() -> None:
    listed = {
        code: {name: facts[name] for name in ("http_status", "retryable", "owner")}
        for code, facts in LISTED.items()
        if "python" in facts["said_by"]
    }
    assert listed == _declared()


@pytest.mark.requirement("pipeline:contract:errors")
def test_each_listed_error_is_declared_by_somebody() -> None:
    assert [code for code, facts in LISTED.items() if not facts["said_by"]] == []
