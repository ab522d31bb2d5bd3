"""An instruction finds one scene, several, or asks back."""

from pathlib import Path

import pytest

from backend.authoring.offline import OfflineAuthor
from backend.authoring.port import SceneCard

SENTENCES = Path(__file__).parents[2] / "bench" / "authoring" / "locate.txt"
FILM = [
    SceneCard("a", "Opening", "the title: all about circles"),
    SceneCard("b", "What a circle is", "a centre, a radius and a line around it"),
    SceneCard("c", "Area of a circle", "the formula for the area"),
    SceneCard("d", "Slices of a pie", "a pie is cut into slices and laid side by side"),
    SceneCard("e", "The unit circle", "a hand turns and shows sine and cosine"),
    SceneCard("f", "To remember", "repeats the parts"),
]


def cases() -> list[tuple[str, str, set[str]]]:
    found: list[tuple[str, str, set[str]]] = []
    for line in SENTENCES.read_text().splitlines():
        if line.startswith("#"):
            continue
        sentence, sign, wanted = line.rpartition("=>" if "=>" in line else "?")
        found.append((sentence.strip(), sign, set(wanted.split())))
    return found


@pytest.mark.parametrize(("sentence", "sign", "wanted"), cases())
@pytest.mark.requirement("author:offline:locates")
def test_an_instruction_finds_its_scenes_or_asks_back(
    sentence: str, sign: str, wanted: set[str]
) -> None:
    found = OfflineAuthor().locate(sentence, FILM)
    assert (found.question is not None) is (sign == "?"), found
    assert set(found.scene_ids) == wanted, found
