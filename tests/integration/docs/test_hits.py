"""The labelled questions find their pages."""

import pytest

from mcp_server.library import Library
from tests.bench.docs.judge import hits, questions, rank


@pytest.mark.requirement("docs:search:hits")
def test_labelled_questions_find_their_pages(library: Library) -> None:
    asked = questions(library)
    assert len(asked) >= 150
    ranks = [rank(library.search(question.text, limit=5), question) for question in asked]
    assert hits(ranks, 1) >= 0.75
    assert hits(ranks, 5) >= 0.93
