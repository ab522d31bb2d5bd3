"""Every scenario of the list is either run or deferred with a reason."""

import tomllib
from pathlib import Path


def test_the_list_of_scenarios_is_whole() -> None:
    path = Path(__file__).parents[1] / "requirements" / "chaos.toml"
    entries = tomllib.loads(path.read_text("utf-8"))["requirement"]
    assert [each["id"] for each in entries] == [f"chaos:c{n:02d}" for n in range(1, 39)]
