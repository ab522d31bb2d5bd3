"""Edits of rows: points of a list, bars of a chart, steps of a flow, years of a timeline.

What a row is and how an entry is meant: `entries.py`.
"""

import re

from pydantic import JsonValue

from backend.authoring.offline.entries import ENTRY, Row, place_in, rows_of, tidy
from backend.authoring.offline.numbers import NUMBER, ORDINAL, position
from backend.authoring.offline.reading import Edit
from backend.authoring.offline.targets import find_targets, name_of
from backend.authoring.offline.vocabulary import COLOURS
from backend.scenes import Document, SceneObject

_ADD = r"(?:add|include|append|push|insert|put in|throw in)"
_ONE = rf"(?:(?:an?|another|the|one more)\s+)?(?:{ORDINAL}\s+)?"
_QUOTED = r"[\"“'‘](.+?)[\"”'’]"
_HOLDER = r"(?:list|stack|chain|cycle|flow|map|row)"
_ADDED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_ADD}(?:\s+{_ONE}{ENTRY})?\s*(?::|,|called|named|saying|that says)\s*(?P<new>.+)$",
        rf"\b{_ADD}\s+{_ONE}(?:{ENTRY}\s*)?[\"“'‘](?P<new>.+?)[\"”’']",
        rf"\b{_ADD}\s+{_ONE}{ENTRY}\s+(?P<new>\S+(?: \S+)?)$",
        rf"\b{_ADD}\s+(?P<new>.+?)\s+as (?:well|{_ONE}{ENTRY})$",
        rf"\b{_ADD}\s+(?P<new>.+?)\s+(?:to|in|on|onto) the (?:\w+ )?(?:{_HOLDER}|{ENTRY})$",
        rf"\b{_ADD}\s+(?P<new>(?-i:[A-Z]).*?)\s+(?:at|to) the (?:end|start|beginning|top|bottom)$",
        r"\bpush\s+(?P<new>.+?)(?:\s+too)?$",
    )
)
_BESIDE_ENTRY = re.compile(r"\b(after|before|behind|below|above)\s+(?:the\s+)?(.+)$", re.IGNORECASE)
_SURE = 0.9
_UNSURE = 0.5
_SEVERAL = 2
_IS = r"(?::|=|to\b|as\b|is\b|was\b|are\b|becomes?\b|should be\b|should read\b|should say\b)"
_POLITE = re.compile(
    r"^(?:please\s+)?(?:(?:make|set|put|let|change|rename|turn|call)\s+)?(?:the\s+)?", re.IGNORECASE
)
_LATER = re.compile(r",?\s+(?:now|actually|instead|please|not \S+|rather than .+)$", re.IGNORECASE)
_LOOK = re.compile(
    r"\b(?:" + "|".join(COLOURS) + r"|bigger|smaller|larger|thicker|thinner|bold|gone|first|last"
    r"|missing|wrong|too \w+|slower|faster|invisible|hidden|ugly|nicer|better)\b",
    re.IGNORECASE,
)


def read_row(document: Document, text: str) -> Edit | None:
    """The reading of an instruction about one row of the scene; nothing when it is about none."""
    found: list[tuple[Row, Edit]] = []
    for row in rows_of(document):
        edit = next((edit for rule in _RULES if (edit := rule(row, text)) is not None), None)
        if edit is not None:
            found.append((row, edit))
    if len(found) < _SEVERAL:
        return found[0][1] if found else None
    beside = [(_nearness(document, row.item, text), -n) for n, (row, _) in enumerate(found)]
    best = max(beside)
    edit = found[-best[1]][1]
    clear = best[0] > 0 and [near for near, _ in beside].count(best[0]) == 1
    return edit if clear else Edit(edit.operations, edit.said, _UNSURE)


def _nearness(document: Document, item: SceneObject, text: str) -> float:
    """How surely a text speaks of an object, or of what stands with it: `add "Purr" to Cats`."""
    family = {item.id} | {
        other.id for other in document.objects if item.parent and other.parent == item.parent
    }
    scores = [each.score for each in find_targets(document, text) if each.object.id in family]
    return max(scores, default=0.0)


def names_an_entry(document: Document, text: str) -> bool:
    """Whether an instruction speaks of one entry of a row rather than of an object."""
    return bool(rows_of(document)) and bool(
        re.search(rf"\b{ORDINAL}\s+(?:two\s+)?{ENTRY}\b", text, re.IGNORECASE)
    )


