"""The files of a render on a person's own disk: what a scene opens, and where results go."""

import ast
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

import typer

from backend.cli.exit_codes import WorkFailedError

_BARE_NAME: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}")
# Only what Manim opens as a picture or a sound: no other file beside a scene is ever lent to it.
_ENDINGS: Final = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".wav", ".mp3", ".ogg")


def assets_beside(file: Path, source: str) -> list[Path]:
    """The pictures and sounds that the scene names and that lie next to its file."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    named = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    texts = sorted(x for x in named if isinstance(x, str) and _BARE_NAME.fullmatch(x))
    found = (path for text in texts for path in _candidates(file.parent, text))
    return [path for path in found if path.is_file() and not path.is_symlink()]


def _candidates(folder: Path, text: str) -> Iterator[Path]:
    """Manim finds `tree.svg` when it is asked for `tree`."""
    if text.lower().endswith(_ENDINGS):
        yield folder / text
    elif "." not in text:
        yield from (folder / f"{text}{ending}" for ending in _ENDINGS)


def make_place(target: Path | None, *, scene: Path) -> None:
    """Find out before the work whether its result can be written."""
    if target is None:
        return
    make_folder(target.parent)
    problem = None
    try:
        if not target.exists():
            target.touch()
            target.unlink()
        elif target.samefile(scene):
            message = f"{target} is the scene itself."
            raise typer.BadParameter(message)
        elif not os.access(target, os.W_OK):
            problem = "not allowed"
    except OSError as error:
        problem = error.strerror
    if problem:
        message = f"{target} cannot be written: {problem}."
        raise typer.BadParameter(message)


def make_folder(folder: Path | None) -> None:
    """Make a folder, or say why it cannot be made."""
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"{folder} cannot be made: {error.strerror}."
        raise typer.BadParameter(message) from error


def put_in_place(source: Path, target: Path) -> None:
    """Copy a result to where it is wanted: whole, or not at all.

    Raises:
        WorkFailedError: it could not be written; what stood there before still does.
    """
    try:
        if target.exists() and not target.is_file():  # a pipe, or the null device
            shutil.copyfile(source, target)
        else:
            _replace(source, target.resolve())
    except OSError as error:
        message = f"{target} cannot be written: {error.strerror}."
        raise WorkFailedError(message) from error


def _replace(source: Path, target: Path) -> None:
    with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as draft:
        path = Path(draft.name)
    try:
        shutil.copyfile(source, path)
        path.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        path.replace(target)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
