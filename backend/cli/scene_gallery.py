"""`scenewright scene gallery`: the templates and kinds as pages, with pictures drawn here."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from backend.cli import exit_codes

if TYPE_CHECKING:
    from backend.scenes import Document


class ThemeChoice(StrEnum):
    """The themes that can be asked for."""

    DARK = "dark"
    LIGHT = "light"
    PAPER = "paper"
    BLACKBOARD = "blackboard"
    HIGH_CONTRAST = "high_contrast"


class AspectChoice(StrEnum):
    """The shapes of the frame that can be asked for."""

    WIDE = "16:9"
    TALL = "9:16"
    SQUARE = "1:1"
    CLASSIC = "4:3"


def gallery(
    folder: Annotated[Path, typer.Argument(file_okay=False, help="Where the pages go.")],
    *,
    stills: Annotated[bool, typer.Option(help="Draw a picture of each template and kind.")] = True,
    looks: Annotated[
        bool, typer.Option(help="Draw a sheet of every theme, wide and tall, as well.")
    ] = False,
    theme: Annotated[ThemeChoice, typer.Option(help="How it looks.")] = ThemeChoice.DARK,
    height: Annotated[int, typer.Option(min=90, max=2160, help="Of a picture, in pixels.")] = 180,
    only: Annotated[
        list[str] | None, typer.Option(help="A template or kind; else all of them.")
    ] = None,
) -> None:
    """Write the gallery of templates and a page for each kind."""
    from backend.scenes.gallery import gallery_page, kind_pages, looks_page  # noqa: PLC0415 - `--help` stays quick

    kinds = folder / "kinds"
    kinds.mkdir(parents=True, exist_ok=True)
    wanted = frozenset(only or ())
    pictures, thumbnails = dict[str, str](), dict[str, str]()
    if stills:
        pictures = _drawn(_templates(wanted, theme), folder, height)
        thumbnails = _drawn(_kinds(wanted, theme), kinds, height)
    (folder / "index.html").write_text(gallery_page(pictures), "utf-8")
    pages = kind_pages(thumbnails)
    for name, text in pages.items():
        (kinds / name).write_text(text, "utf-8")
    if looks:
        (folder / "looks.html").write_text(looks_page(_looks(wanted, folder, height)), "utf-8")
    drawn = f", {len(pictures) + len(thumbnails)} pictures" if stills else ""
    print(f"{folder / 'index.html'} and {len(pages)} pages of kinds{drawn}")


def _templates(
    wanted: frozenset[str], theme: ThemeChoice, aspect: AspectChoice = AspectChoice.WIDE
) -> "dict[str, Document]":
    from backend.scenes import list_templates  # noqa: PLC0415 - `--help` stays quick

    return {
        item.id: item.build(theme=theme.value, aspect=aspect.value)
        for item in list_templates()
        if not wanted or item.id in wanted
    }


def _kinds(wanted: frozenset[str], theme: ThemeChoice) -> "dict[str, Document]":
    from backend.scenes.examples import example_document  # noqa: PLC0415 - `--help` stays quick
    from backend.scenes.kinds import KINDS  # noqa: PLC0415 - `--help` stays quick

    found: dict[str, Document] = {}
    for kind in KINDS.values():
        if (not wanted or kind.name in wanted) and "mobject" in kind.tags:
            document = example_document(kind)
            meta = document.meta.model_copy(update={"theme": theme.value})
            found[kind.name] = document.model_copy(update={"meta": meta})
    return found


def _looks(wanted: frozenset[str], folder: Path, height: int) -> dict[str, list[str]]:
    rows: dict[str, list[str]] = {}
    for aspect in (AspectChoice.WIDE, AspectChoice.TALL):
        for theme in ThemeChoice:
            inside = folder / "looks" / f"{theme.value}-{aspect.name.lower()}"
            inside.mkdir(parents=True, exist_ok=True)
            for name, file in _drawn(_templates(wanted, theme, aspect), inside, height).items():
                rows.setdefault(name, []).append(f"looks/{inside.name}/{file}")
    return rows


def _drawn(documents: "Mapping[str, Document]", folder: Path, height: int) -> dict[str, str]:
    """A picture of the end of each scene, by name; what could not be drawn is told."""
    from backend.scenes import compile_document  # noqa: PLC0415 - `--help` stays quick

    jobs: list[dict[str, str]] = []
    for name, document in documents.items():
        made = compile_document(document)
        scene = {"name": name, "source": made.source, "scene": made.scene_name}
        jobs.append(scene | {"aspect": document.meta.aspect})
    asked = {"folder": str(folder), "moments": 1, "height": height, "scenes": jobs}
    found: dict[str, str] = {}
    for answer in _answers(json.dumps(asked)):
        name = str(answer["name"])
        if "error" in answer:
            typer.echo(f"{name}: no picture: {answer['error']}", err=True)
        else:
            found[name] = f"{name}.webp"
            (folder / f"{name}-1.webp").replace(folder / f"{name}.webp")
    return found


def _answers(asked: str) -> Iterator[dict[str, object]]:
    done = subprocess.run(
        [sys.executable, "-m", "backend.cli.scene_stills"],
        input=asked,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    for line in done.stdout.splitlines():
        if line.startswith("{"):
            yield json.loads(line)
    if done.returncode != 0:
        typer.echo("The pictures could not all be drawn.", err=True)
        raise typer.Exit(exit_codes.WORK_FAILED)
