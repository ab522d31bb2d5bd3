"""Edits of what an object is made of, by the names that its kind declares: `amplitude 0.8`.

The registry says what every kind takes, so a new kind can be spoken to without a new rule here.
"""

import re

from pydantic import JsonValue

from backend.authoring.offline.numbers import NUMBER
from backend.authoring.offline.parameters import find_numbers
from backend.authoring.offline.reading import Edit, Json
from backend.authoring.offline.targets import find_targets, name_of
from backend.scenes import Document, SceneObject
from backend.scenes.kinds import KINDS, Arg

_SURE = 0.86
_GUESS = 0.5
_IS = r"(?:\s*(?:=|:)\s*|\s+(?:(?:should|must)\s+(?:be|say|read)\s*:?|is|to|of|at|with|as|be)?\s*)"
_QUOTED = r"[\"“‘'](.+)[\"”’']"
# Set by other rules, or of no use in words.
_NOT_SAID = {"color", "fill_color", "font_size", "stroke_width", "text", "title", "x", "y", "n"}
_NUMERIC = {"number", "integer"}
_ALSO = {
    "topic": ("centre", "center", "middle"),
    "values": ("list", "numbers", "array", "data"),
    "names": ("sets", "nodes"),
    "both": ("overlap", "middle", "intersection"),
}
_FACTORS = (
    (re.compile(r"\b(?:double|twice)\b", re.IGNORECASE), 2.0, _SURE),
    (re.compile(r"\b(?:triple|three times)\b", re.IGNORECASE), 3.0, _SURE),
    (re.compile(r"\b(?:halve|half)\b", re.IGNORECASE), 0.5, _SURE),
    (re.compile(r"\b(?:increase|raise|more|higher|larger|bigger)\b", re.IGNORECASE), 1.5, _GUESS),
    (re.compile(r"\b(?:decrease|reduce|less|lower|smaller)\b", re.IGNORECASE), 0.67, _GUESS),
)
_BY = re.compile(
    rf"\b(increase|raise|decrease|reduce|lower)\b.*\bby\s+{NUMBER}(?!\s*%)", re.IGNORECASE
)


def read_argument(document: Document, text: str) -> Edit | None:
    """A value for an argument or a parameter that the instruction names."""
    return _labelled(document, text) or _valued(document, text) or _multiplied(document, text)


def _valued(document: Document, text: str) -> Edit | None:
    for item, arg, sure in _named(document, text):
        for name in _names(arg):
            match = re.search(rf"\b{name}s?{_IS}(?P<new>.+)$", text, re.IGNORECASE)
            value = _value(arg, item.args.get(arg.name), match.group("new")) if match else None
            if value is not None:
                return _set(document, item, arg.name, (value, sure))
    return None


def _value(arg: Arg, now: JsonValue, words: str) -> JsonValue:
    """The words as a value of the argument's type; nothing when they are none."""
    words = words.strip(" .!")
    if arg.type in _NUMERIC:
        match = re.match(rf"{NUMBER}\s*(?:°|degrees?|s|%)?(?:\s+please)?$", words, re.IGNORECASE)
        return _tidy(float(match.group(1))) if match else None
    if arg.type == "numbers" or (arg.type == "any" and isinstance(now, list)):
        return _list(now, words)
    if arg.type != "text" or not isinstance(now, str):
        return None
    quoted = re.match(_QUOTED, words)
    return quoted.group(1) if quoted else words


def _list(now: JsonValue, words: str) -> JsonValue:
    numbers = find_numbers(re.sub(r"(?<=\d)\s+(?:and\s+)?(?=-?\d)", ", ", words))
    if numbers is None or not isinstance(now, list):
        return None
    as_words = bool(now) and all(isinstance(each, str) for each in now)
    return [str(number) for number in numbers] if as_words else numbers


