"""Modules of which a scene may use a part: which names stand for them, and whether a read is fine.

Models write `import os` above scenes that never use it, and ask `os.path.exists` for an asset. What
is never read is of no use to anybody; what is read has to be one of the parts that are listed.
"""

import ast

from backend.rendering.policy import rules


def _is_listed(dotted: str) -> bool:
    module, _, name = dotted.partition(".")
    parts = rules.PARTS_OF_MODULES.get(module, frozenset[str]())
    return any(name == part or name.startswith(f"{part}.") for part in parts)


def root_of(module: str) -> str:
    """The first part of a dotted name."""
    return module.partition(".")[0]


class Parts:
    """What a file's names stand for, of modules that are allowed in part."""

    def __init__(self, tree: ast.Module) -> None:
        self._origins: dict[str, str] = {}
        self._at_top: set[int] = set()
        for statement in tree.body:
            self._note(statement)
            if isinstance(statement, ast.Try | ast.If):
                for inner in ast.iter_child_nodes(statement):
                    self._note(inner)

    def allows_import(self, node: ast.AST, module: str) -> bool:
        """Whether the import may stand; what its names are used for is another question.

        A module only at the top of a file: as an attribute of a class or a variable of a function
        it can be read by ways that are not looked at.
        """
        is_at_top = root_of(module) in rules.PARTS_OF_MODULES and id(node) in self._at_top
        return is_at_top or (
            isinstance(node, ast.ImportFrom)
            and all(_is_listed(f"{module}.{alias.name}") for alias in node.names)
        )

    def is_partial(self, name: str) -> bool:
        """Whether a name stands for such a module, or for something of it."""
        return name in self._origins

    def origin_of(self, name: str) -> str:
        """The module or the part of it that a name stands for."""
        return self._origins[name]

    def is_part(self, name: str) -> bool:
        """Whether the name alone is such a part, as after `from os.path import join`."""
        return _is_listed(self._origins.get(name, ""))

    def base_of(self, node: ast.Attribute) -> ast.Name | None:
        """The name at the start of `os.path.join`, if all of it is a part that may be used."""
        attributes: list[str] = []
        inner: ast.expr = node
        while isinstance(inner, ast.Attribute):
            attributes.append(inner.attr)
            inner = inner.value
        if not isinstance(inner, ast.Name) or inner.id not in self._origins:
            return None
        dotted = ".".join([self._origins[inner.id], *reversed(attributes)])
        return inner if _is_listed(dotted) else None

    def _note(self, node: ast.AST) -> None:
        match node:
            case ast.Import(names=aliases):
                for alias in aliases:
                    name = alias.name if alias.asname else root_of(alias.name)
                    self._stand_for(alias.asname or name, name)
            case ast.ImportFrom(module=str(module), names=aliases, level=0):
                for alias in aliases:
                    self._stand_for(alias.asname or alias.name, f"{module}.{alias.name}")
            case _:
                return
        self._at_top.add(id(node))

    def _stand_for(self, name: str, origin: str) -> None:
        if root_of(origin) in rules.PARTS_OF_MODULES:
            known = self._origins.setdefault(name, origin)
            if known != origin:
                self._origins[name] = root_of(origin)  # two things: nothing of either is sure
