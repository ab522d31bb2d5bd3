"""Edits by rules: an instruction becomes operations on the scene document, or likely readings.

Each rule either answers with a reading (operations, a sentence, how sure it is) or with nothing.
The surest reading is applied only above `SURE`; below it the likeliest ones are offered. The known
traps have rules of their own: negation, comparison words (`too fast` means slower), `swap`.
"""

import re
from collections.abc import Callable

from pydantic import JsonValue

from backend.authoring.offline.looks import (
    read_colour,
    read_place,
    read_removal,
    read_size,
    read_thickness,
)
from backend.authoring.offline.numbers import digits
from backend.authoring.offline.parameters import find_function, find_numbers
from backend.authoring.offline.reading import Edit, Json
from backend.authoring.offline.rows import read_row
from backend.authoring.offline.settings import read_param, read_text
from backend.authoring.offline.targets import (
    find_targets,
)
from backend.authoring.offline.vocabulary import COLOURS, THEMES
from backend.scenes import Beat, Document

SURE = 0.6

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
_PAIR = 2
_WANTED_AWAY = re.compile(
    r"\b(?:don't|do not) (?:want|need|like) (?:the|any|that|this)\b|\bwithout the\b", re.IGNORECASE
)
_STOP = r"\s*(?:[,;]|\bbut\b|\band\b"
_KEEP = re.compile(
    rf"\b(?:don't|do not|never) (?:touch|change|move)\s+(?:the\s+)?([\w ]+?){_STOP})"
    rf"|\b(?:leave|keep) (?:the\s+)?[\w ]+? (?:alone|as (?:it is|they are)){_STOP}|$)",
    re.IGNORECASE,
)
_LOOKS = re.compile(
    r"\b(?:larger|bigger|smaller|large|big|small|slower|faster|visible|bold|bolder|gone|left|right"
    r"|higher|lower|longer|shorter|centered|brighter|darker|" + "|".join(COLOURS) + r")\b",
    re.IGNORECASE,
)


def read_edit(document: Document, instruction: str) -> list[Edit]:
    """Every reading of an instruction, the surest first."""
    text = digits(" ".join(instruction.split()))
    text, kept = _without_keeping(text)
    readings = [edit for rule in _RULES if (edit := rule(document, text)) is not None]
    readings = [edit for edit in readings if not _touches(document, edit, kept)]
    if _NOT.search(text) and not _WANTED_AWAY.search(text):
        # "do not make it red" must not make it red: say what was heard, and let the person choose.
        readings = [Edit(e.operations, e.said, min(e.sure, SURE - 0.2)) for e in readings]
    readings.sort(key=lambda edit: -edit.sure)
    return [*_together(readings, text), *readings]


def _together(readings: list[Edit], text: str) -> list[Edit]:
    """Two wishes in one sentence, `white and bigger`, when both are sure and do not meet."""
    sure = [edit for edit in readings if edit.sure >= SURE]
    if len(sure) < _PAIR or not re.search(r"\band\b|,", text):
        return []
    first, second = sure[:_PAIR]
    meet = {_place_of(operation) for operation in first.operations} & {
        _place_of(operation) for operation in second.operations
    }
    if meet:
        return []
    operations = (*first.operations, *second.operations)
    return [Edit(operations, f"{first.said}, and {second.said}", min(first.sure, second.sure))]


def _place_of(operation: Json) -> tuple[object, ...]:
    kind = "time" if operation["op"] in {"set_time", "set_beat"} else operation["op"]
    if operation["op"] == "remove":
        return (operation.get("id"),)
    return (kind, operation.get("id"), operation.get("name"))


def _without_keeping(text: str) -> tuple[str, str]:
    """`don't touch the title, make the curve red` asks for the second half only."""
    found = _KEEP.search(text)
    if found is None:
        return text, ""
    rest = f"{text[: found.start()]} {text[found.end() :]}".strip(" ,;.")
    return rest, found.group(1) or ""


def _touches(document: Document, edit: Edit, kept: str) -> bool:
    if not kept:
        return False
    ids = {target.object.id for target in find_targets(document, kept)[:1]}
    return any(operation.get("id") in ids for operation in edit.operations)


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


def _retitle(document: Document, text: str) -> Edit | None:
    match = (
        re.search(
            rf"\b(?:title|heading|headline)\b.*?\b(?:to|into|say|says|should be|as|be)\b:?\s+"
            rf"(?:{_QUOTED}|(.+))$",
            text,
            re.IGNORECASE,
        )
        or re.search(
            rf"\b(?:title|heading|headline)\s*(?:=|:)\s*(?:{_QUOTED}|(.+))$", text, re.IGNORECASE
        )
        or re.search(
            rf"\b(?:call (?:it|this)(?: scene)?|(?:re)?name (?:it|(?:this|the)(?: scene)?)(?: to)?"
            rf"|retitle (?:it )?(?:to )?)\s*"
            rf"(?:{_QUOTED}|(.+))$",
            text,
            re.IGNORECASE,
        )
    )
    if match is None:
        return None
    wanted = (match.group(1) or match.group(2) or "").strip(" .")
    if not wanted or (not match.group(1) and _LOOKS.search(wanted)):
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
    if re.search(r"\b(?:wait|pause|hold|breathe|stay|linger|rest)\b", text, re.IGNORECASE):
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
        rf"\b(?:wait|pause|hold|breathe|stay|linger|rest)\b.*?(?:{_NUMBER}\s*(?:s|sec|second)|longer|more)",
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


def _function(document: Document, text: str) -> Edit | None:
    if not re.search(
        r"\b(?:function|curve|graph|plot|formula|parabola|f\(x\)|y\s*=|use|show|draw|instead)",
        text,
        re.IGNORECASE,
    ):
        return None
    spoken = re.sub(_QUOTED, "", text)
    formula = find_function(spoken) or _after_to(spoken)
    if formula is None and (match := re.search(r"\b(?:use|show|draw)\s+(\S+\(.*?\))", spoken)):
        formula = find_function(f"y = {match.group(1)}")
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


_RULES: tuple[Callable[[Document, str], Edit | None], ...] = (
    _replace_text,
    _retitle,
    _theme,
    read_colour,
    _values,
    _function,
    read_row,
    read_param,
    read_text,
    _wait,
    _pace,
    read_size,
    read_thickness,
    read_place,
    read_removal,
)
