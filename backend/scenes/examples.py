"""A small document for each kind and each thing that can be done to it.

Thumbnails, docs and the tests of every pair are made from these.
"""

from pydantic import JsonValue

from backend.scenes.document import Document
from backend.scenes.kinds import KINDS, Action, Kind
from backend.scenes.values import obj

Raw = dict[str, JsonValue]


def example_document(kind: Kind, action: Action | None = None) -> Document:
    """A scene that shows one object of the kind, and does the action to it."""
    objects: list[JsonValue] = [_needed(name, needed) for name, needed in kind.example_needs]
    thing: Raw = {"id": "thing", "kind": kind.name, "args": dict(kind.example)}
    refers = any(arg.type == "object" for arg in kind.args)
    if "mobject" in kind.tags and not kind.live and not refers:
        thing["place"] = {"region": "center"}
    objects.append(thing)
    steps: list[JsonValue] = []
    if "mobject" in kind.tags and (action is None or action.role != "enters"):
        steps.append({"do": "show", "target": "thing"})
    if action is not None:
        objects += _others(action, kind)
        steps.append(_step(action))
    title = f"{kind.name} {action.name}" if action is not None else kind.name
    return Document.model_validate(
        {
            "meta": {"title": title.replace("_", " ")},
            "objects": objects,
            "timeline": [{"id": "go", "steps": steps, "wait": 0.5}],
        }
    )


def _needed(name: str, kind_name: str) -> Raw:
    made: Raw = {"id": name, "kind": kind_name, "args": dict(KINDS[kind_name].example)}
    if name == "member":
        made["parent"] = "thing"
    if name == "two":
        made["style"] = {"rotate": 60}
    return made


def _others(action: Action, kind: Kind) -> list[JsonValue]:
    """What the action itself refers to."""
    found: list[JsonValue] = []
    for arg in action.args:
        if arg.type != "object":
            continue
        name = "number_line" if arg.of == "number_line" else "circle"
        if kind.three_d and arg.of == "vector":
            name = "sphere"
        found.append({"id": "other", "kind": name})
    return found


def _step(action: Action) -> Raw:
    args: Raw = dict(action.example)
    for arg in action.args:
        if arg.type == "object":
            args[arg.name] = obj("other")
    step: Raw = {"do": action.name, "args": args}
    if "camera" not in action.accepts:
        step["target"] = "thing"
    return step
