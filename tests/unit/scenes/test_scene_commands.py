"""`scenewright scene …` on files."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from backend.cli.scene import register


@pytest.fixture
def app() -> typer.Typer:
    app = typer.Typer()
    register(app)
    return app


@pytest.mark.requirement("scenes:cli:files")
def test_a_scene_goes_round_through_files(app: typer.Typer, tmp_path: Path) -> None:
    run = CliRunner().invoke
    document, code, back = tmp_path / "a.json", tmp_path / "a.py", tmp_path / "b.json"
    assert (
        run(app, ["scene", "new", "tangent", "--set", "at=1", "-o", str(document)]).exit_code == 0
    )
    assert run(app, ["scene", "check", str(document)]).exit_code == 0
    assert run(app, ["scene", "compile", str(document), "-o", str(code)]).exit_code == 0
    assert run(app, ["scene", "recognise", str(code), "-o", str(back)]).exit_code == 0
    assert back.read_text("utf-8") == document.read_text("utf-8")


@pytest.mark.requirement("scenes:cli:files")
def test_operations_from_a_file_are_done_and_undone(app: typer.Typer, tmp_path: Path) -> None:
    run = CliRunner().invoke
    document, operations = tmp_path / "a.json", tmp_path / "ops.json"
    undo, changed, back = tmp_path / "undo.json", tmp_path / "b.json", tmp_path / "c.json"
    assert run(app, ["scene", "new", "title", "-o", str(document)]).exit_code == 0
    operations.write_text(json.dumps([{"op": "remove", "id": "subtitle"}]), "utf-8")
    done = run(
        app,
        ["scene", "apply", str(document), str(operations), "-o", str(changed), "--undo", str(undo)],
    )
    assert done.exit_code == 0
    assert "remove subtitle" in done.stderr
    assert run(app, ["scene", "apply", str(changed), str(undo), "-o", str(back)]).exit_code == 0
    assert back.read_text("utf-8") == document.read_text("utf-8")


def test_wrong_input_is_told_in_one_line(app: typer.Typer, tmp_path: Path) -> None:
    run = CliRunner().invoke
    assert run(app, ["scene", "new", "no_such_template"]).exit_code == 2
    broken = tmp_path / "broken.json"
    broken.write_text("{", "utf-8")
    assert run(app, ["scene", "check", str(broken)]).exit_code == 2
    bad = tmp_path / "bad.json"
    bad.write_text('{"objects": [{"id": "c", "kind": "circle", "args": {"radius": -5}}]}', "utf-8")
    told = run(app, ["scene", "check", str(bad)])
    assert told.exit_code == 1
    assert "Circle radius must be > 0, got -5" in told.stdout


def test_the_gallery_is_written(app: typer.Typer, tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["scene", "gallery", str(tmp_path)]).exit_code == 0
    assert (tmp_path / "index.html").is_file()
    assert (tmp_path / "kinds" / "circle.md").is_file()
