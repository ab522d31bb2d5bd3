"""What the rules share: which names are modules, which nodes a parent has vouched for, findings."""

import ast
from collections.abc import Sequence
from typing import Final

from backend.rendering.policy import rules
from backend.rendering.policy.bindings import Bindings
from backend.rendering.policy.finding import Finding, is_dunder
from backend.rendering.policy.own_names import own_reads
from backend.rendering.policy.parts import Parts, root_of
from backend.rendering.policy.texts import Texts

_SETTABLE: Final = rules.DUNDER_NAMES - {"__name__"}


def is_module_allowed(module: str) -> bool:
    """Whether a scene may import it."""
    if module in rules.MODULES_REFUSED:
        return False
    return module in rules.MODULES or any(
        module == tree or module.startswith(f"{tree}.") for tree in rules.MODULE_TREES
    )


def is_name_refused(module: str, name: str) -> bool:
    """Whether a module keeps a name from scenes that others may have, however it is reached."""
    if module == "scipy":
        return name in rules.SCIPY_REFUSED
    of_root = {"numpy": rules.NUMPY_REFUSED, "manim": rules.NAMES_REFUSED}
    return name in of_root.get(root_of(module), ())


class Scope:
    """The facts of one file."""

    def __init__(self, tree: ast.Module, nodes: Sequence[ast.AST]) -> None:
        self.findings: list[Finding] = []
        self.aliases: dict[str, str] = {}
        self._vouched: set[int] = set()
        self._own = own_reads(tree)
        self.bindings = Bindings(tree, nodes)
        self.texts = Texts(nodes, self.bindings)
        self.parts = Parts(tree)
        self.refused_by_star = frozenset[str]()
        """Names that `from module import *` may have brought, and that no scene needs."""
        for node in nodes:
            if isinstance(node, ast.Import):
                for alias in node.names:
                    name = alias.name if alias.asname else root_of(alias.name)
                    self.aliases[alias.asname or name] = name
            elif isinstance(node, ast.ImportFrom) and node.module:
                if node.names[0].name == "*":
                    # Manim's own names include numpy's.
                    self.aliases.setdefault("np", "numpy")
                    self._note_star(node.module)
                for alias in node.names:
                    full = f"{node.module}.{alias.name}"
                    if is_module_allowed(full) and alias.name != "*":
                        self.aliases[alias.asname or alias.name] = full

    def _note_star(self, module: str) -> None:
        if module in rules.STAR_MODULES:
            self.refused_by_star |= rules.ATTRIBUTES_REFUSED
        if module == "numpy":
            self.refused_by_star |= rules.NUMPY_REFUSED
            for part in rules.NUMPY_MODULES:
                self.aliases.setdefault(part, f"numpy.{part}")

    def is_own(self, node: ast.AST) -> bool:
        """Whether a name is read that a function has bound for itself."""
        return id(node) in self._own

    def may_look_up(self, base: ast.expr, key: str) -> bool:
        """Whether an attribute that is named by a text may be read, as if it stood in the code."""
        module = self.aliases.get(base.id, "") if isinstance(base, ast.Name) else ""
        return (
            not key.startswith("_")
            and key not in rules.ATTRIBUTES_REFUSED
            and key != "format"
            and not is_name_refused(module, key)
        )

    def find(self, rule: str, node: ast.AST, message: str) -> None:
        """Add a finding."""
        self.findings.append(Finding(rule, getattr(node, "lineno", 1), message))

    def vouch(self, node: ast.AST) -> None:
        """A parent knows that this node is harmless where it stands."""
        self._vouched.add(id(node))

    def is_vouched(self, node: ast.AST) -> bool:
        """Whether a parent did."""
        return id(node) in self._vouched

    def check_binding(self, name: str | None, node: ast.AST) -> None:
        """Names of the interpreter are not set by a scene."""
        if name and is_dunder(name) and name not in _SETTABLE:
            self.find("dunder", node, f"`{name}` cannot be set.")
