"""Edits by rules: an instruction becomes operations on the scene document, or likely readings.

Each rule either answers with a reading (operations, a sentence, how sure it is) or with nothing.
The surest reading is applied only above `SURE`; below it the likeliest ones are offered. The known
traps have rules of their own: negation, comparison words (`too fast` means slower), `swap`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from pydantic import JsonValue

from backend.authoring.offline.parameters import find_function, find_numbers
from backend.authoring.offline.targets import (
    chosen_of,
    find_targets,
    leading,
    listed,
    name_of,
)
from backend.authoring.offline.vocabulary import COLOURS, REGIONS, THEMES
from backend.scenes import Beat, Document, SceneObject

SURE = 0.6

Json = dict[str, JsonValue]

_SLOWER = re.compile(
    r"\b(?:slow(?:er|ly| down)?|too (?:fast|quick)|more time|longer)\b", re.IGNORECASE
)
_FASTER = re.compile(
    r"\b(?:fast(?:er)?|quick(?:er|ly)?|speed (?:it |this )?up|too (?:slow|long)|less time"
    r"|shorter)\b",
    re.IGNORECASE,
)
_QUOTED = r"[\"“'‘](.+?)[\"”'’]"
_NOT = re.compile(r"\b(?:don't|do not|never|without|not)\b", re.IGNORECASE)
_NUMBER = r"(-?\d+(?:\.\d+)?)"


@dataclass(frozen=True, slots=True)
class Edit:
    """One way to read an instruction."""

    operations: tuple[Json, ...]
    said: str
    sure: float


def read_edit(document: Document, instruction: str) -> list[Edit]:
    """Every reading of an instruction, the surest first."""
    text = " ".join(instruction.split())
    readings = [edit for rule in _RULES if (edit := rule(document, text)) is not None]
    if _NOT.search(text):
        # "do not make it red" must not make it red: say what was heard, and let the person choose.
        readings = [Edit(e.operations, e.said, min(e.sure, SURE - 0.2)) for e in readings]
    readings.sort(key=lambda edit: -edit.sure)
    return readings


def _theme(document: Document, text: str) -> Edit | None:
    match = re.search(r"\b(?:background|theme|backdrop)\b", text, re.IGNORECASE)
    named = re.search(r"\b(blackboard|chalkboard|chalk|paper|high contrast)\b", text, re.IGNORECASE)
    if match is None and named is None:
        return None
    word = next(
        (w for w in sorted(THEMES, key=len, reverse=True) if re.search(rf"\b{w}\b", text.lower())),
        None,
    )
    if word is None or THEMES[word] == document.meta.theme:
        return None
    operation: Json = {"op": "set_meta", "name": "theme", "value": THEMES[word]}
    return Edit((operation,), f"changed the theme to {THEMES[word].replace('_', ' ')}", 0.9)


def _recolour(document: Document, text: str) -> Edit | None:
    if re.search(r"\b(?:background|theme)\b", text, re.IGNORECASE):
        return None
    words = re.findall(r"[a-z]+", text.lower())
    hexes = re.findall(r"#[0-9a-fA-F]{6}\b", text)
    named = [word for word in words if word in COLOURS]
    if not named and not hexes:
        return None
    colour = hexes[-1] if hexes else COLOURS[named[-1]]
    shown = hexes[-1] if hexes else named[-1]
    targets = find_targets(document, re.sub(rf"\b{shown}\b", "", text, flags=re.IGNORECASE))
    chosen, sure = chosen_of(targets, text)
    if not chosen:
        chosen, sure = leading(document), 0.4
    operations = tuple(_colour_operation(item, colour) for item in chosen)
    return Edit(operations, f"made {listed(chosen)} {shown}", sure)


def _colour_operation(item: SceneObject, colour: str) -> Json:
    for name in ("fill_color", "color"):
        if name in item.args:
            return {"op": "set_arg", "id": item.id, "name": name, "value": colour}
    return {"op": "set_style", "id": item.id, "name": "color", "value": colour}


def _retitle(document: Document, text: str) -> Edit | None:
    match = re.search(
        rf"\b(?:title|heading|headline)\b.*?\b(?:to|into|say|says|should be|as|be)\b:?\s+"
        rf"(?:{_QUOTED}|(.+))$",
        text,
        re.IGNORECASE,
    ) or re.search(
        rf"\b(?:call it|rename (?:it|this|the scene) to|retitle (?:it )?(?:to )?)\s*"
        rf"(?:{_QUOTED}|(.+))$",
        text,
        re.IGNORECASE,
    )
    if match is None:
        return None
    wanted = (match.group(1) or match.group(2) or "").strip(" .")
    if not wanted or (not match.group(1) and wanted.lower() in {*COLOURS, *REGIONS}):
        return None
    heading = next((item for item in document.objects if item.kind == "heading"), None)
    operations: list[Json] = [{"op": "set_meta", "name": "title", "value": wanted}]
    if heading is not None:
        operations.append({"op": "set_arg", "id": heading.id, "name": "text", "value": wanted})
    return Edit(
        tuple(operations), f"changed the title to “{wanted}”", 0.92 if match.group(1) else 0.75
    )


def _replace_text(document: Document, text: str) -> Edit | None:
    match = re.search(
        rf"\b(?:replace|change|rename)\s+{_QUOTED}\s+(?:with|to|into|by)\s+{_QUOTED}",
        text,
        re.IGNORECASE,
    )
    if match is None:
        return None
    old, new = match.group(1), match.group(2)
    operations: list[Json] = []
    for item in document.objects:
        for name, value in item.args.items():
            changed = _substitute(value, old, new)
            if changed != value:
                operations.append({"op": "set_arg", "id": item.id, "name": name, "value": changed})
    if not operations:
        return None
    return Edit(tuple(operations), f"replaced “{old}” with “{new}”", 0.95)


def _substitute(value: JsonValue, old: str, new: str) -> JsonValue:
    if isinstance(value, str):
        return re.sub(re.escape(old), lambda _match: new, value, flags=re.IGNORECASE)
    if isinstance(value, list):
        return [_substitute(item, old, new) for item in value]
    return value


def _pace(document: Document, text: str) -> Edit | None:
    slower, faster = _SLOWER.search(text), _FASTER.search(text)
    if (slower is None) == (faster is None) and not re.search(r"\btoo\b", text):
        return None
    if re.search(r"\bwait|pause|hold\b", text, re.IGNORECASE):
        return None
    too = re.search(r"\btoo (fast|quick|slow|long)\b", text, re.IGNORECASE)
    slow = too.group(1).lower() in {"fast", "quick"} if too else slower is not None
    factor = 1.6 if slow else 0.625
    twice = re.search(r"\b(?:twice|double|2x|two times)\b", text, re.IGNORECASE)
    half = re.search(r"\bhalf\b", text, re.IGNORECASE)
    if twice or half:
        factor = 2.0 if slow else 0.5
    beats = [entry for entry in document.timeline if isinstance(entry, Beat)]
    operations = [operation for beat in beats for operation in _stretch(beat, factor)]
    said = f"made the scene {'slower' if slow else 'faster'} ({factor:g}× the time)"
    return Edit(tuple(operations), said, 0.85) if operations else None


def _stretch(beat: Beat, factor: float) -> list[Json]:
    operations: list[Json] = []
    for index, step in enumerate(beat.steps):
        seconds = step.run_time if isinstance(step.run_time, int | float) else 1.0
        changed = round(seconds * factor, 3)
        operations.append({"op": "set_time", "id": beat.id, "index": index, "seconds": changed})
    if isinstance(beat.wait, int | float) and beat.wait:
        value = round(beat.wait * factor, 3)
        operations.append({"op": "set_beat", "id": beat.id, "name": "wait", "value": value})
    return operations


def _wait(document: Document, text: str) -> Edit | None:
    match = re.search(
        rf"\b(?:wait|pause|hold)\b.*?(?:{_NUMBER}\s*(?:s|sec|second)|longer|more)",
        text,
        re.IGNORECASE,
    )
    beats = [entry for entry in document.timeline if isinstance(entry, Beat)]
    if match is None or not beats:
        return None
    first = re.search(r"\b(?:start|beginning|first)\b", text, re.IGNORECASE)
    beat = beats[0] if first else beats[-1]
    now = beat.wait if isinstance(beat.wait, int | float) else 0
    seconds = float(match.group(1)) if match.group(1) else now + 1.5
    operation: Json = {"op": "set_beat", "id": beat.id, "name": "wait", "value": seconds}
    return Edit((operation,), f"waits {seconds:g} s at the {'start' if first else 'end'}", 0.85)


def _resize(document: Document, text: str) -> Edit | None:
    bigger = re.search(r"\b(?:bigger|larger|enlarge|too small|grow)\b", text, re.IGNORECASE)
    smaller = re.search(r"\b(?:smaller|shrink|reduce|too (?:big|large))\b", text, re.IGNORECASE)
    if (bigger is None) == (smaller is None):
        return None
    factor = 1.35 if bigger else 0.7
    if re.search(r"\b(?:twice|double)\b", text, re.IGNORECASE):
        factor = 2.0
    if re.search(r"\bhalf\b", text, re.IGNORECASE):
        factor = 0.5
    chosen, sure = chosen_of(find_targets(document, text), text)
    if not chosen:
        chosen, sure = leading(document), 0.4
    operations: list[Json] = []
    for item in chosen:
        now = item.style.scale if isinstance(item.style.scale, int | float) else 1
        value = round(now * factor, 3)
        operations.append({"op": "set_style", "id": item.id, "name": "scale", "value": value})
    return Edit(
        tuple(operations), f"made {listed(chosen)} {'bigger' if bigger else 'smaller'}", sure
    )


def _move(document: Document, text: str) -> Edit | None:
    match = re.search(r"\b(?:move|put|place|shift)\b", text, re.IGNORECASE)
    if match is None:
        return None
    where = next(
        (w for w in sorted(REGIONS, key=len, reverse=True) if re.search(rf"\b{w}\b", text.lower())),
        None,
    )
    if where is None:
        return None
    targets = find_targets(document, re.sub(rf"\b{where}\b", "", text, flags=re.IGNORECASE))
    free = [target for target in targets if target.object.parent is None]
    chosen, sure = chosen_of(free, text)
    if not chosen:
        return None
    place: JsonValue = {"region": REGIONS[where]}
    operation: Json = {"op": "set_place", "id": chosen[0].id, "place": place}
    return Edit((operation,), f"moved {listed(chosen[:1])} to the {where}", sure)


def _remove(document: Document, text: str) -> Edit | None:
    match = re.search(
        r"\b(?:remove|delete|drop|hide|get rid of|without|no)\b\s+(?:the\s+|any\s+|all\s+)?(.+)",
        text,
        re.IGNORECASE,
    )
    if match is None:
        return None
    chosen, sure = chosen_of(find_targets(document, match.group(1)), text)
    if not chosen or len(chosen) == len(document.objects):
        return None
    operations: tuple[Json, ...] = tuple({"op": "remove", "id": item.id} for item in chosen)
    return Edit(operations, f"removed {listed(chosen)}", sure)


def _function(document: Document, text: str) -> Edit | None:
    if not re.search(
        r"\b(?:function|curve|graph|plot|formula|parabola|f\(x\)|y\s*=)", text, re.IGNORECASE
    ):
        return None
    formula = find_function(text) or _after_to(text)
    if formula is None:
        return None
    param = next((p for p in document.params if p.type == "function"), None)
    value: JsonValue = {"expr": formula}
    if param is not None:
        set_param: Json = {"op": "set_param", "name": param.name, "value": value}
        return Edit((set_param,), f"changed the function to {formula}", 0.9)
    plotted = next((item for item in document.objects if "function" in item.args), None)
    if plotted is None:
        return None
    set_arg: Json = {"op": "set_arg", "id": plotted.id, "name": "function", "value": value}
    return Edit((set_arg,), f"changed the function to {formula}", 0.9)


def _after_to(text: str) -> str | None:
    match = re.search(r"\b(?:to|into|as)\s+(.+)$", text, re.IGNORECASE)
    return find_function(f"y = {match.group(1)}") if match else None


def _values(document: Document, text: str) -> Edit | None:
    numbers = find_numbers(text)
    if numbers is None or not re.search(
        r"\b(?:values?|numbers?|data|array|list|bars?|chart|use|sort|to)\b", text, re.IGNORECASE
    ):
        return None
    holder = next(
        (item for item in document.objects if isinstance(item.args.get("values"), list)), None
    )
    if holder is None:
        return None
    operations: list[Json] = [
        {"op": "set_arg", "id": holder.id, "name": "values", "value": numbers}
    ]
    labels = holder.args.get("labels")
    if isinstance(labels, list) and len(labels) != len(numbers):
        kept = [*labels[: len(numbers)], *(str(i + 1) for i in range(len(labels), len(numbers)))]
        operations.append({"op": "set_arg", "id": holder.id, "name": "labels", "value": kept})
    shown = ", ".join(str(number) for number in numbers)
    return Edit(tuple(operations), f"changed the values to {shown}", 0.88)


def _item(document: Document, text: str) -> Edit | None:
    match = re.search(
        rf"\badd\s+(?:the\s+)?(?:point|item|step|line|bullet|entry)?\s*:?\s*{_QUOTED}",
        text,
        re.IGNORECASE,
    )
    if match is None:
        return None
    for item in document.objects:
        for name in ("items", "points", "steps", "texts", "labels", "lines"):
            value = item.args.get(name)
            if isinstance(value, list) and value and all(isinstance(entry, str) for entry in value):
                added: list[JsonValue] = [*value, match.group(1)]
                operation: Json = {"op": "set_arg", "id": item.id, "name": name, "value": added}
                return Edit((operation,), f"added “{match.group(1)}” to {name_of(item)}", 0.9)
    return None


_RULES: tuple[Callable[[Document, str], Edit | None], ...] = (
    _replace_text,
    _retitle,
    _theme,
    _recolour,
    _values,
    _function,
    _item,
    _wait,
    _pace,
    _resize,
    _move,
    _remove,
)
