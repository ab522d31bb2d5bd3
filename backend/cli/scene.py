"""`scenewright scene …`: scene documents as files, with no server and no renderer."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, cast

import typer

from backend.cli import exit_codes
from backend.cli.scene_gallery import AspectChoice, ThemeChoice, gallery

if TYPE_CHECKING:
    from pydantic import JsonValue

    from backend.scenes import Document, Problem

FileArgument = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, help="The file to read.")
]
OutOption = Annotated[
    Path | None, typer.Option("--out", "-o", help="Write here instead of printing.")
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    scene = typer.Typer(help="Scene documents as files.", no_args_is_help=True)
    scene.command("new")(new)
    scene.command("templates")(templates)
    scene.command("check")(check)
    scene.command("compile")(compile_)
    scene.command("apply")(apply_)
    scene.command("recognise")(recognise_)
    scene.command("gallery")(gallery)
    scene.command("schema")(schema)
    app.add_typer(scene, name="scene")


def templates() -> None:
    """List the templates."""
    from backend.scenes import list_templates  # noqa: PLC0415 - `--help` stays quick

    for template in list_templates():
        print(f"{template.id:20} {template.subject:8} {template.description}")


def new(
    template_id: Annotated[str, typer.Argument(help="A template; see `scene templates`.")],
    *,
    values: Annotated[
        list[str] | None, typer.Option("--set", help="name=value, the value as JSON or as text.")
    ] = None,
    theme: Annotated[ThemeChoice, typer.Option(help="How it looks.")] = ThemeChoice.DARK,
    aspect: Annotated[
        AspectChoice, typer.Option(help="The shape of the frame.")
    ] = AspectChoice.WIDE,
    out: OutOption = None,
) -> None:
    """Make a document from a template."""
    from backend.scenes import find_template  # noqa: PLC0415 - `--help` stays quick

    template = find_template(template_id)
    if template is None:
        _fail(f"There is no template '{template_id}'; `scenewright scene templates` lists them.")
    given = dict(_value(pair) for pair in values or [])
    unknown = sorted(given.keys() - {param.name for param in template.params})
    if unknown:
        known = ", ".join(param.name for param in template.params)
        _fail(f"Template {template_id} has no {', '.join(unknown)}; it has {known}.")
    document = template.build(given, theme=theme.value, aspect=aspect.value)
    _write(document.to_json(), out)


def check(file: FileArgument) -> None:
    """Say everything that is wrong with a document."""
    from backend.scenes import validate  # noqa: PLC0415 - `--help` stays quick

    problems = validate(_document(file))
    for problem in problems:
        print(f"{problem.severity}: {_where(problem)}: {problem.message}")
    if any(problem.severity == "error" for problem in problems):
        raise typer.Exit(exit_codes.WORK_FAILED)
    print(f"{file}: fine" if not problems else f"{file}: no errors")


def compile_(file: FileArgument, out: OutOption = None) -> None:
    """Write a document as Manim code."""
    from backend.scenes import compile_document, validate  # noqa: PLC0415 - `--help` stays quick

    document = _document(file)
    wrong = [problem for problem in validate(document) if problem.severity == "error"]
    for problem in wrong:
        typer.echo(f"{problem.severity}: {_where(problem)}: {problem.message}", err=True)
    if wrong:
        raise typer.Exit(exit_codes.WORK_FAILED)
    _write(compile_document(document).source.rstrip("\n"), out)


def apply_(
    file: FileArgument,
    operations: Annotated[Path, typer.Argument(exists=True, help="A JSON list of operations.")],
    out: OutOption = None,
    undo: Annotated[
        Path | None, typer.Option(help="Write the operations that undo these here.")
    ] = None,
) -> None:
    """Do operations to a document: all of them, or none."""
    from pydantic import ValidationError  # noqa: PLC0415 - `--help` stays quick

    from backend.scenes import (  # noqa: PLC0415 - `--help` stays quick
        OperationRefusedError,
        apply,
        parse_operations,
    )

    try:
        applied = apply(_document(file), parse_operations(_json(operations)))
    except OperationRefusedError as error:
        _fail(f"Nothing was changed: {error.message}")
    except ValidationError as error:
        _fail(f"{operations}: {error.errors()[0]['msg']}")
    for line in applied.descriptions:
        typer.echo(line, err=True)
    if undo is not None:
        inverse = [
            item.model_dump(mode="json", exclude_defaults=True) | {"op": item.op}
            for item in applied.inverse
        ]
        undo.write_text(json.dumps(inverse, indent=2, ensure_ascii=False) + "\n", "utf-8")
    _write(applied.document.to_json(), out)


def recognise_(file: FileArgument, out: OutOption = None) -> None:
    """Read Manim code into a document; what is not understood stays as Python."""
    from backend.scenes.recognise import NoSceneError, recognise  # noqa: PLC0415 - `--help` stays quick

    try:
        found = recognise(_text(file))
    except NoSceneError as error:
        _fail(f"{file}: {error}")
    told = f"{found.objects} objects, {found.beats} beats, {found.blocks} blocks of Python"
    typer.echo(told, err=True)
    _write(found.document.to_json(), out)


def schema(
    what: Annotated[str, typer.Argument(help="document, operations or nodes")] = "document",
) -> None:
    """Print a published schema."""
    from backend.scenes import schema as shapes  # noqa: PLC0415 - `--help` stays quick

    makers = {
        "document": shapes.document_schema,
        "operations": shapes.operations_schema,
        "nodes": shapes.node_definitions,
    }
    if what not in makers:
        _fail(f"There is a schema of {', '.join(makers)}, not of '{what}'.")
    print(json.dumps(makers[what](), indent=2, ensure_ascii=False))


def _where(problem: "Problem") -> str:
    return ".".join(part for part in (problem.id, problem.field) if part)


def _document(file: Path) -> "Document":
    from pydantic import ValidationError  # noqa: PLC0415 - `--help` stays quick

    from backend.scenes import Document  # noqa: PLC0415 - `--help` stays quick

    try:
        return Document.model_validate(_json(file))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        _fail(f"{file}: {where}: {first['msg']}")


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        _fail(f"{file} is not text in UTF-8.")


def _json(file: Path) -> object:
    try:
        return json.loads(_text(file))
    except json.JSONDecodeError as error:
        _fail(f"{file}, line {error.lineno}: {error.msg}")


def _value(pair: str) -> "tuple[str, JsonValue]":
    name, mark, text = pair.partition("=")
    if not mark:
        _fail(f"--set {pair}: write name=value.")
    try:
        return name, cast("JsonValue", json.loads(text))
    except json.JSONDecodeError:
        return name, text


def _write(text: str, out: Path | None) -> None:
    if out is None:
        print(text)
    else:
        out.write_text(text + "\n", "utf-8")


def _fail(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(exit_codes.WRONG_USAGE)