def _labelled(document: Document, text: str) -> Edit | None:
    """`label the mass with M`."""
    match = re.search(
        rf"\blabel\s+(?:the\s+)?([\w ]+?)\s+(?:with|as|by)\s+(?:{_QUOTED}|(\S+))$",
        text.strip(" ."),
        re.IGNORECASE,
    )
    if match is None:
        return None
    words = match.group(2) or match.group(3)
    for target in find_targets(document, match.group(1)):
        for name in ("label", "text", "formula"):
            if isinstance(target.object.args.get(name), str):
                return _set(document, target.object, name, (words, _SURE))
    return None


def _multiplied(document: Document, text: str) -> Edit | None:
    """`double the wavelength`, `increase the angle by 10`."""
    for item, arg, _ in _named(document, text):
        now = _number_now(document, item, arg)
        if now is None:
            continue
        if by := _BY.search(text):
            sign = 1 if by.group(1).lower() in {"increase", "raise"} else -1
            value = now + sign * float(by.group(2))
            return _set(document, item, arg.name, (_tidy(round(value, 3)), _SURE))
        for pattern, factor, sure in _FACTORS:
            if pattern.search(text):
                # `double the speed` may be that of the ball or that of the film.
                clear = sure if arg.name != "speed" else _GUESS
                return _set(document, item, arg.name, (_tidy(round(now * factor, 3)), clear))
    return None


def _number_now(document: Document, item: SceneObject, arg: Arg) -> float | None:
    value = item.args.get(arg.name, arg.default)
    if isinstance(value, dict) and isinstance(name := value.get("param"), str):
        param = document.param(name)
        value = param.value if param else None
    return float(value) if isinstance(value, int | float) else None


def _named(document: Document, text: str) -> list[tuple[SceneObject, Arg, float]]:
    """The arguments that the text names, of the objects it means first."""
    meant = {target.object.id: target.score for target in find_targets(document, text)}
    found = [
        (item, arg)
        for item in document.objects
        for arg in _args(item)
        if arg.name not in _NOT_SAID
        and any(re.search(rf"\b{name}s?\b", text, re.IGNORECASE) for name in _names(arg))
    ]
    # What the document sets itself is meant before what an object merely could be given.
    found.sort(key=lambda each: (-(each[1].name in each[0].args), -meant.get(each[0].id, 0)))
    set_here = [(item, arg) for item, arg in found if arg.name in item.args]
    alone = len({_place(item, arg) for item, arg in set_here}) == 1

    def sure(item: SceneObject, arg: Arg) -> float:
        return _SURE if (alone and arg.name in item.args) or item.id in meant else _GUESS

    return [(item, arg, sure(item, arg)) for item, arg in found]


def _args(item: SceneObject) -> tuple[Arg, ...]:
    kind = KINDS.get(item.kind)
    return kind.args if kind else ()


def _place(item: SceneObject, arg: Arg) -> str:
    value = item.args.get(arg.name)
    linked = value.get("param") if isinstance(value, dict) else None
    return str(linked or f"{item.id}.{arg.name}")


def _names(arg: Arg) -> tuple[str, ...]:
    own = arg.name.replace("_", " ")
    return (re.escape(own.removesuffix("s") if arg.type == "numbers" else own), *_ALSO.get(own, ()))


def _set(
    document: Document, item: SceneObject, name: str, wanted: tuple[JsonValue, float]
) -> Edit | None:
    value, sure = wanted
    now = item.args.get(name)
    if now == value:
        return None
    shown = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    said = f"set the {name.replace('_', ' ')} of the {name_of(item)} to {shown}"
    if isinstance(now, dict) and isinstance(linked := now.get("param"), str):
        param = document.param(linked)
        if param is None or not isinstance(value, int | float) or param.value == value:
            return None
        inside = (param.min is None or param.min <= value) and (
            param.max is None or value <= param.max
        )
        operation: Json = {"op": "set_param", "name": linked, "value": value}
        return Edit((operation,), said, sure) if inside else None
    if isinstance(now, dict):
        return None
    operation = {"op": "set_arg", "id": item.id, "name": name, "value": value}
    return Edit((operation,), said, sure)


def _tidy(value: float) -> JsonValue:
    return int(value) if value.is_integer() else value
