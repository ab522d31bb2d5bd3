"""The scene document as the pipeline uses it: check, compile, change."""

from collections.abc import Mapping
from typing import ClassVar

from pydantic import ValidationError

from backend.authoring.port import CodeSource, Json, Source
from backend.errors import Owner, ServiceError
from backend.scenes import (
    CompiledScene,
    Document,
    apply,
    compile_document,
    parse_operations,
    validate,
)
from backend.scenes.recognise import NotInPlaceError, rewrite
from backend.services.pipeline.workshop import Compiled

_PROBLEMS_MAX = 20


class DocumentInvalidError(ServiceError):
    """The document cannot be made into a scene; `problems` lists why."""

    code: ClassVar[str] = "scene.document_invalid"
    http_status: ClassVar[int] = 422
    owner: ClassVar[Owner] = "scene_author"
    public: ClassVar[bool] = True


class DocumentBook:
    """Documents become Python here; Python stays as it is."""

    def compile(self, source: Source, *, settings: Json) -> Compiled:
        del settings
        if isinstance(source, CodeSource):
            return Compiled(source.code)
        document = _parse(source.document)
        problems = [each for each in validate(document) if each.severity == "error"]
        if problems:
            raise DocumentInvalidError(
                problems[0].message,
                problems=[
                    {"code": each.code, "message": each.message, "id": each.id}
                    for each in problems[:_PROBLEMS_MAX]
                ],
            )
        compiled = compile_document(document)
        return Compiled(compiled.source, compiled.scene_name, _lines(compiled))

    def apply(self, document: Json, operations: tuple[Json, ...]) -> Json:
        try:
            parsed = parse_operations([dict(each) for each in operations])
        except ValidationError as error:
            raise _invalid(error) from error
        changed = apply(_parse(document), parsed).document
        return changed.model_dump(mode="json", by_alias=True, exclude_defaults=True)

    def rewrite(self, code: str, operations: tuple[Json, ...]) -> str | None:
        try:
            parsed = parse_operations([dict(each) for each in operations])
            return rewrite(code, parsed)
        except ValidationError as error:
            raise _invalid(error) from error
        except NotInPlaceError:
            return None


def _parse(raw: Json) -> Document:
    try:
        return Document.model_validate(raw)
    except ValidationError as error:
        raise _invalid(error) from error


def _invalid(error: ValidationError) -> DocumentInvalidError:
    problems = [
        {"id": ".".join(str(part) for part in each["loc"]), "message": each["msg"]}
        for each in error.errors(include_input=False, include_url=False)[:_PROBLEMS_MAX]
    ]
    message = f"The scene document is not valid: {problems[0]['message']}"
    return DocumentInvalidError(message, problems=problems)


def _lines(compiled: CompiledScene) -> Mapping[str, tuple[int, int]]:
    return {span.id: (span.first, span.last) for span in compiled.map if span.part == "object"}
