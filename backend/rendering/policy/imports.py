"""Rules about imports."""

import ast
from collections.abc import Callable, Mapping

from backend.rendering.policy import rules
from backend.rendering.policy.parts import root_of
from backend.rendering.policy.scope import Scope, is_module_allowed, is_name_refused


class ImportRules:
    """Which modules, and which of their names."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def table(self) -> Mapping[type[ast.AST], Callable[[ast.AST], None]]:
        """The rule for each kind of node."""
        return {ast.Import: self._import, ast.ImportFrom: self._import_from}

    def _import(self, node: ast.AST) -> None:
        for alias in node.names if isinstance(node, ast.Import) else []:
            if not self._scope.parts.allows_import(node, alias.name):
                self._check_module(alias.name, node)
            self._scope.check_binding(alias.asname or root_of(alias.name), node)

    def _import_from(self, node: ast.AST) -> None:
        if not isinstance(node, ast.ImportFrom):
            return
        if node.level or not node.module:
            message = "A scene is one file: it cannot import from a folder."
            self._scope.find("import", node, message)
            return
        names = [f"{node.module}.{alias.name}" for alias in node.names]
        if not self._scope.parts.allows_import(node, node.module) and not all(
            map(is_module_allowed, names)
        ):
            self._check_module(node.module, node)
        for alias in node.names:
            if alias.name == "*":
                self._check_star(node.module, node)
            else:
                self._check_imported(node.module, alias, node)
            self._scope.check_binding(alias.asname or alias.name, node)

    def _check_module(self, module: str, node: ast.AST) -> None:
        if not is_module_allowed(module):
            advice = rules.HINTS.get(root_of(module)) or rules.IMPORT_ADVICE
            self._scope.find("import", node, f"`{module}` cannot be imported here. {advice}")

    def _check_star(self, module: str, node: ast.AST) -> None:
        if root_of(module) != "manim" and module not in rules.STAR_MODULES:
            message = f"Import the names that are needed from `{module}`, not `*`."
            self._scope.find("import", node, message)

    def _check_imported(self, module: str, alias: ast.alias, node: ast.AST) -> None:
        name = alias.name
        refused = (
            name in rules.ATTRIBUTES_REFUSED
            or f"{module}.{name}" in rules.MODULES_REFUSED
            or is_name_refused(module, name)
            or (name.startswith("_") and module != "__future__")
        )
        if alias.asname and (root_of(module), name) == ("manim", "config"):
            self._scope.find("config", node, "Import `config` by its own name.")
        if refused:
            message = f"`{name}` of `{module}` cannot be used in a scene."
            self._scope.find("import", node, message)
