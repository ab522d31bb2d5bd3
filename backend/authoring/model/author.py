"""The model author behind the port: ask, read, check, ask once more, and never trust.

ask ──▶ read ──▶ check ──▶ done
 ▲        └── what is wrong ──┘          at most `ROUNDS_MAX` rounds; then the offline author
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal, TypeVar

from pydantic import ValidationError

from backend.authoring.model import prompts
from backend.authoring.model.answers import (
    AnswerError,
    numbered,
    read_code,
    read_json,
    read_part,
    read_python,
)
from backend.authoring.model.catalogue import catalogue, example_for
from backend.authoring.model.chat import Chat, Message, OnText
from backend.authoring.offline import OfflineAuthor
from backend.authoring.port import (
    AuthorRefusedError,
    AuthorUnavailableError,
    CodeSource,
    Docs,
    DocumentSource,
    Failure,
    Json,
    Location,
    OnScene,
    Plan,
    SceneBrief,
    SceneCard,
    SceneOutline,
    Source,
    Usage,
    Written,
)
from backend.scenes import Document, OperationRefusedError, apply, parse_operations, validate

ROUNDS_MAX = 3
# The pipeline asks again itself, for a wider part.
_REPAIR_ROUNDS = 1
_PROBLEMS_SHOWN = 8
_TITLE_CHARS = 60
_CHIPS, _CHIP_CHARS = 4, 80
_UNUSABLE = (
    "The model's answers could not be used; the scene is as it was. Say it again in other words."
)
_NOT_USED = "The model's answers could not be used."
_T = TypeVar("_T")
Writes = Literal["document", "code"]


class _Talk:
    """One bounded exchange; counts what it cost."""

    def __init__(self, chat: Chat, system: str, wish: str, *, on_text: OnText | None) -> None:
        self._chat = chat
        self._messages = [Message("system", system), Message("user", wish)]
        self._on_text = on_text
        self.usage = Usage()

    def until(self, read: Callable[[str], _T], *, rounds: int = ROUNDS_MAX) -> _T | None:
        """The first answer that `read` accepts; nothing when none of the rounds gave one."""
        for _ in range(rounds):
            answer = self._chat.ask(self._messages, on_text=self._on_text)
            self.usage += Usage(answer.input_tokens, answer.output_tokens, 1, answer.estimated)
            try:
                return read(answer.text)
            except AnswerError as problem:
                reason = f"{problem}{' (your answer was cut off)' if answer.cut_off else ''}"
                self._messages += [
                    Message("assistant", answer.text[:8_000]),
                    Message("user", f"That cannot be used: {reason}. Answer again, in full."),
                ]
        return None


class ModelAuthor:
    """Plans, writes, edits and mends with a model."""

    def __init__(
        self, chat: Chat, *, docs: Docs | None = None, writes: Writes = "document"
    ) -> None:
        self._chat = chat
        self._docs = docs
        self._writes = writes
        self._offline = OfflineAuthor()

    def plan(
        self, prompt: str, scene_count: int, *, settings: Json, on_scene: OnScene | None = None
    ) -> Plan:
        counter = None if on_scene is None else _counted(on_scene, scene_count)
        talk = self._talk("plan", _wish(prompt), on_text=counter, count=str(scene_count))
        plan = talk.until(lambda text: _read_plan(text, scene_count))
        if plan is None:
            plan = self._offline.plan(prompt, scene_count, settings=settings)
            plan = replace(plan, understood=f"{_NOT_USED} {plan.understood}")
        return replace(plan, usage=talk.usage)

    def write(self, brief: SceneBrief) -> Written:
        outline = brief.outline
        wish = f"{outline.title}. {outline.goal}"
        about = (
            f"Scene {brief.index + 1} of {brief.count} in a film about: {_wish(brief.prompt)}\n"
            f"This scene: {_wish(wish)}\nAbout {outline.seconds:g} seconds."
        )
        if brief.settings.get("mode", self._writes) == "code":
            return self._code(brief, about)
        talk = self._talk("write", about, catalogue=catalogue(), example=example_for(wish))
        document = talk.until(_read_document)
        if document is None:
            return self._instead(brief, talk.usage)
        said = f"Wrote {len(document.objects)} objects in {len(document.timeline)} beats."
        return Written(_source(document), said, title=outline.title, usage=talk.usage)

    def _code(self, brief: SceneBrief, about: str) -> Written:
        """A whole file, which need not be right: mending it is the pipeline's work."""
        talk = self._talk("write_code", about)
        code = talk.until(read_code)
        if code is None:
            return self._instead(brief, talk.usage)
        said = f"Wrote {len(code.splitlines())} lines of Python."
        return Written(CodeSource(code), said, title=brief.outline.title, usage=talk.usage)

    def _instead(self, brief: SceneBrief, usage: Usage) -> Written:
        """The scene that needs no model, which says so."""
        made = self._offline.write(brief)
        return replace(made, summary=f"{_NOT_USED} {made.summary}", usage=usage)

    def edit(self, source: Source, instruction: str, *, settings: Json) -> Written:
        del settings
        if isinstance(source, CodeSource):
            return self._rewrite(source, instruction, "I changed the code as asked.")
        document = Document.model_validate(source.document)
        about = f"The document:\n{_compact(document)}\n\n{_wish(instruction)}"
        talk = self._talk("edit", about, catalogue=catalogue())
        changed = talk.until(lambda text: _read_operations(text, document))
        if changed is None:
            raise AuthorRefusedError(_UNUSABLE)
        after, operations = changed
        chips = tuple(_said(operation)[:_CHIP_CHARS] for operation in operations[:_CHIPS])
        said = f"Changed: {'; '.join(chips)}."
        return Written(_source(after), said, operations=operations, usage=talk.usage, chips=chips)

    def repair(self, source: Source, failure: Failure, *, settings: Json) -> Written:
        """Mend by the model; a source that comes back unchanged was not mended."""
        help_, used = self._help(failure)
        if isinstance(source, CodeSource):
            return replace(self._mend(source, failure, help_), docs_used=used)
        document = Document.model_validate(source.document)
        about = (
            f"The document:\n{_compact(document)}\n\nIt cannot be drawn: {failure.message} "
            f"(object {failure.object_id or 'unknown'}). Mend it with the fewest operations.\n"
            f"{help_}"
        )
        try:
            talk = self._talk("edit", about, catalogue=catalogue())
            changed = talk.until(
                lambda text: _read_operations(text, document), rounds=_REPAIR_ROUNDS
            )
        except AuthorUnavailableError:
            changed, talk = None, None
        usage = Usage() if talk is None else talk.usage
        if changed is None:
            return replace(self._offline.repair(source, failure, settings=settings), usage=usage)
        after, operations = changed
        return Written(
            _source(after),
            f"Mended: {failure.message}",
            operations=operations,
            docs_used=used,
            usage=usage,
        )

    def _mend(self, source: CodeSource, failure: Failure, help_: str) -> Written:
        """The smallest part of a file, rewritten; the file as it was when that cannot be used."""
        where = f" in line {failure.line}" if failure.line else ""
        wish = f"It fails{where}: {failure.message}"
        shown, may = numbered(source.code, failure.lines)
        about = f"{shown}\n\n{wish}\n{may}\n{help_}".strip()
        talk = self._talk("repair", about)
        code = talk.until(
            lambda text: read_part(text, source.code, failure.lines), rounds=_REPAIR_ROUNDS
        )
        said = f"Mended: {failure.message}" if code else _UNUSABLE
        return Written(CodeSource(code or source.code), said, usage=talk.usage)

    def _help(self, failure: Failure) -> tuple[str, tuple[str, ...]]:
        """What the failure brought, else one page about it."""
        if failure.help or self._docs is None:
            return failure.help, ()
        page = self._docs.page(failure.message)
        return (page.text, (page.name,)) if page is not None else ("", ())

    def locate(self, instruction: str, scenes: Sequence[SceneCard]) -> Location:
        return self._offline.locate(instruction, scenes)

    def _rewrite(self, source: CodeSource, wish: str, said: str) -> Written:
        about = f"The file:\n```python\n{source.code}\n```\n\n{_wish(wish)}"
        talk = self._talk("code", about)
        code = talk.until(read_python)
        if code is None:
            raise AuthorRefusedError(_UNUSABLE)
        return Written(CodeSource(code), said, usage=talk.usage)

    def _talk(self, name: str, wish: str, *, on_text: OnText | None = None, **filled: str) -> _Talk:
        return _Talk(self._chat, prompts.text(name, **filled), wish, on_text=on_text)


