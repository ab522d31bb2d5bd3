"""Finds the symbol that a query names, or nearly names."""

import difflib
import re
from collections import defaultdict
from collections.abc import Sequence

from mcp_server.page import Page
from mcp_server.words import identifiers, parts_of, plain

NEAR = 0.82
# A method name that many classes share says little about which page is meant.
SHARED_MAX = 6
# A name of one or two letters is a word before it is a constant.
CONSTANT_MIN = 2
EXACT = 30.0
RENAMED = 34.0
METHOD = 16.0
MISPLACED = 36.0
NEARLY = 12.0
# `SpinIn` is the beginning of one name; `Get` would be that of too many.
LONGER_MAX = 2
PART = 7.0
_NO_ATTRIBUTE = re.compile(r"has no attribute '?(\w+)")


class Resolver:
    """Names → pages."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = pages
        self._by_title: dict[str, int] = {}
        self._by_lower: dict[str, list[int]] = defaultdict(list)
        self._methods: dict[str, list[int]] = defaultdict(list)
        self._constants: dict[str, int] = {}
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
                if page.kind == "constant" and member.isupper() and len(member) > CONSTANT_MIN:
                    self._constants[member] = number
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
        if (missing := _NO_ATTRIBUTE.search(query)) is not None:
            for number, bonus in self._nearly_method(missing.group(1)):
                total[number] = max(total[number], bonus)
        return total

    def _nearly_method(self, name: str) -> list[tuple[int, float]]:
        """The pages of the methods that an unknown attribute nearly names: `move_too`."""
        if name in self._methods:
            owners = self._methods[name]
            # It exists, on something else: that page says what to call it on.
            known = len(owners) <= SHARED_MAX
            return [(number, MISPLACED - order) for order, number in enumerate(owners)] * known
        alike = [method for method in self._methods if _alike(method, name)]
        near = difflib.get_close_matches(name, alike, n=1, cutoff=NEAR)
        found = self._methods[near[0]] if near else []
        return [(number, METHOD) for number in found] if len(found) <= SHARED_MAX else []

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
        if last in self._constants:
            return [(self._constants[last], EXACT)]
        return self._nearly(last) or self._made_of(last)

    def _nearly(self, name: str) -> list[tuple[int, float]]:
        """The page of the constant, class or function that a wrong name nearly is."""
        if len(name) <= 4 or not name[:1].isupper():  # noqa: PLR2004 - short words resemble too much
            return []
        if name.isupper():
            near = difflib.get_close_matches(name, self._constants, n=1, cutoff=NEAR)
            return [(self._constants[found], NEARLY) for found in near]
        longer = [known for known in self._names if known.startswith(name)]
        if 0 < len(longer) <= LONGER_MAX:
            return [(self._by_title[found], NEARLY) for found in longer]
        first = [known for known in self._names if _begins(name, known)]
        if first:
            return [(self._by_title[max(first, key=len)], NEARLY)]
        alike = [known for known in self._names if _alike(known, name)]
        near = difflib.get_close_matches(name, alike, n=1, cutoff=NEAR)
        return [(self._by_title[found], NEARLY) for found in near]

    def _made_of(self, name: str) -> list[tuple[int, float]]:
        """The classes whose names an invented one is made of: `WriteText`, `add_text`."""
        parts = [part.capitalize() for part in parts_of(name)]
        if not parts[1:]:
            return []  # a single word is a word, not a made-up name
        return [(self._by_title[part], PART) for part in parts if part in self._by_title]


def _begins(name: str, known: str) -> bool:
    """`FadeInFromLeft` begins with `FadeInFrom`, and goes on with another word."""
    rest = name.removeprefix(known)
    return len(known) > 4 and rest != name and rest[:1].isupper()  # noqa: PLR2004 - `Wait`, `Text` begin too much


def _alike(name: str, wanted: str) -> bool:
    """Whether a comparison is worth its time: the ratio of lengths already bounds the likeness."""
    return abs(len(name) - len(wanted)) <= 3 and len(set(name) ^ set(wanted)) <= 5  # noqa: PLR2004 - measured: loses no match of the labelled set
