"""`scenewright scene …` on files."""

import json
from pathlib import Path

import pytest
import typer
from PIL import Image
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
    run = CliRunner().invoke
    assert run(app, ["scene", "gallery", str(tmp_path), "--no-stills"]).exit_code == 0
    assert (tmp_path / "index.html").is_file()
    assert (tmp_path / "kinds" / "circle.md").is_file()


@pytest.mark.timeout(120)
@pytest.mark.requirement("scenes:gallery:stills")
def test_the_gallery_shows_what_templates_and_kinds_look_like(
    app: typer.Typer, tmp_path: Path
) -> None:
    asked = ["scene", "gallery", str(tmp_path), "--only", "title", "--only", "circle"]
    assert CliRunner().invoke(app, asked).exit_code == 0
    assert 'src="title.webp"' in (tmp_path / "index.html").read_text("utf-8")
    assert "![circle](circle.webp)" in (tmp_path / "kinds" / "circle.md").read_text("utf-8")
    for picture in (tmp_path / "title.webp", tmp_path / "kinds" / "circle.webp"):
        with Image.open(picture) as image:
            assert image.size == (320, 180)
            assert len(image.convert("RGB").getcolors(100_000) or []) > 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["new", "title", "--set", "titel=x"], "it has title"),
        (["new", "title", "--set", "x"], "write name=value"),
        (["new", "title", "--theme", "neon"], "neon"),
        (["check", "{folder}/none.json"], "does not exist"),
        (["check", "{folder}/list.json"], "valid dictionary"),
        (["check", "{folder}/extra.json"], "colour"),
        (["check", "{folder}/bytes.json"], "is not"),
        (["compile", "{folder}/extra.json"], "colour"),
        (["compile", "{folder}/unknown.json"], "zircle"),
        (["apply", "{folder}/good.json", "{folder}/list.json"], "list.json"),
        (["apply", "{folder}/good.json", "{folder}/none.json"], "does not exist"),
        (["apply", "{folder}/good.json", "{folder}/ops.json"], "Nothing was changed"),
        (["recognise", "{folder}/broken.py"], "line 1"),
        (["recognise", "{folder}/plain.py"], "no scene class"),
        (["recognise", "{folder}/bytes.json"], "is not"),
        (["schema", "nothing"], "not of 'nothing'"),
    ],
)
@pytest.mark.requirement("scenes:cli:files")
def test_bad_input_ends_with_a_sentence_and_no_traceback(
    app: typer.Typer, tmp_path: Path, arguments: list[str], words: str
) -> None:
    files = {
        "list.json": "[1]",
        "extra.json": '{"objects": [{"id": "a", "kind": "circle", "colour": "red"}]}',
        "unknown.json": '{"objects": [{"id": "a", "kind": "zircle"}]}',
        "good.json": '{"objects": [{"id": "a", "kind": "circle"}]}',
        "ops.json": '[{"op": "remove", "id": "nobody"}]',
        "broken.py": "class (",
        "plain.py": "print(1)",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\x00")
    asked = ["scene", *(part.format(folder=tmp_path) for part in arguments)]
    told = CliRunner().invoke(app, asked)
    assert told.exit_code in {1, 2}
    assert told.exception is None or isinstance(told.exception, SystemExit)
    assert words in " ".join(told.output.replace("│", " ").split())