def _counted(on_scene: OnScene, count: int) -> OnText:
    """Turns the text of a plan, as it comes, into the number of scenes that it has begun."""
    told = [0]

    def on_text(text: str) -> None:
        begun = min(count, len(re.findall(r'"goal"\s*:', text)))
        if begun > told[0]:
            told[0] = begun
            on_scene(begun, count)

    return on_text


def _wish(text: str) -> str:
    """A person's words, marked as such; they cannot close the mark themselves."""
    return f"<wish>{text.replace('<wish>', '').replace('</wish>', '')}</wish>"


def _read_plan(text: str, count: int) -> Plan:
    data = read_json(text)
    scenes = data.get("scenes") if isinstance(data, dict) else data
    if not isinstance(scenes, list):
        message = '"scenes" must be a list'
        raise AnswerError(message)
    listed: list[object] = list(scenes)  # pyright: ignore[reportUnknownArgumentType] - plain JSON
    outlines = [outline for item in listed if (outline := _outline(item)) is not None]
    if len(outlines) < count:
        message = (
            f"there must be exactly {count} scenes with a title and a goal, got {len(outlines)}"
        )
        raise AnswerError(message)
    named = data.get("title") if isinstance(data, dict) else None
    title = named if isinstance(named, str) and named.strip() else outlines[0].title
    return Plan(
        title=title[:_TITLE_CHARS],
        scenes=tuple(outlines[:count]),
        understood=f"Planned {count} scenes with the model.",
    )


