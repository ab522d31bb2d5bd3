"""A scene of a template with other values: what its template would change, as operations.

A template computes more from a value than the value itself: the swaps of a sorted row, the two
halves of a fraction. Only what differs between the template's own scene and the one with the new
values is changed; everything a person changed before stays.
"""

import re
from collections.abc import Mapping

from pydantic import JsonValue

from backend.authoring.offline.parameters import read_parameters, shown
from backend.authoring.offline.reading import Edit, Json
from backend.scenes import Beat, Block, Document, find_template

_ENDS = {"low", "high", "start", "end"}
_GUESS = 0.5
_NAMED = 0.7


def read_remake(document: Document, text: str) -> Edit | None:
    """What the sentence says about the parameters of the scene's template."""
    template = find_template(document.meta.template or "")
    if template is None:
        return None
    reading = read_parameters(text, template)
    values = {name: value for name, value in reading.values.items() if name != "title"}
    if len(_ENDS & set(values)) > 1:
        values.pop("x_range", None)  # `from 0 to 2` means the ends of the area, not of the axis
    operations = remake(document, values)
    if not operations:
        return None
    words = set(re.findall(r"[a-z]+", text.lower()))
    params = [param for param in template.params if param.name in values]
    named = all(
        param.type != "text" and words & {param.name, *param.label.lower().split()}
        for param in params
    )
    said = "; ".join(f"{param.label.lower()}: {shown(values[param.name])}" for param in params)
    return Edit(operations, f"set {said}", _NAMED if named else _GUESS)


def remake(document: Document, values: Mapping[str, JsonValue]) -> tuple[Json, ...]:
    """The operations that give the scene of a template other values; none when it is not one."""
    template = find_template(document.meta.template or "")
    if template is None or not values:
        return ()
    try:
        before, after = template.build({}), template.build(values)
    except (KeyError, TypeError, ValueError):
        return ()
    if [item.id for item in before.objects] != [item.id for item in after.objects]:
        return ()
    return (
        *_params(document, before, after),
        *_args(document, before, after),
        *_beats(document, before, after),
    )


def _params(document: Document, before: Document, after: Document) -> list[Json]:
    return [
        {"op": "set_param", "name": new.name, "value": new.value}
        for old, new in zip(before.params, after.params, strict=False)
        if old.value != new.value and document.param(new.name) is not None
    ]


def _args(document: Document, before: Document, after: Document) -> list[Json]:
    found: list[Json] = []
    for old, new in zip(before.objects, after.objects, strict=True):
        if document.find(new.id) is None:
            continue
        for name in [*new.args, *(name for name in old.args if name not in new.args)]:
            if old.args.get(name) != new.args.get(name):
                value = new.args.get(name)
                found.append({"op": "set_arg", "id": new.id, "name": name, "value": value})
    return found


def _beats(document: Document, before: Document, after: Document) -> tuple[Json, ...]:
    """The timeline of the new values, when it depends on them at all."""
    if _steps(before) == _steps(after):
        return ()
    mine, wanted = _steps(document), _steps(after)
    ids = {item.id for item in document.objects}
    found: list[Json] = []
    for place, entry in enumerate(after.timeline):
        if not isinstance(entry, Beat) or not {t for s in entry.steps for t in s.targets} <= ids:
            continue
        if entry.id not in mine:
            beat = entry.model_dump(mode="json", exclude_defaults=True)
            found.append({"op": "add_beat", "beat": beat, "index": place})
        elif mine[entry.id] != wanted[entry.id]:
            steps = [step.model_dump(mode="json", exclude_defaults=True) for step in entry.steps]
            found.append({"op": "set_steps", "id": entry.id, "steps": list[JsonValue](steps)})
    gone = [name for name in mine if name in _steps(before) and name not in wanted]
    return (*({"op": "remove_beat", "id": name} for name in gone), *found)


def _steps(document: Document) -> dict[str, list[object]]:
    entries: tuple[Beat | Block, ...] = document.timeline
    return {
        entry.id: [step.model_dump(mode="json") for step in entry.steps]
        for entry in entries
        if isinstance(entry, Beat)
    }
