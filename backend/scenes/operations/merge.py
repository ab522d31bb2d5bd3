"""Two people changed the same document: both lists of operations on one base, brought together.

Merged are the two results, field by field, which makes the answer the same whichever list is called
ours. A field that both changed differently keeps the base's value and is named as a conflict.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from pydantic import JsonValue

from backend.scenes.document import Document
from backend.scenes.operations.apply import apply
from backend.scenes.operations.model import Operation

Raw = dict[str, JsonValue]
_GONE: JsonValue = {"gone": True}  # compared by value: rows are not hashable


@dataclass(frozen=True, slots=True)
class Conflict:
    """One place that both changed: `path` names it, as in `objects.curve.args.color`."""

    path: str
    base: JsonValue
    ours: JsonValue
    theirs: JsonValue


@dataclass(frozen=True, slots=True)
class Merged:
    document: Document
    conflicts: tuple[Conflict, ...]


def merge(base: Document, ours: Sequence[Operation], theirs: Sequence[Operation]) -> Merged:
    """The base with both lists of operations done to it.

    Raises:
        OperationRefusedError: when one of the lists cannot be done to the base by itself.
    """
    merger = _Merger()
    raws = [_raw(doc) for doc in (base, apply(base, ours).document, apply(base, theirs).document)]
    merged = merger.mapping("", *raws)
    for name, key in (("params", "name"), ("objects", "id"), ("timeline", "id")):
        merged[name] = _restored(merger.rows(name, *raws), key)
    return Merged(Document.model_validate(merged), tuple(merger.conflicts))


def _raw(document: Document) -> Raw:
    raw = cast("Raw", document.model_dump(mode="json", exclude_defaults=True))
    for name, key in (("params", "name"), ("objects", "id"), ("timeline", "id")):
        rows = cast("list[Raw]", raw.get(name, []))
        raw[name] = {str(row[key]): row for row in rows}
    return raw


def _restored(rows: dict[str, Raw], key: str) -> JsonValue:
    return [row | {key: name} for name, row in rows.items()]


class _Merger:
    def __init__(self) -> None:
        self.conflicts: list[Conflict] = []

    def mapping(self, path: str, base: Raw, ours: Raw, theirs: Raw) -> Raw:
        found: Raw = {}
        for key in sorted({*base, *ours, *theirs}):
            if not path and key in {"params", "objects", "timeline"}:
                continue
            where = f"{path}.{key}" if path else key
            values = [side.get(key, _GONE) for side in (base, ours, theirs)]
            value = self.value(where, *values)
            if value != _GONE:
                found[key] = value
        return found

    def value(self, path: str, base: JsonValue, ours: JsonValue, theirs: JsonValue) -> JsonValue:
        if theirs in (ours, base):
            return ours
        if ours == base:
            return theirs
        one_sided = any(item == _GONE for item in (base, ours, theirs))
        whole = one_sided or path.endswith(("place", "steps", "value"))
        if not whole and all(isinstance(item, dict) for item in (base, ours, theirs)):
            return self.mapping(path, *(cast("Raw", item) for item in (base, ours, theirs)))
        shown = [None if item == _GONE else item for item in (base, ours, theirs)]
        self.conflicts.append(Conflict(path, *shown))
        return base

    def rows(self, name: str, base: Raw, ours: Raw, theirs: Raw) -> dict[str, Raw]:
        sides = [cast("dict[str, Raw]", side[name]) for side in (base, ours, theirs)]
        rows: dict[str, Raw] = {}
        for key in self.order(name, *(list(side) for side in sides)):
            values = [cast("JsonValue", side.get(key, _GONE)) for side in sides]
            row = self.row(f"{name}.{key}", *values)
            if row is not None:
                rows[key] = row
        return rows

    def row(self, path: str, base: JsonValue, ours: JsonValue, theirs: JsonValue) -> Raw | None:
        """One object or beat; removed by one and changed by the other, it stays as it was."""
        if base == _GONE:
            both = [item for item in (ours, theirs) if item != _GONE]
            if len(both) > 1 and ours != theirs:
                self.conflicts.append(Conflict(path, None, ours, theirs))
                return cast("Raw", min((ours, theirs), key=repr))
            return cast("Raw", theirs if ours == _GONE else ours)
        value = self.value(path, base, ours, theirs)
        return None if value == _GONE else cast("Raw", value)

    def order(self, name: str, base: list[str], ours: list[str], theirs: list[str]) -> list[str]:
        """The base's order unless one side changed it; what is new follows what it followed."""
        kept_ours = [key for key in ours if key in base]
        kept_theirs = [key for key in theirs if key in base]
        moved_ours = kept_ours != [key for key in base if key in ours]
        moved_theirs = kept_theirs != [key for key in base if key in theirs]
        if moved_ours and moved_theirs and kept_ours != kept_theirs:
            self.conflicts.append(Conflict(f"{name}.order", list(base), list(ours), list(theirs)))
            order = list(base)
        else:
            order = _completed(
                kept_ours if moved_ours else kept_theirs if moved_theirs else base, base
            )
        news: list[tuple[str, str]] = []
        for side in (ours, theirs):
            for place, key in enumerate(side):
                if key not in base and key not in {new for _, new in news}:
                    before = next((k for k in reversed(side[:place]) if k in base), "")
                    news.append((before, key))
        for before, key in sorted(news, key=lambda pair: pair[1], reverse=True):
            order.insert(order.index(before) + 1 if before else 0, key)
        return order


def _completed(order: list[str], base: list[str]) -> list[str]:
    """An order of some of the keys, with the others after what they followed."""
    found = list(order)
    for place, key in enumerate(base):
        if key not in found:
            before = next((k for k in reversed(base[:place]) if k in found), None)
            found.insert(found.index(before) + 1 if before else 0, key)
    return found
