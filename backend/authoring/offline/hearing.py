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
# `the red curve should be thicker`: there a colour only says which one.
_WHICH = re.compile(rf"\b(?:the|that|this) (?:{'|'.join(COLOURS)}) (?=\w+)", re.IGNORECASE)


def unheard(edit: Edit, text: str) -> bool:
    """Whether the sentence asks for a kind of change that the reading does not make."""
    said = _WHICH.sub("the ", without_quotes(text))
    taken = {word for operation in edit.operations for word in _taken_by(operation)}
    new = " ".join(str(operation.get("value", "")) for operation in edit.operations).lower()
    return any(
        not (kinds & taken) and not all(word.lower() in new for word in found)
        for pattern, kinds in _SAID
        if (found := pattern.findall(said))
    )


def _taken_by(operation: Json) -> set[str]:
    return {str(operation["op"]), str(operation.get("name", ""))}
