"""Edits by rules: an instruction becomes operations on the scene document, or likely readings.

Each rule either answers with a reading (operations, a sentence, how sure it is) or with nothing.
The surest reading is applied only above `SURE`; below it the likeliest ones are offered. The known
traps have rules of their own: negation, comparison words (`too fast` means slower), `swap`.
"""

import re
from collections.abc import Callable

from pydantic import JsonValue

from backend.authoring.offline.arguments import read_argument
from backend.authoring.offline.clauses import clauses, does_more, plain
from backend.authoring.offline.hearing import unheard
from backend.authoring.offline.looks import (
    read_colour,
    read_place,
    read_removal,
    read_size,
    read_thickness,
)
from backend.authoring.offline.pace import read_pace, read_wait
from backend.authoring.offline.parameters import find_function, find_numbers
from backend.authoring.offline.reading import Edit, Json
from backend.authoring.offline.remade import read_remake, remake
from backend.authoring.offline.rows import read_row
from backend.authoring.offline.settings import read_param, read_text
from backend.authoring.offline.targets import find_targets, name_of
from backend.authoring.offline.vocabulary import THEMES
from backend.authoring.offline.wording import replace_text, retitle
from backend.scenes import Document, OperationRefusedError, apply, parse_operations

SURE = 0.6

_QUOTED = r"[\"“'‘](.+?)[\"”'’]"
_NOT = re.compile(
    r"\b(?:don't|do not|never|without|not(?! \d)|less(?! time)"
    r"|(?:should|must|need|does|is|are|would)n't)\b",
    re.IGNORECASE,
)
_PAIR = 2
_WANTED_AWAY = re.compile(
    r"\b(?:don't|do not) (?:want|need|like) (?:the|any|that|this)\b|\bwithout the\b", re.IGNORECASE
)
_STOP = r"\s*(?:[,;]|\bbut\b|\band\b"
_KEEP = re.compile(
    rf"\b(?:don't|do not|never) (?:touch|change|move)\s+(?:the\s+)?([\w ]+?){_STOP}|$)"
    rf"|\b(?:leave|keep) (?:the\s+)?([\w ]+?)(?: alone| as (?:it is|they are|is))?{_STOP}|$)"
    r"|,?\s*\bbut not (?:the\s+)?([\w ]+)$",
    re.IGNORECASE,
)


def read_edit(document: Document, instruction: str) -> list[Edit]:
    """Every reading of an instruction, the surest first."""
    text, kept = _without_keeping(plain(instruction, _names(document)))
    parts = _spelt_out(document, clauses(text))
    whole = _read(document, text)
    each = [_read(document, part) for part in parts]
    together = (_joined(each) or _in_turn(document, parts)) if len(parts) > 1 else None
    readings = [together, *whole] if together is not None else [*_together(whole, text), *whole]
    if together is None:
        left_out = _leaves_out(parts, each)
        readings = [_unsure(e) if left_out or _drops(e, each) else e for e in readings]
    readings = [edit for edit in readings if not _touches(document, edit, kept)]
    readings = [_unsure(edit) if unheard(edit, text) else edit for edit in readings]
    readings.sort(key=lambda edit: edit.sure < SURE)
    if _NOT.search(text) and not _WANTED_AWAY.search(text):
        # "do not make it red" must not make it red: say what was heard, and let the person choose.
        readings = [_unsure(edit) for edit in readings]
    return _different([*readings, *_others(document, text, readings)])


def _different(readings: list[Edit]) -> list[Edit]:
    """Each change once, however many rules came upon it."""
    seen: list[tuple[Json, ...]] = []
    for edit in readings:
        if edit.operations not in seen:
            seen.append(edit.operations)
    return [next(edit for edit in readings if edit.operations == each) for each in seen]


def _names(document: Document) -> set[str]:
    return {part for item in document.objects for part in item.id.lower().split("_")}


def _read(document: Document, text: str) -> list[Edit]:
    readings = [edit for rule in _RULES if (edit := rule(document, text)) is not None]
    return sorted(readings, key=lambda edit: -edit.sure)


def _unsure(edit: Edit) -> Edit:
    return Edit(edit.operations, edit.said, min(edit.sure, SURE - 0.2))


def _joined(each: list[list[Edit]]) -> Edit | None:
    """One edit of several wishes, when every one of them is sure by itself."""
    best = [found[0] for found in each if found and found[0].sure >= SURE]
    if len(best) < len(each):
        return None
    # Said twice is wished once: `too slow, make it quicker`.
    best = [edit for place, edit in enumerate(best) if edit not in best[:place]]
    places = [{_place_of(operation) for operation in edit.operations} for edit in best]
    if len(set[tuple[object, ...]]().union(*places)) < sum(map(len, places)):
        return None  # two of them would change the same thing
    operations = tuple(operation for edit in best for operation in edit.operations)
    return Edit(operations, ", and ".join(edit.said for edit in best), min(e.sure for e in best))


