"""What stands for TeX where there is none: Typst for formulas, Text for words."""

import ast
import re
from collections.abc import Iterator

from backend.scenes.fixes.edits import Edits, callee
from backend.scenes.fixes.rules.failure import Failure, Patch
from backend.scenes.fixes.rules.recipes import recipes
from backend.scenes.fixes.tex_to_typst import to_typst

TEX = frozenset({"Tex", "MathTex", "SingleStringMathTex"})
_LITERAL = frozenset({"Text", "MarkupText", "Paragraph", "print", "MathTypst", "Typst"})
_LOOKS = re.compile(r"\\[A-Za-z]+|[\^_]\{|\w\^\w")
_MATRICES = frozenset({"Matrix", "IntegerMatrix", "DecimalMatrix"})
_LABELLING = frozenset(
    {"get_axis_labels", "get_x_axis_label", "get_y_axis_label", "get_graph_label"}
    | {"Variable", "LabeledDot", "LabelledDot", "LabeledArrow", "LabeledLine", "Labeled"}
)
_LABEL_NAMES = frozenset({"label", "x_label", "y_label", "z_label"})


def raw(text: str) -> str:
    """A text as it is written in code, backslashes and all."""
    quote = "'" if '"' in text else '"'
    return f"r{quote}{text}{quote}"


def numbers_as_text(failure: Failure) -> Iterator[Patch]:
    """Numbers of axes and counters are TeX unless Manim is told otherwise."""
    star = "from manim import *\n"
    if star in failure.source:
        told = "NumberLine.set_default(label_constructor=Text)\n"
        told += "DecimalNumber.set_default(mob_class=Text)\n"
        source = failure.source.replace(star, f"{star}\n{told}", 1)
        yield Patch(source, "numbers are set as text: no TeX here")


def _everywhere_typst(failure: Failure) -> Iterator[Patch]:
    """Formulas from variables: every text of the file that looks like TeX is translated."""
    edits, count = failure.edits(), 0
    done: set[int] = set()
    for node in ast.walk(failure.tree):
        if isinstance(node, ast.JoinedStr) or (
            isinstance(node, ast.Call) and callee(node) in _LITERAL
        ):
            done |= {id(item) for item in ast.walk(node)}
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id == "TransformMatchingTex":
            edits.replace(node.func, "TransformMatchingShapes")
        if node.func.id in TEX:
            count += 1
            new = _new_call(failure, node)
            edits.replace(node.func if new is None else node, new or "MathTypst")
            done |= {id(item) for item in ast.walk(node)} if new is not None else set[int]()
    _translate_texts(failure, edits, done)
    if count:
        yield Patch(edits.result(), "all formulas became Typst: no TeX here")


def _translate_texts(failure: Failure, edits: Edits, done: set[int]) -> None:
    for node in ast.walk(failure.tree):
        if not isinstance(node, ast.Constant) or id(node) in done:
            continue
        if isinstance(node.value, str) and _LOOKS.search(node.value):
            edits.replace(node, raw(to_typst(node.value.replace("$", ""))))


def in_words(failure: Failure, call: ast.Call) -> Iterator[Patch]:
    """Objects that are set in TeX by themselves: lists, titles, matrices, labels of axes."""
    edits, name = failure.edits(), callee(call)
    texts = [edits.text(item) for item in call.args]
    kept = [edits.text(k) for k in call.keywords if k.arg in {"font_size", "color"}]
    rest = "".join(f", {text}" for text in kept)
    new = None
    if name == "BulletedList" and texts:
        listed = f"[{', '.join(texts)}]" if not texts[0].startswith("*") else texts[0][1:]
        new = f'VGroup(*[Text("• " + item{rest}) for item in {listed}])'
        new += ".arrange(DOWN, aligned_edge=LEFT, buff=0.4)"
    elif name == "Title" and texts:
        new = f"Text({texts[0]}{rest or ', font_size=48'}).to_edge(UP)"
    elif name in _MATRICES and texts:
        try:
            cells = ast.literal_eval(call.args[0])
            inside = "; ".join(", ".join(to_typst(str(cell)) for cell in row) for row in cells)
            matrix = raw(f'mat(delim: "[", {inside})')
        except (ValueError, TypeError):
            rows = f'"; ".join(", ".join(str(cell) for cell in row) for row in {texts[0]})'
            matrix = f"""'mat(delim: "[", ' + {rows} + ')'"""
        new = f"MathTypst({matrix}{rest})"
    elif name in {"BraceLabel", "BraceText"} and "label_constructor" not in rest:
        new = f"{edits.text(call)[:-1]}, label_constructor=Text)"
    if name in {"get_text", "get_tex"}:
        yield from recipes(failure, name)
    if new is not None:
        yield Patch(edits.replace(call, new).result(), f"{name} became {new}: no TeX here")
    if name in _LABELLING:
        yield from _labels(failure, call)


def _labels(failure: Failure, call: ast.Call) -> Iterator[Patch]:
    edits, count = failure.edits(), 0
    for value in [*call.args, *(k.value for k in call.keywords if k.arg in _LABEL_NAMES)]:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            edits.replace(value, f"MathTypst({raw(to_typst(value.value.replace('$', '')))})")
            count += 1
    if not call.args and not call.keywords and callee(call) == "get_axis_labels":
        owner = edits.text(call.func)
        edits.replace(call, f'{owner}(MathTypst("x"), MathTypst("y"))')
        count += 1
    if callee(call) == "get_graph_label" and count == 0:
        whole = edits.text(call)
        edits.replace(call, f'{whole[:-1]}, label=MathTypst("f(x)"))')
        count += 1
    if count:
        yield Patch(edits.result(), "labels became Typst: no TeX here")


def without_tex(failure: Failure) -> Iterator[Patch]:
    """All formulas whose text can be read become Typst, all words Text, in one step."""
    edits, told = failure.edits(), list[str]()
    others = False
    for node in ast.walk(failure.tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id == "TransformMatchingTex":
            edits.replace(node.func, "TransformMatchingShapes")
        if node.func.id not in TEX or not node.args:
            continue
        new = _new_call(failure, node)
        if new is None:
            others = True
            continue
        edits.replace(node, new)
        told.append(f"{node.func.id} became {new}")
    if others:
        yield from _everywhere_typst(failure)
    if told:
        more = f" and {len(told) - 1} more" if len(told) > 1 else ""
        yield Patch(edits.result(), f"{told[0]}{more}: no TeX here")


def _new_call(failure: Failure, call: ast.Call) -> str | None:
    strings = [
        a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)
    ]
    if not strings or len(strings) != len(call.args):
        return None
    edits = failure.edits()
    kept = [edits.text(k) for k in call.keywords if k.arg in {"font_size", "color"}]
    rest = "".join(f", {text}" for text in kept)
    joined = " ".join(strings)
    if callee(call) == "Tex":
        if not re.search(r"[\\$^_{}]", joined):
            return f"Text({raw(joined)}{rest})"
        return f"MathTypst({raw(in_dollars(joined))}{rest})"
    parts = [to_typst(part) for part in strings]
    whole = parts[0] if len(parts) == 1 else " ".join(f"{{{{ {part} }}}}" for part in parts)
    return f"MathTypst({raw(whole)}{rest})"


def in_dollars(text: str) -> str:
    """Words with formulas between dollars, all as one formula."""
    pieces = text.split("$")
    if len(pieces) == 1:
        return to_typst(text)
    found = [
        to_typst(piece) if number % 2 else f'"{piece}"'
        for number, piece in enumerate(pieces)
        if piece
    ]
    return " ".join(found)
