"""NameError and ImportError: names that moved, that other tools have, that were misspelt."""

import ast
import re
from collections.abc import Iterator

from backend.scenes.fixes import surface
from backend.scenes.fixes.alike import alike
from backend.scenes.fixes.edits import callee
from backend.scenes.fixes.rules.failure import Failure, Patch
from backend.scenes.fixes.tables import COLORS, RENAMED

_NAME = re.compile(r"name '(\w+)' is not defined")
_MODULES = {
    "np": "import numpy as np",
    **{
        name: f"import {name}"
        for name in ("numpy", "math", "random", "itertools", "functools", "textwrap")
    },
}
_SHIFTED = {
    "FadeInFrom": "shift=-{0}",
    "FadeOutAndShift": "shift={0}",
    "FadeInAndShift": "shift={0}",
    "FadeOutTo": "shift={0}",
    "FadeInFromLarge": "scale={0}",
}
_PLAIN = {
    "FadeInFromDown": "FadeIn({0}, shift=UP)",
    "FadeOutAndShiftDown": "FadeOut({0}, shift=DOWN)",
    "GrowFromBottom": "GrowFromEdge({0}, DOWN)",
    "GrowFromTop": "GrowFromEdge({0}, UP)",
    "GrowFromLeft": "GrowFromEdge({0}, LEFT)",
    "GrowFromRight": "GrowFromEdge({0}, RIGHT)",
    "FadeInFromLarge": "FadeIn({0}, scale=2)",
    "FadeInFrom": "FadeIn({0}, shift=UP)",
    "FadeOutAndShift": "FadeOut({0}, shift=DOWN)",
    "SlideIn": "FadeIn({0}, shift=RIGHT)",
    "SlideOut": "FadeOut({0}, shift=RIGHT)",
    "PopIn": "GrowFromCenter({0})",
    "ZoomIn": "FadeIn({0}, scale=0.5)",
    "Pulse": "Indicate({0})",
    "Highlight": "Indicate({0})",
    "Blink": "Flash({0})",
    "Shake": "Wiggle({0})",
    "Bounce": "Wiggle({0})",
}


def unknown_name(failure: Failure) -> Iterator[Patch]:
    match = _NAME.search(failure.message)
    if failure.type != "NameError" or match is None:
        return
    name = match[1]
    yield from _as_call(failure, name)
    if name in _MODULES:
        yield Patch(_imported(failure.source, _MODULES[name]), f"{_MODULES[name]} was added")
    if name in RENAMED:
        yield from _renamed(failure, name, RENAMED[name])
    if name in COLORS:
        yield from _renamed(failure, name, f'ManimColor("{COLORS[name]}")')
    elif name.isupper() and (code := color_code(name)) is not None:
        yield from _renamed(failure, name, f'ManimColor("{code}")')
    yield from _of_scene(failure, name)
    rate = surface.rate(name)
    if rate is not None and rate != name:
        yield from _renamed(failure, name, rate)
    if "from manim import *" not in failure.source and name in surface.names():
        yield Patch(_imported(failure.source, "from manim import *"), "Manim was imported")
    near = surface.nearest(name, set(surface.names()), 0.8 if name[:1].isupper() else 0.86)
    if near is not None:
        yield from _renamed(failure, name, near)
    yield from _local(failure, name)
    yield from _invented(failure, name)


def color_code(name: str) -> str | None:
    """The code of a colour that other palettes know: `DARKGREEN`, `light blue`."""
    plain = name.upper()
    if plain in COLORS:
        return COLORS[plain]
    return surface.palette().get(plain.replace("_", "").replace(" ", "").replace("-", ""))


def _of_scene(failure: Failure, name: str) -> Iterator[Patch]:
    """`play(...)` for `self.play(...)`."""
    if name in surface.methods("Scene") or name in {"camera", "mobjects", "renderer"}:
        yield from _renamed(failure, name, f"self.{name}")


