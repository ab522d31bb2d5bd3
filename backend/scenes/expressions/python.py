"""Tree → Python source with as few brackets as Python's own precedence allows."""

from backend.scenes.expressions.tree import Binary, Call, Name, Negative, Node, Number
from backend.scenes.expressions.vocabulary import PYTHON_CONSTANTS, PYTHON_FUNCTIONS

_LEVELS = {"+": 1, "-": 1, "*": 2, "/": 2, "%": 2, "^": 4}
_NEGATIVE = 3
_ATOM = 9


def to_python(node: Node) -> str:
    """Python source for the expression; `np` and Manim's constants are expected in scope."""
    return _print(node)[0]


def _print(node: Node) -> tuple[str, int]:
    match node:
        case Number(text):
            return text, _ATOM
        case Name(name):
            return PYTHON_CONSTANTS.get(name, name), _ATOM
        case Negative(operand):
            return f"-{_inside(operand, _NEGATIVE)}", _NEGATIVE
        case Call(function, arguments):
            listed = ", ".join(to_python(argument) for argument in arguments)
            return f"{PYTHON_FUNCTIONS.get(function, function)}({listed})", _ATOM
        case Binary("^", left, right):
            return f"{_inside(left, _ATOM)}**{_inside(right, _NEGATIVE)}", _LEVELS["^"]
        case Binary(operator, left, right):
            level = _LEVELS[operator]
            return f"{_inside(left, level)} {operator} {_inside(right, level + 1)}", level


def _inside(node: Node, level: int) -> str:
    text, own = _print(node)
    return text if own >= level else f"({text})"
