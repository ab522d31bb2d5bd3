"""The image builds from a base of one's own; only the variant for it can typeset TeX.

Needs root, debootstrap and the Docker engine that the environment names.
"""

import subprocess
import threading
from pathlib import Path

import pytest

from backend.clock import SystemClock
from backend.ids import SystemIds
from backend.rendering import (
    QUALITIES,
    DockerSandbox,
    ErrorClass,
    Outcome,
    Rejected,
    Rendered,
    Renderer,
    RenderPlan,
)
from backend.rendering.docker.build import image_bytes, main

ROOT = Path(__file__).parents[3]
BASE = "scenewright/base"
DEFAULT, TEX = "scenewright-render-test:latest", "scenewright-render-test:tex"
MEGABYTES_MAX = {DEFAULT: 700, TEX: 1250}
FORMULA = """
from manim import *


class Formula(Scene):
    def construct(self):
        self.add(MathTex(r"\\int_0^1 x^2 \\, dx = \\frac{1}{3}"))
        self.wait(0.2)
"""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600)]


@pytest.fixture(scope="module")
def base() -> str:
    found = subprocess.run(
        ["docker", "images", "--quiet", BASE], capture_output=True, text=True, check=True
    )
    if not found.stdout.strip():
        subprocess.run(["sh", str(ROOT / "scripts" / "base_image.sh"), BASE], check=True)
    return BASE


def outcome_of(image: str, folder: Path) -> Outcome:
    clock, ids = SystemClock(), SystemIds()
    sandbox = DockerSandbox(clock=clock, ids=ids, image=image, state_dir=folder / "state")
    renderer = Renderer(sandbox, clock=clock, ids=ids, work_dir=folder / "work")
    try:
        return renderer.render(
            RenderPlan(source=FORMULA, quality=QUALITIES["480p15"]),
            on_progress=lambda _: None,
            cancel=threading.Event(),
        )
    finally:
        renderer.close()


@pytest.mark.requirement("rendering:image:built")
@pytest.mark.parametrize("tag", [DEFAULT, TEX])
def test_an_image_is_small_and_only_the_variant_with_tex_typesets(
    tag: str, base: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    words = ["--base", base, "--network", "host", "--tag", tag, *(["--tex"] if tag == TEX else [])]
    with capfd.disabled():  # the build says the image's size and how long it took
        assert main(words, SystemClock()) == 0
    try:
        assert image_bytes(tag) / 1e6 < MEGABYTES_MAX[tag]
        outcome = outcome_of(tag, tmp_path)
    finally:
        subprocess.run(["docker", "image", "rm", "--force", tag], check=True)
    if tag == TEX:
        assert isinstance(outcome, Rendered)
    else:
        assert isinstance(outcome, Rejected)
        assert outcome.error_class is ErrorClass.TEX_ERROR
