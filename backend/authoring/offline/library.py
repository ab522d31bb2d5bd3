"""What the offline author knows: well-known results by name, each with one true sentence.

`knowledge/` is a reference that people wrote, read and checked; nothing is ever made up from it.
What is not in it is laid out without any claim.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from pydantic import JsonValue

_FILES = ("mathematics", "physics", "chemistry_and_life", "computing_and_society")
_LITTLE = frozenset({"the", "a", "an", "of", "and", "in", "on", "s", "what", "is", "how", "why"})
_ASKED_WORDS = """
explain show me teach us please video animation short about introduction to work works does
do are explained understanding visualize visualise proof prove simple for beginners students
theorem law principle make create film scene lesson demonstrate describe but their with rule
intuition idea basics overview meaning definition formula equation problem method effect
"""
_ASKED = frozenset(_ASKED_WORDS.split())
_SHORT = 3
_COVER = 0.6


@dataclass(frozen=True, slots=True)
class Picture:
    """A template that shows a subject, with the values that make it about the subject."""

    template: str
    values: Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Subject:
    """One well-known result or topic."""

    name: str
    names: tuple[str, ...]
    formula: str | None
    statement: str
    facts: tuple[str, ...]
    pictures: tuple[Picture, ...]


def find_subject(prompt: str) -> Subject | None:
    """The subject that a prompt is about, if most of the prompt is its name."""
    asked = _words(prompt)
    best: tuple[int, Subject] | None = None
    for words, subject in _index():
        if not _contains(asked, words):
            continue
        rest = [word for word in asked if word not in words and word not in _ASKED]
        if len(words) / (len(words) + len(rest)) < _COVER:
            continue
        if best is None or len(words) > best[0]:
            best = (len(words), subject)
    return None if best is None else best[1]


@lru_cache(maxsize=1)
def subjects() -> tuple[Subject, ...]:
    """All that is known."""
    folder = resources.files(__package__ or "").joinpath("knowledge")
    texts = (folder.joinpath(f"{name}.txt").read_text("utf-8") for name in _FILES)
    lines = (line for text in texts for line in text.splitlines())
    return tuple(_subject(line) for line in lines if line and not line.startswith("#"))


@lru_cache(maxsize=1)
def _index() -> tuple[tuple[tuple[str, ...], Subject], ...]:
    return tuple(
        (words, subject)
        for subject in subjects()
        for name in subject.names
        if (words := tuple(_words(name)))
    )


def _subject(line: str) -> Subject:
    # A formula may hold bars, the fields after it may not.
    head, statement, facts, pictures = line.rsplit("|", 3)
    named, _, formula = head.partition("|")
    names = tuple(part.strip() for part in named.split(";"))
    shown = formula.strip()
    return Subject(
        name=names[0],
        names=names,
        formula=None if shown == "-" else shown,
        statement=statement.strip(),
        facts=tuple(part.strip() for part in facts.split(";")),
        pictures=tuple(_picture(part.strip()) for part in _pictures(pictures)),
    )


def _pictures(text: str) -> list[str]:
    """A picture with values takes the rest of the field; plain names are parted by commas."""
    plain = text.strip()
    if not plain:
        return []
    return [plain] if "=" in plain else [part.strip() for part in plain.split(",")]


def _picture(text: str) -> Picture:
    template, _, data = text.partition("=")
    if not data:
        return Picture(template, {})
    return Picture(template, _READERS[template](data))


def _pairs(data: str) -> list[tuple[str, str]]:
    return [(left, right) for left, _, right in (each.partition(":") for each in data.split(","))]


def _steps(data: str) -> dict[str, JsonValue]:
    return {"steps": list[JsonValue](data.split(","))}


def _dated(data: str) -> dict[str, JsonValue]:
    pairs = _pairs(data)
    return {"labels": [year for year, _ in pairs], "notes": [note for _, note in pairs]}


def _charted(data: str) -> dict[str, JsonValue]:
    pairs = _pairs(data)
    return {"labels": [name for name, _ in pairs], "values": [float(value) for _, value in pairs]}


def _headed(data: str) -> dict[str, JsonValue]:
    pairs = _pairs(data)
    return {"heads": [head for head, _ in pairs], "bodies": [body for _, body in pairs]}


def _opposed(data: str) -> dict[str, JsonValue]:
    (first, one), (second, other) = [
        (head, points) for head, _, points in (each.partition(":") for each in data.split("/"))
    ]
    return {
        "first": first,
        "first_points": list[JsonValue](one.split(";")),
        "second": second,
        "second_points": list[JsonValue](other.split(";")),
    }


def _plotted(data: str) -> dict[str, JsonValue]:
    return {"function": data}


_READERS = {
    "cycle": _steps,
    "flow": _steps,
    "timeline": _dated,
    "bar_chart": _charted,
    "pie_chart": _charted,
    "cards": _headed,
    "comparison": _opposed,
    "function_plot": _plotted,
}


def _contains(asked: list[str], words: tuple[str, ...]) -> bool:
    size = len(words)
    return any(tuple(asked[at : at + size]) == words for at in range(len(asked) - size + 1))


def _words(text: str) -> list[str]:
    flat = unicodedata.normalize("NFKD", text.lower().replace("’", "'").replace("'s", ""))
    plain = "".join(letter for letter in flat if not unicodedata.combining(letter))
    found = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    return [_singular(word) for word in found if word not in _LITTLE]


def _singular(word: str) -> str:
    if len(word) <= _SHORT or word == "series":
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
