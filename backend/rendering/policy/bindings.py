"""What a file sets, and what it calls, whatever the block it stands in."""

import ast


class Bindings:
    """Facts about all of a file at once, so that they hold wherever code runs first."""

    def __init__(self, tree: ast.Module) -> None:
        self._values: dict[str, list[ast.Constant | None]] = {}
        self._set_on_self: set[str] = set()
        self._called: set[int] = set()
        for node in ast.walk(tree):
            self._note(node)

    def is_bound(self, name: str) -> bool:
        """Whether the file sets this name anywhere."""
        return name in self._values

    def is_set_on_self(self, attribute: str) -> bool:
        """Whether the file sets this attribute of `self` anywhere."""
        return attribute in self._set_on_self

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

    def _note(self, node: ast.AST) -> None:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant() as value):
                self._bind(name, value)
            case ast.Attribute(value=ast.Name(id="self"), attr=attribute, ctx=ast.Store()):
                self._set_on_self.add(attribute)
            case ast.Call(func=function):
                self._called.add(id(function))
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
