"""Whether a reading takes up all that was said: what is dropped in silence is done wrongly."""

import re

from backend.authoring.offline.clauses import without_quotes
from backend.authoring.offline.reading import Edit, Json
from backend.authoring.offline.vocabulary import COLOURS

# What was said → which operations take it up, by their own name or by what they set.
_SAID: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), frozenset(taken.split()))
    for words, taken in (
        ("|".join(COLOURS), "color fill_color theme"),
        ("bigger|smaller|larger|shrink|enlarge|too (?:small|big|large|tiny)", "scale font_size"),
        ("thicker|thinner|thick", "stroke_width"),
        ("slower|faster|slow down|speed up|too (?:fast|quick|slow)|double speed", "set_time wait"),
        ("remove|delete|hide", "remove values items labels steps points lines"),
        (
            r"(?:to|at|on|in) the (?:top|bottom|left|right|middle|center|centre)",
            "set_place items steps labels",
        ),
    )
)
_COLOUR = re.compile(rf"\b({'|'.join(COLOURS)})\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.#^*/+-])-?\d+(?:\.\d+)?(?![\w^*/]|\.\d)")
# Said of what was, or to name a thing: neither is a new value.
_BEFORE = re.compile(
    r"(?:\b(?:not|from|instead of|rather than|than|number|scene|part|line|step|point|bar|item|card"
    r"|bullet|entry|slice|row|column|year|in|of|first|last)|\bthe)\s+$",
    re.IGNORECASE,
)
_AS_FACTOR = re.compile(r"^\s*(?:times|x|×)\b", re.IGNORECASE)
# `the red curve should be thicker`: there a colour only says which one.
_WHICH = re.compile(rf"\b(?:the|that|this) (?:{'|'.join(COLOURS)}) (?=\w+)", re.IGNORECASE)


def unheard(edit: Edit, text: str) -> bool:
    """Whether the sentence asks for a kind of change that the reading does not make."""
    said = _WHICH.sub("the ", without_quotes(text))
    taken = {word for operation in edit.operations for word in _taken_by(operation)}
    new = " ".join(str(operation.get("value", "")) for operation in edit.operations).lower()
    rows = [value for each in edit.operations if isinstance(value := each.get("value"), list)]
    counts = " ".join(str(len(row)) for row in rows)
    if _drops_a_value(said, f"{new} {edit.said.lower()} {counts}"):
        return True
    return any(
        not (kinds & taken) and not all(word.lower() in new for word in found)
        for pattern, kinds in _SAID
        if (found := pattern.findall(said))
    )


def _drops_a_value(said: str, new: str) -> bool:
    """Whether one of several colours or numbers is in no operation: `from 0 to 2` is two wishes."""
    numbers = {float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", new)}
    for match in _NUMBER.finditer(said):
        named = _BEFORE.search(said[: match.start()]) or _AS_FACTOR.match(said[match.end() :])
        if not named and float(match.group()) not in numbers:
            return True
    for match in _COLOUR.finditer(said):
        word = match.group().lower()
        old = _BEFORE.search(said[: match.start()])
        if not old and COLOURS[word] not in new and word not in new and "theme" not in new:
            return True
    return False


def _taken_by(operation: Json) -> set[str]:
    return {str(operation["op"]), str(operation.get("name", ""))}
