"""Simple operations done to code in place: only the words that change, change.

For scenes that stay code. What cannot be done that way is refused; the caller may then recognise
the scene and change the document.
"""

import ast
from collections.abc import Sequence

import backend.scenes.operations.model as ops
from backend.scenes.compiler.literals import Scope, written
from backend.scenes.fixes.edits import Edits
from backend.scenes.kinds import Arg
from backend.scenes.operations.model import Operation
from backend.scenes.recognise.statements import BY_CALLEE, unchained


class NotInPlaceError(ValueError):
    """The operation cannot be done to the code as it stands."""


def rewrite(source: str, operations: Sequence[Operation]) -> str:
    """The code with the operations done; comments and layout stay.

    Raises:
        NotInPlaceError: when one of them needs more than a few words changed.
    """
    for operation in operations:
        source = _rewritten(source, operation)
    return source


def _rewritten(source: str, operation: Operation) -> str:
    match operation:
        case ops.SetArg(id=name, name=field) if operation.value is not None:
            return _with_argument(source, name, field, operation)
        case ops.SetStyle(id=name, name="color") if operation.value is not None:
            as_arg = ops.SetArg(id=name, name="color", value=operation.value)
            return _with_argument(source, name, "color", as_arg)
        case ops.Rename(id=old, to=new):
            return _renamed(source, old, new)
        case _:
            message = f"{operation.op} cannot be done to code in place"
            raise NotInPlaceError(message)


def _made(tree: ast.Module, name: str) -> ast.Call:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and [ast.unparse(t) for t in node.targets] == [name]:
            root, _ = unchained(node.value)
            if isinstance(root, ast.Call) and isinstance(root.func, ast.Name):
                return root
    message = f"no statement makes '{name}'"
    raise NotInPlaceError(message)


def _with_argument(source: str, name: str, field: str, operation: ops.SetArg) -> str:
    call = _made(ast.parse(source), name)
    kind = BY_CALLEE.get(ast.unparse(call.func))
    arg = kind.arg(field) if kind is not None else None
    if arg is None:
        arg = Arg(field, "color") if field == "color" else None
    if arg is None:
        message = f"'{name}' has no input '{field}'"
        raise NotInPlaceError(message)
    text = written(arg, operation.value, Scope(frozenset(), themed=False)).flat()
    edits = Edits(source)
    for keyword in call.keywords:
        if keyword.arg == arg.python_name:
            return edits.replace(keyword.value, text).result()
    positional = [
        item for item in (kind.args if kind else ()) if item.positional and not item.spread
    ]
    if arg in positional and positional.index(arg) < len(call.args):
        return edits.replace(call.args[positional.index(arg)], text).result()
    return _appended(source, call, f"{arg.python_name}={text}")


def _appended(source: str, call: ast.Call, argument: str) -> str:
    edits = Edits(source)
    whole = edits.text(call)
    inside = whole[:-1].rstrip()
    comma = "" if inside.endswith(("(", ",")) else ","
    space = "" if inside.endswith("(") else " "
    return edits.replace(call, f"{inside}{comma}{space}{argument})").result()


def _renamed(source: str, old: str, new: str) -> str:
    tree = ast.parse(source)
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    if any(node.id == new for node in names) or all(node.id != old for node in names):
        message = f"'{old}' cannot be called '{new}'"
        raise NotInPlaceError(message)
    edits = Edits(source)
    for node in names:
        if node.id == old:
            edits.replace(node, new)
    return edits.result()
