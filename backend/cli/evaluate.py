"""`scenewright eval`: how well an author does on a set of prompts, on this machine."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from backend.cli.output import say_json, say_table
from backend.cli.settings import settings_of


class AuthorChoice(StrEnum):
    """Whom to measure."""

    OFFLINE = "offline"
    OPENAI = "openai"


PromptsArgument = Annotated[
    Path,
    typer.Argument(exists=True, dir_okay=False, help="One prompt a line; # begins a comment."),
]
AuthorOption = Annotated[AuthorChoice, typer.Option(help="Whom to measure.")]
ScenesOption = Annotated[int, typer.Option("--scenes", min=1, max=12, help="Scenes a prompt.")]
LimitOption = Annotated[int, typer.Option("--limit", min=0, help="Only so many prompts; 0 is all.")]
CodeOption = Annotated[bool, typer.Option("--code", help="Have the model write whole files.")]
RenderOption = Annotated[bool, typer.Option("--render", help="Draw every scene, small.")]
OutOption = Annotated[
    Path | None,
    typer.Option("--out", "-o", file_okay=False, help="Folder for results.json and results.svg."),
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("eval")(evaluate)


def evaluate(
    context: typer.Context,
    prompts: PromptsArgument,
    *,
    author: AuthorOption = AuthorChoice.OFFLINE,
    scenes: ScenesOption = 4,
    limit: LimitOption = 0,
    code: CodeOption = False,
    render: RenderOption = False,
    out: OutOption = None,
) -> None:
    """Plan, write and prove every prompt, and print how it went."""
    from backend.cli import eval_run  # noqa: PLC0415 - keeps `--help` quick

    lines = (line.partition(" => ")[0] for line in prompts.read_text("utf-8").splitlines())
    asked = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    results = eval_run.run(
        asked[: limit or None], author=author.value, scenes=scenes, code=code, render=render
    )
    figures = results.figures()
    if out is not None:
        eval_run.write(results, out)
    if settings_of(context).as_json:
        say_json({**figures})
    else:
        say_table(("figure", "value"), [(name, f"{value:g}") for name, value in figures.items()])
