"""A browser, and the player on a page of its own."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.web.barcode import HEIGHT, WIDTH, Chunk, write_chunks
from tests.e2e.web.harness_page import HarnessPage
from tests.e2e.web.site import serve

ROOT = Path(__file__).resolve().parents[3]
CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
)
SCENES = tuple(
    Chunk(scene=index + 1, version=1, frames=24 + 7 * (index % 4)) for index in range(13)
)
NEXT = (
    Chunk(scene=2, version=2, frames=61),
    Chunk(scene=2, version=3, frames=12),
    Chunk(scene=5, version=2, frames=40),
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield launched
        launched.close()


def build_harness(folder: Path) -> None:
    """Bundles the player from its source, with numbered chunks beside it."""
    bundle = [
        str(ROOT / "node_modules" / ".bin" / "esbuild"),
        str(Path(__file__).parent / "harness" / "main.tsx"),
        "--bundle",
        "--format=esm",
        "--jsx=automatic",
        f"--tsconfig={ROOT / 'web' / 'tsconfig.json'}",
        '--define:process.env.NODE_ENV="production"',
        "--define:process.env={}",
        f"--outfile={folder / 'main.js'}",
        "--log-level=error",
    ]
    node = ROOT / ".tools" / "node" / "bin"
    subprocess.run(bundle, check=True, cwd=ROOT / "web", env={"PATH": f"{node}:/usr/bin:/bin"})
    shutil.copy(Path(__file__).parent / "harness" / "index.html", folder / "index.html")
    write_chunks([*SCENES, *NEXT], folder)


@pytest.fixture(scope="session")
def harness_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The player's page and its chunks."""
    folder = tmp_path_factory.mktemp("harness")
    build_harness(folder)
    with serve(folder) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
    yield context.new_page()
    context.close()


@pytest.fixture
def harness(page: Page, harness_site: str) -> HarnessPage:
    """The player, showing nothing yet."""
    return HarnessPage.open(page, harness_site)
