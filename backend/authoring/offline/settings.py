"""Edits of what has a name: parameters, texts and formulas of objects."""

import re

from backend.authoring.offline.numbers import NUMBER
from backend.authoring.offline.reading import Edit, Json
from backend.authoring.offline.targets import chosen_of, find_targets, name_of
from backend.authoring.offline.wording import LOOKS
from backend.scenes import Document, Param

_QUOTED = r"[\"“‘'](.+)[\"”’']"
_SURE = 0.88
_TOLD = 0.93  # surer than a colour that is among the new words
_VERB = r"(?:to|is|was|were|be|=|:|of|at)"
_DEGREES = re.compile(rf"{NUMBER}\s*(?:°|degrees?\b)", re.IGNORECASE)


def read_param(document: Document, text: str) -> Edit | None:
    """A number for a parameter that the instruction names."""
    for param in document.params:
        names = {param.name.replace("_", " "), param.label.lower(), *_called(param)} - {""}
        for name in sorted(names, key=len, reverse=True):
            match = re.search(
                rf"\b{re.escape(name)}\s*(?:should\s+)?{_VERB}?\s*{NUMBER}", text, re.IGNORECASE
            )
            if match is not None:
                return _set(param, float(match.group(1)))
    degrees = _DEGREES.search(text)
    angles = [
        param for param in document.params if "angle" in f"{param.name} {param.label}".lower()
    ]
    if degrees is not None and len(angles) == 1:
        return _set(angles[0], float(degrees.group(1)))
    return None


def _called(param: Param) -> set[str]:
    if param.name == "at":
        return {"x", "at x", "position"}
    return {"velocity"} if param.name == "speed" else set[str]()


def _set(param: Param, value: float) -> Edit | None:
    if param.value == value or not isinstance(param.value, int | float):
        return None
    low = param.min if param.min is not None else value
    high = param.max if param.max is not None else value
    if not low <= value <= high:
        return None
    shown = int(value) if value.is_integer() else value
    operation: Json = {"op": "set_param", "name": param.name, "value": shown}
    return Edit((operation,), f"set the {param.label.lower() or param.name} to {value:g}", _SURE)


def read_text(document: Document, text: str) -> Edit | None:
    """New words for an object that has words, or a new formula."""
    match = re.search(
        rf"^(?:please\s+)?(?:change\s+|set\s+|make\s+|let\s+)?(?:the\s+)?([\w ]+?)\s*"
        rf"(?::|=|\bto\b|\binto\b|\bshould (?:say|read|be)\b|\bsays?\b|\breads?\b|\bbe\b)\s*"
        rf"(?:{_QUOTED}|(.+))$",
        text.strip(" ."),
        re.IGNORECASE,
    )
    if match is None:
        return _written(document, text)
    quoted, plain = match.group(2), (match.group(3) or "").strip()
    chosen, sure = chosen_of(find_targets(document, match.group(1)), match.group(1))
    if not chosen:
        return _written(document, text)
    item = chosen[0]
    if item.kind == "formula" and (quoted or "=" in plain):
        formula = quoted or plain
        operation: Json = {"op": "set_arg", "id": item.id, "name": "formula", "value": formula}
        return Edit((operation,), f"changed {name_of(item)} to {formula}", min(sure, _SURE))
    words = quoted or ("" if LOOKS.search(" ".join(plain.split()[:2])) else plain)
    said = re.search(r":|\b(?:should (?:say|read)|says?|reads?)\b", text)
    if (quoted or said) and words and isinstance(item.args.get("text"), str):
        if item.kind == "heading":
            return None
        headed = re.search(r"\b(?:title|head|heading|headline)\b", match.group(1), re.IGNORECASE)
        name = "title" if headed and isinstance(item.args.get("title"), str) else "text"
        operation = {"op": "set_arg", "id": item.id, "name": name, "value": words}
        return Edit(
            (operation,), f"changed the {name_of(item)} to “{words}”", min(sure + 0.02, _TOLD)
        )
    return None


def _written(document: Document, text: str) -> Edit | None:
    """`write E = h f instead`, when there is one formula."""
    match = re.search(r"\bwrite\s+(.+?=.+?)(?:\s+instead)?\s*[.!]?$", text, re.IGNORECASE)
    formulas = [item for item in document.objects if item.kind == "formula"]
    if match is None or len(formulas) != 1:
        return None
    formula = match.group(1)
    operation: Json = {"op": "set_arg", "id": formulas[0].id, "name": "formula", "value": formula}
    return Edit((operation,), f"changed the formula to {formula}", _SURE)
