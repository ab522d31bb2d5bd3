"""Which known name an invented one was meant to be: by its words first, then by its letters."""

import difflib
import re
from collections.abc import Collection

_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
# Words that turn the meaning: a name that lacks one of them is another name.
_TURNING = frozenset(
    [
        *("left", "right", "up", "down", "top", "bottom", "center", "corner", "start", "end"),
        *("min", "max", "x", "y", "z", "row", "column", "not", "all"),
    ]
)


def words_of(name: str) -> tuple[str, ...]:
    """`getTangentLine` and `get_tangent_line` are the same three words."""
    return tuple(word.lower().rstrip("s") or word for word in _WORD.findall(name))


def alike(name: str, among: Collection[str], *, count: int = 3) -> list[str]:
    """Known names whose words agree with those of `name`, best first.

    One that begins with get or set is only taken for another when one of the two says no more
    than the other: `get_area_under_graph` for `get_area`, never `get_height` for `get_right`.
    """
    own = frozenset(words_of(name))
    strict = name.startswith(("get_", "set_"))
    found: list[tuple[float, str]] = []
    for other in among:
        theirs = frozenset(words_of(other))
        common = (own & theirs) - {"get", "set", "to", "a", "of"}
        if not common or (own ^ theirs) & _TURNING:
            continue
        within = theirs <= own or own <= theirs
        if strict and (not within or name[:3] != other[:3]):
            continue
        share = len(own & theirs) / len(own | theirs)
        if share < (0.3 if within else 0.5):
            continue
        letters = difflib.SequenceMatcher(None, name, other).ratio()
        found.append((share + 0.5 * within + 0.3 * letters, other))
    found.sort(key=lambda pair: (-pair[0], pair[1]))
    return [other for _, other in found[:count]]
