"""The model author behind the port: ask, read, check, ask once more, and never trust.

ask ──▶ read ──▶ check ──▶ done
 ▲        └── what is wrong ──┘          at most `ROUNDS_MAX` rounds; then the offline author
"""

from collections.abc import Callable, Sequence
from importlib import resources
from typing import TypeVar

from pydantic import ValidationError

from backend.authoring.model.answers import AnswerError, read_json, read_python
from backend.authoring.model.catalogue import catalogue, example_for
from backend.authoring.model.chat import Chat, Message
from backend.authoring.offline import OfflineAuthor
from backend.authoring.port import (
    AuthorRefusedError,
    AuthorUnavailableError,
    CodeSource,
    DocumentSource,
    Failure,
    Json,
    Location,
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
_PROBLEMS_SHOWN = 8
_TITLE_CHARS = 60
_UNUSABLE = (
    "The model's answers could not be used; the scene is as it was. Say it again in other words."
)
_T = TypeVar("_T")

Lookup = Callable[[str], str]
"""Documentation for a failure: a query in, a short page out, empty when there is none."""


class _Talk:
    """One bounded exchange; counts what it cost."""

    def __init__(self, chat: Chat, system: str, wish: str) -> None:
        self._chat = chat
        self._messages = [Message("system", system), Message("user", wish)]
        self.usage = Usage()

    def until(self, read: Callable[[str], _T]) -> _T | None:
        """The first answer that `read` accepts; nothing when none of the rounds gave one."""
        for _ in range(ROUNDS_MAX):
            answer = self._chat.ask(self._messages)
            self.usage = Usage(
                self.usage.input_tokens + answer.input_tokens,
                self.usage.output_tokens + answer.output_tokens,
            )
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

    def __init__(self, chat: Chat, *, lookup: Lookup = lambda _query: "") -> None:
        self._chat = chat
        self._lookup = lookup
        self._offline = OfflineAuthor()

    def plan(self, prompt: str, scene_count: int, *, settings: Json) -> Plan:
        talk = self._talk("plan", _wish(prompt), count=str(scene_count))
        plan = talk.until(lambda text: _read_plan(text, scene_count))
        if plan is None:
            return self._offline.plan(prompt, scene_count, settings=settings)
        return plan

    def write(self, brief: SceneBrief) -> Written:
        outline = brief.outline
        wish = f"{outline.title}. {outline.goal}"
        about = (
            f"Scene {brief.index + 1} of {brief.count} in a film about: {_wish(brief.prompt)}\n"
            f"This scene: {_wish(wish)}\nAbout {outline.seconds:g} seconds."
        )
        talk = self._talk("write", about, catalogue=catalogue(), example=example_for(wish))
        document = talk.until(_read_document)
        if document is None:
            made = self._offline.write(brief)
            said = f"The model's answers could not be used. {made.summary}"
            return Written(made.source, said, title=made.title, usage=talk.usage)
        said = f"Wrote {len(document.objects)} objects in {len(document.timeline)} beats."
        return Written(_source(document), said, title=outline.title, usage=talk.usage)

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
        said = "; ".join(_said(operation) for operation in operations[:4])
        return Written(_source(after), f"Changed: {said}.", operations=operations, usage=talk.usage)

    def repair(self, source: Source, failure: Failure, *, settings: Json) -> Written:
        page = self._lookup(failure.message)
        if isinstance(source, CodeSource):
            where = f" in line {failure.line}" if failure.line else ""
            wish = f"It fails{where}: {failure.message}\nMend it with the smallest change."
            return self._rewrite(source, f"{wish}\n{page}".strip(), f"Mended: {failure.message}")
        document = Document.model_validate(source.document)
        about = (
            f"The document:\n{_compact(document)}\n\nIt cannot be drawn: {failure.message} "
            f"(object {failure.object_id or 'unknown'}). Mend it with the fewest operations.\n"
            f"{page}"
        )
        try:
            talk = self._talk("edit", about, catalogue=catalogue())
            changed = talk.until(lambda text: _read_operations(text, document))
        except AuthorUnavailableError:
            changed, talk = None, None
        if changed is None or talk is None:
            return self._offline.repair(source, failure, settings=settings)
        after, operations = changed
        return Written(
            _source(after), f"Mended: {failure.message}", operations=operations, usage=talk.usage
        )

    def locate(self, instruction: str, scenes: Sequence[SceneCard]) -> Location:
        return self._offline.locate(instruction, scenes)

    def _rewrite(self, source: CodeSource, wish: str, said: str) -> Written:
        about = f"The file:\n```python\n{source.code}\n```\n\n{_wish(wish)}"
        talk = self._talk("code", about)
        code = talk.until(read_python)
        if code is None:
            raise AuthorRefusedError(_UNUSABLE)
        return Written(CodeSource(code), said, usage=talk.usage)

    def _talk(self, name: str, wish: str, **filled: str) -> _Talk:
        text = resources.files(__package__ or "").joinpath(f"prompts/{name}.md").read_text("utf-8")
        return _Talk(self._chat, text.format(**filled), wish)


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
