"""What fixed what: a failure's signature and the names that were exchanged to mend it.

Only names that Manim itself offers are ever kept, never a text, a number or a name of a person's
scene, so that nothing of one project can reach another; and what is recalled is a suggestion that
counts only when a dry run gets further with it.
"""

import difflib
import io
import json
import re
import threading
import tokenize
from pathlib import Path
from typing import Protocol

from backend.scenes.fixes import surface

ENTRIES_MAX = 500
_LENGTH_MAX = 12
_SIGNS = frozenset("()[]{},.=*+-:")


class Memory(Protocol):
    """Verified mends by the signature of the failure."""

    def recall(self, signature: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """Which words of the failing line to exchange for which."""
        ...

    def keep(self, signature: str, old: tuple[str, ...], new: tuple[str, ...]) -> None:
        """Remember a mend that was proved."""
        ...


class FixMemory:
    """A memory in one small file, or in none."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._known: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        if path is not None and path.exists():
            self._known = _read(path)

    def recall(self, signature: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        with self._lock:
            return self._known.get(signature)

    def keep(self, signature: str, old: tuple[str, ...], new: tuple[str, ...]) -> None:
        with self._lock:
            self._known.pop(signature, None)
            self._known[signature] = (old, new)
            while len(self._known) > ENTRIES_MAX:
                self._known.pop(next(iter(self._known)))
            if self._path is not None:
                _write(self._path, self._known)


def signature(error_type: str, message: str) -> str | None:
    """What a failure is about, without what is peculiar to one scene.

    None when it is not about Manim's own names.
    """
    text = re.sub(r"\d+", "#", message.strip().split("\n")[-1])[:200]
    own = [word for word in re.findall(r"'(\w+)'", text) if not _of_manim(word)]
    if len(own) > 1:
        return None
    return f"{error_type}: {text}" if re.fullmatch(r"[\w\s.,:;'()#\[\]_-]*", text) else None


def exchanged(before: str, after: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The words that one mend exchanged, when it is one exchange of Manim's own names."""
    old, new = _words(before), _words(after)
    if old is None or new is None:
        return None
    changes = [
        change
        for change in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
        if change[0] != "equal"
    ]
    if len(changes) != 1:
        return None
    _, first, last, start, end = changes[0]
    taken, given = tuple(old[first:last]), tuple(new[start:end])
    if not taken or len(taken) > _LENGTH_MAX or len(given) > _LENGTH_MAX:
        return None
    plain = all(re.fullmatch(r"[A-Za-z_]\w*", word) or word in _SIGNS for word in taken)
    known = all(word in _SIGNS or _of_manim(word) for word in given)
    return (taken, given) if plain and known else None


def exchange(source: str, line: int, old: tuple[str, ...], new: tuple[str, ...]) -> str | None:
    """The source with the words exchanged in one line, or nothing when they are not there."""
    lines = source.split("\n")
    if not 1 <= line <= len(lines):
        return None
    pattern = r"\s*".join(re.escape(word) for word in old)
    edged = rf"(?<!\w){pattern}(?!\w)" if old[0][:1].isalpha() else pattern
    changed = re.sub(edged, lambda _match: "".join(new), lines[line - 1], count=1)
    if changed == lines[line - 1]:
        return None
    return "\n".join([*lines[: line - 1], changed, *lines[line:]])


def _words(source: str) -> list[str] | None:
    kept = {tokenize.NAME, tokenize.OP, tokenize.NUMBER, tokenize.STRING}
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (tokenize.TokenError, SyntaxError):
        return None
    return [token.string for token in tokens if token.type in kept]


def _of_manim(word: str) -> bool:
    return word in surface.names() or word in _members()


def _members() -> frozenset[str]:
    classes = ("Axes", "NumberPlane", "VMobject", "VGroup", "Text", "Scene", "ThreeDScene")
    members = frozenset[str]().union(*(surface.methods(name) for name in classes))
    return members | surface.keywords("Axes") | surface.keywords("Text") | {"run_time"}


def _read(path: Path) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    try:
        data: dict[str, list[list[str]]] = json.loads(path.read_text("utf-8"))
        return {name: (tuple(old), tuple(new)) for name, (old, new) in data.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _write(path: Path, known: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".part")
    fresh.write_text(json.dumps(known, indent=1), "utf-8")
    fresh.replace(path)
