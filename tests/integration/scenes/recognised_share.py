"""How much of a scene's code is found again in its document, counted without the recogniser.

What there is to find is read from the code's own tree; what was found is what the document says
outside of Python: a text, colour or duration inside a block or a piece of code does not count.
"""

import ast
from collections import Counter

import manim
from pydantic import JsonValue

from backend.scenes import Document
from backend.scenes.recognise import recognise

_WORDS = frozenset({"Text", "MarkupText", "MathTypst", "Paragraph"})


def _construct(source: str) -> ast.FunctionDef:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name == "construct":
            return node
    raise AssertionError(source)


def _called(node: ast.expr) -> str:
    while isinstance(node, ast.Call | ast.Attribute):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def _is_color(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and isinstance(
        getattr(manim, node.id, None), manim.ManimColor
    )


def _texts(call: ast.Call) -> list[str]:
    if not isinstance(call.func, ast.Name) or call.func.id not in _WORDS:
        return []
    return [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]


def _seconds(call: ast.Call) -> list[str]:
    given = [keyword.value for keyword in call.keywords if keyword.arg == "run_time"]
    if ast.unparse(call.func) == "self.wait":
        given += call.args[:1] or [ast.Constant(1)]
    return [f"{float(str(v.value)):g}" for v in given if isinstance(v, ast.Constant)]


def told(source: str) -> dict[str, Counter[str]]:
    """The texts, colours, durations and top-level objects of a scene's code."""
    construct = _construct(source)
    found: dict[str, Counter[str]] = {
        "texts": Counter(),
        "colours": Counter(),
        "durations": Counter(),
        "objects": Counter(),
    }
    for node in ast.walk(construct):
        if _is_color(node) and isinstance(node, ast.Name):
            found["colours"][node.id] += 1
        if isinstance(node, ast.Call):
            found["texts"].update(_texts(node))
            found["durations"].update(_seconds(node))
    for statement in construct.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            made = getattr(manim, _called(statement.value), None)
            if isinstance(made, type) and issubclass(made, manim.Mobject):
                found["objects"][statement.targets[0].id] += 1
    return found


def said(document: Document) -> dict[str, Counter[str]]:
    """The same, as the document says it."""
    found: dict[str, Counter[str]] = {
        "texts": Counter(),
        "colours": Counter(),
        "durations": Counter(),
        "objects": Counter(),
    }
    for item in document.objects:
        if item.kind != "python":
            found["objects"][item.id] += 1
            _walk(item.model_dump(mode="json", exclude_defaults=True), found)
    for entry in document.timeline:
        if entry.type == "beat":
            for step in entry.steps:
                _walk(step.model_dump(mode="json", exclude_defaults=True), found)
                if step.run_time is not None:
                    found["durations"][f"{float(str(step.run_time)):g}"] += 1
            if entry.wait is not None:
                found["durations"][f"{float(str(entry.wait)):g}"] += 1
    return found


def _walk(value: JsonValue, found: dict[str, Counter[str]]) -> None:
    if isinstance(value, dict):
        for name, item in value.items():
            if name != "code":
                _walk(item, found)
    elif isinstance(value, list):
        for item in value:
            _walk(item, found)
    elif isinstance(value, str):
        found["texts"][value] += 1
        found["colours"][value] += 1


def recognised(source: str) -> dict[str, tuple[int, int, list[str]]]:
    """For each sort of thing: how many were found, how many there are, and which were missed."""
    wanted, got = told(source), said(recognise(source).document)
    answer: dict[str, tuple[int, int, list[str]]] = {}
    for sort, items in wanted.items():
        missed = list((items - got[sort]).elements())
        answer[sort] = (items.total() - len(missed), items.total(), missed)
    return answer
