"""Rows of a scene and their entries: points of a list, bars of a chart, years of a timeline.

A row is a list of texts in an object's arguments, with the lists that run beside it. An entry is
meant by its place (`the second point`), or by its own words.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from pydantic import JsonValue

from backend.authoring.offline.numbers import ORDINAL, position
from backend.authoring.offline.reading import Json
from backend.scenes import Document, SceneObject

_TEXTS = (
    "items",
    "labels",
    "steps",
    "points",
    "texts",
    "names",
    "heads",
    "lines",
    "branches",
    "values",
)
_BESIDE = ("values", "notes", "bodies")
ENTRY = (
    r"(?:points?|items?|steps?|bullets?|entry|entries|bars?|values?|labels?|slices?|lines?|years?"
    r"|columns?|boxe?s?|numbers?|branch(?:es)?|nodes?|stages?|cells?|elements?|phases?|reasons?"
    r"|ideas?|topics?|sets?|layers?|facts?)"
)


@dataclass(frozen=True, slots=True)
class Row:
    """The texts of one list, with the numbers that belong to them."""

    item: SceneObject
    name: str
    texts: tuple[str, ...]
    values: tuple[float, ...] | None

    def find(self, words: str) -> int | None:
        """The entry with these words."""
        wanted = words.strip(" .\"“”'").lower()
        bare = re.sub(rf"^{ENTRY}\s+|\s+{ENTRY}$", "", wanted)
        texts = [text.strip(" .").lower() for text in self.texts]
        same = [n for n, text in enumerate(texts) if text in {wanted, bare}]
        return same[0] if len(same) == 1 else None

    def with_texts(self, texts: list[str]) -> Json:
        listed = list[JsonValue](texts)
        return {"op": "set_arg", "id": self.item.id, "name": self.name, "value": listed}

    def beside(self, change: Callable[[list[JsonValue]], None]) -> list[Json]:
        """The same change to the lists that run beside the texts."""
        found: list[Json] = []
        for name in (beside for beside in _BESIDE if beside != self.name):
            value = self.item.args.get(name)
            if isinstance(value, list) and len(value) == len(self.texts):
                changed = list(value)
                change(changed)
                found.append({"op": "set_arg", "id": self.item.id, "name": name, "value": changed})
        return found

    def with_value(self, place: int, value: float) -> Json:
        values: list[JsonValue] = [tidy(each) for each in self.values or ()]
        values[place] = tidy(value)
        return {"op": "set_arg", "id": self.item.id, "name": "values", "value": values}


def rows_of(document: Document) -> list[Row]:
    """Every row of the scene."""
    found: list[Row] = []
    for item in document.objects:
        for name in _TEXTS:
            value = item.args.get(name)
            if isinstance(value, list) and value and all(isinstance(e, str) for e in value):
                numbers = item.args.get("values")
                values = (
                    [float(n) for n in numbers if isinstance(n, int | float)]
                    if isinstance(numbers, list)
                    else []
                )
                whole = tuple(values) if len(values) == len(value) else None
                found.append(Row(item, name, tuple(str(e) for e in value), whole))
    return found


def place_in(row: Row, words: str) -> int | None:
    """Which entry some words mean: `the second point`, `step 2`, `Harvest`."""
    placed = re.fullmatch(
        rf"{ORDINAL}(?:\s+(?:{ENTRY}|one|1)){{0,2}}"
        rf"|(?:number|{ENTRY}(?: number)?)\s+(?P<count>\d+)",
        words.strip(),
        re.IGNORECASE,
    )
    if placed is None or row.find(words) is not None:
        return row.find(words)
    count = placed.group("count")
    return position(f"{count}th" if count else placed.group(1), len(row.texts))


def tidy(value: float) -> JsonValue:
    return int(value) if value.is_integer() else value
