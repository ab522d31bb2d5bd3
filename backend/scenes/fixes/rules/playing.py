"""Misuse of play and wait."""

import ast
import re
from collections.abc import Iterator

from backend.scenes.fixes import surface
from backend.scenes.fixes.edits import Edits, callee
from backend.scenes.fixes.infer import class_of, classes
from backend.scenes.fixes.rules.failure import Failure, Patch

_ON_SCENE = frozenset({"self.wait", "self.add", "self.remove", "self.play", "self.clear"})
_WORDS = frozenset({"Text", "MathTex", "Tex", "Typst", "MathTypst", "MarkupText", "Paragraph"})


def not_an_animation(failure: Failure) -> Iterator[Patch]:
    """`play(square)`, `play(square.shift(UP))`, `play(square.shift, UP)`, `play([..])`."""
    if not re.search(
        r"[Uu]nexpected argument|no longer supported|not an? [Aa]nim|must be.*[Aa]nim|override",
        failure.message,
    ):
        return
    known = classes(failure.tree)
    for call in failure.calls():
        if callee(call) != "play":
            continue
        yield from _statements_inside(failure, call)
        edits, told = failure.edits(), list[str]()
        _passed_methods(edits, call, told)
        if not told:
            for argument in call.args:
                _wrapped(edits, argument, known, told)
        if told:
            yield Patch(edits.result(), "; ".join(told))


def _statements_inside(failure: Failure, call: ast.Call) -> Iterator[Patch]:
    """`play(self.wait(1))`, `play(self.add(a), Create(b))`, `play(Create(a), 2)`."""
    wrong = [
        item
        for item in call.args
        if isinstance(item, ast.Constant)
        or (isinstance(item, ast.Call) and ast.unparse(item.func) in _ON_SCENE)
    ]
    statement = failure.statement()
    if not wrong or not isinstance(statement, ast.Expr) or statement.value is not call:
        return
    edits, pad = failure.edits(), " " * statement.col_offset
    before = [edits.text(item) for item in wrong if isinstance(item, ast.Call)]
    rest = [edits.text(item) for item in call.args if item not in wrong]
    rest += [edits.text(item) for item in call.keywords] if rest else []
    lines = [*before, f"self.play({', '.join(rest)})"] if rest else before or ["pass"]
    source = edits.replace(statement, f"\n{pad}".join(lines)).result()
    yield Patch(source, "what is no animation was taken out of play")


def _passed_methods(edits: Edits, call: ast.Call, told: list[str]) -> None:
    """The old way: a method followed by its arguments."""
    if len(call.args) < 1 or not isinstance(call.args[0], ast.Attribute):
        return
    method = call.args[0]
    who, rest = edits.text(method.value), [edits.text(item) for item in call.args[1:]]
    if method.attr not in surface.methods("VMobject"):
        return
    new = f"{who}.animate.{method.attr}({', '.join(rest)})"
    edits.replace(method, new)
    for argument in call.args[1:]:
        edits.drop_argument(call, argument)
    told.append(f"{who}.{method.attr} became {new}")


def _wrapped(edits: Edits, node: ast.expr, known: dict[str, str], told: list[str]) -> None:
    text = edits.text(node)
    match node:
        case ast.List() | ast.Tuple():
            edits.replace(node, f"*{text}")
            told.append("the list of animations was opened")
        case ast.Call(func=ast.Attribute(value=owner, attr=method)) if class_of(
            owner, known
        ) is not None and method in surface.methods("VMobject"):
            who = edits.text(owner)
            edits.replace(node.func, f"{who}.animate.{method}")
            told.append(f"{who}.{method} became {who}.animate.{method}")
        case ast.Name() | ast.Call() | ast.Attribute() if _mobject(node, known):
            made = class_of(node, known)
            way = (
                "Write"
                if made in _WORDS
                else "Create"
                if made not in {None, "ImageMobject", "Group"}
                else "FadeIn"
            )
            edits.replace(node, f"{way}({text})")
            told.append(f"{text} became {way}({text})")
        case ast.Name() if node.id in surface.names() and surface.is_animation_class(node.id):
            return
        case _:
            return


def _mobject(node: ast.expr, known: dict[str, str]) -> bool:
    if class_of(node, known) is not None:
        return True
    return isinstance(node, ast.Name) and node.id.islower()


def not_wrapped_name(failure: Failure) -> Iterator[Patch]:
    """`play(FadeIn)` or `play(x)` where the class of x is not known: fade it in."""
    if "play" not in failure.message and "Unexpected argument" not in failure.message:
        return
    for call in failure.calls():
        if callee(call) == "play":
            for argument in call.args:
                if isinstance(argument, ast.Name | ast.Subscript | ast.Attribute):
                    edits = failure.edits()
                    text = edits.text(argument)
                    yield Patch(
                        edits.replace(argument, f"FadeIn({text})").result(), f"{text} fades in"
                    )


def never_saved(failure: Failure) -> Iterator[Patch]:
    """`Restore(thing)` of what was not saved: saved where it was made, or at the start."""
    if "without having saved" not in failure.message and "saved_state" not in failure.message:
        return
    for call in failure.calls():
        if callee(call) != "Restore" or not call.args:
            continue
        who = failure.edits().text(call.args[0])
        for node in ast.walk(failure.tree):
            place = _where_made(node, who)
            if place is not None:
                pad = " " * place.col_offset
                edits = failure.edits()
                lines = [edits.text(place), f"{who}.save_state()"]
                lines = lines if isinstance(place, ast.Assign) else lines[::-1]
                source = edits.replace(place, f"\n{pad}".join(lines)).result()
                yield Patch(source, f"{who} is saved first, so that it can be restored")
                return


def _where_made(node: ast.AST, who: str) -> ast.stmt | None:
    """The assignment that makes a thing; for what the scene has by itself, its first line."""
    if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == who:
        return node
    if isinstance(node, ast.FunctionDef) and node.name == "construct" and who.startswith("self."):
        return node.body[0]
    return None


def empty_play(failure: Failure) -> Iterator[Patch]:
    """A play with nothing to play, a wait of no time."""
    if not re.search(r"no animations|with no animations|run_time|duration", failure.message):
        return
    for call in failure.calls():
        if callee(call) == "play" and not call.args:
            yield Patch(
                failure.edits().replace(call, "self.wait()").result(), "an empty play became a wait"
            )
        for keyword in call.keywords:
            if keyword.arg == "run_time" and isinstance(keyword.value, ast.Constant | ast.UnaryOp):
                text = failure.edits().replace(keyword.value, "1").result()
                yield Patch(text, "the run time became one second")
        if callee(call) == "wait" and call.args:
            text = failure.edits().replace(call.args[0], "1").result()
            yield Patch(text, "the wait became one second")
