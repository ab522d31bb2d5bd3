"""Edits of words: the title, and what is written anywhere in the scene."""

import re

from pydantic import JsonValue

from backend.authoring.offline.reading import Edit, Json
from backend.authoring.offline.vocabulary import COLOURS
from backend.scenes import Document, SceneObject
from backend.scenes.kinds import KINDS

_QUOTED = r"[\"“'‘](.+?)[\"”’']"
LOOKS = re.compile(
    r"\b(?:larger|bigger|smaller|large|big|small|slower|faster|visible|bold|bolder|gone|left|right"
    r"|top|bottom|middle|center|centre|up|down|away"
    r"|higher|lower|longer|shorter|centered|brighter|darker|" + "|".join(COLOURS) + r")\b",
    re.IGNORECASE,
)
_REPLACE = re.compile(
    r"\b(?:replace|change|rename|swap|switch|turn)\s+(?:the\s+)?(?:(?:word|text|name|label)\s+)?(.+?)"
    r"\s+(?:with|to|into|by|for)\s+(.+)$"
    r"|^(?:the\s+)?(.+?)\s+(?:becomes?|should (?:be|say|read|become))\s*:?\s+(.+)$",
    re.IGNORECASE,
)


def retitle(document: Document, text: str) -> Edit | None:
    match = (
        re.search(
            rf"\b(?:title|heading|headline)\b.*?\b(?:to|into|says?|reads?|should be|as|be)\b:?\s+"
            rf"(?:{_QUOTED}|(.+))$",
            text,
            re.IGNORECASE,
        )
        or re.search(
            rf"(?:^|\b(?:the|a|new|main|my|scene) )(?:title|heading|headline)\s*(?:=|:)\s*"
            rf"(?:{_QUOTED}|(.+))$",
            text,
            re.IGNORECASE,
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
    if not wanted or (not match.group(1) and LOOKS.search(wanted)):
        return None
    heading = next((item for item in document.objects if item.kind == "heading"), None)
    operations: list[Json] = [{"op": "set_meta", "name": "title", "value": wanted}]
    if heading is not None:
        operations.append({"op": "set_arg", "id": heading.id, "name": "text", "value": wanted})
    return Edit(
        tuple(operations), f"changed the title to “{wanted}”", 0.92 if match.group(1) else 0.75
    )


def replace_text(document: Document, text: str) -> Edit | None:
    """`replace "Rent" with "Housing"`, `Gas becomes Vapour`: what stands in the scene, anywhere."""
    quoted = re.search(
        rf"(?:\b(?:replace|change|rename|swap)\s+|^){_QUOTED}\s+(?:with|to|into|by|for)\s+{_QUOTED}",
        text,
        re.IGNORECASE,
    )
    match = quoted or _REPLACE.search(text.strip(" .?!"))
    if match is None:
        return None
    old, new = (words.strip(" \"“”'") for words in match.groups() if words)
    # What is written whole is meant before what only contains the words.
    operations = _rewritten(document, rf"^{re.escape(old)}$", new)
    if quoted and not operations:
        operations = _rewritten(document, re.escape(old), new)
    if not operations or not new or (not quoted and LOOKS.search(new)):
        return None
    said = f"replaced “{match.group(1) or match.group(3)}” with “{new}”"
    return Edit(tuple(operations), said, 0.95 if quoted else 0.8)


def _rewritten(document: Document, old: str, new: str) -> list[Json]:
    found: list[Json] = []
    for item in document.objects:
        for name, value in item.args.items():
            changed = _substitute(value, old, new)
            if changed != value and _is_written(item, name):
                found.append({"op": "set_arg", "id": item.id, "name": name, "value": changed})
    return found


def _is_written(item: SceneObject, name: str) -> bool:
    """Whether an argument holds words that stand in the picture."""
    kind = KINDS.get(item.kind)
    arg = kind.arg(name) if kind else None
    return arg is not None and arg.type in {"text", "texts", "formula", "grid", "any"}


def _substitute(value: JsonValue, old: str, new: str) -> JsonValue:
    if isinstance(value, str):
        return re.sub(old, lambda _match: new, value, flags=re.IGNORECASE)
    if isinstance(value, list):
        return [_substitute(item, old, new) for item in value]
    return value
