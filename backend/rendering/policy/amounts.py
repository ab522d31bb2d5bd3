"""How large a value is that code computes from constants, without computing it."""

import ast
import math
from collections.abc import Sequence

from backend.rendering.policy import rules


def _magnitude(node: ast.expr) -> float | None:
    """The base-2 logarithm of a number made of constants, or None when names are in it."""
    match node:
        case ast.Constant(value=int() | float() as value):
            return math.log2(abs(value)) if value else 0.0
        case ast.UnaryOp(operand=operand):
            return _magnitude(operand)
        case ast.BinOp(left=left, op=op, right=right):
            one, other = _magnitude(left), _magnitude(right)
            if one is None or other is None:
                return None
            return _combined(op, one, other)
        case _:
            return None


def _combined(op: ast.operator, one: float, other: float) -> float | None:
    if isinstance(op, ast.Pow):
        return one * 2.0 ** min(other, 64.0)
    if isinstance(op, ast.LShift):
        return one + 2.0 ** min(other, 64.0)
    if isinstance(op, ast.Mult):
        return one + other
    if isinstance(op, ast.Add | ast.Sub):
        return max(one, other) + 1
    return one if isinstance(op, ast.FloorDiv | ast.Div | ast.Mod) else None


def _is_sequence(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str | bytes)
    return isinstance(node, ast.List | ast.Tuple | ast.JoinedStr)


def too_large(nodes: Sequence[ast.expr], limit: float | None) -> bool:
    """Whether a value is above a limit or, without one, too large for any purpose of a scene."""
    for node in nodes:
        if limit is None and isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
            sides = (node.left, node.right)
            sizes = [size for side in sides if (size := _magnitude(side)) is not None]
            if any(map(_is_sequence, sides)) and sizes and max(sizes) > math.log2(rules.REPEAT_MAX):
                return True
        size = _magnitude(node)
        if size is not None and size > (math.log2(limit) if limit else rules.POWER_BITS_MAX):
            return True
    return False
