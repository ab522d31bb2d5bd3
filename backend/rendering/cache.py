"""Films that were rendered before, by everything that may change a pixel.

Only `Renderer` writes here, and only what it has looked at itself. An entry is a folder that
appears whole or not at all; what is read back is checked against its digest, and a damaged entry
is deleted and rendered again. Each project has a folder of its own: no key reaches another's.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from backend.ids import IdSource
from backend.rendering.outcome import Rendered
from backend.rendering.plan import RenderPlan

_FORMAT: Final = "2"
_SWEEP_EVERY: Final = 16
_DRAFT_SECONDS_MAX: Final = 3600
_CHUNK: Final = "chunk.mp4"
_POSTER: Final = "chunk.jpg"
_HASHES: Final = "hashes.txt"


@dataclass(frozen=True, slots=True)
class _Entry:
    digests: Mapping[str, str]
    film: Rendered


_ENTRY: Final = TypeAdapter(_Entry)


def scene_key(plan: RenderPlan, *, identity: str) -> str:
    """The digest of everything that may change a pixel of the plan, asset bytes included."""
    digest = hashlib.sha256()
    facts = [
        _FORMAT,
        identity,
        plan.project,
        plan.scene,
        asdict(plan.quality),
        plan.seed,
        plan.background_color,
        plan.frame_hashes,
        plan.inspect,
        plan.own_size,
        [
            (asset.name, hashlib.sha256(asset.path.read_bytes()).hexdigest())
            for asset in sorted(plan.assets, key=lambda asset: asset.name)
        ],
    ]
    digest.update(json.dumps(facts).encode())
    digest.update(b"\0")
    digest.update(plan.source.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


class SceneCache:
    """A bounded folder of films, the least recently used going first."""

    def __init__(self, root: Path, *, ids: IdSource, bytes_max: int = 4 * 1024**3) -> None:
        self._root = root
        self._ids = ids
        self._bytes_max = bytes_max
        self._stored = 0
        root.mkdir(mode=0o700, parents=True, exist_ok=True)

    def find(self, project: str, key: str, into: Path) -> Rendered | None:
        """The film under a key, linked into a folder, or None."""
        entry = self._entry(project, key)
        try:
            found = _read(_ENTRY.validate_json((entry / "meta.json").read_bytes()), entry, into)
        except (OSError, ValueError):
            found = None
        if found is None:
            shutil.rmtree(entry, ignore_errors=True)
            return None
        os.utime(entry)
        return found

    def keep(self, project: str, key: str, outcome: Rendered) -> None:
        """Store a film. A key that is there already keeps what it has."""
        entry = self._entry(project, key)
        entry.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self._root / f"draft-{self._ids.uuid()}"
        draft.mkdir(mode=0o700)
        self._delete_drafts_older_than(draft)
        digests: dict[str, str] = {}
        try:
            for name, path in _files(outcome):
                shutil.copyfile(path, draft / name)
                digests[name] = _digest(draft / name)
            (draft / "meta.json").write_bytes(_ENTRY.dump_json(_Entry(digests, outcome)))
        except OSError:
            shutil.rmtree(draft, ignore_errors=True)
            raise
        try:
            draft.rename(entry)
        except OSError:
            shutil.rmtree(draft, ignore_errors=True)
        self._stored += 1
        if self._stored % _SWEEP_EVERY == 1:
            self.sweep()

    def sweep(self) -> None:
        """Delete the least recently used entries until the rest fits."""
        entries = sorted(
            (entry.stat().st_mtime_ns, _size(entry), entry) for entry in self._root.glob("*/*/*")
        )
        total = sum(size for _, size, _ in entries)
        for _, size, entry in entries:
            if total <= self._bytes_max:
                return
            shutil.rmtree(entry, ignore_errors=True)
            total -= size

    def _delete_drafts_older_than(self, draft: Path) -> None:
        """What a killed process had begun; an hour is longer than any copy takes."""
        limit = draft.stat().st_mtime - _DRAFT_SECONDS_MAX
        for other in self._root.glob("draft-*"):
            with suppress(FileNotFoundError):
                if other.stat().st_mtime < limit:
                    shutil.rmtree(other, ignore_errors=True)

    def _entry(self, project: str, key: str) -> Path:
        return self._root / project / key[:2] / key


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _size(entry: Path) -> int:
    return sum(file.stat().st_size for file in entry.glob("*"))


def _link(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, target)


def _files(film: Rendered) -> list[tuple[str, Path]]:
    paths = ((_CHUNK, film.chunk), (_POSTER, film.poster), (_HASHES, film.frame_hashes))
    return [(name, path) for name, path in paths if path is not None]


def _read(stored: _Entry, entry: Path, into: Path) -> Rendered | None:
    for name, digest in stored.digests.items():
        _link(entry / name, into / name)
        if _digest(into / name) != digest:
            return None
    names = stored.digests
    return replace(
        stored.film,
        chunk=into / _CHUNK,
        poster=into / _POSTER if _POSTER in names else None,
        frame_hashes=into / _HASHES if _HASHES in names else None,
        preview=None,
        cache_hit=True,
    )
