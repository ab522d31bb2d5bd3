"""Functions that are called otherwise than they were defined, and names used too early."""

import ast
import re
from collections.abc import Iterator
from typing import cast

from backend.scenes.fixes.alike import alike, words_of
from backend.scenes.fixes.edits import callee
from backend.scenes.fixes.rules.failure import Failure, Patch

_NO_SELF = re.compile(r"(\w+)\(\) takes (\d+) positional arguments? but (\d+) (?:was|were) given")
_MISSING = re.compile(r"([\w.<>]+)\(\) missing \d+ required [\w-]+(?: [\w-]+)? arguments?: (.+)")
_EARLY = re.compile(
    r"(?:local variable|name) '(\w+)'.*(?:not associated|referenced before|not def)"
)


def without_self(failure: Failure) -> Iterator[Patch]:
    """`def construct():` lacks its self."""
    match = _NO_SELF.search(failure.message)
    if match is None or int(match[3]) != int(match[2]) + 1:
        return
    for node in ast.walk(failure.tree):
        if not isinstance(node, ast.ClassDef):
            continue
        for item in node.body:
            if isinstance(item, ast.FunctionDef) and item.name == match[1]:
                own = [argument.arg for argument in item.args.args]
                if own[:1] != ["self"]:
                    comma = ", " if own else ""
                    text = failure.edits().text(item)
                    new = text.replace(f"def {item.name}(", f"def {item.name}(self{comma}", 1)
                    source = failure.edits().replace(item, new).result()
                    yield Patch(source, f"{item.name} got its self")


def other_count(failure: Failure) -> Iterator[Patch]:
    """A lambda or function of the scene that is called with more or fewer arguments."""
    missing = _MISSING.search(failure.message)
    many = _NO_SELF.search(failure.message)
    if missing is None and many is None:
        return
    called = (missing[1] if missing else many[1] if many else "").rpartition(".")[2]
    for node in ast.walk(failure.tree):
        name = node.name if isinstance(node, ast.FunctionDef) else "<lambda>"
        if not isinstance(node, ast.FunctionDef | ast.Lambda) or called not in {name, "lambda"}:
            continue
        edits = failure.edits()
        own = node.args.args
        if missing is not None and own and not node.args.defaults:
            wanted = re.findall(r"'(\w+)'", missing[2])
            if [item.arg for item in own][-len(wanted) :] == wanted:
                for item in own[-len(wanted) :]:
                    edits.after(item, "=0")
                yield Patch(edits.result(), f"{', '.join(wanted)} got a default")
        elif many is not None and node.args.vararg is None and isinstance(node, ast.Lambda):
            text = edits.text(node)
            head, _, body = text.partition(":")
            comma = ", " if own else " "
            yield Patch(
                edits.replace(node, f"{head}{comma}*_:{body}").result(),
                "the function takes the further arguments",
            )


def called_otherwise(failure: Failure) -> Iterator[Patch]:
    """A required argument that was given under another name."""
    match = _MISSING.search(failure.message)
    if match is None:
        return
    wanted = re.findall(r"'(\w+)'", match[2])
    owner = match[1].removesuffix(".__init__").rpartition(".")[2]
    for call in failure.calls():
        if callee(call) != owner:
            continue
        edits, told = failure.edits(), list[str]()
        for keyword in call.keywords:
            near = alike(str(keyword.arg), wanted) or [
                name for name in wanted if set(words_of(name)) & set(words_of(str(keyword.arg)))
            ]
            if near and keyword.arg not in wanted:
                edits.replace(keyword, f"{near[0]}={edits.text(keyword.value)}")
                told.append(f"{keyword.arg} became {near[0]}")
        if told:
            yield Patch(edits.result(), "; ".join(told))


def used_too_early(failure: Failure) -> Iterator[Patch]:
    """A statement that uses what is only made below moves below it."""
    match = _EARLY.search(failure.message)
    statement = failure.statement()
    if match is None or statement is None or failure.type not in {"UnboundLocalError", "NameError"}:
        return
    for block in ast.walk(failure.tree):
        body = getattr(block, "body", None)
        if not isinstance(body, list) or statement not in body:
            continue
        lines = cast("list[ast.stmt]", body)
        rest = lines[lines.index(statement) + 1 :]
        for later in rest:
            made = [t.id for t in getattr(later, "targets", []) if isinstance(t, ast.Name)]
            if match[1] in made:
                edits = failure.edits()
                text, pad = edits.text(statement), " " * statement.col_offset
                edits.replace(statement, "pass").after(later, f"\n{pad}{text}")
                source = edits.result()
                told = f"the line that uses {match[1]} moved below the one that makes it"
                yield Patch(source, told)
                return
