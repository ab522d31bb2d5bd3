"""Tree → Typst mathematics, for labels that are written beside what they name."""

from backend.scenes.expressions.tree import Binary, Call, Name, Negative, Node, Number
from backend.scenes.expressions.vocabulary import TYPST_CONSTANTS

_LEVELS = {"+": 1, "-": 1, "*": 2, "%": 2, "/": 5, "^": 4}
_NEGATIVE = 3
_ATOM = 9
_NAMES = {"asin": "arcsin", "acos": "arccos", "atan": "arctan", "log10": "log_10", "log2": "log_2"}


def to_typst(node: Node) -> str:
    """Typst mathematics for the expression."""
    return _print(node)[0]


def _print(node: Node) -> tuple[str, int]:  # noqa: PLR0911 - one case a node
    match node:
        case Number(text):
            return text, _ATOM
        case Name(name):
            return _name(name), _ATOM
        case Negative(operand):
            return f"-{_inside(operand, 2)}", _NEGATIVE
        case Call(function, arguments):
            return _call(function, [to_typst(argument) for argument in arguments]), _ATOM
        case Binary("/", left, right):
            return f"frac({to_typst(left)}, {to_typst(right)})", _ATOM
        case Binary("^", left, right):
            return f"{_inside(left, _ATOM)}^({to_typst(right)})", _LEVELS["^"]
        case Binary("*", left, right):
            joint = " dot " if isinstance(right, Number) else " "
            return f"{_inside(left, 2)}{joint}{_inside(right, 3)}", 2
        case Binary(operator, left, right):
            sign = "mod" if operator == "%" else operator
            return f"{_inside(left, 1)} {sign} {_inside(right, 2)}", 1


def _name(name: str) -> str:
    if name in TYPST_CONSTANTS:
        return TYPST_CONSTANTS[name]
    return name if len(name) == 1 else f'"{name}"'


def _call(function: str, arguments: list[str]) -> str:
    inside = ", ".join(arguments)
    match function:
        case "sqrt":
            return f"sqrt({inside})"
        case "abs":
            return f"abs({inside})"
        case "floor" | "ceil":
            return f"{function}({inside})"
        case "exp":
            return f"e^({inside})"
        case _:
            return f"{_NAMES.get(function, function)}({inside})"


def _inside(node: Node, level: int) -> str:
    text, own = _print(node)
    return text if own >= level else f"({text})"
