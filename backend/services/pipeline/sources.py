"""Where a version starts from: words, code, a document, or operations on one."""

from dataclasses import dataclass
from typing import ClassVar, cast

from backend.authoring.port import (
    CodeSource,
    DocumentSource,
    Json,
    SceneBrief,
    SceneOutline,
    Source,
    Written,
)
from backend.errors import Owner, ServiceError
from backend.services.jobs.messages import EditJob, RenderJob, SourceRef
from backend.services.pipeline.workshop import Workshop

_SOURCE_BYTES_MAX = 1 << 20


class SourceMissingError(ServiceError):
    """There is nothing to change: the version has no source."""

    code: ClassVar[str] = "scene.source_missing"
    http_status: ClassVar[int] = 409
    owner: ClassVar[Owner] = "caller"
    public: ClassVar[bool] = True


class DocumentNeededError(ServiceError):
    """Operations change documents; this version is code."""

    code: ClassVar[str] = "scene.not_a_document"
    http_status: ClassVar[int] = 409
    owner: ClassVar[Owner] = "caller"
    public: ClassVar[bool] = True


@dataclass(frozen=True)
class FirstDraft:
    """What goes to the renderer first, and whether an author may mend it.

    What a person wrote is never mended behind their back.
    """

    written: Written
    may_repair: bool


def first_draft(job: EditJob | RenderJob, shop: Workshop) -> FirstDraft:
    """Make or take the source of a version.

    Raises:
        ServiceError: there is none to be had; the error tells why.
    """
    if isinstance(job, RenderJob):
        return FirstDraft(_given(job, shop), may_repair=False)
    settings = job.settings.model_dump(by_alias=True)
    if job.source is None:
        return FirstDraft(shop.author.write(_brief(job, settings)), may_repair=True)
    source = read_source(job.source, shop)
    return FirstDraft(shop.author.edit(source, job.prompt, settings=settings), may_repair=True)


def read_source(ref: SourceRef, shop: Workshop) -> Source:
    """The source of the version that a job starts from.

    Raises:
        SourceMissingError: it has none.
    """
    if ref.document is not None and ref.mode != "code":
        return DocumentSource(ref.document)
    if ref.code is not None:
        return CodeSource(ref.code)
    if ref.key is not None:
        data = shop.storage.get_bytes("sources", ref.key, size_bytes_max=_SOURCE_BYTES_MAX)
        return CodeSource(data.decode("utf-8"))
    message = "This version has no source to start from."
    raise SourceMissingError(message, version=ref.version)


def _brief(job: EditJob, settings: Json) -> SceneBrief:
    scene = job.scene
    hint = cast("dict[str, object]", job.draft) if isinstance(job.draft, dict) else {}
    return SceneBrief(
        prompt=scene.session_prompt or job.prompt,
        outline=SceneOutline(
            title=scene.title or job.prompt[:80], goal=scene.summary or job.prompt, hint=hint
        ),
        index=scene.index,
        count=scene.scene_count,
        settings=settings,
    )


def _given(job: RenderJob, shop: Workshop) -> Written:
    if job.code is not None:
        return Written(CodeSource(job.code), "Rendered the given code.")
    if job.document is not None:
        return Written(DocumentSource(job.document), "Rendered the given document.")
    return _operated(job, shop)


def _operated(job: RenderJob, shop: Workshop) -> Written:
    """Operations on a document; on code, where each of them is a few words in place."""
    operations = tuple(cast("list[Json]", job.operations or []))
    said = "Applied the operations."
    source = None if job.source is None else read_source(job.source, shop)
    if isinstance(source, DocumentSource):
        changed = shop.book.apply(source.document, operations)
        return Written(DocumentSource(changed), said, operations=operations)
    code = None if source is None else shop.book.rewrite(source.code, operations)
    if code is None:
        message = "These operations can only be done to a scene in document form."
        raise DocumentNeededError(message)
    return Written(CodeSource(code), said, operations=operations)
