"""The scene document as the pipeline uses it."""

from backend.authoring.port import CodeSource, DocumentSource, Json, Source
from backend.services.pipeline.sources import DocumentNeededError
from backend.services.pipeline.workshop import Compiled


class CodeBook:
    """Takes Python as it is, and knows no documents."""

    def compile(self, source: Source, *, settings: Json) -> Compiled:
        del settings
        if isinstance(source, CodeSource):
            return Compiled(source.code)
        raise _no_documents(source)

    def apply(self, document: Json, operations: tuple[Json, ...]) -> Json:
        del operations
        raise _no_documents(DocumentSource(document))


def _no_documents(source: DocumentSource) -> DocumentNeededError:
    message = "This installation does not read scene documents."
    return DocumentNeededError(message, keys=len(source.document))
