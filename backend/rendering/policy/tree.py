"""Walking the tree: parents before children, each node shown to the rules for its kind."""

import ast
from collections.abc import Callable, Mapping, Sequence

from backend.rendering.policy.calls import CallRules
from backend.rendering.policy.finding import Finding
from backend.rendering.policy.imports import ImportRules
from backend.rendering.policy.names import NameRules
from backend.rendering.policy.scope import Scope
from backend.rendering.policy.values import ValueRules

_Rule = Callable[[ast.AST], None]


def _is_main_guard(node: ast.stmt) -> bool:
    """`if __name__ == "__main__":`, which never holds in the renderer."""
    match node:
        case ast.If(
            test=ast.Compare(
                left=ast.Name(id="__name__"),
                ops=[ast.Eq()],
                comparators=[ast.Constant(value="__main__")],
            )
        ):
            return True
        case _:
            return False


def inspect_tree(tree: ast.Module, nodes: Sequence[ast.AST]) -> list[Finding]:
    """Every finding of a whole file, of which `nodes` are all the nodes."""
    scope = Scope(tree, nodes)
    tables = [rules.table() for rules in (ImportRules(scope), NameRules(scope))]
    tables += [rules.table() for rules in (CallRules(scope), ValueRules(scope))]
    for statement in tree.body:
        if isinstance(statement, ast.If) and _is_main_guard(statement):
            for other in statement.orelse:
                _walk(other, tables)
        else:
            _walk(statement, tables)
    return scope.findings


def _walk(root: ast.AST, tables: list[Mapping[type[ast.AST], _Rule]]) -> None:
    stack = [root]
    while stack:
        node = stack.pop()
        for table in tables:
            if rule := table.get(type(node)):
                rule(node)
        stack.extend(reversed(list(ast.iter_child_nodes(node))))
