"""The whole file: header, theme, areas, kit, scene class."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache

from backend.scenes.areas import Slot, slots
from backend.scenes.compiler import beats, objects
from backend.scenes.compiler.literals import Scope, written
from backend.scenes.compiler.names import variable
from backend.scenes.compiler.printer import Text, lines
from backend.scenes.document import Beat, Block, Document, Meta, Param, SceneObject
from backend.scenes.kinds import ACTIONS, KINDS, Arg
from backend.scenes.kit.source import IMPORTS, Definition, closure, definitions
from backend.scenes.themes import FRAMES, SERIES, THEMES
from backend.scenes.values import ref_of

_INDENT = 8
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Span:
    """Lines (from 1, last included) that belong to one part of the document."""

    first: int
    last: int
    part: str  # "object", "beat", "block" or "param"
    id: str
    steps: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CompiledScene:
    """The code, the class to render, and which lines belong to what."""

    source: str
    scene_name: str
    map: tuple[Span, ...]

    def at_line(self, line: int) -> Span | None:
        """The part of the document that a line of the code comes from."""
        return next((span for span in self.map if span.first <= line <= span.last), None)


def compile_document(document: Document) -> CompiledScene:
    """The document as a Manim scene; call `validate` first to know whether it will run."""
    scope = Scope(
        params=frozenset(param.name for param in document.params),
        slots=slots(document),
        themed=document.meta.theme != "plain",
    )
    body = _Body(document, scope)
    body.write()
    head, tail = _around(document, scope, "\n".join(body.lines))
    name = scene_name(document.meta)
    if document.meta.scene_name is None and name in _WORD.findall("\n".join([*body.lines, *tail])):
        name += "Scene"
    head += [f"class {name}({base_class(document)}):", "    def construct(self):"]
    shift = len(head)
    spans = tuple(
        Span(span.first + shift, span.last + shift, span.part, span.id, span.steps)
        for span in body.spans
    )
    return CompiledScene("\n".join([*head, *body.lines, *tail]) + "\n", name, spans)


def scene_name(meta: Meta) -> str:
    if meta.scene_name is not None:
        return meta.scene_name
    words = re.findall(r"[A-Za-z0-9]+", meta.title)[:6]
    name = "".join(word[0].upper() + word[1:] for word in words)[:40]
    return name if name and name[0].isalpha() and name not in {"Scene", *_BASES} else f"Scene{name}"


_BASES = ("MovingCameraScene", "ThreeDScene")


def base_class(document: Document) -> str:
    if document.meta.base is not None:
        return document.meta.base
    if any(item.kind in KINDS and KINDS[item.kind].three_d for item in document.objects):
        return "ThreeDScene"
    for entry in document.timeline:
        if isinstance(entry, Beat):
            for step in entry.steps:
                if step.do in ACTIONS and ACTIONS[step.do].base:
                    return ACTIONS[step.do].base
    return "Scene"


class _Body:
    """The lines of `construct`, with the spans they belong to."""

    def __init__(self, document: Document, scope: Scope) -> None:
        self.document = document
        self.scope = scope
        self.lines: list[str] = []
        self.spans: list[Span] = []
        self.members: dict[str, list[str]] = {}
        self.deep = base_class(document) == "ThreeDScene"
        entries = {entry.id for entry in document.timeline}
        self.made_at: dict[str, list[SceneObject]] = {}
        for item in document.objects:
            if item.parent is not None:
                self.members.setdefault(item.parent, []).append(item.id)
            at = item.at if item.at in entries else ""
            self.made_at.setdefault(str(at), []).append(item)

    def write(self) -> None:
        document = self.document
        if self.scope.themed:
            self.lines.append(" " * _INDENT + "self.camera.background_color = BACKGROUND")
        for param in document.params:
            self.param(param)
        self.objects(self.made_at.get("", []))
        for entry in document.timeline:
            self.objects(self.made_at.get(entry.id, []))
            if isinstance(entry, Beat):
                self.beat(entry)
            else:
                self.block(entry)
        if not self.lines:
            self.lines.append(" " * _INDENT + "self.wait()")

    def mark(self, first: int, part: str, name: str, steps: tuple[int, ...] = ()) -> None:
        self.spans.append(Span(first + 1, len(self.lines), part, name, steps))

    def param(self, param: Param) -> None:
        first = len(self.lines)
        details = param.model_dump(exclude_defaults=True, exclude={"name", "value"})
        remark = f"  # param {json.dumps(details, ensure_ascii=False)}" if details else "  # param"
        name, pad = variable(param.name), " " * _INDENT
        ref = ref_of(param.value)
        if param.type == "function" and ref is not None and ref.kind == "expr":
            arg = Arg(param.name, "function")
            body = written(arg, param.value, self.scope).flat().split(": ", 1)[1]
            self.lines += [f"{pad}def {name}(x):{remark}", f"{pad}    return {body}", ""]
        else:
            arg = _param_arg(param)
            made = lines(written(arg, param.value, self.scope).prefixed(f"{name} = "), _INDENT)
            made[0] += remark
            self.lines += made
        self.mark(first, "param", param.name)

    def objects(self, items: list[SceneObject]) -> None:
        if items and self.lines and self.lines[-1]:
            self.lines.append("")
        for item in items:
            first = len(self.lines)
            if item.kind not in KINDS:
                self.lines.append(f"{' ' * _INDENT}# {item.id}: unknown kind {item.kind}")
                continue
            if item.kind == "python":
                self.lines.append(f"{' ' * _INDENT}# python {item.id}")
            for statement in objects.statements(item, self.members.get(item.id, []), self.scope):
                self.lines += "\n".join(lines(statement, _INDENT)).split("\n")
            if self._stays_in_frame(item):
                name = variable(item.id)
                pad = " " * _INDENT
                self.lines.append(f"{pad}self.add_fixed_in_frame_mobjects({name})")
                self.lines.append(f"{pad}self.remove({name})")
            self.mark(first, "object", item.id)

    def _stays_in_frame(self, item: SceneObject) -> bool:
        """In a scene with depth, text and what is placed by region is drawn on the glass."""
        if not self.deep or item.parent is not None:
            return False
        kind = KINDS[item.kind]
        return not kind.three_d and self.scope.themed and "words" in kind.tags | {kind.family}

    def beat(self, beat: Beat) -> None:
        pad = " " * _INDENT
        self.lines += ["", f"{pad}# beat {beat.id}"]
        if beat.narration:
            self.lines.append(f"{pad}# say {json.dumps(beat.narration, ensure_ascii=False)}")
        known = beat
        if any(step.do not in ACTIONS for step in beat.steps):
            steps = tuple(step for step in beat.steps if step.do in ACTIONS)
            known = beat.model_copy(update={"steps": steps})
        for statement in beats.statements(known, self.scope):
            first = len(self.lines)
            self.lines += lines(statement.text, _INDENT)
            self.mark(first, "beat", beat.id, statement.steps)

    def block(self, block: Block) -> None:
        pad = " " * _INDENT
        about = block.model_dump(exclude_defaults=True, include={"reads", "writes"})
        said = f" {json.dumps(about)}" if about else ""
        self.lines += ["", f"{pad}# block {block.id}{said}"]
        first = len(self.lines)
        self.lines += [pad + line if line.strip() else "" for line in block.code.split("\n")]
        self.mark(first, "block", block.id)
        self.lines.append(f"{pad}# end of block {block.id}")


def _param_arg(param: Param) -> Arg:
    known = {"number", "integer", "text", "boolean", "choice", "color", "numbers", "texts"}
    known |= {"range", "point", "direction", "formula", "code", "matrix", "edges", "any"}
    return Arg(param.name, param.type if param.type in known else "any")  # pyright: ignore[reportArgumentType] - narrowed by the line above


def _around(document: Document, scope: Scope, body: str) -> tuple[list[str], list[str]]:
    """What stands above the scene class, and the drawing functions below it."""
    meta = document.meta
    used = set(_WORD.findall(body))
    areas = _constants(scope)
    wanted = used if scope.themed else _called(document)
    kit = closure((wanted | ({"Area"} if areas else set[str]())) & definitions().keys())
    described = meta.model_dump(exclude_defaults=True, exclude={"preamble"})
    above = [f"# scenewright {json.dumps(described, ensure_ascii=False)}"]
    if meta.preamble is not None:
        above += meta.preamble.split("\n")
    if meta.preamble is None or kit:
        above += [*_imports(kit), "from manim import *", ""]
    if meta.aspect != "16:9":
        width, height = FRAMES[meta.aspect]
        above += [f"config.frame_width = {width}", f"config.frame_height = {height}", ""]
    if scope.themed:
        names = used.union(*(item.palette for item in kit), {"BACKGROUND"})
        above += [*_palette(meta.theme, names), ""]
    if areas:
        above += ["", *definitions()["Area"].text.split("\n"), "", ""]
        above += ["# The areas of the frame: x and y of the centre, width, height.", *areas, ""]
    below: list[str] = []
    for item in kit:
        if item.name != "Area":
            below += ["", "", *item.text.split("\n")]
    if below:
        below = ["", "", "# The drawing functions that the scene uses.", *below]
    return [*above, ""], below


def _called(document: Document) -> set[str]:
    """What a document calls by itself; names in opaque code are its author's own."""
    found = {KINDS[item.kind].callee for item in document.objects if item.kind in KINDS}
    for item in document.objects:
        if item.place is not None:
            found.add("place" if item.place.region else "beside" if item.place.relation else "")
    for entry in document.timeline:
        if isinstance(entry, Beat):
            found |= {ACTIONS[step.do].callee for step in entry.steps if step.do in ACTIONS}
    return found