def _add(row: Row, text: str) -> Edit | None:
    valued = re.search(
        rf"\badd\s+(?:an?\s+|another\s+)?{ENTRY}?\s*(?:for|called|named)\s+(.+?)\s+"
        rf"(?:with|of|at|=|:)\s*{NUMBER}",
        text,
        re.IGNORECASE,
    ) or re.search(
        rf"\badd\s+(?:an?\s+|another\s+)?(?:{ENTRY}\s+)?([A-Z]\w*(?: \w+)?)\s+{NUMBER}$", text
    )
    if valued is not None and row.values is not None:
        name, number = valued.group(1).strip(" \"“”'"), float(valued.group(2))
        operations = [row.with_texts([*row.texts, name])]
        operations += row.beside(lambda values: values.append(tidy(number)))
        return Edit(tuple(operations), f"added {name} with {number:g}", _SURE)
    match = next((found for way in _ADDED if (found := way.search(text))), None)
    if match is None or row.values is not None:
        return None
    words = match.group("new")
    rest = text[match.end("new") :].lower()
    place = _place_of_new(row, rest)
    if place is None and (beside := _BESIDE_ENTRY.search(words)):
        place = _place_of_new(row, beside.group())
        words = words[: beside.start()] if place is not None else words
    words = words.strip(" .\"“”'")
    if not words:
        return None
    place = len(row.texts) if place is None else place
    texts = [*row.texts[:place], words, *row.texts[place:]]
    beside_it = row.beside(lambda values: values.insert(place, ""))
    said = f"added “{words}” to {name_of(row.item)}"
    return Edit((row.with_texts(texts), *beside_it), said, _SURE)


def _place_of_new(row: Row, words: str) -> int | None:
    """Where a new entry goes: `at the top`, `after Harvest`."""
    if re.search(r"\b(?:first|at the (?:top|start|beginning))\b", words):
        return 0
    beside = _BESIDE_ENTRY.search(words)
    near = place_in(row, beside.group(2)) if beside else None
    if beside is None or near is None:
        return None
    return near if beside.group(1).lower() in {"before", "above"} else near + 1


def _remove(row: Row, text: str) -> Edit | None:
    match = re.search(
        r"\b(?:remove|delete|drop|take out|get rid of)\s+(?:the\s+)?(.+)$", text, re.IGNORECASE
    )
    if match is None:
        return None
    place = place_in(row, match.group(1))
    if place is None or not row.texts[1:]:
        return None
    texts = [each for number, each in enumerate(row.texts) if number != place]
    operations = [row.with_texts(texts), *row.beside(lambda values: _without(values, place))]
    return Edit(tuple(operations), f"removed “{row.texts[place]}”", _SURE)


def _without(values: list[JsonValue], place: int) -> None:
    del values[place]


def _change(row: Row, text: str) -> Edit | None:
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
    place = place_in(row, match.group(1))
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


def _swap(row: Row, text: str) -> Edit | None:
    match = re.search(
        r"\b(?:swap|exchange|switch)\s+(?:the\s+)?(.+?)\s+(?:and|with)\s+(?:the\s+)?(.+)$",
        text,
        re.IGNORECASE,
    )
    if re.search(r"\b(?:swap|exchange|switch)\s+the first (?:two|2)\b", text, re.IGNORECASE):
        places: tuple[int | None, int | None] = (0, 1)
    elif match is not None:
        places = (place_in(row, match.group(1)), place_in(row, match.group(2)))
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


def _swapped(values: list[JsonValue], one: int, other: int) -> None:
    values[one], values[other] = values[other], values[one]


def _is(row: Row, text: str) -> Edit | None:
    """`Food = 31`, `3rd step is Cut now`, `Rent 50 not 42`, `rename Travel Trips`."""
    bare = _LATER.sub("", _POLITE.sub("", text)).strip(" .!")
    for place, name in enumerate(row.texts):
        named = rf"^(?:the\s+)?(?:{re.escape(name)}|{ORDINAL}\s+(?:{ENTRY}|one|1))"
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


def _moved(row: Row, text: str) -> Edit | None:
    """`put "It is free" at the top`."""
    match = re.match(
        r"(?:please\s+)?(?:put|move|bring)\s+(?:the\s+)?(.+?)\s+"
        r"(?:(?:at|to) the (top|bottom|start|end|front|beginning)|(first|last))$",
        text.strip(" ."),
        re.IGNORECASE,
    )
    place = place_in(row, match.group(1)) if match else None
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
