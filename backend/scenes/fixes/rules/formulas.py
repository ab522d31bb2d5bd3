"""TeX: formulas that are not right, and renderers that have no TeX at all."""

import ast
import re
from collections.abc import Iterator

from backend.scenes.fixes.edits import callee
from backend.scenes.fixes.rules.failure import Failure, Patch
from backend.scenes.fixes.rules.without_tex import (
    TEX,
    in_words,
    numbers_as_text,
    raw,
    without_tex,
)

_CONTROL = {
    "\t": r"\t",
    "\f": r"\f",
    "\b": r"\b",
    "\r": r"\r",
    "\a": r"\a",
    "\v": r"\v",
    "\n": r"\n",
}
_SIGNS = {
    "²": "^2",
    "³": "^3",
    "π": r"\pi ",
    "θ": r"\theta ",
    "\u03b1": r"\alpha ",
    "β": r"\beta ",
    "√": r"\sqrt ",
    "≤": r"\le ",
    "≥": r"\ge ",
    "≠": r"\ne ",
    "∞": r"\infty ",
    "→": r"\to ",
    "·": r"\cdot ",
    "Δ": r"\Delta ",
    "∑": r"\sum ",
    "∫": r"\int ",
    "λ": r"\lambda ",
}
_SETS = re.compile(r"\\([RNZQC])\b")
_FAILED = re.compile(r"[Ll]a[Tt]e[Xx]|dvisvgm|\.tex|latex|TeX|emplate")


def wrong_formula(failure: Failure) -> Iterator[Patch]:
    if _FAILED.search(failure.message) is None:
        return
    calls = [call for call in failure.calls() if callee(call) in TEX and call.args]
    if not calls:
        calls = [
            node
            for node in ast.walk(failure.tree)
            if isinstance(node, ast.Call) and callee(node) in TEX and node.args
        ]
    missing = "No such file" in failure.message
    if missing and "set_default(mob_class=Text)" not in failure.source:
        yield from numbers_as_text(failure)
    if missing:
        for call in failure.calls():
            yield from in_words(failure, call)
        yield from without_tex(failure)
        return
    for call in calls:
        yield from _mended(failure, call)


def _mended(failure: Failure, call: ast.Call) -> Iterator[Patch]:
    math = callee(call) != "Tex"
    changed, edits = False, failure.edits()
    for argument in call.args:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            text = tidy(argument.value, math=math)
            if text != argument.value:
                edits.replace(argument, raw(text))
                changed = True
    if changed:
        yield Patch(edits.result(), "the formula was mended")
    if not math and isinstance(call.func, ast.Name):
        yield Patch(failure.edits().replace(call.func, "MathTex").result(), "Tex became MathTex")
        yield Patch(failure.edits().replace(call.func, "Text").result(), "Tex became Text")


def tidy(text: str, *, math: bool) -> str:
    """A formula without the usual slips."""
    for sign, code in _CONTROL.items():
        text = text.replace(sign, code)
    if math:
        text = text.replace("$", "")
        for sign, code in _SIGNS.items():
            text = text.replace(sign, code)
        return _SETS.sub(r"\\mathbb{\1}", text)
    return re.sub(r"(?<!\\)([%&_#])", r"\\\1", text)
