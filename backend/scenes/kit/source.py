"""The kit as text: which function needs which, and how each is written.

The files of this package are read once and cut into their top-level definitions; import lines stay
behind, because a compiled file has one star import of its own.
"""

import ast
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

# What a definition may use beside Manim's star import, and how that is imported.
IMPORTS = {
    "math": "import math",
    "re": "import re",
    "textwrap": "import textwrap",
    "Callable": "from collections.abc import Callable",
    "Path": "from pathlib import Path",
    "NamedTuple": "from typing import NamedTuple",
    "Vector3D": "from manim.typing import Vector3D",
}
_FILES = (
    "placing",
    "writing",
    "plotting",
    "charts",
    "structures",
    "pictures",
    "following",
    "physics",
    "solids",
    "moving",
)


@dataclass(frozen=True, slots=True)
class Definition:
    name: str
    text: str
    needs: frozenset[str]  # other definitions of the kit
    palette: frozenset[str]  # names of the theme
    modules: frozenset[str]  # modules to import beside Manim
    order: int


@lru_cache(maxsize=1)
def definitions() -> dict[str, Definition]:
    """Every definition of the kit by name."""
    folder = Path(__file__).parent
    palette = _assigned((folder / "palette.py").read_text("utf-8"))
    pieces: list[tuple[str, str, set[str]]] = []
    for stem in _FILES:
        text = (folder / f"{stem}.py").read_text("utf-8")
        pieces.extend(_pieces(text))
    names = {name for name, _, _ in pieces}
    return {
        name: Definition(
            name=name,
            text=text,
            needs=frozenset(used & names - {name}),
            palette=frozenset(used & palette),
            modules=frozenset(used & IMPORTS.keys()),
            order=order,
        )
        for order, (name, text, used) in enumerate(pieces)
    }


def _assigned(text: str) -> set[str]:
    return {
        target.id
        for statement in ast.parse(text).body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    }


def _pieces(text: str) -> list[tuple[str, str, set[str]]]:
    lines = text.split("\n")
    found: list[tuple[str, str, set[str]]] = []
    for statement in ast.parse(text).body:
        name = _name(statement)
        if name is None or statement.end_lineno is None:
            continue
        body = "\n".join(
            _plain(line) for line in lines[statement.lineno - 1 : statement.end_lineno]
        )
        used = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
        found.append((name, body, used))
    return found


def _name(statement: ast.stmt) -> str | None:
    if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
        return statement.name
    if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
        return statement.targets[0].id
    return None


def _plain(line: str) -> str:
    """A line without remarks that only our own linters read."""
    for mark in (f"  # {word}" for word in ("noqa", "pyright")):
        line = line.split(mark, 1)[0]
    return line


def closure(names: set[str]) -> list[Definition]:
    """The definitions of `names` and all they need, in the order of the kit."""
    known = definitions()
    found: dict[str, Definition] = {}
    queue = [name for name in sorted(names) if name in known]
    while queue:
        item = known[queue.pop()]
        if item.name not in found:
            found[item.name] = item
            queue.extend(item.needs)
    return sorted(found.values(), key=lambda item: item.order)
