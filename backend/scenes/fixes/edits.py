"""Small changes to source text at the places of its tree; everything else stays as it is."""

import ast
from collections.abc import Iterator


class Edits:
    """Replacements in one source text, all placed by the text as it was."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._raw = source.encode()
        self._starts = [0]
        for line in self._raw.split(b"\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._changes: list[tuple[int, int, str]] = []

    def span(self, node: ast.expr | ast.stmt | ast.keyword | ast.arg) -> tuple[int, int]:
        end_line, end_col = node.end_lineno or node.lineno, node.end_col_offset or 0
        return (
            self._starts[node.lineno - 1] + node.col_offset,
            self._starts[end_line - 1] + end_col,
        )

    def text(self, node: ast.expr | ast.stmt | ast.keyword) -> str:
        start, end = self.span(node)
        return self._raw[start:end].decode()

    def replace(self, node: ast.expr | ast.stmt | ast.keyword, text: str) -> "Edits":
        start, end = self.span(node)
        self._changes.append((start, end, text))
        return self

    def after(self, node: ast.expr | ast.stmt | ast.arg, text: str) -> "Edits":
        _, end = self.span(node)
        self._changes.append((end, end, text))
        return self

    def drop_argument(self, call: ast.Call, argument: ast.keyword | ast.expr) -> "Edits":
        """Takes an argument out of a call together with its comma."""
        start, end = self.span(argument)
        after = self._raw[end:]
        gap = len(after) - len(after.lstrip(b" \n"))
        if after.lstrip(b" \n").startswith(b","):
            rest = after[gap + 1 :]
            end += gap + 1 + len(rest) - len(rest.lstrip(b" "))
        else:
            before = self._raw[:start].rstrip()
            if before.endswith(b","):
                start = len(before) - 1
        del call
        self._changes.append((start, end, ""))
        return self

    def result(self) -> str:
        raw = self._raw
        for start, end, text in sorted(self._changes, reverse=True):
            raw = raw[:start] + text.encode() + raw[end:]
        return raw.decode()


def on_line(tree: ast.AST, line: int) -> Iterator[ast.AST]:
    """The nodes that touch a line, outermost first."""
    for node in ast.walk(tree):
        first, last = getattr(node, "lineno", None), getattr(node, "end_lineno", None)
        if first is not None and last is not None and first <= line <= last:
            yield node


def statement_at(tree: ast.AST, line: int) -> ast.stmt | None:
    """The innermost simple statement that touches a line."""
    found: ast.stmt | None = None
    for node in on_line(tree, line):
        if isinstance(node, ast.stmt) and not hasattr(node, "body"):
            found = node
    return found


def calls_at(tree: ast.AST, line: int) -> list[ast.Call]:
    """The calls of the statement at a line, outermost first."""
    statement = statement_at(tree, line)
    root = statement if statement is not None else tree
    if statement is None:
        return [node for node in on_line(root, line) if isinstance(node, ast.Call)]
    return [node for node in ast.walk(root) if isinstance(node, ast.Call)]


def callee(call: ast.Call) -> str:
    """The last name of what is called."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""
