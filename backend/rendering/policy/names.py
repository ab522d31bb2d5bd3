"""Rules about names and attributes."""

import ast
from collections.abc import Callable, Mapping

from backend.rendering.policy import rules
from backend.rendering.policy.finding import is_dunder
from backend.rendering.policy.parts import root_of
from backend.rendering.policy.scope import Scope, is_name_refused


class NameRules:
    """What may be read, and what may be set."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def table(self) -> Mapping[type[ast.AST], Callable[[ast.AST], None]]:
        """The rule for each kind of node."""
        return {
            ast.Name: self._name,
            ast.Attribute: self._attribute,
            ast.Subscript: self._subscript,
            ast.ClassDef: self._class,
            ast.FunctionDef: self._function,
            ast.arg: self._argument,
            ast.Global: self._global,
            ast.Nonlocal: self._global,
            ast.ExceptHandler: self._handler,
            ast.MatchClass: self._match_class,
            ast.MatchAs: self._capture,
            ast.MatchStar: self._capture,
            ast.MatchMapping: self._rest,
            ast.Compare: self._compare,
        }

    def _name(self, node: ast.AST) -> None:
        if not isinstance(node, ast.Name):
            return
        name, scope = node.id, self._scope
        if isinstance(node.ctx, ast.Store | ast.Del):
            scope.check_binding(name, node)
        elif scope.is_own(node) or scope.bindings.is_settled(node):
            return
        elif scope.parts.is_partial(name):
            self._check_part(name, node)
        elif name == "config":
            if not scope.is_vouched(node):
                message = "Read or set one setting of `config` at a time, by name."
                scope.find("config", node, message)
        elif name in rules.REFLECTION:
            if not scope.is_vouched(node):
                scope.find("reflection", node, f"Call `{name}` directly, with a plain name.")
        else:
            self._check_plain(name, node)

    def _check_part(self, name: str, node: ast.Name) -> None:
        if not self._scope.is_vouched(node) and not self._scope.parts.is_part(name):
            origin = self._scope.parts.origin_of(name)
            advice = rules.HINTS.get(root_of(origin)) or rules.IMPORT_ADVICE
            self._scope.find("import", node, f"`{origin}` cannot be used in a scene. {advice}")

    def _check_plain(self, name: str, node: ast.Name) -> None:
        if self._scope.is_vouched(node):
            return
        if hint := rules.NAMES_REFUSED.get(name):
            if self._scope.bindings.is_bound(name):
                hint = f"Choose another name than `{name}` at the top of a file or class."
            self._scope.find("name", node, f"`{name}` cannot be used in a scene. {hint}")
        elif is_dunder(name) and name not in rules.DUNDER_NAMES:
            self._scope.find("dunder", node, f"`{name}` cannot be used in a scene.")
        elif name in self._scope.refused_by_star:
            hint = "Import the names that are needed, not `*`."
            self._scope.find("name", node, f"`{name}` cannot be used in a scene. {hint}")

    def _attribute(self, node: ast.AST) -> None:
        if not isinstance(node, ast.Attribute):
            return
        name = node.attr
        if self._is_log_line(node):
            self._scope.vouch(node.value)
        if base := self._scope.parts.base_of(node):
            self._scope.vouch(base)
        if is_dunder(name):
            self._check_dunder(node)
        elif self._is_refused(node):
            self._scope.find("attribute", node, f"`.{name}` cannot be used in a scene.")
        if self._is_config(node.value):
            self._check_config(name, node)
        elif self._is_config(node) and not self._scope.is_vouched(node):
            message = "Read or set one setting of `config` at a time, by name."
            self._scope.find("config", node, message)

    def _is_refused(self, node: ast.Attribute) -> bool:
        name, value = node.attr, node.value
        module = self._scope.aliases.get(value.id) if isinstance(value, ast.Name) else None
        if name in rules.ATTRIBUTES_REFUSED:
            return not self._is_of_the_scene(node)
        if module is None:
            return name in rules.PICKLING
        if isinstance(node.ctx, ast.Store | ast.Del):
            return True
        return name.startswith("_") or is_name_refused(module, name)

    def _is_log_line(self, node: ast.Attribute) -> bool:
        """`logger.info(...)` says something and gives nothing back."""
        is_logger = isinstance(node.value, ast.Name) and node.value.id == "logger"
        return (
            is_logger and node.attr in rules.LOGGING_CALLS and self._scope.bindings.is_called(node)
        )

    def _is_of_the_scene(self, node: ast.Attribute) -> bool:
        """`self.system`, a word of everyday scenes: set in this file and never called, or a method.

        A method of the file's own is called by `self` alone.
        """
        bindings = self._scope.bindings
        if node.attr not in rules.ATTRIBUTES_OF_SCENES or not isinstance(node.value, ast.Name):
            return False
        if node.value.id in self._scope.aliases:
            return False
        if bindings.is_called(node):
            return node.value.id == "self" and bindings.is_method(node.attr)
        return bindings.is_set_on_self(node.attr)

    def _check_dunder(self, node: ast.Attribute) -> None:
        if node.attr in rules.DUNDER_ATTRIBUTES:
            inner = node.value
            # `x.__class__.__name__` is how people print the name of a class.
            if isinstance(inner, ast.Attribute) and (inner.attr, node.attr) == (
                "__class__",
                "__name__",
            ):
                self._scope.vouch(inner)
        elif node.attr == "__class__" and isinstance(node.value, ast.Name):
            # What leads on from a class is refused by its own name.
            return
        elif not self._scope.is_vouched(node):
            self._scope.find("dunder", node, f"`.{node.attr}` cannot be used in a scene.")

    def _subscript(self, node: ast.AST) -> None:
        if isinstance(node, ast.Subscript) and self._is_config(node.value):
            key = node.slice.value if isinstance(node.slice, ast.Constant) else None
            self._check_config(key, node)

    def _check_config(self, key: object, node: ast.Attribute | ast.Subscript) -> None:
        self._scope.vouch(node.value)
        is_set = isinstance(node.ctx, ast.Store | ast.Del) and key in rules.CONFIG_NOT_SET
        if is_set and key in rules.CONFIG_SET_AT_TOP and self._scope.bindings.is_set_at_top(node):
            return
        if is_set or key not in rules.CONFIG_KEYS:
            message = f"The renderer sets `config.{key}` from the plan. Delete it."
            self._scope.find("config", node, message)

    def _class(self, node: ast.AST) -> None:
        if isinstance(node, ast.ClassDef):
            self._scope.check_binding(node.name, node)
            for keyword in node.keywords:
                self._check_class_keyword(keyword, node)

    def _check_class_keyword(self, keyword: ast.keyword, node: ast.ClassDef) -> None:
        value = keyword.value
        is_known = isinstance(value, ast.Name) and value.id in rules.METACLASSES
        if keyword.arg is None or (keyword.arg == "metaclass" and not is_known):
            self._scope.find("class", node, "A scene's class takes no such keyword.")

    def _function(self, node: ast.AST) -> None:
        name = node.name if isinstance(node, ast.FunctionDef) else ""
        if is_dunder(name) and name not in rules.DUNDER_DEFINED:
            self._scope.find("dunder", node, f"`{name}` cannot be defined in a scene.")

    def _argument(self, node: ast.AST) -> None:
        if isinstance(node, ast.arg):
            self._scope.check_binding(node.arg, node)

    def _global(self, node: ast.AST) -> None:
        for name in node.names if isinstance(node, ast.Global | ast.Nonlocal) else []:
            self._scope.check_binding(name, node)

    def _handler(self, node: ast.AST) -> None:
        if isinstance(node, ast.ExceptHandler):
            self._scope.check_binding(node.name, node)

    def _capture(self, node: ast.AST) -> None:
        if isinstance(node, ast.MatchAs | ast.MatchStar):
            self._scope.check_binding(node.name, node)

    def _rest(self, node: ast.AST) -> None:
        if isinstance(node, ast.MatchMapping):
            self._scope.check_binding(node.rest, node)

    def _compare(self, node: ast.AST) -> None:
        """`"x" in locals()` only answers whether."""
        match node:
            case ast.Compare(
                ops=[ast.In() | ast.NotIn()],
                comparators=[ast.Call(func=ast.Name(id="locals" | "globals" | "dir") as asked)],
            ):
                self._scope.vouch(asked)
            case _:
                pass

    def _match_class(self, node: ast.AST) -> None:
        for name in node.kwd_attrs if isinstance(node, ast.MatchClass) else []:
            if name.startswith("_") or name in rules.ATTRIBUTES_REFUSED:
                self._scope.find("dunder", node, f"A pattern cannot read `{name}`.")

    def _is_config(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            return node.attr == "config" and self._scope.aliases.get(node.value.id) == "manim"
        is_name = isinstance(node, ast.Name) and node.id == "config"
        return is_name and not self._scope.is_own(node)
