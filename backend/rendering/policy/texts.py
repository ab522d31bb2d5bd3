"""Names that can only hold texts which stand in the code: `for name in ["sin", "cos"]`."""

import ast
from collections.abc import Iterator, Sequence

from backend.rendering.policy.bindings import Bindings


class Texts:
    """Which texts a name may hold, where that is certain for the whole of a file."""

    def __init__(self, nodes: Sequence[ast.AST], bindings: Bindings) -> None:
        self._bindings = bindings
        self._texts: dict[str, list[str]] = {}
        self._explained: dict[str, int] = {}
        for node in nodes:
            if isinstance(node, ast.For | ast.comprehension):
                for name, texts in self._looped(node.target, node.iter):
                    self._texts.setdefault(name, []).extend(texts)
                    self._explained[name] = self._explained.get(name, 0) + 1

    def held_by(self, name: str) -> list[str]:
        """All that the name may hold, or nothing when that is not certain."""
        is_known = self._explained.get(name) == self._bindings.times_bound(name)
        return self._texts[name] if is_known and name in self._texts else []

    def _looped(self, target: ast.expr, over: ast.expr) -> Iterator[tuple[str, list[str]]]:
        match target, over:
            case ast.Tuple(elts=[_, inner]), ast.Call(func=ast.Name(id="enumerate"), args=[items]):
                if not self._bindings.is_bound("enumerate"):
                    yield from self._looped(inner, items)
            case ast.Tuple(elts=[ast.Name() as key, _]), ast.Call(
                func=ast.Attribute(value=ast.Dict(keys=keys), attr="items"), args=[]
            ):
                yield from _held(key, keys)
            case ast.Tuple(elts=names), ast.List(elts=rows) | ast.Tuple(elts=rows):
                for index, name in enumerate(names):
                    yield from _held(name, [_at(row, index, len(names)) for row in rows])
            case ast.Name(), ast.List(elts=items) | ast.Tuple(elts=items):
                yield from _held(target, items)
            case _:
                return


def _at(row: ast.expr, index: int, length: int) -> ast.expr | None:
    parts = row.elts if isinstance(row, ast.Tuple | ast.List) else []
    return parts[index] if len(parts) == length else None


def _held(
    target: ast.expr, values: list[ast.expr] | list[ast.expr | None]
) -> Iterator[tuple[str, list[str]]]:
    texts = [x.value for x in values if isinstance(x, ast.Constant) and isinstance(x.value, str)]
    if isinstance(target, ast.Name) and len(texts) == len(values):
        yield target.id, texts
