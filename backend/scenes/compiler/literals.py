"""How one argument's value is written in Python."""

import json
import re
from dataclasses import dataclass, field

from pydantic import JsonValue

from backend.scenes.areas import Slot
from backend.scenes.compiler.names import variable
from backend.scenes.compiler.printer import Text, sequence
from backend.scenes.expressions import ExpressionError, parse, to_python
from backend.scenes.expressions.vocabulary import DIRECTIONS
from backend.scenes.kinds.spec import Arg
from backend.scenes.themes import SIZES, TOKENS
from backend.scenes.values import Ref, ref_of

SIDES = {
    "up": "UP",
    "down": "DOWN",
    "left": "LEFT",
    "right": "RIGHT",
    "up_left": "UL",
    "up_right": "UR",
    "down_left": "DL",
    "down_right": "DR",
    "in": "IN",
    "out": "OUT",
    "none": "ORIGIN",
}
_CONSTANT = re.compile(r"[A-Z][A-Z0-9_]*")


@dataclass(slots=True)
class Scope:
    """What a document's expressions may name, and where its objects are placed."""

    params: frozenset[str]
    slots: dict[str, Slot] = field(default_factory=dict[str, Slot])
    themed: bool = True


def quoted(text: str) -> str:
    """A string literal, raw when that reads better."""
    if "\\" in text and not re.search(r'["\n\r\t]|\\$', text):
        return f'r"{text}"'
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\x7f")


def plain(value: JsonValue) -> Text:
    """A literal as it is."""
    if isinstance(value, str):
        return Text(quoted(value))
    if isinstance(value, list):
        return sequence([plain(item) for item in value])
    if isinstance(value, dict):
        return Text("{", tuple(plain(v).prefixed(f"{quoted(k)}: ") for k, v in value.items()), "}")
    return Text(repr(value))


def formula(text: str, names: frozenset[str]) -> str:
    """Python for an expression; text that is none is kept for the check to complain about."""
    try:
        return to_python(parse(text, names))
    except ExpressionError:
        return quoted(text)


def written(arg: Arg, value: JsonValue, scope: Scope) -> Text:
    """The argument's value in Python."""
    ref = ref_of(value)
    if ref is not None:
        return _reference(arg, ref, scope)
    if isinstance(value, list):
        return _list(arg, value, scope)
    if isinstance(value, str):
        return Text(_string(arg, value))
    if isinstance(value, float | int) and arg.type == "size":
        return Text(repr(value))
    return plain(value)


def _reference(arg: Arg, ref: Ref, scope: Scope) -> Text:
    match ref.kind:
        case "code":
            return Text(ref.text)
        case "param":
            return Text(variable(ref.text))
        case "object":
            centre = arg.type in {"point", "direction"} and arg.name != "point"
            return Text(variable(ref.text) + (".get_center()" if centre else ""))
        case "expr":
            if arg.type == "function":
                names = ", ".join(arg.variables)
                body = formula(ref.text, scope.params | set(arg.variables))
                return Text(f"lambda {names}: {body}")
            return Text(formula(ref.text, scope.params))


def _list(arg: Arg, value: list[JsonValue], scope: Scope) -> Text:
    inner = arg
    if arg.type == "objects":
        inner = Arg(arg.name, "object")
    elif arg.type == "points":
        inner = Arg(arg.name, "point")
    return sequence([written(inner, item, scope) for item in value])


def _string(arg: Arg, value: str) -> str:
    if arg.type == "color":
        return color(value)
    if arg.type == "size" and value in SIZES:
        return SIZES[value]
    if arg.type in {"direction", "point"}:
        if value in SIDES:
            return SIDES[value]
        return value if value in DIRECTIONS else quoted(value)
    if arg.type == "choice" and arg.choice_code is not None:
        return arg.choice_code.get(value, quoted(value))
    return quoted(value)


def color(value: str) -> str:
    """A theme's colour, one of Manim's constants, or a code."""
    if value in TOKENS:
        return TOKENS[value]
    return value if _CONSTANT.fullmatch(value) else quoted(value)
