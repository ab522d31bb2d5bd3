"""Which scenes of a film an instruction means: one, several, or a question back."""

import re
from collections.abc import Sequence

from backend.authoring.offline.numbers import ORDINAL, digits, position
from backend.authoring.offline.text import stems
from backend.authoring.port import Location, SceneCard

_PART = r"(?:scenes?|parts?|sections?|slides?|clips?|ones?|chapters?)"
_ALL = re.compile(
    rf"\b(?:all|every|each|both)\b(?: of)?(?: the)?\s*(?:\w+\s+)?(?:{_PART}|titles?|headings?"
    r"|texts?|colou?rs?|backgrounds?|formulas?|them)\b|\beverywhere\b"
    r"|\bthe (?:whole|entire) (?:film|video|thing)\b",
    re.IGNORECASE,
)
_FIRST_OF = re.compile(rf"\bfirst (\d+)\b|\blast (\d+)\b(?= {_PART})", re.IGNORECASE)
_AFTER = re.compile(
    rf"\b(?:after|from) (?:the )?(?:{ORDINAL}\s+{_PART}|{_PART}\s+(\d+))", re.IGNORECASE
)
_BEFORE = re.compile(rf"\bbefore (?:the )?(?:{ORDINAL}\s+{_PART}|{_PART}\s+(\d+))", re.IGNORECASE)
_NUMBERED = re.compile(rf"\b{_PART}\s+(\d+(?:\s*(?:,|and|to|-|–)\s*\d+)*)", re.IGNORECASE)
_OPENING = re.compile(
    r"\b(?:opening|intro(?:duction)?|beginning|start of the (?:film|video))\b", re.IGNORECASE
)
_CLOSING = re.compile(r"\b(?:ending|recap|conclusion|outro|summary|closing)\b", re.IGNORECASE)
_THIS = re.compile(rf"\b(?:this|the current|the selected) {_PART}\b", re.IGNORECASE)
_WORDS_OF_WISH = frozenset(
    stems(
        "scene part section slide one title heading slower faster bigger smaller red blue green "
        "yellow white change remove colour color background text put move longer shorter speed"
    )
)


def locate(instruction: str, scenes: Sequence[SceneCard]) -> Location:
    """The scenes that are meant; when it could be several ones, the question that decides."""
    text = digits(instruction, least=2)  # `the one with` is no number
    ids = [card.scene_id for card in scenes]
    if not ids:
        return Location((), "There are no scenes yet.")
    if _ALL.search(text):
        return Location(tuple(ids), "It says all of them.")
    selected = [card.scene_id for card in scenes if card.selected]
    if selected and _THIS.search(text):
        return Location(tuple(selected), "It says this one.")
    places = _places(text, len(ids))
    if places:
        shown = ", ".join(str(place + 1) for place in places)
        return Location(tuple(ids[place] for place in places), f"It names scene {shown}.")
    return _by_words(text, scenes)


def _places(text: str, count: int) -> list[int]:
    """The places that the words name, in order."""
    if (match := _FIRST_OF.search(text)) is not None:
        size = min(count, int(match.group(1) or match.group(2)))
        return list(range(size)) if match.group(1) else list(range(count - size, count))
    if (place := _beside(_AFTER, text, count)) is not None:
        return list(range(place + 1, count))
    if (place := _beside(_BEFORE, text, count)) is not None:
        return list(range(place))
    if (match := _NUMBERED.search(text)) is not None:
        return _numbered(match.group(1), count)
    named = [position(each.group(1), count) for each in _ordinals(text)]
    found = [place for place in named if place is not None]
    if not found and _OPENING.search(text):
        found = [0]
    if not found and _CLOSING.search(text):
        found = [count - 1]
    return sorted(set(found))


def _ordinals(text: str) -> list[re.Match[str]]:
    """Ordinals that speak of scenes: `the second part`, `the first and the third`, `the last`."""
    joined = rf"\b{ORDINAL}(?=\s+(?:and|to|or)\s+(?:the\s+)?(?:{ORDINAL})|\s+{_PART}\b)"
    found = list(re.finditer(joined, text, re.IGNORECASE))
    if found:
        after = rf"(?:and|to|or)\s+(?:the\s+)?{ORDINAL}\b"
        return [*found, *re.finditer(after, text, re.IGNORECASE)]
    bare = rf"\b(?:in|of|on|make|at)?\s*the {ORDINAL}\s*(?:$|[,.:;]|is\b|should\b)"
    return list(re.finditer(bare, text, re.IGNORECASE))


def _beside(pattern: re.Pattern[str], text: str, count: int) -> int | None:
    match = pattern.search(text)
    if match is None:
        return None
    return position(match.group(1) or f"{match.group(2)}th", count)


def _numbered(text: str, count: int) -> list[int]:
    found: list[int] = []
    for low, high in re.findall(r"(\d+)(?:\s*(?:to|-|–)\s*(\d+))?", text):
        last = int(high) if high else int(low)
        found += [number - 1 for number in range(int(low), last + 1)]
    return sorted({place for place in found if 0 <= place < count})


def _by_words(text: str, scenes: Sequence[SceneCard]) -> Location:
    asked = set(stems(text)) - _WORDS_OF_WISH
    scored = [(_score(asked, card), card) for card in scenes]
    best = max(score for score, _ in scored)
    if best == 0:
        return Location((), "Nothing in it names a scene.", question="Which scene do you mean?")
    found = [card for score, card in scored if score == best]
    if len(found) == 1:
        return Location((found[0].scene_id,), f"It speaks of “{found[0].title}”.")
    if re.search(r"\b(?:ones|those|these|any|scenes|parts)\b", text, re.IGNORECASE):
        return Location(tuple(card.scene_id for card in found), "All of these are spoken of.")
    named = " or ".join(f"“{card.title}”" for card in found[:4])
    ids = tuple(card.scene_id for card in found)
    return Location(ids, "It fits several scenes.", question=f"Do you mean {named}?")


def _score(asked: set[str], card: SceneCard) -> float:
    title, summary = set(stems(card.title)), set(stems(card.summary))
    return 1.5 * len(asked & title) + len(asked & (summary - title))
