"""The pages, loaded once, and the questions that can be asked of them."""

import importlib.metadata
import json
import re
import subprocess
import sys
from collections import defaultdict
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from mcp_server.page import Page
from mcp_server.resolve import Resolver
from mcp_server.search import Bm25
from mcp_server.words import alike, in_english, plain, words

LIMIT_MAX = 20
_ALIKE = 0.6
_UNDEFINED = re.compile(r"name '[A-Z]\w+' is not defined|\b(?:draw|make|create)\b")
_OWN_SHAPE = "draw a shape of your own polygon"
EXACT_TITLE = 100.0
BUILD_SECONDS_MAX = 120
OWN_FILES = Path(__file__).parent


class Library:
    """Searches the pages. Holds them in memory: there are about 1,200."""

    def __init__(self, pages: list[Page]) -> None:
        self.pages = pages
        self._bm25 = Bm25(pages)
        self._resolver = Resolver(pages)
        self._titles = {page.title.lower(): number for number, page in enumerate(pages)}

    def search(self, query: str, *, limit: int = 5) -> list[Page]:
        """The likeliest pages for a question, a name or a whole error message, best first."""
        scores: dict[int, float] = defaultdict(float)
        asked = words(plain(f"{query} {in_english(query)}"))
        asked += self._bm25.put_right(asked)
        for number, score in self._bm25.scores(asked).items():
            scores[number] += score
        for number, score in self._bm25.scores(alike(asked)).items():
            scores[number] += _ALIKE * score
        for number, bonus in self._resolver.scores(query).items():
            scores[number] += bonus
        if not scores and _UNDEFINED.search(query):
            # No such class and none like it: most often a shape that has to be made.
            scores.update(self._bm25.scores(words(_OWN_SHAPE)))
        exact = self._titles.get(query.strip().lower())
        if exact is not None:
            scores[exact] += EXACT_TITLE
        best = sorted(scores, key=lambda number: (-scores[number], self.pages[number].id))
        return [self.pages[number] for number in best[: min(limit, LIMIT_MAX)]]

    def symbol(self, name: str) -> Page | None:
        """The page of a symbol, or nothing."""
        return self._resolver.symbol(name)

    def nearest(self, name: str) -> list[str]:
        """Names that look like a wrong one."""
        return self._resolver.nearest(name)

    def examples(self, topic: str, *, limit: int = 3) -> list[Page]:
        """Pages with runnable code about a topic, best first."""
        found = [page for page in self.search(topic, limit=LIMIT_MAX) if page.example]
        return found[:limit]


def open_library(cache: Path) -> Library:
    """Loads the pages from the cache; builds them when the package or this code has changed."""
    cache.mkdir(parents=True, exist_ok=True)
    file = cache / f"pages-{fingerprint(importlib.metadata.version('manim'))}.json"
    if not file.exists():
        for stale in cache.glob("pages-*.json"):
            stale.unlink()
        _build_apart(file)
    raw = json.loads(file.read_text("utf-8"))
    return Library([Page(**page) for page in raw])


def as_json(page: Page) -> dict[str, object]:
    """A page as an answer: with source, version and licence, without empty fields."""
    return {name: value for name, value in asdict(page).items() if value or name == "summary"}


def fingerprint(version: str) -> str:
    """What the pages depend on, as a name: the package's version and this code."""
    own = sorted([*OWN_FILES.glob("*.py"), *OWN_FILES.glob("recipes/*")])
    total = sha256(version.encode())
    for file in own:
        if file.is_file():
            total.update(file.read_bytes())
    return total.hexdigest()[:16]


def _build_apart(file: Path) -> None:
    command = [sys.executable, "-m", "mcp_server.build", str(file)]
    subprocess.run(command, check=True, timeout=BUILD_SECONDS_MAX, cwd=OWN_FILES.parent)  # noqa: S603 - our own module
