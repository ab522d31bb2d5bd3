"""One argument's value read back from Python: the inverse of `compiler/literals.py`."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import JsonValue

from backend.scenes.compiler.literals import SIDES
from backend.scenes.compiler.names import object_name
from backend.scenes.expressions import from_python, to_text
from backend.scenes.kinds import Arg
from backend.scenes.themes import SIZES, TOKENS
from backend.scenes.values import tidy

_SIDE_OF = {code: side for side, code in SIDES.items()}
_TOKEN_OF = {code: token for token, code in TOKENS.items()}
_SIZE_OF = {code: token for token, code in SIZES.items()}
_LITERALS = frozenset({"number", "integer", "any", "size", "range", "numbers", "points", "point"})


@dataclass(slots=True)
class Known:
    """What names mean at this point of the code."""

    params: set[str] = field(default_factory=set[str])
    objects: set[str] = field(default_factory=set[str])
    themed: bool = True

    def object(self, node: ast.expr) -> str | None:
        """The object that a name stands for."""
        if isinstance(node, ast.Name):
            name = object_name(node.id) if self.themed else node.id
            if name in self.objects:
                return name
        return None


def value_of(arg: Arg, node: ast.expr, known: Known) -> JsonValue:
    """The value; Python that no value can say is kept as code."""
    found = _value(arg, node, known)
    return {"code": ast.unparse(node)} if found is None else found


def _value(arg: Arg, node: ast.expr, known: Known) -> JsonValue:  # noqa: PLR0911 - one case a node
    literal = _literal(node)
    if literal is not None and not isinstance(node, ast.List | ast.Tuple):
        return literal
    match node:
        case ast.List(elts=items):
            return [value_of(_inner(arg), item, known) for item in items]
        case ast.Tuple(elts=items) if arg.type in _LITERALS | {"direction"}:
            return [value_of(_inner(arg), item, known) for item in items]
        case ast.Name(id=name):
            return _named(arg, name, known) or _formula(node, known)
        case ast.Lambda(args=parameters, body=body) if arg.type == "function":
            names = [item.arg for item in parameters.args]
            tree = from_python(body, known.params | set(names))
            return (
                None if tree is None or tuple(names) != arg.variables else {"expr": to_text(tree)}
            )
        case ast.Call(func=ast.Attribute(value=owner, attr="get_center"), args=[], keywords=[]):
            name = known.object(owner)
            centre = arg.type in {"point", "direction"} and arg.name != "point"
            return {"object": name} if name and centre else None
        case _:
            return _formula(node, known)


def _inner(arg: Arg) -> Arg:
    kinds: Mapping[str, Arg] = {"objects": Arg(arg.name, "object"), "points": Arg("", "number")}
    return kinds.get(arg.type, Arg("", "number") if arg.type in {"point", "range"} else arg)


def _formula(node: ast.expr, known: Known) -> JsonValue:
    tree = from_python(node, known.params)
    if tree is None or isinstance(node, ast.Name):
        return None
    return {"expr": to_text(tree)}


def _literal(node: ast.expr) -> JsonValue:
    match node:
        case ast.Constant(value=bool() | str() as value):
            return value
        case ast.Constant(value=int() | float() as value):
            return tidy(value)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value)):
            return None if isinstance(value, bool) else tidy(-value)
        case _:
            return None


def _named(arg: Arg, name: str, known: Known) -> JsonValue:
    own = object_name(name) if known.themed else name
    if own in known.params:
        return {"param": own}
    if own in known.objects:
        return (
            {"object": own}
            if arg.type not in {"point", "direction"} or arg.name == "point"
            else None
        )
    if arg.type == "color" and name.isupper():
        return _TOKEN_OF.get(name, name) if known.themed else name
    if arg.type == "size" and known.themed:
        return _SIZE_OF.get(name)
    if arg.type in {"direction", "point"}:
        return _SIDE_OF.get(name)
    return None
