"""The offline author behind the port."""

import re
from collections.abc import Sequence
from typing import get_args

from pydantic import ValidationError

from backend.authoring.offline.edits import SURE, Edit, read_edit
from backend.authoring.offline.locate import locate
from backend.authoring.offline.planning import (
    build,
    outline,
    part_of,
    plan_parts,
    shapes_of,
)
from backend.authoring.offline.text import topic
from backend.authoring.port import (
    AuthorRefusedError,
    CodeSource,
    DocumentSource,
    Failure,
    Json,
    Location,
    OnScene,
    Plan,
    SceneBrief,
    SceneCard,
    Source,
    Written,
)
from backend.scenes import Document, OperationRefusedError, apply, parse_operations, validate
from backend.scenes.document import Aspect, ThemeName
from backend.scenes.recognise import NoSceneError, NotInPlaceError, recognise, rewrite

NO_MODEL = "No model is connected."
CANNOT = (
    f"{NO_MODEL} Without one I can recolour, resize, move or remove what you name, and change the "
    "title, words, values, function, theme, speed and pauses. This asks for something else."
)
_OFFERED = 3


class OfflineAuthor:
    """Plans from templates, writes documents, edits by rules; never guesses in silence."""

    def plan(
        self, prompt: str, scene_count: int, *, settings: Json, on_scene: OnScene | None = None
    ) -> Plan:
        del settings, on_scene
        if not re.search(r"\w", prompt):
            message = "There are no words in the prompt to show."
            raise AuthorRefusedError(message)
        parts = plan_parts(prompt, scene_count)
        chosen = next((part for part in parts if part.understood), parts[0])
        understood = "; ".join(chosen.understood) or "a title"
        return Plan(
            title=topic(prompt),
            scenes=tuple(outline(part) for part in parts),
            understood=f"{NO_MODEL} Made from templates: {understood}.",
        )

    def write(self, brief: SceneBrief) -> Written:
        part = part_of(brief.outline, brief.prompt)
        document, refused = build(
            part, aspect=_aspect(brief.settings), theme=_theme(brief.settings)
        )
        notes = "; ".join(part.understood)
        left_out = (
            f" These did not fit and took their defaults: {', '.join(refused)}." if refused else ""
        )
        summary = f"{NO_MODEL} {part.goal}{f' Understood: {notes}.' if notes else ''}{left_out}"
        return Written(
            DocumentSource(_dump(document)), summary, title=part.title, chips=part.understood
        )

    def edit(self, source: Source, instruction: str, *, settings: Json) -> Written:
        del settings
        readings = _readings(source, instruction)
        if not readings:
            raise AuthorRefusedError(CANNOT)
        best = readings[0]
        if best.sure < SURE:
            offered = readings[:_OFFERED]
            choices = [_choice(edit) for edit in offered]
            said = " — or: ".join(str(choice["said"]) for choice in choices)
            message = f"I am not sure what to change. Did you mean: {said}?"
            raise AuthorRefusedError(message, choices=choices)
        return Written(
            _changed(source, best),
            f"{NO_MODEL} By rule: {best.said}.",
            operations=tuple(dict(operation) for operation in best.operations),
            chips=tuple(best.said.split(", and ")),
        )

    def understand(self, source: Source, instruction: str) -> list[Json]:
        """The readings of an instruction, the surest first, each with what it would do.

        Raises:
            AuthorRefusedError: the scene is code that no rule can read.
        """
        return [_choice(edit) for edit in _readings(source, instruction)[:_OFFERED]]

    def shapes(self, words: str, title: str, *, settings: Json) -> list[Json]:
        """The likeliest templates for some words, filled with what was read, the best first."""
        found: list[Json] = []
        for template, part in shapes_of(words, title, count=_OFFERED + 1):
            document, _ = build(part, aspect=_aspect(settings), theme=_theme(settings))
            found.append(
                {
                    "template": template.id,
                    "title": template.title,
                    "description": template.description,
                    "chips": list(part.understood),
                    "document": _dump(document),
                }
            )
        return found

    def repair(self, source: Source, failure: Failure, *, settings: Json) -> Written:
        """Takes the object that fails out of a document; code cannot be mended without a model."""
        del settings
        if not isinstance(source, DocumentSource) or failure.object_id is None:
            message = f"{NO_MODEL} Without one I cannot mend this: {failure.message}"
            raise AuthorRefusedError(message)
        document = _document(source)
        operations: list[dict[str, object]] = [{"op": "remove", "id": failure.object_id}]
        mended = apply(document, parse_operations(operations)).document
        name = failure.object_id.replace("_", " ")
        return Written(
            DocumentSource(_dump(mended)),
            f"Left out the {name}, which could not be drawn: {failure.message}",
            operations=tuple(operations),
        )

    def locate(self, instruction: str, scenes: Sequence[SceneCard]) -> Location:
        return locate(instruction, scenes)


