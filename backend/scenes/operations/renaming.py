"""One name for another, everywhere a document can mention it."""

import re
from typing import cast

from pydantic import JsonValue

from backend.scenes.document import Beat, Block, Document


def renamed(document: Document, old: str, new: str) -> Document:
    """The document with the object or parameter `old` called `new`."""
    word = re.compile(rf"(?<![\w.]){re.escape(old)}(?!\w)")

    def value(item: JsonValue) -> JsonValue:
        if isinstance(item, list):
            return [value(entry) for entry in item]
        if isinstance(item, dict):
            return {key: _reference(key, text, old, new, word) for key, text in item.items()}
        return item

    def name(text: str | None) -> str | None:
        return new if text == old else text

    objects: list[object] = []
    for item in document.objects:
        raw = item.model_dump()
        raw["id"], raw["parent"] = name(item.id), name(item.parent)
        raw["args"] = {key: value(entry) for key, entry in item.args.items()}
        if item.kind == "python" and isinstance(item.args.get("code"), str):
            raw["args"]["code"] = word.sub(new, str(item.args["code"]))
        raw["style"] = {k: value(cast("JsonValue", v)) for k, v in raw["style"].items()}
        raw["calls"] = [
            {
                "method": call.method,
                "args": [value(entry) for entry in call.args],
                "kwargs": {key: value(entry) for key, entry in call.kwargs.items()},
            }
            for call in item.calls
        ]
        if item.place is not None:
            raw["place"] |= {"of": name(item.place.of), "axes": name(item.place.axes)}
            raw["place"]["at"] = value(item.place.at)
            raw["place"]["gap"] = value(item.place.gap)
        objects.append(raw)
    return Document.model_validate(
        {
            "version": document.version,
            "meta": document.meta,
            "params": [
                param.model_dump() | {"name": name(param.name), "value": value(param.value)}
                for param in document.params
            ],
            "objects": objects,
            "timeline": [_entry(entry, old, new, word) for entry in document.timeline],
        }
    )


def _reference(  # noqa: PLR0917 - one mention and the three ways to name the change
    key: str, text: JsonValue, old: str, new: str, word: re.Pattern[str]
) -> JsonValue:
    if not isinstance(text, str):
        return text
    if key in {"object", "param"}:
        return new if text == old else text
    return word.sub(new, text) if key in {"expr", "code"} else text


def _entry(entry: Beat | Block, old: str, new: str, word: re.Pattern[str]) -> object:
    if isinstance(entry, Block):
        names = {*entry.reads, *entry.writes}
        if old not in names:
            return entry
        return entry.model_copy(
            update={
                "code": word.sub(new, entry.code),
                "reads": tuple(new if name == old else name for name in entry.reads),
                "writes": tuple(new if name == old else name for name in entry.writes),
            }
        )
    raw = entry.model_dump()
    raw["wait"] = _deep(entry.wait, old, new, word)
    for step, own in zip(raw["steps"], entry.steps, strict=True):
        step["target"] = tuple(new if name == old else name for name in own.targets) or None
        step["args"] = {key: _deep(item, old, new, word) for key, item in own.args.items()}
        step["run_time"] = _deep(own.run_time, old, new, word)
    return raw


def _deep(item: JsonValue, old: str, new: str, word: re.Pattern[str]) -> JsonValue:
    if isinstance(item, list):
        return [_deep(entry, old, new, word) for entry in item]
    if isinstance(item, dict):
        return {key: _reference(key, text, old, new, word) for key, text in item.items()}
    return item
