"""One line for each operation, as an editor's history and a chat would say it."""

import json

from pydantic import JsonValue

import backend.scenes.operations.model as ops
from backend.scenes.document import Document, Place
from backend.scenes.operations.model import Operation
from backend.scenes.values import ref_of


def describe(operation: Operation, document: Document | None = None) -> str:  # noqa: C901, PLR0911, PLR0912 - one short case an operation
    """What the operation does, in words."""
    match operation:
        case ops.SetMeta():
            return f"set the scene's {operation.name} to {_value(operation.value)}"
        case ops.AddParam():
            return f"add the parameter {operation.param.name}"
        case ops.RemoveParam():
            return f"remove the parameter {operation.name}"
        case ops.SetParam():
            return f"set {operation.name} to {_value(operation.value)}"
        case ops.Add():
            return f"add the {operation.object.kind.replace('_', ' ')} {operation.object.id}"
        case ops.Remove():
            return f"remove {operation.id}"
        case ops.Replace():
            return f"make {operation.object.id} a {operation.object.kind.replace('_', ' ')}"
        case ops.SetArg() | ops.SetStyle():
            if operation.value is None:
                return f"reset the {_words(operation.name)} of {operation.id}"
            if operation.name == "color":
                return f"make {operation.id} {_value(operation.value)}"
            return (
                f"set the {_words(operation.name)} of {operation.id} to {_value(operation.value)}"
            )
        case ops.SetPlace():
            return f"put {operation.id} {_place(operation.place)}"
        case ops.SetParent():
            owner = operation.parent
            return (
                f"put {operation.id} into {owner}"
                if owner
                else f"take {operation.id} out of its group"
            )
        case ops.Reorder():
            return f"move {operation.id} to position {operation.index + 1}"
        case ops.SetOrder():
            return "put the objects back in their order"
        case ops.Rename():
            return f"rename {operation.id} to {operation.to}"
        case ops.WrapBlock():
            return f"turn {operation.id} into Python"
        case ops.AddBeat():
            return f"add the {operation.beat.type} {operation.beat.id}"
        case ops.RemoveBeat():
            return f"remove the beat {operation.id}"
        case ops.MoveBeat():
            return f"move the beat {operation.id} to position {operation.index + 1}"
        case ops.SetBeat():
            return f"set the {operation.name} of beat {operation.id} to {_value(operation.value)}"
        case ops.SetSteps():
            return f"set the steps of beat {operation.id}"
        case ops.AddStep():
            who = " and ".join(operation.step.targets)
            return f"{_words(operation.step.do)} {who} in beat {operation.id}"
        case ops.RemoveStep():
            return f"leave out {_step(document, operation)} in beat {operation.id}"
        case ops.SetTime():
            which = "every step" if operation.index is None else f"step {operation.index + 1}"
            return f"let {which} of beat {operation.id} take {_value(operation.seconds)} s"
        case ops.SetStepArg():
            where = f"step {operation.index + 1} of beat {operation.id}"
            return f"set the {_words(operation.name)} in {where} to {_value(operation.value)}"


def _words(name: str) -> str:
    return name.replace("_", " ")


def _value(value: JsonValue) -> str:
    ref = ref_of(value)
    if ref is not None:
        return ref.text
    if isinstance(value, str):
        return value if len(value) <= 60 else value[:57] + "…"  # noqa: PLR2004 - one line
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "…"  # noqa: PLR2004 - one line


def _place(place: Place | None) -> str:
    if place is None:
        return "where it is made"
    if place.region is not None:
        return f"in the region {place.region}"
    if place.relation is not None:
        return f"{_words(place.relation)} {place.of}"
    if place.edge is not None:
        return f"at the {place.edge} edge"
    return f"at {_value(place.at)}"


def _step(document: Document | None, operation: ops.RemoveStep) -> str:
    entry = document.entry(operation.id) if document else None
    steps = getattr(entry, "steps", ())
    if operation.index < len(steps):
        step = steps[operation.index]
        return f"{_words(step.do)} {' and '.join(step.targets)}"
    return f"step {operation.index + 1}"
