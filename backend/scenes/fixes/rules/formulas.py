"""TeX: formulas that are not right, and renderers that have no TeX at all."""

import ast
import re
from collections.abc import Iterator

from backend.scenes.fixes.edits import callee
from backend.scenes.fixes.rules.failure import Failure, Patch
from backend.scenes.fixes.tex_to_typst import to_typst

_TEX = frozenset({"Tex", "MathTex", "SingleStringMathTex"})
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
    calls = [call for call in failure.calls() if callee(call) in _TEX and call.args]
    if not calls:
        calls = [
            node
            for node in ast.walk(failure.tree)
            if isinstance(node, ast.Call) and callee(node) in _TEX and node.args
        ]
    missing = "No such file" in failure.message
    if missing and "set_default(mob_class=Text)" not in failure.source:
        yield from _numbers_as_text(failure)
    for call in calls:
        if missing:
            yield from _without_tex(failure, call)
        else:
            yield from _mended(failure, call)


def _numbers_as_text(failure: Failure) -> Iterator[Patch]:
    """Numbers of axes and counters are TeX unless Manim is told otherwise."""
    star = "from manim import *\n"
    if star in failure.source:
        told = "NumberLine.set_default(label_constructor=Text)\n"
        told += "DecimalNumber.set_default(mob_class=Text)\n"
        source = failure.source.replace(star, f"{star}\n{told}", 1)
        yield Patch(source, "numbers are set as text: no TeX here")


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


def raw(text: str) -> str:
    quote = "'" if '"' in text else '"'
    return f"r{quote}{text}{quote}"


def _without_tex(failure: Failure, call: ast.Call) -> Iterator[Patch]:
    """No TeX here: words become Text, formulas Typst."""
    if not isinstance(call.func, ast.Name):
        return
    strings = [
        a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)
    ]
    edits = failure.edits()
    others = ", ".join(edits.text(k) for k in call.keywords if k.arg in {"font_size", "color"})
    rest = f", {others}" if others else ""
    joined = " ".join(strings) if strings and len(strings) == len(call.args) else None
    if joined is None:
        return
    words = callee(call) == "Tex" and not re.search(r"[\\$^_{}]", joined)
    if words:
        new = f"Text({raw(joined)}{rest})"
    else:
        inner = joined.replace("$", "") if callee(call) == "Tex" else joined
        parts = [to_typst(part) for part in strings] if callee(call) != "Tex" else [to_typst(inner)]
        whole = parts[0] if len(parts) == 1 else " ".join(f"{{{{ {part} }}}}" for part in parts)
        new = f"MathTypst({raw(whole)}{rest})"
    yield Patch(edits.replace(call, new).result(), f"{callee(call)} became {new}: no TeX here")
