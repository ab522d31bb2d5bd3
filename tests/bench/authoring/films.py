"""The titles that every promise about films without a model is tried on, and a film of a title."""

from pathlib import Path

from backend.authoring.offline import OfflineAuthor
from backend.authoring.port import DocumentSource, SceneBrief
from backend.scenes import Document

SCENES_MIN, SCENES_MAX = 3, 5
_LISTS = ("theorems.txt", "topics.txt", "titles_strangers.txt")


def titles() -> list[str]:
    """240 names of results, 117 topics, and a hundred that are odd."""
    found: list[str] = []
    for name in _LISTS:
        lines = (Path(__file__).parent / name).read_text("utf-8").splitlines()
        found += [line for line in lines if line and not line.startswith("#")]
    return found


def scenes_wanted(number: int) -> int:
    """Three, four or five scenes, in turn."""
    return SCENES_MIN + number % (SCENES_MAX - SCENES_MIN + 1)


def film(title: str, count: int) -> list[Document]:
    """The scenes of a film, planned and written without a model."""
    author = OfflineAuthor()
    documents: list[Document] = []
    for index, outline in enumerate(author.plan(title, count, settings={}).scenes):
        made = author.write(SceneBrief(title, outline, index, count, {}))
        assert isinstance(made.source, DocumentSource)
        documents.append(Document.model_validate(made.source.document))
    return documents
