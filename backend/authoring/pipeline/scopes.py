"""How much of a file may be rewritten: the failing statement, its block, then everything."""

import ast

from backend.scenes.fixes import surface
from backend.scenes.fixes.edits import callee, calls_at, statement_at

Lines = tuple[int, int]
_BLOCK_LINES = 8


def widening(source: str, line: int | None) -> list[Lines | None]:
    """The parts that hold a line, the smallest first; None is the whole file."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return [None]
    statement = statement_at(tree, line) if line else None
    if statement is None:
        return [None]
    small: Lines = (statement.lineno, statement.end_lineno or statement.lineno)
    block = _block(tree, small, source.count("\n") + 1)
    return [small, *([block] if block != small else []), None]


def _block(tree: ast.AST, small: Lines, last_line: int) -> Lines:
    """The innermost loop or condition around it, else its neighbours in the same body."""
    holders = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.For | ast.While | ast.If | ast.With | ast.FunctionDef)
        and node.lineno <= small[0]
        and (node.end_lineno or 0) >= small[1]
    ]
    inner = max(holders, key=lambda node: node.lineno, default=None)
    if inner is not None and not isinstance(inner, ast.FunctionDef):
        return (inner.lineno, inner.end_lineno or inner.lineno)
    body = inner.body if inner is not None else []
    spans = [(item.lineno, item.end_lineno or item.lineno) for item in body]
    near = [span for span in spans if abs(span[0] - small[0]) <= _BLOCK_LINES // 2]
    if not near:
        return small
    return (near[0][0], min(near[-1][1], last_line))


def signatures(source: str, line: int | None, limit: int = 3) -> str:
    """The real signatures of what is called in a line."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return ""
    names = dict.fromkeys(callee(call) for call in calls_at(tree, line)) if line else {}
    found = [text for name in names if (text := surface.signature_of(name))]
    return "\n".join(text[:400] for text in found[:limit])
