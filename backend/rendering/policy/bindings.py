"""What a file sets, and what it calls, whatever the block it stands in."""

import ast
from collections.abc import Sequence


class Bindings:
    """Facts about all of a file at once, so that they hold wherever code runs first."""

    def __init__(self, tree: ast.Module, nodes: Sequence[ast.AST]) -> None:
        self._values: dict[str, list[ast.Constant | None]] = {}
        self._set_on_self: set[str] = set()
        self._called: set[int] = set()
        self._methods: set[str] = set()
        self.sets_by_name = False
        """Whether `setattr` is called anywhere."""
        self._settled: dict[str, int] = {}
        self._set_at_top: set[int] = set()
        for node in nodes:
            self._note(node)
            if isinstance(node, ast.ClassDef):
                inner = (part for part in node.body if isinstance(part, ast.FunctionDef))
                self._methods |= {method.name for method in inner if not method.decorator_list}
        for statement in tree.body:
            self._note_top(statement)
        for node in nodes:
            self._unsettle(node)

    def is_bound(self, name: str) -> bool:
        """Whether the file sets this name anywhere."""
        return name in self._values

    def times_bound(self, name: str) -> int:
        """In how many places the file sets this name."""
        return len(self._values.get(name, []))

    def is_set_on_self(self, attribute: str) -> bool:
        """Whether the file sets this attribute of `self` anywhere."""
        return attribute in self._set_on_self

    def is_method(self, name: str) -> bool:
        """Whether a class of the file defines it as a function, and nothing else binds it."""
        return name in self._methods and self.times_bound(name) == 1

    def is_settled(self, node: ast.Name) -> bool:
        """Whether a name is read after the top of the file has set it for good."""
        line = self._settled.get(node.id)
        return line is not None and node.lineno > line

    def is_set_at_top(self, node: ast.AST) -> bool:
        """Whether a plain assignment at the top of the file, outside of any block, sets this."""
        return id(node) in self._set_at_top

    def is_called(self, node: ast.AST) -> bool:
        """Whether a node is what a call calls."""
        return id(node) in self._called

    def constant_of(self, name: str) -> object:
        """The plain value of a name that is set to it once and never otherwise, or None."""
        match self._values.get(name):
            # One plain assignment shows twice: as a statement, and as the name that it stores.
            case [ast.Constant(value=value), None]:
                return value
            case _:
                return None

    def _note_top(self, statement: ast.stmt) -> None:
        match statement:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                self._settle(name, statement)
            case ast.Assign(targets=targets):
                for target in targets:
                    parts = target.elts if isinstance(target, ast.Tuple) else [target]
                    self._set_at_top.update(map(id, parts))
                    for part in parts:
                        self._settle(part.id if isinstance(part, ast.Name) else "", statement)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr()):
                self._settle(name, statement)
            case _:
                pass

    def _unsettle(self, node: ast.AST) -> None:
        """What is imported or deleted anywhere is not what the top of the file has set it to."""
        match node:
            case ast.ImportFrom(names=[ast.alias(name="*")], lineno=line):
                self._settled = {k: v for k, v in self._settled.items() if v > line}
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                for alias in aliases:
                    self._settled.pop(alias.asname or alias.name.partition(".")[0], None)
            case ast.Name(id=name, ctx=ast.Del()):
                self._settled.pop(name, None)
            case _:
                pass

    def _settle(self, name: str, statement: ast.stmt) -> None:
        self._settled.setdefault(name, statement.end_lineno or statement.lineno)

    def _note(self, node: ast.AST) -> None:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant() as value):
                self._bind(name, value)
            case ast.Attribute(value=ast.Name(id="self"), attr=attribute, ctx=ast.Store()):
                self._set_on_self.add(attribute)
                self._bind(attribute)
            case ast.Attribute(attr=attribute, ctx=ast.Store() | ast.Del()):
                self._bind(attribute)
            case ast.Call(func=function):
                self._called.add(id(function))
                self.sets_by_name |= isinstance(function, ast.Name) and function.id == "setattr"
            case ast.Import(names=aliases):
                for alias in aliases:
                    self._bind(alias.asname or alias.name.partition(".")[0])
            case ast.ImportFrom(module=module, names=aliases):
                is_manim = (module or "").partition(".")[0] == "manim"
                for alias in aliases:
                    # Manim's own names under their own names are what they are anyway.
                    if alias.asname or not is_manim:
                        self._bind(alias.asname or alias.name)
            case _:
                self._bind(_bound_by(node))

    def _bind(self, name: str | None, value: ast.Constant | None = None) -> None:
        if name:
            self._values.setdefault(name, []).append(value)


def _bound_by(node: ast.AST) -> str | None:
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()) | ast.arg(arg=name):
            return name
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return name
        case ast.ExceptHandler(name=name) | ast.MatchAs(name=name) | ast.MatchStar(name=name):
            return name
        case ast.MatchMapping(rest=name):
            return name
        case _:
            return None
