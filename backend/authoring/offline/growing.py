"""How something grows, as a sentence says it: `7 % a year for 10 years`, `doubles every hour`."""

import re

from pydantic import JsonValue

_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*(?:%|percent)", re.IGNORECASE)
_SHRINKS = re.compile(
    r"\b(?:decay|loses?|losing|falls?|shrinks?|decreas|depreciat|half-?life|halv)", re.IGNORECASE
)
_TIMES = re.compile(
    r"\b(\d+)\s*(?:years?|months?|weeks?|days?|hours?|minutes?|generations?|rounds?|steps?)\b",
    re.IGNORECASE,
)
_START = re.compile(
    r"(?:[$€£]\s*(\d+(?:\.\d+)?))|\b(\d+(?:\.\d+)?)\s*(?:[€$£]|dollars?|euros?|pounds?|rabbits?"
    r"|bacteria|people|cells?|grains?)",
    re.IGNORECASE,
)
_FACTORS = (
    (re.compile(r"\b(?:doubl|twice|two others)", re.IGNORECASE), 2.0),
    (re.compile(r"\b(?:tripl|three others|tells three|three more)", re.IGNORECASE), 3.0),
    (re.compile(r"\b(?:halv|half)", re.IGNORECASE), 0.5),
)
_BARS_MAX = 12
_HUNDRED = 100.0


def read_growth(prompt: str) -> dict[str, JsonValue]:
    """The factor, the start and how often, as far as they are said."""
    values: dict[str, JsonValue] = {}
    percent = _PERCENT.search(prompt)
    if percent is not None:
        share = float(percent.group(1)) / 100
        values["factor"] = round(1 - share if _SHRINKS.search(prompt) else 1 + share, 6)
        values["start"] = _HUNDRED
    else:
        found = next((factor for said, factor in _FACTORS if said.search(prompt)), None)
        if found is not None:
            values["factor"] = found
    if start := _START.search(prompt):
        values["start"] = float(start.group(1) or start.group(2))
    if times := _TIMES.search(prompt):
        values["count"] = min(int(times.group(1)) + 1, _BARS_MAX)
    return values
