"""A whole file of scene code read into a document."""

import ast
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from pydantic import ValidationError

from backend.scenes.compiler import compile_document
from backend.scenes.compiler.names import object_name
from backend.scenes.document import Document, Meta
from backend.scenes.recognise.body import Body, Gathered
from backend.scenes.recognise.likeness import statement_keys
from backend.scenes.recognise.reading import Known

_HEADER = "# scenewright "
_SCENE_BASE = re.compile(r"\w*Scene$")


class NoSceneError(ValueError):
    """The code has no scene class with a `construct` method, or is not Python."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """The document, and how much of the code it understands."""

    document: Document
    objects: int
    beats: int
    blocks: int
    exact: bool  # the document compiles to the very bytes it was read from
    notes: tuple[str, ...] = ()
    lines: Mapping[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    # the first and last line of each object and beat in the code it was read from


@dataclass(slots=True)
class _Code:
    source: str
    lines: list[str]
    tree: ast.Module
    scene: ast.ClassDef
    construct: ast.FunctionDef
    header: dict[str, object] = field(default_factory=dict[str, object])


def recognise(source: str, scene_name: str | None = None) -> Recognised:
    """The document that says what the code says; nothing is lost.

    Raises:
        NoSceneError: when there is no scene in the code.
    """
    code = _open(source, scene_name)
    if code.header and code.header.get("theme") != "plain":
        exact = _exact(code)
        if exact is not None:
            return exact
    return _plain(code)


def _open(source: str, scene_name: str | None) -> _Code:
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        message = f"line {error.lineno}: {error.msg}"
        raise NoSceneError(message) from error
    scenes = [
        (item, method)
        for item in tree.body
        if isinstance(item, ast.ClassDef)
        for method in item.body
        if isinstance(method, ast.FunctionDef) and method.name == "construct"
    ]
    named = [pair for pair in scenes if scene_name in {None, pair[0].name}]
    if not named:
        message = "there is no scene class with a construct method"
        raise NoSceneError(message)
    scene, construct = named[0]
    lines = source.split("\n")
    header: dict[str, object] = {}
    if lines[0].startswith(_HEADER):
        try:
            header = cast("dict[str, object]", json.loads(lines[0].removeprefix(_HEADER)))
        except json.JSONDecodeError:
            header = {}
    return _Code(source, lines, tree, scene, construct, header)


def _exact(code: _Code) -> Recognised | None:
    """Code in the compiler's own shape, whose parts outside the scene are unchanged."""
    try:
        meta = Meta.model_validate(code.header)
        statements = [s for s in code.construct.body if not _background(s)]
        body = Body(code.lines, Known(themed=True))
        body.last = _head_end(code)
        gathered = body.gather(statements)
        document = _document(meta, gathered)
    except (ValidationError, KeyError):
        return None
    compiled = compile_document(document).source
    if compiled == code.source:
        return _told(document, gathered.lines, exact=True)
    if _outside(code.tree, code.scene.name) != _outside(ast.parse(compiled), code.scene.name):
        return None
    return _settled(code, meta, Known(themed=True))


def _head_end(code: _Code) -> int:
    """The last line before the statements of the document begin."""
    ends = [s.end_lineno or 0 for s in code.construct.body if _background(s)]
    return max([code.construct.lineno, *ends])


def _background(statement: ast.stmt) -> bool:
    return ast.unparse(statement) == "self.camera.background_color = BACKGROUND"


def _outside(tree: ast.Module, scene: str) -> list[str]:
    return [
        ast.dump(item)
        for item in tree.body
        if not (isinstance(item, ast.ClassDef) and item.name == scene)
    ]


def _plain(code: _Code) -> Recognised:
    """Anybody's code: what surrounds the construct method is kept as it is."""
    base, preamble = _surroundings(code)
    meta = Meta(
        theme="plain", scene_name=_class_name(code.scene.name), base=base, preamble=preamble
    )
    return _settled(code, meta, Known(themed=False))


