"""The labelled questions, and how well a library answers them."""

from dataclasses import dataclass
from pathlib import Path

from mcp_server.library import Library
from mcp_server.page import Page

QUERIES = sorted(Path(__file__).parent.glob("queries*.txt"))


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks, and the ids of the pages that answer it."""

    text: str
    answers: frozenset[str]


def questions(library: Library) -> list[Question]:
    """Every labelled question; a label that names no page is an error.

    Raises:
        ValueError: a label names a page that does not exist.
    """
    ids = {page.id for page in library.pages}
    found: list[Question] = []
    for line in "\n".join(file.read_text("utf-8") for file in QUERIES).splitlines():
        text, arrow, labels = line.rpartition(" => ")
        if not arrow or line.startswith("#"):
            continue
        answers = frozenset(_page_id(label.strip(), ids) for label in labels.split(" or "))
        found.append(Question(text, answers))
    return found


def _page_id(label: str, ids: set[str]) -> str:
    if label.startswith("!"):
        candidates = [f"renamed.{label[1:]}"]
    else:
        candidates = [f"recipe.{label}", f"manim.{label}"]
    named = [candidate for candidate in candidates if candidate in ids]
    if not named:
        message = f"no page is called {label!r}"
        raise ValueError(message)
    return named[0]


def rank(pages: list[Page], question: Question) -> int | None:
    """The place of the first right page, from 1; nothing when none is right."""
    for place, page in enumerate(pages, 1):
        if page.id in question.answers:
            return place
    return None


def hits(ranks: list[int | None], within: int) -> float:
    """The share of questions answered within the first places."""
    return sum(1 for place in ranks if place is not None and place <= within) / len(ranks)
