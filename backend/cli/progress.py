"""Follows a session with one progress line a scene."""

import sys
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from rich.console import Console

    from backend.client import Event, Scenewright

Watch = Callable[["Event"], None]
_SHARE = {"queued": 0.0, "generating_code": 0.1, "rendering": 0.3, "uploading": 0.95}


def follow(client: "Scenewright", session_id: str, *, quiet: bool) -> None:
    """Return once nothing is being made in the session."""
    with _watcher(quiet=quiet) as watch:
        for event in client.follow(session_id):
            watch(event)


def follow_scene(client: "Scenewright", session_id: str, scene_id: str, *, quiet: bool) -> None:
    """Return once no version of the scene is being made; other scenes may take longer."""
    with _watcher(quiet=quiet) as watch:
        for event in client.follow(session_id):
            if event.name != "scene" or event.data.get("id") != scene_id:
                continue
            watch(event)
            if event.data.get("pendingVersion") is None:
                return


@contextmanager
def working(what: str, *, quiet: bool) -> Generator[None]:
    """Says on a terminal that something takes its time."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    with _screen().status(f"{what}…"):
        yield


def _screen() -> "Console":
    """The terminal that stdout does not go to."""
    from rich import console  # noqa: PLC0415 - keeps `--help` quick

    return console.Console(stderr=True)


@contextmanager
def _watcher(*, quiet: bool) -> Generator[Watch]:
    if quiet:
        yield lambda _event: None
        return
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich import progress as bars  # noqa: PLC0415 - keeps `--help` quick

    columns = (
        bars.TextColumn("{task.description}"),
        bars.BarColumn(),
        bars.TextColumn("{task.fields[state]}"),
    )
    with bars.Progress(*columns, console=_screen()) as progress:
        tasks: dict[str, bars.TaskID] = {}

        def watch(event: "Event") -> None:
            if event.name != "scene":
                return
            key = str(event.data["id"])
            if key not in tasks:
                tasks[key] = progress.add_task(title_of(event.data), total=1.0, state="")
            progress.update(
                tasks[key],
                description=title_of(event.data),
                completed=share_of(event.data),
                state=state_of(event.data),
            )

        yield watch


class _Lines:
    """One line a change, for logs."""

    def __init__(self) -> None:
        self._said: dict[str, str] = {}

    def __call__(self, event: "Event") -> None:
        if event.name == "settled":
            return
        key = str(event.data.get("id", event.name))
        name = title_of(event.data) if event.name == "scene" else "session"
        text = f"{name}: {state_of(event.data) if event.name == 'scene' else event.data['status']}"
        if self._said.get(key) != text:
            self._said[key] = text
            print(text, file=sys.stderr, flush=True)


def title_of(scene: Mapping[str, object]) -> str:
    """What to call a scene in one short line."""
    number = int(cast("float", scene.get("index", 0))) + 1
    title = scene.get("title")
    return f"{number}. {title}" if title else f"Scene {number}"


def state_of(scene: Mapping[str, object]) -> str:
    """The state in words; a failure with its reason."""
    error = scene.get("error")
    if scene.get("status") == "error" and isinstance(error, dict):
        return f"failed: {cast('dict[str, object]', error).get('error')}"
    return str(scene.get("status")).replace("_", " ")


def share_of(scene: Mapping[str, object]) -> float:
    """How much of the scene is done, from 0 to 1."""
    status = str(scene.get("status"))
    pending = scene.get("pending")
    inner = (
        cast("dict[str, object]", pending).get("progress") if isinstance(pending, dict) else None
    )
    if status == "rendering" and isinstance(inner, dict):
        figures = cast("dict[str, float | None]", inner)
        total = figures.get("total")
        if total:
            done = figures.get("done") or 0.0
            return _SHARE["rendering"] + 0.6 * min(1.0, done / total)
    return _SHARE.get(status, 1.0)