def _class_name(name: str) -> str:
    return name if re.fullmatch(r"[A-Z][A-Za-z0-9]{0,59}", name) else "MainScene"


def _surroundings(code: _Code) -> tuple[str, str]:
    """The base class, and all code outside `construct`.

    Other methods of the scene move into a base class of their own, which changes nothing for them.
    """
    scene = code.scene
    start = min([scene.lineno, *(item.lineno for item in scene.decorator_list)])
    before = "\n".join(code.lines[: start - 1])
    after = "\n".join(code.lines[scene.end_lineno or len(code.lines) :])
    if before.startswith(_HEADER):
        before = before.partition("\n")[2]
    bases = ", ".join(ast.unparse(item) for item in scene.bases) or "Scene"
    others = [item for item in scene.body if item is not code.construct and not _docstring(item)]
    kept = "\n".join(part for part in (before.strip("\n"), after.strip("\n")) if part)
    if not others:
        return bases, kept
    parts: list[str] = []
    for item in others:
        first = min([item.lineno, *(d.lineno for d in getattr(item, "decorator_list", ()))])
        parts.append("\n".join(code.lines[first - 1 : item.end_lineno]))
    own = f"class {scene.name}Parts({bases}):\n" + "\n\n".join(parts)
    return f"{scene.name}Parts", f"{kept}\n\n\n{own}"


def _docstring(item: ast.stmt) -> bool:
    return isinstance(item, ast.Expr) and isinstance(item.value, ast.Constant)


def _settled(code: _Code, meta: Meta, known: Known) -> Recognised:
    """Recognise, compile, compare; what differs becomes Python as it was, until nothing does."""
    statements = [s for s in code.construct.body if not (known.themed and _background(s))]
    opaque: set[int] = set()
    while True:
        body = Body(code.lines, Known(themed=known.themed), frozenset(opaque))
        gathered = body.gather(statements)
        document = _document(meta, gathered)
        wrong = _differences(document, statements, known)
        if not wrong - opaque:
            break
        opaque |= wrong
    if wrong:
        whole = Body(code.lines, Known(themed=known.themed), frozenset(range(len(statements))))
        gathered = whole.gather(statements)
        document = _document(meta, gathered)
    return _told(document, gathered.lines, exact=False)


def _differences(document: Document, statements: list[ast.stmt], known: Known) -> set[int]:
    """Numbers of the statements that the document would write otherwise."""
    compiled = compile_document(document)
    tree = ast.parse(compiled.source)
    scene = next(
        item
        for item in tree.body
        if isinstance(item, ast.ClassDef) and item.name == compiled.scene_name
    )
    construct = next(item for item in scene.body if isinstance(item, ast.FunctionDef))
    body = [s for s in construct.body if not (known.themed and _background(s))]
    ours, theirs = statement_keys(body), statement_keys(statements)
    for (own, _), (other, number) in zip(ours, theirs, strict=False):
        if own != other:
            return {number}
    if len(ours) == len(theirs):
        return set()
    if len(ours) < len(theirs):
        return {theirs[len(ours)][1]}
    return {len(statements) - 1} if statements else set()


def _document(meta: Meta, gathered: Gathered) -> Document:
    return Document(
        meta=meta,
        params=tuple(gathered.params),
        objects=tuple(gathered.objects),
        timeline=tuple(gathered.entries),
    )


def _told(document: Document, places: Mapping[str, tuple[int, int]], *, exact: bool) -> Recognised:
    blocks = [entry for entry in document.timeline if entry.type == "block"]
    lines = sum(len(block.code.split("\n")) for block in blocks)
    notes = (f"{lines} lines in {len(blocks)} blocks are kept as Python",) if blocks else ()
    return Recognised(
        document=document,
        objects=sum(item.kind != "python" for item in document.objects),
        beats=len(document.timeline) - len(blocks),
        blocks=len(blocks),
        exact=exact,
        notes=notes,
        lines=places,
    )


__all__ = ["NoSceneError", "Recognised", "object_name", "recognise"]