def _in_turn(document: Document, parts: list[str]) -> Edit | None:
    """Wishes for entries of one row, `Food to 30 and Travel to 16`: each read after the other."""
    done: list[Edit] = []
    for part in parts:
        found = _read(document, part)
        if not found or found[0].sure < SURE:
            return None
        row = [operation for operation in found[0].operations if operation["op"] == "set_arg"]
        if len(row) < len(found[0].operations) or not all(
            isinstance(operation["value"], list) for operation in row
        ):
            return None
        try:
            document = apply(document, parse_operations([*row])).document
        except OperationRefusedError:
            return None
        done.append(found[0])
    last = {_place_of(operation): operation for edit in done for operation in edit.operations}
    return Edit(tuple(last.values()), ", and ".join(edit.said for edit in done), done[0].sure)


def _leaves_out(parts: list[str], each: list[list[Edit]]) -> bool:
    """Whether one of the wishes would be dropped in silence, or undone by the next."""
    if len(parts) == 1:
        return False
    wanted = zip(parts, each, strict=True)
    undone = all(found and found[0].sure >= SURE for found in each)
    return undone or any(not found and does_more(part) for part, found in wanted)


def _drops(edit: Edit, each: list[list[Edit]]) -> bool:
    """Whether a clause that is sure by itself is not done by the reading of the whole."""
    done = {_place_of(operation) for operation in edit.operations}
    sure = [found[0] for found in each if found and found[0].sure >= SURE]
    return any(not {_place_of(operation) for operation in one.operations} <= done for one in sure)


def _spelt_out(document: Document, parts: list[str]) -> list[str]:
    """The clauses with the thing's own name for `it`: `make the title bigger and move it up`."""
    named = ""
    found: list[str] = []
    for part in parts:
        targets = find_targets(document, part)
        if not targets and named:
            found.append(re.sub(r"\b(?:it|them)\b", f"the {named}", part, flags=re.IGNORECASE))
            continue
        named = name_of(targets[0].object) if targets else named
        found.append(part)
    return found


def _others(document: Document, text: str, readings: list[Edit]) -> list[Edit]:
    """Of an unsure wish that names nothing, what it would be for the scene's other objects."""
    if not readings or readings[0].sure >= SURE or find_targets(document, text):
        return []
    known = {edit.said for edit in readings}
    found: list[Edit] = []
    for item in document.objects:
        for rule in (read_colour, read_size, read_thickness, read_place):
            edit = rule(document, f"{text} {name_of(item)}")
            if edit is not None and edit.said not in known:
                known.add(edit.said)
                found.append(_unsure(edit))
    return found


def _together(readings: list[Edit], text: str) -> list[Edit]:
    """Several wishes in one sentence, `white and bigger`, when all are sure and none meet."""
    sure = [edit for edit in readings if edit.sure >= SURE]
    if len(sure) < _PAIR or not re.search(r"\band\b|,|\s[+&]\s", text):
        return []
    for count in range(len(sure), 1, -1):
        joined = _joined([[edit] for edit in sure[:count]])
        if joined is not None:
            return [joined]
    return []


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
    kept = next((group for group in found.groups() if group), "")
    return (rest, kept) if rest else (text, "")


def _touches(document: Document, edit: Edit, kept: str) -> bool:
    if not kept:
        return False
    ids = {target.object.id for target in find_targets(document, kept)[:1]}
    return any(operation.get("id") in ids for operation in edit.operations)


def _theme(document: Document, text: str) -> Edit | None:
    match = re.search(r"\b(?:background|theme|backdrop|mode)\b", text, re.IGNORECASE)
    named = re.search(r"\b(blackboard|chalkboard|chalk|paper|high contrast)\b", text, re.IGNORECASE)
    if match is None and named is None:
        return None
    text = re.sub(r"\b(light|dark|bright)er\b", r"\1", text, flags=re.IGNORECASE)
    word = next(
        (w for w in sorted(THEMES, key=len, reverse=True) if re.search(rf"\b{w}\b", text.lower())),
        None,
    )
    if word is None or THEMES[word] == document.meta.theme:
        return None
    operation: Json = {"op": "set_meta", "name": "theme", "value": THEMES[word]}
    return Edit((operation,), f"changed the theme to {THEMES[word].replace('_', ' ')}", 0.9)


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
    shown = ", ".join(str(number) for number in numbers)
    anew = remake(document, {"values": numbers})
    if any("beat" in str(operation["op"]) for operation in anew):
        # What happens depends on the values: a row that is sorted is swapped in other places.
        return Edit(anew, f"changed the values to {shown}", 0.88)
    now = holder.args["values"]
    if isinstance(now, list) and all(isinstance(each, str) for each in now):
        numbers = list[JsonValue](map(str, numbers))
    operations: list[Json] = [
        {"op": "set_arg", "id": holder.id, "name": "values", "value": numbers}
    ]
    labels = holder.args.get("labels")
    if isinstance(labels, list) and len(labels) != len(numbers):
        kept = [*labels[: len(numbers)], *(str(i + 1) for i in range(len(labels), len(numbers)))]
        operations.append({"op": "set_arg", "id": holder.id, "name": "labels", "value": kept})
    return Edit(tuple(operations), f"changed the values to {shown}", 0.88)


_RULES: tuple[Callable[[Document, str], Edit | None], ...] = (
    replace_text,
    retitle,
    _theme,
    read_colour,
    _values,
    _function,
    read_row,
    read_param,
    read_text,
    read_argument,
    read_remake,
    read_wait,
    read_pace,
    read_size,
    read_thickness,
    read_place,
    read_removal,
)
