"""The only names an expression may use besides its variables and the document's parameters."""

import math
from collections.abc import Callable

CONSTANTS = {"pi": math.pi, "e": math.e, "tau": math.tau}
PYTHON_CONSTANTS = {"pi": "PI", "e": "np.e", "tau": "TAU"}
TYPST_CONSTANTS = {"pi": "pi", "e": "e", "tau": "tau"}

# Directions are vectors: allowed where a point is wanted, refused where a number is.
DIRECTIONS = frozenset(
    {"UP", "DOWN", "LEFT", "RIGHT", "ORIGIN", "UL", "UR", "DL", "DR", "IN", "OUT"}
)


def _natural(value: float) -> float:
    return math.log(value)


def _absolute(value: float) -> float:
    return abs(value)


def _sign(value: float) -> float:
    return math.copysign(1.0, value) if value else 0.0


FUNCTIONS: dict[str, Callable[..., float]] = {
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "asin": math.asin,
    "acos": math.acos,
    "atan": math.atan,
    "sinh": math.sinh,
    "cosh": math.cosh,
    "tanh": math.tanh,
    "exp": math.exp,
    "ln": _natural,
    "log": _natural,
    "log10": math.log10,
    "log2": math.log2,
    "sqrt": math.sqrt,
    "abs": _absolute,
    "floor": math.floor,
    "ceil": math.ceil,
    "sign": _sign,
    "min": min,
    "max": max,
}

PYTHON_FUNCTIONS = {
    "sin": "np.sin",
    "cos": "np.cos",
    "tan": "np.tan",
    "asin": "np.arcsin",
    "acos": "np.arccos",
    "atan": "np.arctan",
    "sinh": "np.sinh",
    "cosh": "np.cosh",
    "tanh": "np.tanh",
    "exp": "np.exp",
    "ln": "np.log",
    "log": "np.log",
    "log10": "np.log10",
    "log2": "np.log2",
    "sqrt": "np.sqrt",
    "abs": "abs",
    "floor": "np.floor",
    "ceil": "np.ceil",
    "sign": "np.sign",
    "min": "min",
    "max": "max",
}

ALIASES = {
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "π": "pi",
    "τ": "tau",
    "sgn": "sign",
    "lg": "log10",
}

# Functions of two or more arguments; every other one takes exactly one.
MANY_ARGUMENTS = frozenset({"min", "max"})
