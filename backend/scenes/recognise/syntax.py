"""The concrete syntax of a scene's construct method: found by name, changed without its layout.

Built on libcst, which keeps every comment and blank; the tree is only ever changed by replacing
whole nodes.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import cast

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from typing_extensions import override

_EQUAL = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))
_COMMA = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))


def name_of(node: cst.BaseExpression) -> str:
    """A dotted name as text; empty for anything else."""
    if isinstance(node, cst.Name):
        return node.value
    if isinstance(node, cst.Attribute):
        owner = name_of(node.value)
        return f"{owner}.{node.attr.value}" if owner else ""
    return ""


def expression(text: str) -> cst.BaseExpression:
    return cst.parse_expression(text)


def nodes(root: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The node and everything in it, outermost first."""
    yield root
    for child in root.children:
        yield from nodes(child)


def assigned(root: cst.CSTNode, name: str) -> cst.Assign | None:
    """The first statement that gives a value to a name."""
    for node in nodes(root):
        if isinstance(node, cst.Assign) and [name_of(t.target) for t in node.targets] == [name]:
            return node
    return None


def chain_of(value: cst.BaseExpression) -> tuple[cst.Call | None, list[cst.Call]]:
    """What `Circle().scale(2).shift(UP)` makes first, and the calls on it in their order."""
    calls: list[cst.Call] = []
    while isinstance(value, cst.Call):
        calls.append(value)
        func = value.func
        if not isinstance(func, cst.Attribute) or not isinstance(func.value, cst.Call):
            break
        value = func.value
    return (calls[-1], calls[-2::-1]) if calls else (None, [])


def method_of(call: cst.Call) -> str:
    return call.func.attr.value if isinstance(call.func, cst.Attribute) else ""


def called_on(value: cst.BaseExpression, method: str, inside: str) -> cst.Call:
    """`value.method(inside)`."""
    made = cast("cst.Call", expression(f"x.{method}({inside})"))
    return made.with_changes(func=cst.Attribute(value=value, attr=cst.Name(method)))


def with_keyword(call: cst.Call, name: str, text: str) -> cst.Call:
    """The call with a named argument of that value, in the layout of those before it."""
    args = list(call.args)
    value = expression(text)
    for number, arg in enumerate(args):
        if arg.keyword is not None and arg.keyword.value == name:
            args[number] = arg.with_changes(value=value)
            return call.with_changes(args=args)
    made = cst.Arg(value=value, keyword=cst.Name(name), equal=_EQUAL)
    if args:
        last = args[-1]
        between = _without_remark(args[-2].comma) if len(args) > 1 else _COMMA
        args[-1] = last.with_changes(comma=between)
        made = made.with_changes(comma=last.comma)
    return call.with_changes(args=[*args, made])


def _without_remark(
    comma: cst.Comma | cst.MaybeSentinel,
) -> cst.Comma | cst.MaybeSentinel:
    """The same layout after a comma; a remark belongs to the argument before it."""
    if isinstance(comma, cst.Comma):
        space = comma.whitespace_after
        if isinstance(space, cst.ParenthesizedWhitespace):
            plain = cst.TrailingWhitespace(newline=space.first_line.newline)
            return comma.with_changes(whitespace_after=space.with_changes(first_line=plain))
    return comma


def without_argument(call: cst.Call, gone: Callable[[cst.Arg], bool]) -> cst.Call:
    """The call without the arguments that are gone; the last comma stays as it was."""
    args = [arg for arg in call.args if not gone(arg)]
    if args and len(args) < len(call.args):
        args[-1] = args[-1].with_changes(comma=call.args[-1].comma)
    return call.with_changes(args=args)


def expression_of(line: cst.CSTNode) -> cst.BaseExpression | None:
    """The expression of a line that is nothing else."""
    if isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1:
        only = line.body[0]
        return only.value if isinstance(only, cst.Expr) else None
    return None


def lines_between(module: cst.Module, first: int, last: int) -> list[cst.SimpleStatementLine]:
    """The simple lines of the module that begin between two line numbers, both included."""
    wrapper = MetadataWrapper(module, unsafe_skip_copy=True)
    found: list[cst.SimpleStatementLine] = []
    for node, where in wrapper.resolve(PositionProvider).items():
        if isinstance(node, cst.SimpleStatementLine) and first <= where.start.line <= last:
            found.append(node)
    return found


Swaps = Sequence[tuple[cst.CSTNode, cst.CSTNode | Sequence[cst.SimpleStatementLine]]]


class _Swapper(cst.CSTTransformer):
    """Puts other nodes in the places of some; lines may become several, or none."""

    def __init__(self, swaps: Swaps) -> None:
        super().__init__()
        self.swaps = {id(old): new for old, new in swaps}

    @override
    def on_leave(
        self, original_node: cst.CSTNodeT, updated_node: cst.CSTNodeT
    ) -> cst.CSTNodeT | cst.RemovalSentinel | cst.FlattenSentinel[cst.CSTNodeT]:
        new = self.swaps.get(id(original_node))
        if isinstance(new, cst.CSTNode):
            return cast("cst.CSTNodeT", new)
        if new is not None:
            lines = cast("Sequence[cst.CSTNodeT]", new)
            return cst.FlattenSentinel(lines) if lines else cst.RemoveFromParent()
        if isinstance(updated_node, cst.IndentedBlock) and not updated_node.body:
            empty = updated_node.with_changes(body=[cst.SimpleStatementLine([cst.Pass()])])
            return cast("cst.CSTNodeT", empty)
        return updated_node


def replaced(module: cst.Module, swaps: Swaps) -> cst.Module:
    """The module with other nodes in the places of some, all at once."""
    return module.visit(_Swapper(swaps))


def line(text: str) -> cst.SimpleStatementLine:
    """One line of code as a node."""
    made = cst.parse_statement(text)
    if not isinstance(made, cst.SimpleStatementLine):
        message = f"not a simple line: {text}"
        raise TypeError(message)
    return made