def _invented(failure: Failure, name: str) -> Iterator[Patch]:
    """A class that never was: one whose name has the same words, or the plain one of its sort."""
    if not name[:1].isupper() or name.isupper():
        return
    for call in failure.calls():
        if callee(call) != name or not isinstance(call.func, ast.Name):
            continue
        inside = [failure.edits().text(item) for item in call.args]
        if _played(failure, call):
            known = {n for n in surface.names() if surface.is_animation_class(n)}
            plain = f"Transform({inside[0]}, {inside[1]})" if len(inside) > 1 else None
            if plain is None and inside:
                plain = f"FadeIn({inside[0]})"
        else:
            known = {n for n in surface.names() if surface.is_mobject_class(n)}
            plain = None
        for other in alike(name, known):
            yield from _renamed(failure, name, other)
        if plain is not None:
            source = failure.edits().replace(call, plain).result()
            yield Patch(source, f"there is no {name}; it became {plain}")


def _played(failure: Failure, call: ast.Call) -> bool:
    return any(callee(other) == "play" and call in other.args for other in failure.calls())


def _as_call(failure: Failure, name: str) -> Iterator[Patch]:
    for call in failure.calls():
        if callee(call) != name or not call.args:
            continue
        edits = failure.edits()
        first = edits.text(call.args[0])
        if name in {"rgb", "RGB", "rgba"} and call.args[2:]:
            parts = [edits.text(item) for item in call.args[:3]]
            scale = "" if any("." in part for part in parts) else " / 255"
            inner = ", ".join(f"{part}{scale}" for part in parts)
            new = f"ManimColor(({inner}))"
            yield Patch(edits.replace(call, new).result(), f"{name} became {new}")
        elif name in _SHIFTED and len(call.args) > 1:
            way = _SHIFTED[name].format(edits.text(call.args[1]))
            new = f"{'FadeOut' if 'Out' in name else 'FadeIn'}({first}, {way})"
            yield Patch(edits.replace(call, new).result(), f"{name} became {new}")
        elif name in _PLAIN:
            rest = "".join(f", {edits.text(k)}" for k in call.keywords if k.arg == "run_time")
            new = _PLAIN[name].format(first)[:-1] + rest + ")"
            yield Patch(edits.replace(call, new).result(), f"{name} became {new}")
        elif name == "TextMobject":
            text = call.args[0]
            markup = isinstance(text, ast.Constant) and re.search(r"[\\$^_{}]", str(text.value))
            yield from _renamed(failure, name, "Tex" if markup else "Text")


def _renamed(failure: Failure, old: str, new: str) -> Iterator[Patch]:
    edits = failure.edits()
    for node in ast.walk(failure.tree):
        if isinstance(node, ast.Name) and node.id == old:
            edits.replace(node, new)
    yield Patch(edits.result(), f"{old} became {new}")


def _imported(source: str, line: str) -> str:
    lines = source.split("\n")
    at = next(
        (
            number
            for number, text in enumerate(lines)
            if text.startswith(("import ", "from ")) and "__future__" not in text
        ),
        0,
    )
    return "\n".join([*lines[:at], line, *lines[at:]])


def _local(failure: Failure, name: str) -> Iterator[Patch]:
    """A misspelt variable; only one that nearly every letter agrees with."""
    assigned = {
        node.id
        for node in ast.walk(failure.tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    near = surface.nearest(name, assigned, 0.8)
    if near is not None and near != name:
        yield from _renamed(failure, name, near)
    owned = {
        node.attr
        for node in ast.walk(failure.tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and ast.unparse(node.value) == "self"
    }
    if name in owned:
        yield from _renamed(failure, name, f"self.{name}")


def failed_import(failure: Failure) -> Iterator[Patch]:
    if failure.type not in {"ModuleNotFoundError", "ImportError"}:
        return
    statement = failure.statement()
    if not isinstance(statement, ast.Import | ast.ImportFrom):
        return
    edits = failure.edits()
    text = edits.text(statement)
    star = "from manim import *"
    new = "pass" if star in failure.source else star
    yield Patch(edits.replace(statement, new).result(), f"'{text}' became '{new}'")
