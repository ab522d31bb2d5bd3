"""Edits by rules: an instruction becomes operations on the scene document, or likely readings.

Each rule either answers with a reading (operations, a sentence, how sure it is) or with nothing.
The surest reading is applied only above `SURE`; below it the likeliest ones are offered. The known
traps have rules of their own: negation, comparison words (`too fast` means slower), `swap`.
"""

import re
from collections.abc import Callable

from pydantic import JsonValue

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
from backend.authoring.offline.rows import read_row
from backend.authoring.offline.settings import read_param, read_text
from backend.authoring.offline.targets import find_targets, name_of
from backend.authoring.offline.vocabulary import COLOURS, THEMES
from backend.scenes import Document

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
_LOOKS = re.compile(
    r"\b(?:larger|bigger|smaller|large|big|small|slower|faster|visible|bold|bolder|gone|left|right"
    r"|top|bottom|middle|center|centre|up|down|away"
    r"|higher|lower|longer|shorter|centered|brighter|darker|" + "|".join(COLOURS) + r")\b",
    re.IGNORECASE,
)


def read_edit(document: Document, instruction: str) -> list[Edit]:
    """Every reading of an instruction, the surest first."""
    text, kept = _without_keeping(plain(instruction, _names(document)))
    parts = clauses(text)
    whole = _read(document, text)
    each = [_read(document, part) for part in parts]
    together = _joined(each) if len(parts) > 1 else None
    readings = [together, *whole] if together is not None else [*_together(whole, text), *whole]
    if together is None and _leaves_out(parts, each):
        readings = [_unsure(edit) for edit in readings]
    readings = [edit for edit in readings if not _touches(document, edit, kept)]
    readings = [_unsure(edit) if unheard(edit, text) else edit for edit in readings]
    readings.sort(key=lambda edit: edit.sure < SURE)
    if _NOT.search(text) and not _WANTED_AWAY.search(text):
        # "do not make it red" must not make it red: say what was heard, and let the person choose.
        readings = [_unsure(edit) for edit in readings]
    return [*readings, *_others(document, text, readings)]


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


def _leaves_out(parts: list[str], each: list[list[Edit]]) -> bool:
    """Whether one of the wishes would be dropped in silence, or undone by the next."""
    if len(parts) == 1:
        return False
    wanted = zip(parts, each, strict=True)
    undone = all(found and found[0].sure >= SURE for found in each)
    return undone or any(not found and does_more(part) for part, found in wanted)


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
    match = re.search(r"\b(?:background|theme|backdrop)\b", text, re.IGNORECASE)
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
        or re.search(rf"\b(?:title|heading|headline)\s+{_QUOTED}()$", text, re.IGNORECASE)
        or re.search(
            rf"\b(?:call (?:it|this|the (?:scene|chart|video))(?: scene)?"
            rf"|(?:re)?name (?:it|(?:this|the)(?: scene)?)(?: to)?"
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
    read_wait,
    read_pace,
    read_size,
    read_thickness,
    read_place,
    read_removal,
)
