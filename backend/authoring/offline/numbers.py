"""Numbers and places in a row, as people say them."""

import re

_WORDS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)
NUMBER = r"(-?\d+(?:\.\d+)?)"
ORDINAL = rf"({'|'.join(_ORDINALS)}|last|\d+(?:st|nd|rd|th))"


def digits(text: str, *, least: int = 0) -> str:
    """The text with small number words as digits; what is quoted stays as it is."""
    pattern = rf"[\"“].*?[\"”]|\b(?:{'|'.join(_WORDS)})\b"

    def digit(match: re.Match[str]) -> str:
        word = match.group().lower()
        return str(_WORDS.index(word)) if word in _WORDS[least:] else match.group()

    return re.sub(pattern, digit, text, flags=re.IGNORECASE)


def position(word: str, count: int) -> int | None:
    """Which entry of a row an ordinal means."""
    lowered = word.lower()
    if lowered == "last":
        return count - 1 if count else None
    place = (
        _ORDINALS.index(lowered)
        if lowered in _ORDINALS
        else int(re.sub(r"\D", "", lowered) or 0) - 1
    )
    return place if 0 <= place < count else None
