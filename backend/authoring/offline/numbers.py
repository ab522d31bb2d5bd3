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
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
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
    tens = rf"(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_WORDS[1:10])})\b)?"
    pattern = rf"[\"“].*?[\"”]|\b(?:{tens}|{'|'.join(_WORDS)})\b"

    def digit(match: re.Match[str]) -> str:
        word = match.group().lower()
        ten, _, one = word.replace("-", " ").partition(" ")
        if ten in _TENS:
            return str(10 * (_TENS.index(ten) + 2) + (_WORDS.index(one) if one else 0))
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