def _readings(source: Source, instruction: str) -> list[Edit]:
    """What an instruction can mean here; each reading can be applied and leaves a sound scene."""
    if isinstance(source, CodeSource):
        document = _read_code(source.code)
        found = (edit for edit in read_edit(document, instruction) if _works(document, edit))
        return [edit for edit in found if _in_place(source.code, edit) is not None]
    document = _document(source)
    return [edit for edit in read_edit(document, instruction) if _works(document, edit)]


def _changed(source: Source, edit: Edit) -> Source:
    if isinstance(source, CodeSource):
        return CodeSource(_in_place(source.code, edit) or source.code)
    changed = apply(_document(source), parse_operations(list(edit.operations))).document
    return DocumentSource(_dump(changed))


def _read_code(code: str) -> Document:
    """What is recognised of a scene that is Python."""
    try:
        return recognise(code).document
    except NoSceneError as error:
        message = f"{NO_MODEL} Without one I can change only scenes whose code I can read."
        raise AuthorRefusedError(message) from error


def _in_place(code: str, edit: Edit) -> str | None:
    """The code with an edit done to it, or nothing when it takes more than a few words."""
    try:
        changed = rewrite(code, parse_operations(list(edit.operations)))
    except (NotInPlaceError, ValidationError):
        return None
    return changed if changed != code else None


# What was done, said as what would be done.
_WOULD = {
    "added": "add",
    "changed": "change",
    "made": "make",
    "moved": "move",
    "removed": "remove",
    "replaced": "replace",
    "set": "set",
    "swapped": "swap",
    "waits": "wait",
}


def _choice(edit: Edit) -> dict[str, object]:
    """A reading as a person is offered it: applying it is sending its operations."""
    chips = [_would(part) for part in edit.said.split(", and ")]
    return {
        "said": ", and ".join(chips),
        "chips": chips,
        "operations": [dict(operation) for operation in edit.operations],
        "sure": edit.sure >= SURE,
    }


def _would(said: str) -> str:
    verb, _, rest = said.partition(" ")
    return f"{_WOULD.get(verb, verb)} {rest}"


def _works(document: Document, edit: Edit) -> bool:
    """Whether the operations can be applied and leave a scene without errors."""
    try:
        changed = apply(document, parse_operations(list(edit.operations))).document
    except (OperationRefusedError, ValidationError):
        return False
    return not any(problem.severity == "error" for problem in validate(changed))


def _document(source: Source) -> Document:
    if not isinstance(source, DocumentSource):
        message = f"{NO_MODEL} Without one I can change only scenes that are documents, not code."
        raise AuthorRefusedError(message)
    return Document.model_validate(source.document)


def _dump(document: Document) -> dict[str, object]:
    return document.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _aspect(settings: Json) -> Aspect:
    width, height = settings.get("width"), settings.get("height")
    if isinstance(width, int) and isinstance(height, int) and height:
        ratio = width / height
        known: dict[Aspect, float] = {"16:9": 16 / 9, "9:16": 9 / 16, "1:1": 1.0, "4:3": 4 / 3}
        return min(known, key=lambda name: abs(known[name] - ratio))
    return "16:9"


def _theme(settings: Json) -> ThemeName:
    wanted = settings.get("theme")
    return next((name for name in get_args(ThemeName) if name == wanted), "dark")
