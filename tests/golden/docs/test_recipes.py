"""Every recipe runs on the installed Manim, as it stands on its page."""

from pathlib import Path
from typing import Any

import manim
import pytest

from mcp_server.library import open_library
from mcp_server.page import Page
from mcp_server.recipes import recipe_pages

RECIPES = recipe_pages("")
ONE_OF = 4


def run(page: Page, folder: Path) -> None:
    """Runs the page's scene to its end without drawing a file."""
    space: dict[str, Any] = {"__name__": page.id}
    exec(compile(page.example, page.id, "exec"), space)  # noqa: S102 - our own recipe
    (scene,) = [v for v in space.values() if isinstance(v, type) and v.__module__ == page.id]
    options = {
        "dry_run": True,
        "quality": "low_quality",
        "disable_caching": True,
        "media_dir": str(folder),
        "progress_bar": "none",
        "verbosity": "ERROR",
    }
    with manim.tempconfig(options):
        shown = scene()
        shown.render()
    assert shown.mobjects or shown.renderer.time > 0


@pytest.mark.parametrize("page", RECIPES[::ONE_OF], ids=lambda page: page.id)
@pytest.mark.requirement("docs:recipes:run")
def test_a_recipe_runs(page: Page, tmp_path: Path) -> None:
    run(page, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize(
    "page", [p for i, p in enumerate(RECIPES) if i % ONE_OF], ids=lambda page: page.id
)
@pytest.mark.requirement("docs:recipes:run")
def test_every_other_recipe_runs(page: Page, tmp_path: Path) -> None:
    run(page, tmp_path)


@pytest.mark.requirement("docs:recipes:found")
def test_there_are_eighty_recipes_and_each_is_found_by_its_own_title(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    assert len(RECIPES) >= 80
    lost = [page.title for page in RECIPES if page.id != library.search(page.title)[0].id]
    assert lost == []
