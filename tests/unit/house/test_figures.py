"""The figures that are shown are explained, and the page shows what was measured."""

import json
import re
from pathlib import Path
from typing import cast

import pytest

from tests.unit.house.tree import ROOT

KEPT = sorted((ROOT / "tests" / "bench" / "figures").glob("*.json"))
EXPLAINED = "\n".join(
    file.read_text()
    for file in [*ROOT.glob("tests/bench/**/README.md"), ROOT / "convex_local/bench/README.md"]
)


@pytest.mark.requirement("house:figures:explained")
@pytest.mark.parametrize("file", KEPT, ids=lambda file: file.stem)
def test_every_kept_figure_is_explained_and_says_whether_it_meets_its_aim(
    file: Path,
) -> None:
    figures = json.loads(file.read_text())["figures"]
    names = cast("list[str]", re.findall(r"`([\w…]+)`", EXPLAINED))
    patterns = [re.escape(name).replace("…", r"\w+") for name in names]
    unknown = [n for n in figures if not any(re.fullmatch(p, n) for p in patterns)]
    assert unknown == []
    for figure in figures.values():
        assert {"value", "unit", "aim", "ok"} <= set(figure)
        assert (figure["aim"] is None) or isinstance(figure["ok"], bool)
