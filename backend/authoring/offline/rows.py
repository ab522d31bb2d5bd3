"""Edits of rows: points of a list, bars of a chart, steps of a flow, years of a timeline.

A row is a list of texts in an object's arguments, with the lists that run beside it. An entry is
meant by its place (`the second point`), by its own words, or by its name with a value.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from pydantic import JsonValue

from backend.authoring.offline.numbers import NUMBER, ORDINAL, position
from backend.authoring.offline.reading import Edit, Json
from backend.authoring.offline.targets import name_of
from backend.authoring.offline.vocabulary import COLOURS
from backend.scenes import Document, SceneObject

_TEXTS = ("items", "labels", "steps", "points", "texts", "names", "heads", "lines")
_BESIDE = ("values", "notes", "bodies")
_ENTRY = (
    r"(?:points?|items?|steps?|bullets?|entry|entries|bars?|values?|labels?|slices?|lines?|years?"
    r"|columns?|boxe?s?|numbers?)"
)
_QUOTED = r"[\"“'‘](.+?)[\"”'’]"
_ADD_QUOTED = rf"\badd\s+(?:(?:an?|another|the)\s+)?(?:{_ENTRY}\s*)?{_QUOTED}"
_SURE = 0.9
_IS = r"(?::|=|to\b|as\b|is\b|was\b|are\b|becomes?\b|should be\b|should read\b|should say\b)"
_POLITE = re.compile(
    r"^(?:please\s+)?(?:(?:make|set|put|let|change|rename|turn|call)\s+)?(?:the\s+)?", re.IGNORECASE
)
_LATER = re.compile(r"\s+(?:now|actually|instead|please|not \S+|rather than .+)$", re.IGNORECASE)
_LOOK = re.compile(
    r"\b(?:" + "|".join(COLOURS) + r"|bigger|smaller|larger|thicker|thinner|bold|gone|first|last"
    r"|missing|wrong|too \w+|slower|faster|invisible|hidden|ugly|nicer|better)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Row:
    item: SceneObject
    name: str
    texts: tuple[str, ...]
    values: tuple[float, ...] | None

    def find(self, words: str) -> int | None:
        """The entry with these words."""
        wanted = words.strip(" .\"“”'").lower()
        same = [n for n, text in enumerate(self.texts) if text.strip(" .").lower() == wanted]
        return same[0] if len(same) == 1 else None

    def with_texts(self, texts: list[str]) -> Json:
        listed = list[JsonValue](texts)
        return {"op": "set_arg", "id": self.item.id, "name": self.name, "value": listed}

    def beside(self, change: Callable[[list[JsonValue]], None]) -> list[Json]:
        """The same change to the lists that run beside the texts."""
        found: list[Json] = []
        for name in _BESIDE:
            value = self.item.args.get(name)
            if isinstance(value, list) and len(value) == len(self.texts):
                changed = list(value)
                change(changed)
                found.append({"op": "set_arg", "id": self.item.id, "name": name, "value": changed})
        return found

    def with_value(self, place: int, value: float) -> Json:
        values: list[JsonValue] = [_tidy(each) for each in self.values or ()]
        values[place] = _tidy(value)
        return {"op": "set_arg", "id": self.item.id, "name": "values", "value": values}


def read_row(document: Document, text: str) -> Edit | None:
    """The reading of an instruction about one row of the scene; nothing when it is about none."""
    for row in _rows(document):
        for rule in _RULES:
            edit = rule(row, text)
            if edit is not None:
                return edit
    return None


def names_an_entry(document: Document, text: str) -> bool:
    """Whether an instruction speaks of one entry of a row rather than of an object."""
    return bool(_rows(document)) and bool(
        re.search(rf"\b{ORDINAL}\s+(?:two\s+)?{_ENTRY}\b", text, re.IGNORECASE)
    )


def _rows(document: Document) -> list[_Row]:
    found: list[_Row] = []
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
                found.append(_Row(item, name, tuple(str(e) for e in value), whole))
    return found


def _tidy(value: float) -> JsonValue:
    return int(value) if value.is_integer() else value


def _add(row: _Row, text: str) -> Edit | None:
    valued = re.search(
        rf"\badd\s+(?:an?\s+|another\s+)?{_ENTRY}?\s*(?:for|called|named)\s+(.+?)\s+"
        rf"(?:with|of|at|=|:)\s*{NUMBER}",
        text,
        re.IGNORECASE,
    ) or re.search(
        rf"\badd\s+(?:an?\s+|another\s+)?(?:{_ENTRY}\s+)?([A-Z]\w*(?: \w+)?)\s+{NUMBER}$", text
    )
    if valued is not None and row.values is not None:
        name, number = valued.group(1).strip(" \"“”'"), float(valued.group(2))
        operations = [row.with_texts([*row.texts, name])]
        operations += row.beside(lambda values: values.append(_tidy(number)))
        return Edit(tuple(operations), f"added {name} with {number:g}", _SURE)
    match = re.search(
        rf"\badd(?:\s+(?:an?\s+|another\s+|the\s+)?{_ENTRY})?\s*(?::|called|saying|that says)\s*"
        r"(.+)$",
        text,
        re.IGNORECASE,
    ) or re.search(_ADD_QUOTED, text, re.IGNORECASE)
    if match is None or row.values is not None:
        return None
    words = match.group(1).strip(" .\"“”'")
    rest = text[match.end(1) :].lower()
    first = re.search(r"\b(?:first|at the (?:top|start|beginning))\b", rest)
    texts = [words, *row.texts] if first else [*row.texts, words]
    beside = row.beside(lambda values: values.insert(0, "") if first else values.append(""))
    said = f"added “{words}” to {name_of(row.item)}"
    return Edit((row.with_texts(texts), *beside), said, _SURE)


def _remove(row: _Row, text: str) -> Edit | None:
    match = re.search(
        r"\b(?:remove|delete|drop|take out|get rid of)\s+(?:the\s+)?(.+)$", text, re.IGNORECASE
    )
    if match is None:
        return None
    placed = re.match(rf"{ORDINAL}\s+{_ENTRY}\b", match.group(1), re.IGNORECASE) or re.match(
        rf"(?:number|{_ENTRY}|{_ENTRY} number)\s+(\d+)$", match.group(1), re.IGNORECASE
    )
    place = position(placed.group(1), len(row.texts)) if placed else row.find(match.group(1))
    if place is None or not row.texts[1:]:
        return None
    texts = [each for number, each in enumerate(row.texts) if number != place]
    operations = [row.with_texts(texts), *row.beside(lambda values: _without(values, place))]
    return Edit(tuple(operations), f"removed “{row.texts[place]}”", _SURE)


def _without(values: list[JsonValue], place: int) -> None:
    del values[place]


def _change(row: _Row, text: str) -> Edit | None:
    match = re.search(
        r"\b(?:change|rename|replace|set|make|turn)\s+(?:the\s+)?(.+?)\s+"
        r"(?:to|into|with|by|read|say)\s+(.+)$",
        text,
        re.IGNORECASE,
    ) or re.search(
        r"^(?:the\s+)?(.+?)\s+should (?:be|say|read|become)\s+(.+)$", text, re.IGNORECASE
    )
    if match is None:
        return None
    placed = re.fullmatch(rf"{ORDINAL}\s+{_ENTRY}", match.group(1).strip(), re.IGNORECASE)
    place = position(placed.group(1), len(row.texts)) if placed else row.find(match.group(1))
    wanted = re.sub(r"\s+(?:now|please)$", "", match.group(2)).strip(" .\"“”'")
    if place is None or not wanted:
        return None
    number = re.fullmatch(rf"{NUMBER}\s*%?", wanted)
    spoken = re.search(r"\b(?:label|name)\b", match.group(1), re.IGNORECASE)
    if number is not None and row.values is not None and not spoken:
        said = f"set {row.texts[place]} to {number.group(1)}"
        return Edit((row.with_value(place, float(number.group(1))),), said, _SURE)
    texts = [*row.texts[:place], wanted, *row.texts[place + 1 :]]
    return Edit((row.with_texts(texts),), f"changed “{row.texts[place]}” to “{wanted}”", _SURE)


def _swap(row: _Row, text: str) -> Edit | None:
    match = re.search(
        r"\b(?:swap|exchange|switch)\s+(?:the\s+)?(.+?)\s+(?:and|with)\s+(?:the\s+)?(.+)$",
        text,
        re.IGNORECASE,
    )
    if re.search(r"\b(?:swap|exchange|switch)\s+the first (?:two|2)\b", text, re.IGNORECASE):
        places: tuple[int | None, int | None] = (0, 1)
    elif match is not None:
        places = (_place(row, match.group(1)), _place(row, match.group(2)))
    else:
        return None
    one, other = places
    if one is None or other is None or max(one, other) >= len(row.texts):
        return None
    texts = list(row.texts)
    texts[one], texts[other] = texts[other], texts[one]
    beside = row.beside(lambda values: _swapped(values, one, other))
    said = f"swapped “{row.texts[one]}” and “{row.texts[other]}”"
    return Edit((row.with_texts(texts), *beside), said, _SURE)


def _place(row: _Row, words: str) -> int | None:
    placed = re.match(rf"{ORDINAL}\b", words.strip(), re.IGNORECASE)
    return position(placed.group(1), len(row.texts)) if placed else row.find(words)


def _swapped(values: list[JsonValue], one: int, other: int) -> None:
    values[one], values[other] = values[other], values[one]


def _is(row: _Row, text: str) -> Edit | None:
    """`Food = 31`, `3rd step is Cut now`, `Rent 50 not 42`, `rename Travel Trips`."""
    bare = _LATER.sub("", _POLITE.sub("", text)).strip(" .!")
    for place, name in enumerate(row.texts):
        named = rf"^(?:the\s+)?(?:{re.escape(name)}|{ORDINAL}\s+(?:{_ENTRY}|one))"
        match = re.match(rf"{named}\s*(?P<verb>{_IS})?\s*(?P<new>.+)$", bare, re.IGNORECASE)
        if match is None:
            continue
        if match.group(1) and position(match.group(1), len(row.texts)) != place:
            continue
        wanted = match.group("new").strip(" .\"“”'")
        if row.values is not None and (number := re.fullmatch(rf"{NUMBER}\s*%?", wanted)):
            said = f"set {name} to {number.group(1)}"
            return Edit((row.with_value(place, float(number.group(1))),), said, _SURE)
        renamed = re.match(r"(?:please\s+)?rename\b", text, re.IGNORECASE)
        if not (match.group("verb") or renamed) or _LOOK.search(wanted) or not wanted:
            return None
        texts = [*row.texts[:place], wanted, *row.texts[place + 1 :]]
        return Edit((row.with_texts(texts),), f"changed “{name}” to “{wanted}”", _SURE)
    return None


def _moved(row: _Row, text: str) -> Edit | None:
    """`put "It is free" at the top`."""
    match = re.match(
        r"(?:please\s+)?(?:put|move|bring)\s+(?:the\s+)?(.+?)\s+"
        r"(?:(?:at|to) the (top|bottom|start|end|front|beginning)|(first|last))$",
        text.strip(" ."),
        re.IGNORECASE,
    )
    place = _place(row, match.group(1)) if match else None
    if match is None or place is None:
        return None
    ends = (match.group(2) or match.group(3)).lower() in {"bottom", "end", "last"}

    def move(values: list[JsonValue]) -> None:
        entry = values.pop(place)
        values.insert(len(values) if ends else 0, entry)

    texts = list[JsonValue](row.texts)
    move(texts)
    operations = (row.with_texts([str(each) for each in texts]), *row.beside(move))
    return Edit(
        operations, f"moved “{row.texts[place]}” to the {'end' if ends else 'start'}", _SURE
    )


_RULES = (_add, _remove, _change, _swap, _is, _moved)
