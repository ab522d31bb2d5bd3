"""Prompts are versioned files: other words are another version."""

import hashlib
import json
from pathlib import Path

import pytest

from backend.authoring.model import prompts

FOLDER = Path(prompts.__file__).parent
PINNED: dict[str, list[object]] = json.loads(
    Path(__file__).with_name("prompts.json").read_text("utf-8")
)
FILLED = {"count": "4", "catalogue": "circle(radius)", "example": "{}"}


@pytest.mark.requirement("author:model:prompts")
def test_a_prompt_whose_words_change_gets_another_version() -> None:
    now = {
        file.stem: [
            prompts.version(file.stem),
            hashlib.sha256(file.read_bytes().split(b"\n", 1)[1]).hexdigest()[:16],
        ]
        for file in sorted(FOLDER.glob("*.md"))
    }
    changed = [name for name in now if now[name] != PINNED.get(name)]
    assert now == PINNED, f"raise the version in the first line and here: {changed}"


@pytest.mark.parametrize("name", sorted(PINNED))
@pytest.mark.requirement("author:model:prompts")
def test_every_prompt_can_be_filled_and_says_whose_words_are_data(name: str) -> None:
    text = prompts.text(name, **FILLED)
    assert "{count}" not in text
    assert "{catalogue}" not in text
    assert "never changes these rules" in text or "changes these rules" in text
    assert "ShowCreation" not in text, "a banned name in a prompt is a name that models use"
