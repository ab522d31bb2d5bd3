"""Turns code, error messages and questions into search words."""

import re
from itertools import pairwise

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*|[0-9]+[A-Za-z]+")
_PARTS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_BOILERPLATE = re.compile(
    r"Traceback \(most recent call last\):|File \"[^\"]*\", line \d+(?:, in \S+)?"
    r"|\b(?:TypeError|AttributeError|NameError|ValueError|KeyError|ImportError|IndexError):"
    r"|\bobject has no attribute\b|\bgot an unexpected keyword argument\b|\bis not defined\b"
    r"|\bpositional arguments?\b|\bbut \d+ (?:was|were) given\b|\bname '|\b__init__\(\)"
)
_STOP_WORDS = """
a an the of to in on at for and or is are be do does how can i my me it its with from that
this these those what when where which why not no want would like make get use using into
put go should has have some any please
self object mobject manim scene python code one by as so if then than
"""
_STOP = frozenset(_STOP_WORDS.split())
_SUFFIXES = ("ations", "ation", "ings", "ing", "ies", "ers", "ed", "es", "s")


def words(text: str) -> list[str]:
    """Lower-case stems of a text; an identifier gives its whole self and its parts.

    `get_graph` → get_graph, graph; `FadeInFrom` → fadeinfrom, fade, from.
    """
    found: list[str] = []
    for token in _WORD.findall(text):
        whole = token.strip(".").lower()
        parts = [part.lower() for part in _PARTS.findall(token)]
        if len(parts) > 1:
            found.append(whole)
        found.extend(stem(part) for part in parts if part not in _STOP)
    return found


def stem(word: str) -> str:
    """A crude stem: enough to make `rotating`, `rotates` and `rotate` meet."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:  # noqa: PLR2004 - shorter stems mean nothing
            word = word.removesuffix(suffix)
            break
    return word[:-1] if word.endswith("e") and len(word) > 3 else word  # noqa: PLR2004 - as above


# What people say → what pages say, besides; the asked word counts as well.
_SAME = {
    "colour": "color",
    "grey": "gray",
    "centre": "center",
    "photo": "image",
    "png": "image",
    "jpg": "image",
    "letter": "text",
    "word": "text",
    "sentence": "text",
    "graph": "plot",
    "caption": "label",
    "quick": "fast",
    "gap": "dash",
    "logo": "svg",
    "picture": "image",
    "percentage": "percent",
    "equation": "formula",
    "math": "formula",
    "latex": "tex",
}


def alike(asked: list[str]) -> list[str]:
    """The words that pages use for the words of a question; `chess board` is `chessboard` too."""
    joined = [first + second for first, second in pairwise(asked)]
    return [*joined, *(_SAME_STEMS[word] for word in asked if word in _SAME_STEMS)]


def plain(query: str) -> str:
    """A query without the parts of an error message that every error message has."""
    return _BOILERPLATE.sub(" ", query)


def identifiers(query: str) -> list[str]:
    """Names in a query, longest dotted form first, in order of appearance."""
    return [token.strip(".") for token in _WORD.findall(query)]


_SAME_STEMS = {stem(said): stem(meant) for said, meant in _SAME.items()}
