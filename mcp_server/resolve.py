"""Finds the symbol that a query names, or nearly names."""

import difflib
from collections import defaultdict
from collections.abc import Sequence

from mcp_server.page import Page
from mcp_server.words import identifiers, plain

NEAR = 0.82
# A method name that many classes share says little about which page is meant.
SHARED_MAX = 6
EXACT = 30.0
RENAMED = 34.0
METHOD = 16.0
NEARLY = 12.0


class Resolver:
    """Names → pages."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = pages
        self._by_title: dict[str, int] = {}
        self._by_lower: dict[str, list[int]] = defaultdict(list)
        self._methods: dict[str, list[int]] = defaultdict(list)
        self._owners: dict[str, list[int]] = defaultdict(list)
        for number, page in enumerate(pages):
            if page.kind == "recipe":
                continue
            self._by_title[page.title] = number
            self._by_lower[page.title.lower()].append(number)
            if page.kind == "method":
                self._methods[page.title.rsplit(".", 1)[1]].append(number)
            for member in page.members:
                self._owners[member].append(number)
        self._names = sorted(
            {page.title for page in pages if page.kind in {"class", "function", "renamed"}}
        )

    def symbol(self, name: str) -> Page | None:
        """The page of one symbol: `Circle`, `Axes.plot`, `manim.Circle`, in any letter case."""
        wanted = name.removeprefix("manim.")
        number = self._by_title.get(wanted)
        if number is None:
            found = self._by_lower.get(wanted.lower()) or self._methods.get(wanted)
            number = found[0] if found else None
        return None if number is None else self._pages[number]

    def nearest(self, name: str, count: int = 3) -> list[str]:
        """Public names that look like a wrong one."""
        return difflib.get_close_matches(name, self._names, n=count, cutoff=0.6)

    def scores(self, query: str) -> dict[int, float]:
        """Page number → bonus, for the pages whose symbols the query names."""
        total: dict[int, float] = defaultdict(float)
        for name in dict.fromkeys(identifiers(plain(query))):
            for number, bonus in self._named(name):
                total[number] = max(total[number], bonus)
        return total

    def _named(self, name: str) -> list[tuple[int, float]]:
        owner, _, last = name.removesuffix(".__init__").rpartition(".")
        for form in (f"{owner}.{last}".strip("."), last):
            number = self._by_title.get(form)
            if number is not None:
                bonus = RENAMED if self._pages[number].kind == "renamed" else EXACT
                return [(number, bonus)]
        methods = self._methods.get(last, []) if "_" in last or "." in name else []
        if 0 < len(methods) <= SHARED_MAX:
            return [(number, METHOD - order) for order, number in enumerate(methods)]
        if last[:1].isupper() and len(last) > 4:  # noqa: PLR2004 - short words resemble too much
            alike = [name for name in self._names if _alike(name, last)]
            near = difflib.get_close_matches(last, alike, n=1, cutoff=NEAR)
            return [(self._by_title[found], NEARLY) for found in near]
        return []


def _alike(name: str, wanted: str) -> bool:
    """Whether a comparison is worth its time: the ratio of lengths already bounds the likeness."""
    return abs(len(name) - len(wanted)) <= 3 and len(set(name) ^ set(wanted)) <= 5  # noqa: PLR2004 - measured: loses no match of the labelled set
