"""What the docs server says is what the installed Manim has."""

import importlib.metadata
from pathlib import Path

import manim
import pytest

from mcp_server import build
from mcp_server.library import Library, fingerprint, open_library
from mcp_server.renamed import RENAMED


def first(library: Library, query: str) -> str:
    return library.search(query, limit=1)[0].title


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("Circle", "Circle"),
        ("manim.Axes.plot", "Axes.plot"),
        ("NameError: name 'ShowCreation' is not defined", "ShowCreation"),
        ("AttributeError: 'Axes' object has no attribute 'get_graph'", "get_graph"),
        ("TypeError: Circle.__init__() got an unexpected keyword argument 'r'", "Circle"),
        ("FadeInFromLarge", "FadeInFromLarge"),
        ("NameError: name 'TransformMatchingShape' is not defined", "TransformMatchingShapes"),
        ("NameError: name 'YELOW' is not defined", "Constants: colours"),
        ("NameError: name 'SpinIn' is not defined", "SpinInFromNothing"),
        (
            "AttributeError: 'Text' object has no attribute 'set_camera_orientation'",
            "set_camera_orientation",
        ),
        ("chnage colour of one wrod", "Color one word of a text"),
        ("einen Kreis rot färben", "Change a color"),
    ],
)
@pytest.mark.requirement("docs:search:symbols")
def test_a_name_or_an_error_message_finds_the_page_it_speaks_of(
    library: Library, query: str, title: str
) -> None:
    assert first(library, query).split(".")[-1] == title.rsplit(".", maxsplit=1)[-1]


@pytest.mark.requirement("docs:search:symbols")
def test_a_wrong_name_is_told_what_it_meant(library: Library) -> None:
    assert library.symbol("Sqare") is None
    assert "Square" in library.nearest("Sqare")


@pytest.mark.requirement("docs:truth")
def test_every_new_name_in_the_rename_table_exists_and_no_old_one_does() -> None:
    def exists(name: str) -> bool:
        found: object = manim
        for part in name.split("."):
            if not hasattr(found, part):
                return False
            found = getattr(found, part)
        return True

    assert [new for new, _ in RENAMED.values() if not exists(new)] == []
    assert [old for old in RENAMED if exists(old)] == []


@pytest.mark.requirement("docs:truth")
def test_every_page_names_its_source_version_and_licence(library: Library) -> None:
    version = importlib.metadata.version("manim")
    assert len(library.pages) > 1000
    for page in library.pages:
        assert page.source in {"manim", "Scenewright"}
        assert page.licence == "MIT"
        assert page.version == version


@pytest.mark.requirement("docs:licence")
def test_a_licence_that_is_not_on_the_list_stops_the_build(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(build, "ALLOWED_LICENCES", {"Apache-2.0"})
    with pytest.raises(build.LicenceError, match="MIT"):
        build.build()


@pytest.mark.requirement("docs:cache")
def test_the_pages_are_built_once_and_stale_ones_are_dropped(tmp_path: Path) -> None:
    (tmp_path / "pages-0123456789abcdef.json").write_text("[]")
    open_library(tmp_path)
    (built,) = tmp_path.glob("pages-*.json")
    written = built.stat().st_mtime_ns
    open_library(tmp_path)
    assert built.stat().st_mtime_ns == written


@pytest.mark.requirement("docs:cache")
def test_another_version_of_the_package_has_pages_of_its_own() -> None:
    assert fingerprint("0.22.0") == fingerprint("0.22.0")
    assert fingerprint("0.22.0") != fingerprint("0.23.0")
