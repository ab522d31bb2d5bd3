"""Drawn chunks, kept between renders of one project.

A box gets *copies* of its project's most recent chunks before it runs, and what it adds is copied
out after its film was found fit. So a box can never change an entry that is there, nor see another
project's; the worst that hostile code can do is to leave a wrong chunk under a new name for later
scenes of its own project. Nothing is mounted: a warm box does not know yet whose job it will get.
"""

import hashlib
import os
import re
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from backend.ids import IdSource
from backend.rendering.sandbox.port import Box, RefusedError

# Only what the renderer itself looks for: another name could stand where it wants a folder.
_NAME = re.compile(r"cache/(?:chunks|formulas)/[A-Za-z0-9_-][A-Za-z0-9_.-]{0,128}(?<!\.partial)")
_FILE_BYTES_MAX: Final = 32 * 1024**2
_DIGEST: Final = 64


class ChunkStore:
    """A bounded folder of chunks for each project, the least recently used going first.

    A file's digest is part of its stored name, so that a damaged one is noticed and deleted.
    """

    def __init__(
        self,
        root: Path,
        *,
        ids: IdSource,
        lend_bytes_max: int = 96 * 1024**2,
        lend_files_max: int = 1024,
        project_bytes_max: int = 256 * 1024**2,
        project_files_max: int = 8192,
    ) -> None:
        self._root = root
        self._ids = ids
        self._lend_bytes_max = lend_bytes_max
        self._lend_files_max = lend_files_max
        self._project_bytes_max = project_bytes_max
        self._project_files_max = project_files_max
        root.mkdir(mode=0o700, parents=True, exist_ok=True)

    def lend(self, project: str, box: Box) -> frozenset[str]:
        """Copy the project's most recent chunks in; returns their names in the box."""
        lent: set[str] = set()
        left = self._lend_bytes_max
        for path in self._newest(project)[: self._lend_files_max]:
            size = path.stat().st_size
            left -= size
            if left < 0:
                break
            name, digest = _split(path)
            if _digest(path) != digest:
                path.unlink(missing_ok=True)
                continue
            with suppress(FileExistsError):
                box.put(name, path)
                lent.add(name)
        return frozenset(lent)

    def collect(self, project: str, box: Box, lent: frozenset[str]) -> int:
        """Copy out what a box whose film was fit has added; returns how many files that was."""
        folder = self._root / project
        folder.mkdir(mode=0o700, exist_ok=True)
        known = {_split(path)[0] for path in folder.iterdir() if _is_entry(path)}
        collected = 0
        for name in box.names("cache"):
            if name in lent or name in known or not _NAME.fullmatch(name):
                continue
            draft = folder / f".draft-{self._ids.uuid()}"
            try:
                taken = box.take(name, draft, size_bytes_max=_FILE_BYTES_MAX)
            except RefusedError:
                draft.unlink(missing_ok=True)
                continue
            except OSError:
                draft.unlink(missing_ok=True)
                raise
            flat = name.removeprefix("cache/").replace("/", "~")
            draft.rename(folder / f"{taken.sha256}~{flat}")
            collected += 1
        self._trim(project)
        return collected

    def touch(self, project: str, names: frozenset[str]) -> None:
        """Mark entries as used now."""
        for path in self._newest(project):
            if _split(path)[0] in names:
                with suppress(FileNotFoundError):
                    os.utime(path)

    def forget(self, project: str) -> None:
        """Delete a project's chunks."""
        shutil.rmtree(self._root / project, ignore_errors=True)

    def _newest(self, project: str) -> list[Path]:
        folder = self._root / project
        if not folder.is_dir():
            return []
        entries = [path for path in folder.iterdir() if _is_entry(path)]
        return sorted(entries, key=lambda path: path.stat().st_mtime_ns, reverse=True)

    def _trim(self, project: str) -> None:
        left = self._project_bytes_max
        for number, path in enumerate(self._newest(project)):
            left -= path.stat().st_size
            if left < 0 or number >= self._project_files_max:
                path.unlink(missing_ok=True)


def _is_entry(path: Path) -> bool:
    return not path.name.startswith(".") and path.name[_DIGEST : _DIGEST + 1] == "~"


def _split(path: Path) -> tuple[str, str]:
    digest, _, flat = path.name.partition("~")
    return f"cache/{flat.replace('~', '/', 1)}", digest


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