def _outline(item: object) -> SceneOutline | None:
    if not isinstance(item, dict):
        return None
    title, goal, seconds = item.get("title"), item.get("goal"), item.get("seconds")  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType] - plain JSON
    if not isinstance(title, str) or not isinstance(goal, str) or not title.strip():
        return None
    length = float(seconds) if isinstance(seconds, int | float) and 1 <= seconds <= 60 else 8.0  # noqa: PLR2004 - a scene's sensible length
    return SceneOutline(title.strip()[:_TITLE_CHARS], goal.strip(), length)


def _read_document(text: str) -> Document:
    data = read_json(text)
    if not isinstance(data, dict):
        message = "answer with one document, not a list"
        raise AnswerError(message)
    inner = data.get("document", data)
    try:
        document = Document.model_validate(inner)
    except ValidationError as error:
        raise AnswerError(_explained(error)) from error
    if not document.objects or not document.timeline:
        message = "the document needs objects and a timeline"
        raise AnswerError(message)
    return _checked(document)


def _read_operations(text: str, document: Document) -> tuple[Document, tuple[Json, ...]]:
    data = read_json(text)
    listed = data.get("operations", [data]) if isinstance(data, dict) else data
    try:
        operations = parse_operations(listed)
        changed = apply(document, operations).document
    except ValidationError as error:
        raise AnswerError(_explained(error)) from error
    except OperationRefusedError as error:
        raise AnswerError(str(error)) from error
    if changed == document:
        message = "these operations change nothing"
        raise AnswerError(message)
    plain = tuple(op.model_dump(mode="json", exclude_defaults=False) for op in operations)
    return _checked(changed), plain


def _checked(document: Document) -> Document:
    problems = [problem for problem in validate(document) if problem.severity == "error"]
    if problems:
        raise AnswerError("; ".join(problem.message for problem in problems[:_PROBLEMS_SHOWN]))
    return document


def _explained(error: ValidationError) -> str:
    shown = error.errors(include_url=False, include_input=False)[:_PROBLEMS_SHOWN]
    return "; ".join(f"{'.'.join(str(p) for p in each['loc'])}: {each['msg']}" for each in shown)


def _source(document: Document) -> DocumentSource:
    return DocumentSource(document.model_dump(mode="json", by_alias=True, exclude_defaults=True))


def _compact(document: Document) -> str:
    return document.model_dump_json(by_alias=True, exclude_defaults=True)


def _said(operation: Json) -> str:
    words = (
        operation.get("op"),
        operation.get("id"),
        operation.get("name"),
        operation.get("value"),
    )
    return " ".join(str(word) for word in words if word is not None).replace("_", " ")
