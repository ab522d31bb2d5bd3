"""One operation carried out: the new document, the operations that undo it, what it touched."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar, cast

from pydantic import JsonValue

import backend.scenes.operations.model as ops
from backend.scenes.areas import slots
from backend.scenes.canonical import needed_by
from backend.scenes.compiler.literals import Scope
from backend.scenes.compiler.objects import statements
from backend.scenes.document import Beat, Block, Document, Param, SceneObject, Step, Style
from backend.scenes.kinds import KINDS
from backend.scenes.operations.model import Operation
from backend.scenes.operations.renaming import renamed


class RefusedError(ValueError):
    """The operation does not fit the document; the message says why."""


@dataclass(frozen=True, slots=True)
class Done:
    document: Document
    inverse: list[Operation]
    touched: list[str] = field(default_factory=list[str])


_T = TypeVar("_T")


def perform(document: Document, operation: Operation) -> Done:
    """The operation on the document.

    Raises:
        RefusedError: when it names what does not exist.
    """
    return _PERFORMERS[type(operation)](document, operation)


def _with(
    document: Document,
    *,
    objects: Iterable[SceneObject] | None = None,
    timeline: Iterable[Beat | Block] | None = None,
    params: Iterable[Param] | None = None,
) -> Document:
    return Document(
        version=document.version,
        meta=document.meta,
        params=document.params if params is None else tuple(params),
        objects=document.objects if objects is None else tuple(objects),
        timeline=document.timeline if timeline is None else tuple(timeline),
    )


def _object(document: Document, object_id: str) -> SceneObject:
    found = document.find(object_id)
    if found is None:
        msg = f"there is no object '{object_id}'"
        raise RefusedError(msg)
    return found


def _beat(document: Document, beat_id: str) -> Beat:
    found = document.entry(beat_id)
    if not isinstance(found, Beat):
        msg = f"there is no beat '{beat_id}'"
        raise RefusedError(msg)
    return found


def _swapped(document: Document, new: SceneObject) -> Document:
    return _with(document, objects=(new if o.id == new.id else o for o in document.objects))


def _entry_swapped(document: Document, new: Beat | Block) -> Document:
    return _with(document, timeline=(new if e.id == new.id else e for e in document.timeline))


def _inserted(items: tuple[_T, ...], new: _T, index: int | None) -> tuple[_T, ...]:
    at = len(items) if index is None else max(0, min(index, len(items)))
    return (*items[:at], new, *items[at:])


def _order(document: Document) -> ops.SetOrder:
    return ops.SetOrder(ids=[item.id for item in document.objects])


def _ordered_undo(before: Document, after: Document, undo: Operation) -> list[Operation]:
    """The undo, and the old order when the change has moved objects."""
    ids = [item.id for item in before.objects]
    return [undo] if ids == [item.id for item in after.objects] else [undo, _order(before)]


def _set_meta(document: Document, operation: ops.SetMeta) -> Done:
    old: JsonValue = getattr(document.meta, operation.name)
    value = operation.value
    if value is None:
        value = type(document.meta).model_fields[operation.name].default
    meta = type(document.meta).model_validate(document.meta.model_dump() | {operation.name: value})
    new = document.model_copy(update={"meta": meta})
    return Done(new, [ops.SetMeta(name=operation.name, value=old)], [])


def _add_param(document: Document, operation: ops.AddParam) -> Done:
    name = operation.param.name
    if document.param(name) or document.find(name):
        msg = f"the name '{name}' is taken"
        raise RefusedError(msg)
    params = _inserted(document.params, operation.param, operation.index)
    return Done(_with(document, params=params), [ops.RemoveParam(name=name)], [name])


def _remove_param(document: Document, operation: ops.RemoveParam) -> Done:
    old = _param(document, operation.name)
    index = document.params.index(old)
    params = (param for param in document.params if param.name != old.name)
    return Done(_with(document, params=params), [ops.AddParam(param=old, index=index)], [old.name])


def _param(document: Document, name: str) -> Param:
    found = document.param(name)
    if found is None:
        msg = f"there is no parameter '{name}'"
        raise RefusedError(msg)
    return found


def _set_param(document: Document, operation: ops.SetParam) -> Done:
    old = _param(document, operation.name)
    value = operation.value
    if old.type == "function" and isinstance(value, str):
        value = {"expr": value}
    new = Param.model_validate(old.model_dump() | {"value": value})
    params = (new if param.name == old.name else param for param in document.params)
    undo = ops.SetParam(name=old.name, value=old.value)
    return Done(_with(document, params=params), [undo], [old.name])


def _add(document: Document, operation: ops.Add) -> Done:
    new = operation.object
    if document.find(new.id) or document.param(new.id):
        msg = f"the name '{new.id}' is taken"
        raise RefusedError(msg)
    after = _with(document, objects=_inserted(document.objects, new, operation.index))
    kept = [item.id for item in after.objects if item.id != new.id]
    undo: list[Operation] = [ops.Remove(id=new.id)]
    if kept != [item.id for item in document.objects]:
        undo.append(_order(document))
    return Done(after, undo, [new.id])


def _remove(document: Document, operation: ops.Remove) -> Done:
    _object(document, operation.id)
    gone = _dependents(document, operation.id)
    undo: list[Operation] = [
        ops.Add(object=item, index=index)
        for index, item in enumerate(document.objects)
        if item.id in gone
    ]
    objects: list[SceneObject] = []
    for item in document.objects:
        if item.id in gone:
            continue
        kept = _without(item, gone)
        objects.append(kept)
        if kept is not item:
            undo.append(ops.Replace(object=item))
    timeline: list[Beat | Block] = []
    for entry in document.timeline:
        steps = _steps_without(entry, gone)
        if isinstance(entry, Beat) and steps != entry.steps:
            timeline.append(entry.model_copy(update={"steps": steps}))
            undo.append(ops.SetSteps(id=entry.id, steps=list(entry.steps)))
        else:
            timeline.append(entry)
    after = _with(document, objects=objects, timeline=timeline)
    undo.append(_order(document))
    touched = [item.id for item in document.objects if item.id in gone]
    return Done(after, undo, [operation.id, *(name for name in touched if name != operation.id)])


def _dependents(document: Document, first: str) -> set[str]:
    """The object and all that are made from it; a neighbour or a member is not."""
    gone = {first}
    while True:
        more = {
            item.id
            for item in document.objects
            if item.id not in gone
            and gone & set(needed_by(item.model_copy(update={"place": None})))
        }
        if not more:
            return gone
        gone |= more


def _without(item: SceneObject, gone: set[str]) -> SceneObject:
    changes: dict[str, object] = {}
    if item.parent in gone:
        changes["parent"] = None
    if item.place is not None and gone & {item.place.of, item.place.axes}:
        changes["place"] = None
    return item.model_copy(update=changes) if changes else item


def _steps_without(entry: Beat | Block, gone: set[str]) -> tuple[Step, ...]:
    if isinstance(entry, Block):
        return ()
    kept: list[Step] = []
    for step in entry.steps:
        targets = tuple(name for name in step.targets if name not in gone)
        uses = {ref for value in step.args.values() for ref in _objects_in(value)}
        if uses & gone or (step.targets and not targets):
            continue
        kept.append(
            step if targets == step.targets else step.model_copy(update={"target": targets})
        )
    return tuple(kept)


def _objects_in(value: JsonValue) -> set[str]:
    if isinstance(value, dict):
        name = value.get("object")
        return {name} if isinstance(name, str) else set()
    if isinstance(value, list):
        return {name for item in value for name in _objects_in(item)}
    return set()


def _replace(document: Document, operation: ops.Replace) -> Done:
    old = _object(document, operation.object.id)
    after = _swapped(document, operation.object)
    return Done(after, _ordered_undo(document, after, ops.Replace(object=old)), [old.id])


def _set_arg(document: Document, operation: ops.SetArg) -> Done:
    old = _object(document, operation.id)
    kind = KINDS.get(old.kind)
    if kind is not None and kind.arg(operation.name) is None and operation.name not in old.args:
        msg = f"{kind.name} has no input '{operation.name}'"
        raise RefusedError(msg)
    args = dict(old.args)
    if operation.value is None:
        args.pop(operation.name, None)
    else:
        args[operation.name] = operation.value
    new = SceneObject.model_validate(old.model_dump() | {"args": args})
    after = _swapped(document, new)
    undo = ops.SetArg(id=old.id, name=operation.name, value=old.args.get(operation.name))
    return Done(after, _ordered_undo(document, after, undo), [old.id])


def _set_style(document: Document, operation: ops.SetStyle) -> Done:
    old = _object(document, operation.id)
    style = Style.model_validate(old.style.model_dump() | {operation.name: operation.value})
    undo = ops.SetStyle(
        id=old.id, name=operation.name, value=cast("JsonValue", getattr(old.style, operation.name))
    )
    return Done(_swapped(document, old.model_copy(update={"style": style})), [undo], [old.id])


def _set_place(document: Document, operation: ops.SetPlace) -> Done:
    old = _object(document, operation.id)
    after = _swapped(document, old.model_copy(update={"place": operation.place}))
    undo = ops.SetPlace(id=old.id, place=old.place)
    return Done(after, _ordered_undo(document, after, undo), [old.id])


def _set_parent(document: Document, operation: ops.SetParent) -> Done:
    old = _object(document, operation.id)
    after = _swapped(document, old.model_copy(update={"parent": operation.parent}))
    undo = ops.SetParent(id=old.id, parent=old.parent)
    return Done(after, _ordered_undo(document, after, undo), [old.id])


def _reorder(document: Document, operation: ops.Reorder) -> Done:
    moved = _object(document, operation.id)
    others = tuple(item for item in document.objects if item.id != moved.id)
    after = _with(document, objects=_inserted(others, moved, operation.index))
    return Done(after, [_order(document)], [moved.id])


def _set_order(document: Document, operation: ops.SetOrder) -> Done:
    rank = {name: index for index, name in enumerate(operation.ids)}
    objects = sorted(document.objects, key=lambda item: rank.get(item.id, len(rank)))
    return Done(_with(document, objects=objects), [_order(document)], [])


def _rename(document: Document, operation: ops.Rename) -> Done:
    if document.find(operation.id) is None and document.param(operation.id) is None:
        msg = f"there is no object or parameter '{operation.id}'"
        raise RefusedError(msg)
    taken = document.find(operation.to) or document.param(operation.to)
    word = re.compile(rf"\b{operation.to}\b")
    in_code = any(isinstance(e, Block) and word.search(e.code) for e in document.timeline)
    if taken or in_code:
        msg = f"the name '{operation.to}' is taken"
        raise RefusedError(msg)
    after = renamed(document, operation.id, operation.to)
    return Done(after, [ops.Rename(id=operation.to, to=operation.id)], [operation.to])


def _wrap_block(document: Document, operation: ops.WrapBlock) -> Done:
    old = _object(document, operation.id)
    if old.kind not in KINDS or old.kind == "python":
        msg = f"'{old.id}' is Python already"
        raise RefusedError(msg)
    scope = Scope(frozenset(param.name for param in document.params), slots(document))
    members = [item.id for item in document.objects if item.parent == old.id]
    bare = old.model_copy(update={"place": None, "style": Style(), "calls": ()})
    made = statements(bare, members, scope)[0].flat().split(" = ", 1)[1]
    new = old.model_copy(update={"kind": "python", "args": {"code": made}})
    return Done(_swapped(document, new), [ops.Replace(object=old)], [old.id])


def _add_beat(document: Document, operation: ops.AddBeat) -> Done:
    if document.entry(operation.beat.id) is not None:
        msg = f"the name '{operation.beat.id}' is taken"
        raise RefusedError(msg)
    timeline = _inserted(document.timeline, operation.beat, operation.index)
    undo = ops.RemoveBeat(id=operation.beat.id)
    return Done(_with(document, timeline=timeline), [undo], [operation.beat.id])


def _entry(document: Document, entry_id: str) -> Beat | Block:
    found = document.entry(entry_id)
    if found is None:
        msg = f"there is no beat '{entry_id}'"
        raise RefusedError(msg)
    return found


def _remove_beat(document: Document, operation: ops.RemoveBeat) -> Done:
    old = _entry(document, operation.id)
    index = document.timeline.index(old)
    timeline = (entry for entry in document.timeline if entry.id != old.id)
    undo = ops.AddBeat(beat=old, index=index)
    return Done(_with(document, timeline=timeline), [undo], [old.id])


def _move_beat(document: Document, operation: ops.MoveBeat) -> Done:
    moved = _entry(document, operation.id)
    index = document.timeline.index(moved)
    others = tuple(entry for entry in document.timeline if entry.id != moved.id)
    after = _with(document, timeline=_inserted(others, moved, operation.index))
    return Done(after, [ops.MoveBeat(id=moved.id, index=index)], [moved.id])


def _set_beat(document: Document, operation: ops.SetBeat) -> Done:
    old = _entry(document, operation.id)
    if operation.name not in type(old).model_fields:
        msg = f"'{old.id}' has no {operation.name}"
        raise RefusedError(msg)
    value = operation.value
    if value is None and operation.name == "narration":
        value = ""
    new = type(old).model_validate(old.model_dump() | {operation.name: value})
    undo = ops.SetBeat(
        id=old.id, name=operation.name, value=cast("JsonValue", getattr(old, operation.name))
    )
    return Done(_entry_swapped(document, new), [undo], [old.id])


def _steps(document: Document, beat_id: str, steps: Iterable[Step]) -> Done:
    old = _beat(document, beat_id)
    after = _entry_swapped(document, old.model_copy(update={"steps": tuple(steps)}))
    return Done(after, [ops.SetSteps(id=old.id, steps=list(old.steps))], [old.id])


def _set_steps(document: Document, operation: ops.SetSteps) -> Done:
    return _steps(document, operation.id, operation.steps)


def _add_step(document: Document, operation: ops.AddStep) -> Done:
    old = _beat(document, operation.id)
    return _steps(document, old.id, _inserted(old.steps, operation.step, operation.index))


def _step(beat: Beat, index: int) -> Step:
    if not 0 <= index < len(beat.steps):
        msg = f"beat '{beat.id}' has no step {index}"
        raise RefusedError(msg)
    return beat.steps[index]


def _remove_step(document: Document, operation: ops.RemoveStep) -> Done:
    old = _beat(document, operation.id)
    gone = _step(old, operation.index)
    return _steps(document, old.id, (step for step in old.steps if step is not gone))


def _set_time(document: Document, operation: ops.SetTime) -> Done:
    old = _beat(document, operation.id)
    if operation.index is not None:
        _step(old, operation.index)
    timed = [
        Step.model_validate(step.model_dump() | {"run_time": operation.seconds})
        if operation.index in {None, index}
        else step
        for index, step in enumerate(old.steps)
    ]
    return _steps(document, old.id, timed)


def _set_step_arg(document: Document, operation: ops.SetStepArg) -> Done:
    old = _beat(document, operation.id)
    step = _step(old, operation.index)
    args = {k: v for k, v in step.args.items() if k != operation.name}
    if operation.value is not None:
        args[operation.name] = operation.value
    new = Step.model_validate(step.model_dump() | {"args": args})
    return _steps(document, old.id, (new if s is step else s for s in old.steps))


# Each entry takes its own operation; the table is what makes the set closed.
_PERFORMERS: dict[type, Callable[[Document, object], Done]] = cast(
    "dict[type, Callable[[Document, object], Done]]",
    {
        ops.SetMeta: _set_meta,
        ops.AddParam: _add_param,
        ops.RemoveParam: _remove_param,
        ops.SetParam: _set_param,
        ops.Add: _add,
        ops.Remove: _remove,
        ops.Replace: _replace,
        ops.SetArg: _set_arg,
        ops.SetStyle: _set_style,
        ops.SetPlace: _set_place,
        ops.SetParent: _set_parent,
        ops.Reorder: _reorder,
        ops.SetOrder: _set_order,
        ops.Rename: _rename,
        ops.WrapBlock: _wrap_block,
        ops.AddBeat: _add_beat,
        ops.RemoveBeat: _remove_beat,
        ops.MoveBeat: _move_beat,
        ops.SetBeat: _set_beat,
        ops.SetSteps: _set_steps,
        ops.AddStep: _add_step,
        ops.RemoveStep: _remove_step,
        ops.SetTime: _set_time,
        ops.SetStepArg: _set_step_arg,
    },
)
