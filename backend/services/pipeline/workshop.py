"""What making a scene needs, opened once by the worker and passed in."""

import tempfile
import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from backend.authoring.pipeline import Memory
from backend.authoring.port import Author, Docs, Json, Source
from backend.clock import Clock
from backend.rendering.outcome import (
    Inspected,
    LimitHit,
    Outcome,
    Progress,
    Rejected,
    Rendered,
)
from backend.rendering.plan import RenderPlan
from backend.rendering.sandbox.supervise import CancelToken
from backend.services.jobs.messages import Trim
from backend.services.jobs.stop import StopSignal
from backend.services.pipeline.metering import Prices
from backend.storage.port import Storage


class Renderer(Protocol):
    """The renderer, as the pipeline uses it."""

    def render(
        self, plan: RenderPlan, *, on_progress: Callable[[Progress], None], cancel: CancelToken
    ) -> Outcome:
        """Render one plan; raises what `backend.rendering.errors` lists."""
        ...

    def inspect(self, plan: RenderPlan, *, cancel: CancelToken) -> Inspected | Rejected | LimitHit:
        """Step through one plan without drawing; raises as `render`."""
        ...

    def release(self, outcome: Rendered) -> None:
        """Delete the files of an outcome."""
        ...


@dataclass(frozen=True)
class Compiled:
    """A scene that can be rendered: Python, and which statement belongs to which object."""

    code: str
    scene_name: str | None = None
    # First and last line of each object's statements, for errors that name a line.
    lines: Mapping[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])

    def object_at(self, line: int | None) -> str | None:
        """The object whose statements hold this line, the narrowest first."""
        if line is None:
            return None
        holding = [
            (last - first, name)
            for name, (first, last) in self.lines.items()
            if first <= line <= last
        ]
        return min(holding)[1] if holding else None


class SceneBook(Protocol):
    """What the scene document can do for the pipeline."""

    def compile(self, source: Source, *, settings: Json) -> Compiled:
        """Make Python of a source.

        Raises:
            ServiceError: the document is not valid; the error is public.
        """
        ...

    def apply(self, document: Json, operations: tuple[Json, ...]) -> Json:
        """Change a document by operations; raises as `compile`."""
        ...

    def rewrite(self, code: str, operations: tuple[Json, ...]) -> str | None:
        """The code with the operations done in place, or nothing when that cannot be."""
        ...


class Slots:
    """How many renders run at once here; waiting ends when the work is not wanted."""

    def __init__(self, count: int) -> None:
        self._free = threading.Semaphore(count)

    @contextmanager
    def taken(self, stop: StopSignal) -> Generator[None]:
        """Hold a slot.

        Raises:
            StoppedError: the work is not wanted any more.
        """
        while not self._free.acquire(timeout=0.2):
            stop.check()
        try:
            stop.check()
            yield
        finally:
            self._free.release()


@dataclass(frozen=True)
class Observed:
    """Where figures go; the worker passes Prometheus, tests pass nothing."""

    authored: Callable[[str, float], None] = lambda _kind, _seconds: None
    rendered: Callable[[str, float, int, bool], None] = lambda _class, _seconds, _frames, _hit: None
    job_ended: Callable[[str, str, str], None] = lambda _kind, _outcome, _class: None


@dataclass(frozen=True)
class Workshop:
    """The tools of a worker."""

    author: Author
    book: SceneBook
    renderer: Renderer
    storage: Storage
    clock: Clock
    slots: Slots
    # Scratch of exports and cuts; every job makes and removes a folder of its own in it.
    scratch: Path
    # What a scene that was cut shows of its film, with its files in the folder.
    part_of: Callable[[Rendered, Trim, Path, Callable[[], None]], Rendered]
    # Looked up when a scene fails; without them repairs know less.
    docs: Docs | None = None
    # What mended what, from earlier scenes.
    memory: Memory | None = None
    # Shown as the writer of what an author wrote.
    author_name: str = "offline"
    prices: Prices = field(default_factory=Prices)
    render_seconds_max: int = 300
    render_workers: int = 1
    repair_tries_max: int = 2
    observed: Observed = field(default_factory=Observed)

    @contextmanager
    def folder(self, purpose: str) -> Generator[Path]:
        """A folder of a job's own in the scratch, gone afterwards whatever became of the job."""
        self.scratch.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(
            prefix=f"{purpose}-", dir=self.scratch, ignore_cleanup_errors=True
        ) as made:
            yield Path(made)
