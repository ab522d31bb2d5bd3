"""Values of the wrong sort: words for directions, lists for groups, numbers for text."""

import ast
import re
from collections.abc import Iterator

from backend.scenes.fixes import surface
from backend.scenes.fixes.edits import Edits, callee
from backend.scenes.fixes.rules.failure import Failure, Patch
from backend.scenes.fixes.rules.unknown_names import color_code

_WEIGHTS = {"bold": "BOLD", "italic": "ITALIC", "oblique": "OBLIQUE", "light": "LIGHT"}
_LAYOUTS = ("circular", "kamada_kawai", "planar", "random", "shell", "spectral", "spring", "tree")
_WORDY = frozenset({"Text", "MarkupText"})
_POINTS = frozenset({"Polygon", "Polygram", "VGroup", "Group", "ArcPolygon", "Succession"})
_QUOTED = re.compile(r"'([^']+)'")


def _constants(failure: Failure) -> Iterator[ast.Constant]:
    statement = failure.statement()
    for node in ast.walk(statement) if statement is not None else ():
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node


def words_for_names(failure: Failure) -> Iterator[Patch]:
    """`next_to(a, "RIGHT")`, `rate_func="smooth"`: a text where the name itself is wanted."""
    if not re.search(r"ufunc|StrDType|<U\d|'str' object|not callable|str", failure.message):
        return
    edits, told = failure.edits(), list[str]()
    for node in _constants(failure):
        text = str(node.value)
        for name in (text, text.upper(), text.upper().replace(" ", "_")):
            rate = surface.rate(name)
            if name.isidentifier() and (surface.is_direction(name) or rate):
                edits.replace(node, rate or name)
                told.append(f"'{text}' became {rate or name}")
                break
    if told:
        yield Patch(edits.result(), "; ".join(told))


def unknown_color(failure: Failure) -> Iterator[Patch]:
    match = re.search(r"Color ([\w -]+) not found|[Cc]olor .*'([\w -]+)'", failure.message)
    if match is None:
        return
    wrong = match[1] or match[2]
    code = color_code(re.split(r"[-_ ]", wrong)[0] if color_code(wrong) is None else wrong)
    for node in _constants(failure):
        if str(node.value).upper() == wrong.upper():
            text = f'"{code or "#FFFFFF"}"'
            yield Patch(failure.edits().replace(node, text).result(), f"{wrong} became {text}")


def unknown_choice(failure: Failure) -> Iterator[Patch]:
    """A weight, a slant or a layout that is called otherwise."""
    match = re.search(r"Font (?:Weight|Style|Slant) [Cc]alled (\w+)", failure.message)
    layout = re.search(r"layout '(\w+)' is neither", failure.message)
    wrong = match[1] if match else layout[1] if layout else None
    for node in _constants(failure):
        if wrong is None or node.value != wrong:
            continue
        near = surface.nearest(wrong, set(_LAYOUTS), 0.5) or "circular"
        new = f'"{near}"' if layout else _WEIGHTS.get(wrong.lower(), "NORMAL")
        yield Patch(failure.edits().replace(node, new).result(), f"{wrong} became {new}")


def several_texts(failure: Failure) -> Iterator[Patch]:
    """`Text("a", "b")`: only formulas are made of parts."""
    for call in failure.calls():
        texts = [a for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if callee(call) in _WORDY and len(texts) > 1:
            edits = failure.edits()
            for extra in texts[1:]:
                edits.drop_argument(call, extra)
            joined = "".join(str(text.value) for text in texts)
            edits.replace(texts[0], repr(joined))
            yield Patch(edits.result(), "the texts became one")


def list_for_parts(failure: Failure) -> Iterator[Patch]:
    """`Polygon([a, b, c])`, `FadeOut(self.mobjects)`, `dots.animate` on a list."""
    missing = re.search(r"'(?:list|tuple|dict)' object has no attribute '(\w+)'", failure.message)
    statement = failure.statement()
    if missing is not None and statement is not None:
        for node in ast.walk(statement):
            if isinstance(node, ast.Attribute) and node.attr == missing[1]:
                edits = failure.edits()
                who = edits.text(node.value)
                source = edits.replace(node.value, f"VGroup(*{who})").result()
                yield Patch(source, f"the list {who} became a group")
    if not re.search(r"sequence|shape|only works on Mobjects|Mobject|broadcast", failure.message):
        return
    for call in failure.calls():
        name = callee(call)
        for argument in call.args if len(call.args) == 1 else ():
            if name in _POINTS and isinstance(argument, ast.List | ast.ListComp | ast.Name):
                text = failure.edits().text(argument)
                source = failure.edits().replace(argument, f"*{text}").result()
                yield Patch(source, f"the list in {name} was opened")
            if surface.is_animation_class(name) and "Mobject" in failure.message:
                text = failure.edits().text(argument)
                source = failure.edits().replace(argument, f"Group(*{text})").result()
                yield Patch(source, f"{text} became a group")


def texts_for_mobjects(failure: Failure) -> Iterator[Patch]:
    """Labels given as text where Manim wants objects."""
    if not re.search(r"type (V?Mobject)|'str' object has no attribute|str\b", failure.message):
        return
    if "Mobject" not in failure.message and "no attribute" not in failure.message:
        return
    edits, count = failure.edits(), 0
    for call in failure.calls():
        lists = [*call.args, *(keyword.value for keyword in call.keywords)]
        if callee(call) in _WORDY or callee(call) in {"MathTex", "Tex", "MathTypst", "Typst"}:
            continue
        own = callee(call).endswith("Table")
        for value in lists[1:] if own else lists:
            items = value.elts if isinstance(value, ast.List | ast.Tuple) else [value]
            for item in items:
                if isinstance(item, ast.Constant) and isinstance(item.value, str):
                    edits.replace(item, f"Text({edits.text(item)})")
                    count += 1
    if count:
        yield Patch(edits.result(), f"{count} labels became Text")


def text_and_number(failure: Failure) -> Iterator[Patch]:
    """`"Hello" + 5`."""
    if not re.search(r"concatenate str|must be str, not|unsupported operand", failure.message):
        return
    edits, count = failure.edits(), 0
    statement = failure.statement()
    for node in ast.walk(statement) if statement is not None else ():
        match node:
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                for side, other in ((left, right), (right, left)):
                    if _wordy(side) and not _wordy(other):
                        edits.replace(other, f"str({edits.text(other)})")
                        count += 1
            case _:
                pass
    if count:
        yield Patch(edits.result(), "a number became text")


def _wordy(node: ast.expr) -> bool:
    match node:
        case ast.Constant(value=str()) | ast.JoinedStr():
            return True
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _wordy(left) or _wordy(right)
        case ast.Call(func=ast.Name(id="str")):
            return True
        case _:
            return False


def nothing_to_become(failure: Failure) -> Iterator[Patch]:
    """`Transform(a)` and `Transform(a, None)` show what there is."""
    if "get_point_mobject" not in failure.message and "None" not in failure.message:
        return
    for call in failure.calls():
        if callee(call).endswith("Transform") and call.args:
            new = f"Indicate({failure.edits().text(call.args[0])})"
            told = f"{callee(call)} had nothing to become; it became {new}"
            yield Patch(Edits(failure.source).replace(call, new).result(), told)
