"""Rules about text, numbers and the statements that no scene needs."""

import ast
from collections.abc import Callable, Mapping
from typing import Final

from backend.rendering.policy import rules
from backend.rendering.policy.amounts import too_large
from backend.rendering.policy.scope import Scope

_SPOKEN: Final = rules.DUNDER_ATTRIBUTES | rules.DUNDER_NAMES | {"__main__"}
_SPOKEN_IN_PROSE: Final = _SPOKEN | {"__class__", "__dict__"}
_PROSE_WORDS: Final = 4


def _spoken(value: str) -> frozenset[str]:
    """The names that a text may hold: more of them when it is a sentence."""
    return _SPOKEN_IN_PROSE if len(value.split()) >= _PROSE_WORDS else _SPOKEN


def _is_harmless(value: str) -> bool:
    """Whether a text names nothing of the interpreter, or only names it."""
    unspoken = set(rules.DUNDER_WORD.findall(value)) - _spoken(value)
    return not unspoken or bool(rules.BARE_DUNDER.fullmatch(value))


class ValueRules:
    """What may stand in the code as it is."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._labels: set[int] = set()

    def table(self) -> Mapping[type[ast.AST], Callable[[ast.AST], None]]:
        """The rule for each kind of node."""
        refused = (ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith, ast.Await)
        displays = (ast.List, ast.Tuple, ast.Set, ast.Dict)
        return {
            **dict.fromkeys(displays, self._display),
            ast.Constant: self._constant,
            ast.BinOp: self._operation,
            **dict.fromkeys(refused, self._refuse_async),
        }

    def _display(self, node: ast.AST) -> None:
        """Texts in a row are labels, more likely than files."""
        self._labels.update(map(id, ast.iter_child_nodes(node)))

    def _constant(self, node: ast.AST) -> None:
        value = node.value if isinstance(node, ast.Constant) else None
        if isinstance(value, bytes):
            self._check_text(value.decode("latin-1"), node)
        elif isinstance(value, str):
            self._check_text(value, node)
        elif isinstance(value, int) and value.bit_length() > rules.INT_BITS_MAX:
            self._scope.find("amount", node, "The number is too large.")

    def _check_text(self, value: str, node: ast.AST) -> None:
        find = self._scope.find
        is_shown = self._scope.is_vouched(node)
        if len(value) > rules.TEXT_MAX:
            find("size", node, f"A text is at most {rules.TEXT_MAX} characters.")
        elif not is_shown and not _is_harmless(value):
            find("dunder", node, "A text cannot contain a name with double underscores.")
        elif not is_shown and id(node) not in self._labels and rules.HOST_PATH.search(value):
            find("file", node, "A scene cannot use paths; name an asset by its file name.")
        elif found := rules.TEX.search(value):
            find("tex", node, f"The TeX command `{found.group()}` cannot be used in a scene.")

    def _operation(self, node: ast.AST) -> None:
        if isinstance(node, ast.BinOp) and too_large([node], None):
            self._scope.find("amount", node, "The value is too large.")

    def _refuse_async(self, node: ast.AST) -> None:
        self._scope.find("async", node, "A scene runs in plain order: remove async and await.")
