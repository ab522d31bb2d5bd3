"""What goes wrong in silence, told from the tree; and the mends that cannot do harm."""

import ast
from dataclasses import dataclass

from backend.scenes.fixes import surface
from backend.scenes.fixes.edits import Edits, callee
from backend.scenes.fixes.infer import class_of, classes

_SETTERS = {
    "set_fill_opacity": "set_fill(opacity={0})",
    "set_fill_color": "set_fill({0})",
    "set_stroke_width": "set_stroke(width={0})",
    "set_stroke_color": "set_stroke({0})",
    "set_stroke_opacity": "set_stroke(opacity={0})",
    "set_font_size": "scale_to_fit_height({0} / 72)",
}
_PLAY = {"runtime": "run_time", "duration": "run_time", "time": "run_time", "runTime": "run_time"}
_GRID = {
    "n_rows": "rows",
    "n_cols": "cols",
    "num_rows": "rows",
    "num_cols": "cols",
    "columns": "cols",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that will go wrong, or that has no effect."""

    line: int
    code: str
    message: str


def check_code(source: str) -> list[Finding]:
    """All findings of one file; empty for code that does not parse except for that."""
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        return [Finding(error.lineno or 1, "code.syntax", str(error.msg))]
    found = [*_scenes(tree)]
    known = classes(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            found += _call(node, known)
    return sorted(found, key=lambda item: item.line)


def _scenes(tree: ast.Module) -> list[Finding]:
    scenes = [c for c in tree.body if isinstance(c, ast.ClassDef) and _is_scene(c)]
    if not scenes:
        return [Finding(1, "scene.missing", "there is no scene class")]
    found: list[Finding] = []
    for scene in scenes:
        names = [item.name for item in scene.body if isinstance(item, ast.FunctionDef)]
        if "construct" not in names and _misspelt(names) is not None:
            found.append(
                Finding(
                    scene.lineno, "scene.construct", "construct is misspelt: nothing would be shown"
                )
            )
    if not any(
        isinstance(n, ast.Call) and callee(n) in {"play", "add", "wait"} for n in ast.walk(tree)
    ):
        found.append(Finding(scenes[0].lineno, "scene.empty", "nothing is shown"))
    return found


def _is_scene(node: ast.ClassDef) -> bool:
    return any(ast.unparse(base).endswith("Scene") for base in node.bases)


def _misspelt(names: list[str]) -> str | None:
    near = surface.nearest("construct", set(names), 0.75)
    return near if near != "construct" else None


def _call(node: ast.Call, known: dict[str, str]) -> list[Finding]:
    found: list[Finding] = []
    name = callee(node)
    if name == "play" and isinstance(node.func, ast.Attribute):
        found += [
            Finding(
                node.lineno, "play.ignored", f"play ignores '{k.arg}'; it is called {_PLAY[k.arg]}"
            )
            for k in node.keywords
            if k.arg in _PLAY
        ]
    if isinstance(node.func, ast.Attribute):
        owner = class_of(node.func.value, known)
        made_up = name.startswith(("get_", "set_")) and owner and name not in surface.methods(owner)
        if made_up and name not in {"get_parts_by_tex", "set_color_by_tex"}:
            found.append(Finding(node.lineno, "member.unknown", f"{owner} has no method {name}"))
    elif isinstance(node.func, ast.Name) and name[:1].isupper() and name not in surface.names():
        found += (
            [Finding(node.lineno, "name.unknown", f"Manim has no {name}")]
            if name.isalnum() and not known.get(name)
            else []
        )
    return found


def quiet_mends(source: str) -> tuple[str, list[str]]:
    """The mends of silent faults whose only effect is the one that was meant."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return source, []
    edits, told = Edits(source), list[str]()
    known = classes(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            _quiet_call(edits, node, known, told)
        elif isinstance(node, ast.ClassDef) and _is_scene(node):
            _quiet_scene(edits, node, told)
    return (edits.result(), told) if told else (source, [])


def _quiet_call(edits: Edits, node: ast.Call, known: dict[str, str], told: list[str]) -> None:
    name = callee(node)
    names = {k.arg for k in node.keywords}
    table = _PLAY if name == "play" else _GRID if name == "arrange_in_grid" else {}
    for keyword in node.keywords:
        new = table.get(keyword.arg or "")
        if new is not None and new not in names:
            edits.replace(keyword, f"{new}={edits.text(keyword.value)}")
            told.append(f"{keyword.arg} became {new}")
    if name in _SETTERS and isinstance(node.func, ast.Attribute) and len(node.args) == 1:
        owner = node.func.value
        base = (
            owner.value if isinstance(owner, ast.Attribute) and owner.attr == "animate" else owner
        )
        made = class_of(base, known)
        if made is not None and name not in surface.methods(made):
            text = _SETTERS[name].format(edits.text(node.args[0]))
            edits.replace(node, f"{edits.text(owner)}.{text}")
            told.append(f"{name} became {text}")


def _quiet_scene(edits: Edits, node: ast.ClassDef, told: list[str]) -> None:
    methods = [item for item in node.body if isinstance(item, ast.FunctionDef)]
    near = _misspelt([item.name for item in methods])
    if near is None or any(item.name == "construct" for item in methods):
        return
    wrong = next(item for item in methods if item.name == near)
    text = edits.text(wrong)
    edits.replace(wrong, text.replace(f"def {near}", "def construct", 1))
    told.append(f"{near} became construct")
