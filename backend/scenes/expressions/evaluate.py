"""Tree → number, for checks and for readouts; a value that does not exist is `nan`."""

import math
from collections.abc import Mapping

from backend.scenes.expressions.tree import Binary, Call, Name, Negative, Node, Number
from backend.scenes.expressions.vocabulary import CONSTANTS, FUNCTIONS


def evaluate(node: Node, values: Mapping[str, float] | None = None) -> float:
    """The value of the expression, `nan` outside its domain or when a name has no value."""
    try:
        return _value(node, values or {})
    except (ValueError, ZeroDivisionError, OverflowError, KeyError):
        return math.nan


def _value(node: Node, values: Mapping[str, float]) -> float:
    match node:
        case Number():
            return node.value
        case Name(name):
            return values[name] if name in values else CONSTANTS[name]
        case Negative(operand):
            return -_value(operand, values)
        case Binary(operator, left, right):
            return _binary(operator, _value(left, values), _value(right, values))
        case Call(function, arguments):
            return float(FUNCTIONS[function](*(_value(a, values) for a in arguments)))


def _binary(operator: str, left: float, right: float) -> float:
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return left / right
        case "%":
            return left % right
        case _:
            return math.pow(left, right)
