"""Older documents, brought forward one version at a time.

Each step takes the raw data of one version to the next. A document from a newer program is refused
rather than half understood.
"""

from collections.abc import Callable
from typing import cast

CURRENT = 1

Raw = dict[str, object]

# STEPS[n] takes version n to n + 1.
STEPS: dict[int, Callable[[Raw], Raw]] = {}


def migrate(data: object) -> object:
    """The same document at the current version; anything that is not a raw document unchanged."""
    if not isinstance(data, dict):
        return data
    raw = cast("Raw", data)
    version = raw.get("version", CURRENT)
    if not isinstance(version, int) or version > CURRENT:
        msg = f"document version {version!r} is newer than {CURRENT}: upgrade first"
        raise ValueError(msg)
    while version < CURRENT:
        raw = STEPS[version](raw) | {"version": version + 1}
        version += 1
    return raw
