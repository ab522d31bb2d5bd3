"""`scenewright render | inspect`: one scene file to a film on this machine, with no server."""

import logging
import os
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from backend.cli import exit_codes
from backend.cli.output import say_json
from backend.cli.render_files import assets_beside, make_folder, make_place, put_in_place
from backend.cli.render_report import facts_of, say_inspection
from backend.cli.settings import settings_of

if TYPE_CHECKING:
    from backend.rendering import (
        LimitHit,
        Progress,
        Rejected,
        Rendered,
        Renderer,
        RenderingError,
        RenderPlan,
    )

IMAGE = "scenewright-render"


class QualityName(StrEnum):
    """The sizes and rates that can be asked for."""

    Q480P15 = "480p15"
    Q720P30 = "720p30"
    Q1080P30 = "1080p30"
    Q1080P60 = "1080p60"
    Q2160P30 = "2160p30"


class SandboxName(StrEnum):
    """What the scene runs in."""

    BWRAP = "bwrap"
    DOCKER = "docker"


FileArgument = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="The scene's file.")
]
SceneArgument = Annotated[
    str | None, typer.Argument(help="The class; needed if there are several.")
]
QualityOption = Annotated[QualityName, typer.Option("--quality", "-q", help="Size and rate.")]
SandboxOption = Annotated[SandboxName, typer.Option(help="What the scene runs in.")]
ImageOption = Annotated[str, typer.Option(help="The image for --sandbox docker.")]
AssetOption = Annotated[
    list[Path] | None,
    typer.Option("--asset", exists=True, dir_okay=False, help="A file that the scene opens."),
]
DeadlineOption = Annotated[float, typer.Option(min=1, max=3600, help="Seconds until it is ended.")]
CacheOption = Annotated[
    Path | None, typer.Option("--cache", file_okay=False, help="Where finished work is kept.")
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("render")(render)
    app.command("inspect")(inspect)


def render(
    context: typer.Context,
    file: FileArgument,
    scene: SceneArgument = None,
    *,
    output: Annotated[
        Path, typer.Option("-o", "--output", dir_okay=False, help="Where the film goes.")
    ] = Path("out.mp4"),
    quality: QualityOption = QualityName.Q1080P30,
    sandbox: SandboxOption = SandboxName.BWRAP,
    image: ImageOption = IMAGE,
    workers: Annotated[int | None, typer.Option(min=1, max=64, help="Else one a core.")] = None,
    seed: Annotated[int, typer.Option(min=0, help="For scenes that draw lots.")] = 0,
    deadline: DeadlineOption = 600.0,
    cache: CacheOption = None,
    frame_hashes: Annotated[
        Path | None, typer.Option(dir_okay=False, help="Write one line for each frame here.")
    ] = None,
    asset: AssetOption = None,
) -> None:
    """Render a scene file to a film, in a sandbox, without any server; --json for programs."""
    settings = settings_of(context)
    plan = _plan(file, scene, quality, deadline=deadline, assets=asset or [])
    plan = _with(plan, workers=workers, seed=seed, frame_hashes=frame_hashes is not None)
    # The file's own size and rate win, as they do over the options of the `manim` command.
    for target in (output, frame_hashes):
        make_place(target, scene=file)
    make_folder(cache)
    with (
        _told(quiet=settings.as_json),
        _cancelled_by_signal() as cancel,
        _renderer(sandbox, image, cache) as renderer,
        _bar(quiet=settings.as_json) as tell,
    ):
        outcome = renderer.render(plan, on_progress=tell, cancel=cancel)
        facts = facts_of(outcome)
        if facts["outcome"] == "rendered":
            facts |= _deliver(outcome, output, frame_hashes)
    if settings.as_json:
        say_json(facts)
    elif facts["outcome"] == "rendered":
        size = f"{facts['width']}x{facts['height']} at {facts['fps']}"
        took = "from the cache" if facts["cacheHit"] else f"{facts['renderMs']} ms"
        print(f"{output}: {facts['durationInFrames']} frames, {size}, {took}")
    _end(facts, as_json=settings.as_json)


def inspect(
    context: typer.Context,
    file: FileArgument,
    scene: SceneArgument = None,
    *,
    quality: QualityOption = QualityName.Q480P15,
    sandbox: SandboxOption = SandboxName.BWRAP,
    image: ImageOption = IMAGE,
    deadline: DeadlineOption = 120.0,
    asset: AssetOption = None,
) -> None:
    """Say what a scene contains and what is wrong with its layout, undrawn; --json for programs."""
    from backend.rendering import Inspected  # noqa: PLC0415 - keeps `--help` quick

    settings = settings_of(context)
    plan = _plan(file, scene, quality, deadline=deadline, assets=asset or [])
    with (
        _told(quiet=settings.as_json),
        _cancelled_by_signal() as cancel,
        _renderer(sandbox, image, None) as renderer,
    ):
        outcome = renderer.inspect(plan, cancel=cancel)
    if isinstance(outcome, Inspected):
        if settings.as_json:
            say_json({"outcome": "inspected", **outcome.report})
        else:
            say_inspection(outcome.report)
        return
    facts = facts_of(outcome)
    if settings.as_json:
        say_json(facts)
    _end(facts, as_json=settings.as_json)


def _plan(
    file: Path, scene: str | None, quality: QualityName, *, deadline: float, assets: list[Path]
) -> "RenderPlan":
    from backend.rendering import QUALITIES, Asset, PlanInvalidError, RenderPlan  # noqa: PLC0415 - as above

    try:
        source = file.read_text(encoding="utf-8")
        named = {path.name: path for path in [*assets_beside(file, source), *assets]}
        return RenderPlan(
            source=source,
            scene=scene,
            quality=QUALITIES[quality.value],
            deadline_seconds=deadline,
            assets=tuple(Asset(name, path) for name, path in named.items()),
        )
    except UnicodeDecodeError as error:
        message = f"{file} is not text in UTF-8."
        raise typer.BadParameter(message) from error
    except PlanInvalidError as error:
        raise typer.BadParameter(error.message) from error


@contextmanager
def _told(*, quiet: bool) -> Generator[None]:
    """What stops a render without a verdict, as the command line says it.

    A program reads the failure from stderr: what would only warn a person is left out for it.
    """
    from backend.rendering import RenderCancelledError, RenderingError  # noqa: PLC0415 - as above

    log = logging.getLogger("backend.rendering")
    before = log.level
    log.setLevel(logging.ERROR if quiet else before)
    try:
        yield
    except RenderCancelledError as error:
        raise typer.Abort from error
    except RenderingError as error:
        raise exit_codes.WorkFailedError(_in_full(error)) from error
    finally:
        log.setLevel(before)


def _in_full(error: "RenderingError") -> str:
    """The sentence, what a broken box said last, and where to look for what is missing."""
    said = str(error.details.get("said", "")).strip().splitlines()
    last = f" Its last words: {said[-1]}" if said else ""
    is_away = error.code == "render.sandbox_unavailable"
    advice = "\n  What is missing here, and how to mend it: scenewright doctor" if is_away else ""
    return f"{error.message}{last}{advice}"


def _with(
    plan: "RenderPlan", *, workers: int | None, seed: int, frame_hashes: bool
) -> "RenderPlan":
    from dataclasses import replace  # noqa: PLC0415 - as above

    cores = workers or min(os.cpu_count() or 1, 64)
    return replace(plan, workers=cores, seed=seed, frame_hashes=frame_hashes, own_size=True)


@contextmanager
def _renderer(name: SandboxName, image: str, cache: Path | None) -> "Generator[Renderer]":
    from backend.clock import SystemClock  # noqa: PLC0415 - as above
    from backend.ids import SystemIds  # noqa: PLC0415 - as above
    from backend.rendering import Program, Renderer, make_sandbox  # noqa: PLC0415 - as above

    clock, ids = SystemClock(), SystemIds()
    sandbox = make_sandbox(name.value, clock=clock, ids=ids, image=image)
    work = Path(tempfile.mkdtemp(prefix="scenewright-render-"))
    # One's own file on one's own machine: the walls stand, but proving them would double the time.
    renderer = Renderer(
        sandbox,
        clock=clock,
        ids=ids,
        work_dir=work,
        cache_dir=cache,
        warm={Program.PROBE: 1},
        prove_first=False,
    )
    try:
        yield renderer
    finally:
        renderer.close()
        shutil.rmtree(work, ignore_errors=True)


@contextmanager
def _cancelled_by_signal() -> Generator[threading.Event]:
    """Ctrl-C and SIGTERM end the scene first and us afterwards."""
    cancel = threading.Event()

    def stop(_number: int, _frame: object) -> None:
        cancel.set()

    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield cancel
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _bar(*, quiet: bool) -> "Generator[Callable[[Progress], None]]":
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich import console  # noqa: PLC0415 - as above
    from rich import progress as bars  # noqa: PLC0415 - as above

    screen = console.Console(stderr=True)
    if screen.is_dumb_terminal:
        yield lambda _: None
        return

    columns = (
        bars.TextColumn("{task.description:>9}"),
        bars.BarColumn(),
        bars.MofNCompleteColumn(),
    )
    with bars.Progress(*columns, console=screen, transient=True) as progress:
        tasks: dict[str, bars.TaskID] = {}

        def tell(step: "Progress") -> None:
            if step.stage not in tasks:
                tasks[step.stage] = progress.add_task(step.stage, total=step.total)
            progress.update(tasks[step.stage], completed=step.done, total=step.total)

        yield tell


def _deliver(
    outcome: "Rendered | Rejected | LimitHit", output: Path, frame_hashes: Path | None
) -> dict[str, object]:
    from backend.rendering import Rendered  # noqa: PLC0415 - as above

    if not isinstance(outcome, Rendered):
        return {}
    put_in_place(outcome.chunk, output)
    delivered: dict[str, object] = {"file": str(output)}
    if frame_hashes and outcome.frame_hashes:
        put_in_place(outcome.frame_hashes, frame_hashes)
        delivered["frameHashes"] = str(frame_hashes)
    return delivered


def _end(facts: Mapping[str, object], *, as_json: bool) -> None:
    if facts["outcome"] == "rendered":
        return
    if as_json:
        raise typer.Exit(exit_codes.WORK_FAILED)
    line, said = facts.get("line"), str(facts["message"])
    where = f" (line {line})" if line and not said.startswith("Line ") else ""
    advice = (
        "\n  Put it next to the scene's file, or name it with --asset." if _lacks_file(said) else ""
    )
    message = f"{facts['class']}{where}: {said}{advice}"
    raise exit_codes.WorkFailedError(message)


def _lacks_file(said: str) -> bool:
    """Manim's own words for a picture or a sound that is not there."""
    return "could not find" in said and "either of these locations" in said
