"""The prompts: one file each, whose first line is its version.

A change of the words is a change of the version; tests hold the two together.
"""

import re
from functools import lru_cache
from importlib import resources

_VERSION = re.compile(r"<!-- (\w+) v(\d+) -->\n")


@lru_cache(maxsize=16)
def _file(name: str) -> tuple[int, str]:
    raw = resources.files(__package__ or "").joinpath(f"{name}.md").read_text("utf-8")
    head = _VERSION.match(raw)
    if head is None or head.group(1) != name:
        raise KeyError(name)
    return int(head.group(2)), raw[head.end() :]


def text(name: str, **filled: str) -> str:
    """A prompt with its gaps filled."""
    return _file(name)[1].format(**filled)


def version(name: str) -> int:
    """Which version of a prompt is in use."""
    return _file(name)[0]