def _imports(kit: list[Definition]) -> list[str]:
    needed: set[str] = set()
    for item in kit:
        needed |= item.modules
    plain = [text for name, text in IMPORTS.items() if name in needed and "manim" not in text]
    typed = [text for name, text in IMPORTS.items() if name in needed and "manim" in text]
    return [*plain, *([""] if plain else []), *typed]


def _constants(scope: Scope) -> list[str]:
    by_name: dict[str, Slot] = {slot.constant: slot for slot in scope.slots.values()}
    return [
        f"{name} = Area{slot.rectangle.centred()}".replace(".0,", ",").replace(".0)", ")")
        for name, slot in by_name.items()
    ]


@lru_cache(maxsize=64)
def _palette_lines(theme_name: str) -> tuple[tuple[str, str], ...]:
    theme = THEMES[theme_name]
    values: list[tuple[str, str]] = [(name, f'"{code}"') for name, code in theme.colors.items()]
    values.append(("SERIES", SERIES))
    values += [("FONT", f'"{theme.font}"'), ("MONO", f'"{theme.mono}"')]
    values += [(name, str(size)) for name, size in theme.sizes.items()]
    return tuple(values)


def _palette(theme_name: str, used: set[str]) -> list[str]:
    if "SERIES" in used:
        used = used | set(_WORD.findall(SERIES))
    return [f"{name} = {value}" for name, value in _palette_lines(theme_name) if name in used]


__all__ = ["CompiledScene", "Span", "Text", "compile_document"]
