"""What `scenewright render` reads from and writes to a person's own disk, and how it says so."""

from pathlib import Path

import pytest
import typer

from backend.cli import exit_codes, render_files, render_report
from backend.rendering import ErrorClass, LimitHit, Rejected, Rendered
from backend.rendering.outcome import Play, Section

REFERENCE = Path(__file__).parents[3] / "docs" / "render-command.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("logo.png", "tree.svg", "click.wav", "other.png", "notes.txt", "key.pem"):
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "link.png").symlink_to(tmp_path / "key.pem")
    return tmp_path


def assets(folder: Path, source: str) -> list[str]:
    return [path.name for path in render_files.assets_beside(folder / "scene.py", source)]


@pytest.mark.requirement("rendering:cli:assets")
def test_pictures_and_sounds_beside_a_scene_come_along_when_it_names_them(folder: Path) -> None:
    source = 'ImageMobject("logo.png"); SVGMobject("tree"); self.add_sound("click.wav")'
    assert assets(folder, source) == ["click.wav", "logo.png", "tree.svg"]


@pytest.mark.requirement("rendering:cli:assets")
@pytest.mark.parametrize("name", ["notes.txt", "key.pem", "key", "link.png", "../x.png", "", "a/b"])
def test_no_other_file_beside_a_scene_is_lent_to_it(name: str, folder: Path) -> None:
    assert assets(folder, f"x = {name!r}") == []


@pytest.mark.parametrize("source", ["def f(:", "\0", "(" * 5000])
def test_what_is_no_python_has_no_assets(source: str, folder: Path) -> None:
    assert assets(folder, source) == []


@pytest.mark.requirement("rendering:cli:whole-or-not")
def test_a_result_replaces_what_stood_there_and_keeps_its_mode(tmp_path: Path) -> None:
    made, film = tmp_path / "made", tmp_path / "film.mp4"
    made.write_bytes(b"new")
    film.write_bytes(b"old")
    film.chmod(0o640)
    link = tmp_path / "link.mp4"
    link.symlink_to(film)
    render_files.put_in_place(made, link)
    assert link.is_symlink()
    assert film.read_bytes() == b"new"
    assert film.stat().st_mode & 0o777 == 0o640
    assert not list(tmp_path.glob(".*"))


@pytest.mark.requirement("rendering:cli:whole-or-not")
def test_a_full_disk_is_told_and_leaves_what_was_there(tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.write_bytes(b"new")
    with pytest.raises(exit_codes.WorkFailedError, match=r"/dev/full cannot be written: No space"):
        render_files.put_in_place(made, Path("/dev/full"))
    film = tmp_path / "film.mp4"
    film.write_bytes(b"old")
    with pytest.raises(exit_codes.WorkFailedError):
        render_files.put_in_place(tmp_path / "missing", film)
    assert film.read_bytes() == b"old"
    assert not list(tmp_path.glob(".*"))


def test_a_scene_is_never_written_over(tmp_path: Path) -> None:
    scene = tmp_path / "scene.py"
    scene.write_text("x = 1")
    with pytest.raises(typer.BadParameter, match="is the scene itself"):
        render_files.make_place(tmp_path / "." / "scene.py", scene=scene)
    render_files.make_place(tmp_path / "new" / "film.mp4", scene=scene)
    assert (tmp_path / "new").is_dir()


@pytest.mark.requirement("rendering:cli:json")
def test_every_field_of_the_answer_is_in_the_reference() -> None:
    film = Rendered(
        chunk=Path("x"),
        poster=None,
        preview=None,
        frame_hashes=None,
        sha256="0",
        bytes=1,
        duration_in_frames=1,
        fps=15,
        width=16,
        height=16,
        codec="h264",
        has_audio=False,
        plays=(Play(0, 1, 5),),
        sections=(Section("a", 0, 1),),
        render_ms=1,
        cache_hit=False,
    )
    facts = render_report.facts_of(film)
    assert facts["plays"] == [{"firstFrame": 0, "frames": 1, "line": 5}]
    assert facts["sections"] == [{"name": "a", "firstFrame": 0, "frames": 1}]
    rejected = render_report.facts_of(Rejected(ErrorClass.CODE_ERROR, "No.", line=1))
    limit = render_report.facts_of(LimitHit(ErrorClass.RENDER_TIMEOUT, "No.", "wall"))
    told = REFERENCE.read_text()
    names = {"file", "frameHashes", *facts, *rejected, *limit}
    assert sorted(name for name in names if f"`{name}`" not in told) == []
    assert [name.value for name in ErrorClass if f"`{name.value}`" not in told] == []
