"""What `scenewright eval` opens: the author, the renderer, and the run itself."""

import json
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer

from backend.authoring.model import ChatOptions, ModelAuthor, OpenAIChat
from backend.authoring.offline import OfflineAuthor
from backend.authoring.port import Author
from backend.clock import SystemClock
from backend.config import load_settings
from backend.ids import SystemIds
from backend.rendering import Program, Rendered, Renderer, RenderPlan, make_sandbox
from backend.rendering.plan import Quality
from backend.services.evaluation.measure import Bench, Results, measure
from backend.services.evaluation.picture import picture
from backend.services.evaluation.stage import RendererStage

_SECONDS_MAX = 60
_PROVED = Quality(854, 480, 15)
_DRAWN = Quality(426, 240, 10)


def run(prompts: Sequence[str], *, author: str, scenes: int, code: bool, render: bool) -> Results:
    """Measure one author on these prompts, in real sandboxes."""
    with _renderer() as renderer:
        bench = Bench(
            author=_author(author, code=code),
            stage=RendererStage(renderer, quality=_PROVED, seconds_max=_SECONDS_MAX),
            clock=SystemClock(),
            render=_drawer(renderer) if render else None,
            tell=lambda line: print(line, file=sys.stderr),
        )
        return measure(bench, author, prompts, scene_count=scenes)


def write(results: Results, folder: Path) -> None:
    """The results as JSON and as a picture."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(results.as_json(), indent=1)
    (folder / "results.json").write_text(text, "utf-8")
    (folder / "results.svg").write_text(picture(results.author, results.figures()), "utf-8")


def _author(name: str, *, code: bool) -> Author:
    if name == "offline":
        return OfflineAuthor()
    settings = load_settings()
    if settings.openai_api_key is None:
        message = "There is no OPENAI_API_KEY; a local server takes any word."
        raise typer.BadParameter(message)
    options = ChatOptions(
        model=settings.openai_model,
        api_key=settings.openai_api_key.get_secret_value(),
        base_url=settings.openai_base_url,
    )
    return ModelAuthor(OpenAIChat(options), writes="code" if code else "document")


@contextmanager
def _renderer() -> Generator[Renderer]:
    clock, ids = SystemClock(), SystemIds()
    work = Path(tempfile.mkdtemp(prefix="scenewright-eval-"))
    renderer = Renderer(
        make_sandbox("bwrap", clock=clock, ids=ids, image=""),
        clock=clock,
        ids=ids,
        work_dir=work,
        warm={Program.RENDER: 1},
    )
    try:
        yield renderer
    finally:
        renderer.close()
        shutil.rmtree(work, ignore_errors=True)


def _drawer(renderer: Renderer) -> Callable[[str, str | None], bool]:
    def draw(code: str, scene: str | None) -> bool:
        plan = RenderPlan(
            source=code,
            scene=scene,
            quality=_DRAWN,
            deadline_seconds=_SECONDS_MAX * 3,
        )
        outcome = renderer.render(plan, on_progress=lambda _: None, cancel=threading.Event())
        if isinstance(outcome, Rendered):
            renderer.release(outcome)
            return True
        return False

    return draw
