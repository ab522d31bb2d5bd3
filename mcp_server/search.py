"""BM25 over weighted fields: which pages a query's words speak of. Pure."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from mcp_server.page import Page
from mcp_server.words import one_slip, words

K1 = 1.2
B = 0.6
# A word is put right towards words that several pages have, when it is long enough to tell.
COMMON = 3
SPELT_MIN = 4
WEIGHTS = {"title": 5, "members": 3, "summary": 2, "signature": 1, "text": 1, "example": 1}
PAIR = 4
# How-to pages answer questions; single methods drown them unless they are asked for by name.
KIND_FACTOR = {"recipe": 1.6, "renamed": 1.0, "class": 1.15, "function": 1.0, "method": 0.8}


class Bm25:
    """An inverted index over pages."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        counts = [_weighted(page) for page in pages]
        lengths = [sum(count.values()) for count in counts]
        average = sum(lengths) / max(1, len(lengths))
        self._factors = [KIND_FACTOR.get(page.kind, 1.0) for page in pages]
        for number, (count, length) in enumerate(zip(counts, lengths, strict=True)):
            norm = K1 * (1 - B + B * length / average)
            for word, weight in count.items():
                self._postings[word].append((number, weight * (K1 + 1) / (weight + norm)))
        self._idf = {
            word: math.log(1 + (len(pages) - len(found) + 0.5) / (len(found) + 0.5))
            for word, found in self._postings.items()
        }

        self._spelt: dict[str, list[str]] = defaultdict(list)
        for word, found in self._postings.items():
            if len(found) >= COMMON:
                self._spelt[word[0]].append(word)

    def put_right(self, asked: Iterable[str]) -> list[str]:
        """The words that no page has, as the word of the pages that they nearly are."""
        found: list[str] = []
        for word in asked:
            if len(word) >= SPELT_MIN and word not in self._postings:
                found += [near for near in self._spelt[word[0]] if one_slip(word, near)][:2]
        return found

    def scores(self, query: Iterable[str]) -> dict[int, float]:
        """Page number → score, for every page that shares a word with the query."""
        total: dict[int, float] = defaultdict(float)
        for word, times in Counter(query).items():
            for number, weight in self._postings.get(word, ()):
                total[number] += self._idf[word] * weight * min(times, 2)
        return {number: score * self._factors[number] for number, score in total.items()}


def _weighted(page: Page) -> Counter[str]:
    count: Counter[str] = Counter()
    fields = {
        "title": page.title,
        "members": " ".join(page.members),
        "summary": page.summary,
        "signature": page.signature,
        "text": page.text,
        "example": page.example,
    }
    for name, text in fields.items():
        for word in words(text):
            count[word] += WEIGHTS[name]
    if page.kind == "recipe":
        # What stands together in a title or in a way of asking is asked together.
        for phrase in (page.title, *page.members):
            for first, second in pairwise(words(phrase)):
                count[first + second] += PAIR
    return count
