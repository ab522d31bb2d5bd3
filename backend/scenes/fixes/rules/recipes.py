"""Calls that never were, said in other words: when one name for another is not enough."""

import ast
from collections.abc import Callable, Iterator

from backend.scenes.fixes.infer import class_of, classes
from backend.scenes.fixes.rules.failure import Failure, Patch

_CORNERS = {
    "top_left": "UL",
    "upper_left": "UL",
    "top_right": "UR",
    "upper_right": "UR",
    "bottom_left": "DL",
    "lower_left": "DL",
    "bottom_right": "DR",
    "lower_right": "DR",
}
_SIDES = {"left": "LEFT", "right": "RIGHT", "top": "UP", "bottom": "DOWN", "up": "UP"}
_ENTERS = {
    "fade_in": "FadeIn",
    "fade_out": "FadeOut",
    "create": "Create",
    "draw": "Create",
    "write": "Write",
    "appear": "FadeIn",
    "disappear": "FadeOut",
    "show": "FadeIn",
    "hide": "FadeOut",
    "indicate": "Indicate",
    "highlight": "Indicate",
    "wiggle": "Wiggle",
    "grow": "GrowFromCenter",
}


class Made:
    """The call that failed, in pieces of text."""

    def __init__(self, failure: Failure, call: ast.Call, owner: ast.expr) -> None:
        edits = failure.edits()
        self.who = edits.text(owner)
        self.args = [edits.text(item) for item in call.args]
        self.named = {str(item.arg): edits.text(item.value) for item in call.keywords if item.arg}
        self.made = class_of(owner, classes(failure.tree))

    def first(self, *names: str) -> str | None:
        if self.args:
            return self.args[0]
        return next((self.named[name] for name in names if name in self.named), None)


def _tangent(call: Made) -> str | None:
    given = [*call.args, *(call.named[n] for n in ("graph", "curve", "x") if n in call.named)]
    curves = [text for text in given if text.isidentifier() and text != "x"]
    spots = [text for text in given if text not in curves[-1:]]
    if not curves or not spots:
        return None
    graph, at = curves[-1], spots[0]
    length = call.named.get("length", "4")
    share = f"({at} - {graph}.t_min) / ({graph}.t_max - {graph}.t_min)"
    return f"TangentLine({graph}, alpha={share}, length={length})"


def _brace_words(call: Made) -> str | None:
    words = call.first("text", "label")
    if words is None or call.made not in {"Brace", "BraceBetweenPoints", "BraceLabel"}:
        return None
    text = words if words[:4] in {"Text", "Math"} else f"Text({words}, font_size=36)"
    return f"{text}.next_to({call.who}, {call.who}.get_direction(), buff=0.2)"


def _new_text(call: Made) -> str | None:
    words = call.first("text")
    return None if words is None else f"{call.who}.become(Text({words}).move_to({call.who}))"


def _all_added(call: Made) -> str | None:
    return f"{call.who}.add(*{call.args[0]})" if len(call.args) == 1 else None


def _background(call: Made) -> str | None:
    color = call.first("color")
    if color is None or call.who not in {"self", "self.camera"}:
        return None
    return f"self.camera.background_color = ManimColor({color})"


_RECIPES: dict[str, Callable[[Made], str | None]] = {
    "get_tangent_line": _tangent,
    "get_tangent": _tangent,
    "tangent_line": _tangent,
    "get_label": _brace_words,
    "get_text": _brace_words,
    "get_tex": _brace_words,
    "put_text": _brace_words,
    "get_part_by_tex": lambda call: f"{call.who}[0]",
    "get_parts_by_tex": lambda call: f"{call.who}[:1]",
    "set_color_by_tex": lambda call: call.who,
    "set_color_by_tex_to_color_map": lambda call: call.who,
    "set_text": _new_text,
    "set_string": _new_text,
    "extend": _all_added,
    "add_all": _all_added,
    "get_mobjects": lambda call: f"{call.who}.mobjects",
    "get_all_mobjects": lambda call: f"{call.who}.mobjects",
    "get_camera": lambda call: f"{call.who}.camera",
    "set_background_color": _background,
    "set_background": _background,
}


def recipes(failure: Failure, name: str) -> Iterator[Patch]:
    """The calls of `name` at the failing line, each in other words."""
    for call in failure.calls():
        if not isinstance(call.func, ast.Attribute) or call.func.attr != name:
            continue
        owner = call.func.value
        made = Made(failure, call, owner)
        new = _written(made, name)
        if new is not None:
            source = failure.edits().replace(call, new).result()
            yield Patch(source, f"{made.who}.{name} became {new}")
        if name in _ENTERS:
            yield _entering(failure, call, made, _ENTERS[name])


def _written(made: Made, name: str) -> str | None:
    stem = name.removeprefix("get_")
    if stem in _CORNERS and not made.args:
        return f"{made.who}.get_corner({_CORNERS[stem]})"
    verb, _, side = name.rpartition("_")
    if verb in {"align", "align_to"} and side in _SIDES and made.args:
        return f"{made.who}.align_to({made.args[0]}, {_SIDES[side]})"
    if verb in {"to", "move_to", "snap_to"} and side in _SIDES and not made.args:
        return f"{made.who}.to_edge({_SIDES[side]})"
    recipe = _RECIPES.get(name)
    return None if recipe is None else recipe(made)


def _entering(failure: Failure, call: ast.Call, made: Made, animation: str) -> Patch:
    """`circle.fade_in()` is an animation of the circle."""
    who = made.who.removesuffix(".animate")
    statement = failure.statement()
    alone = isinstance(statement, ast.Expr) and statement.value is call
    new = f"{animation}({who})"
    new = f"self.play({new})" if alone else new
    return Patch(failure.edits().replace(call, new).result(), f"{made.who} became {new}")


def invented_setting(failure: Failure) -> Iterator[Patch]:
    """`thing.set_shine(3, 4)` that no class has: as an attribute where there is one, else left out.

    Manim would only have kept the value, so nothing that is seen is lost.
    """
    statement = failure.statement()
    if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Call):
        return
    call = statement.value
    if not isinstance(call.func, ast.Attribute) or not call.func.attr.startswith("set_"):
        return
    name = call.func.attr.removeprefix("set_")
    made = Made(failure, call, call.func.value)
    unknown = f"no attribute 'set_{name}'" in failure.message or "setter()" in failure.message
    if not unknown:
        return
    if len(made.args) == 1 and "setter()" not in failure.message:
        text = f"{made.who}.{name} = {made.args[0]}"
        yield Patch(failure.edits().replace(statement, text).result(), f"set_{name} became {text}")
    if "setter()" in failure.message:
        told = f"{made.who} has no set_{name}, so it did nothing; it was left out"
        yield Patch(failure.edits().replace(statement, "pass").result(), told)
