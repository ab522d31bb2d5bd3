"""Tree → the one spelling in which a document keeps an expression; and Python → tree."""

import ast

from backend.scenes.expressions.tree import Binary, Call, Name, Negative, Node, Number
from backend.scenes.expressions.vocabulary import (
    DIRECTIONS,
    PYTHON_CONSTANTS,
    PYTHON_FUNCTIONS,
)

_LEVELS = {"+": 1, "-": 1, "*": 2, "/": 2, "%": 2, "^": 4}
_NEGATIVE = 3
_ATOM = 9
_OPERATORS: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Mod: "%",
    ast.Pow: "^",
}
_NAMES = {code: name for name, code in PYTHON_CONSTANTS.items()} | {"np.pi": "pi"}
_FUNCTIONS = {code: name for name, code in reversed(PYTHON_FUNCTIONS.items())}


def to_text(node: Node) -> str:
    """The expression in our own grammar, spelled one way."""
    return _print(node)[0]


def _print(node: Node) -> tuple[str, int]:
    match node:
        case Number(text):
            return text, _ATOM
        case Name(name):
            return name, _ATOM
        case Negative(operand):
            return f"-{_inside(operand, _NEGATIVE)}", _NEGATIVE
        case Call(function, arguments):
            return f"{function}({', '.join(to_text(argument) for argument in arguments)})", _ATOM
        case Binary("^", left, right):
            return f"{_inside(left, _ATOM)}^{_inside(right, _NEGATIVE)}", _LEVELS["^"]
        case Binary(operator, left, right):
            level = _LEVELS[operator]
            return f"{_inside(left, level)} {operator} {_inside(right, level + 1)}", level


def _inside(node: Node, level: int) -> str:
    text, own = _print(node)
    return text if own >= level else f"({text})"


def from_python(node: ast.expr, names: frozenset[str] | set[str]) -> Node | None:  # noqa: PLR0911 - one case a node
    """The tree of a Python expression, None when it says more than our grammar can."""
    match node:
        case ast.Constant(value=bool()):
            return None
        case ast.Constant(value=int() | float() as value):
            return Number(repr(value))
        case ast.Name() | ast.Attribute():
            return _name(ast.unparse(node), names)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            inner = from_python(operand, names)
            return None if inner is None else Negative(inner)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            a, b = from_python(left, names), from_python(right, names)
            return None if a is None or b is None else Binary(_OPERATORS[type(op)], a, b)
        case ast.Call(func=func, args=args, keywords=[]):
            return _call(ast.unparse(func), args, names)
        case _:
            return None


def _name(text: str, names: frozenset[str] | set[str]) -> Node | None:
    if text in names or text in DIRECTIONS:
        return Name(text)
    return Name(_NAMES[text]) if text in _NAMES else None


def _call(text: str, args: list[ast.expr], names: frozenset[str] | set[str]) -> Node | None:
    function = _FUNCTIONS.get(text, text if text in names else None)
    inner = [from_python(argument, names) for argument in args]
    if function is None or not inner or any(item is None for item in inner):
        return None
    return Call(function, tuple(item for item in inner if item is not None))
