"""The whole way of one plan: check, cache, box, copy out, look at, keep.

```text
plan ─▶ static check ─▶ cache ─hit──────────────────────────────▶ Rendered
                          │ miss
                          ▼
        warm box ─▶ supervise ─▶ copy out ─▶ probe box ─▶ keep ─▶ Rendered
                        └──────────┴────────────┴─▶ Rejected | LimitHit
```
"""

import logging
import math
import shutil
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Protocol

from backend.clock import Clock
from backend.ids import IdSource
from backend.rendering.cache import SceneCache, scene_key
from backend.rendering.chunks import ChunkStore
from backend.rendering.errors import RenderCancelledError
from backend.rendering.outcome import (
    ErrorClass,
    Inspected,
    LimitHit,
    Outcome,
    Progress,
    Rejected,
    Rendered,
)
from backend.rendering.plan import Quality, RenderPlan
from backend.rendering.policy.checker import check_source
from backend.rendering.pool import Pool
from backend.rendering.probe.check import Checked, UnfitError, check_film, check_hashes
from backend.rendering.protocol import (
    film_quality,
    is_preview,
    is_whole_preview,
    job_line,
    preview_quality,
    progress_of,
    rendered_from,
    used_chunks,
)
from backend.rendering.sandbox import messages
from backend.rendering.sandbox.port import Box, Limits, Program, RefusedError, Sandbox
from backend.rendering.sandbox.supervise import CancelToken, Ended, Stop, supervise
from backend.rendering.selftest import Proof, prove
from backend.rendering.verdict import judge
from backend.rendering.workspace import Workspace

OnProgress = Callable[[Progress], None]
_LOG = logging.getLogger(__name__)
_HASHES_BYTES_MAX: Final = 16 * 1024**2
_POSTER_BYTES_MAX: Final = 16 * 1024**2
_PREVIEW_BYTES_MAX: Final = 64 * 1024**2


@dataclass(frozen=True, slots=True)
class _Job:
    plan: RenderPlan
    folder: Path
    on_progress: OnProgress
    cancel: CancelToken
    started: float
    look_seconds: float = math.inf
    """How long looking at a film may take, if less than usual."""


class LookAt(Protocol):
    """Has a film looked at in a probe box."""

    def __call__(
        self, job: _Job, film: Path, poster: Path | None, *, quality: Quality, name: str
    ) -> Checked:
        """The clean film, under a name in the job's folder."""
        ...


class Renderer:
    """Renders plans, one at a time for each thread that asks."""

    def __init__(
        self,
        sandbox: Sandbox,
        *,
        clock: Clock,
        ids: IdSource,
        work_dir: Path,
        cache_dir: Path | None = None,
        warm: Mapping[Program, int] | None = None,
        limits: Limits | None = None,
        static_check: bool = True,
        prove_first: bool = True,
    ) -> None:
        self._sandbox = sandbox
        self._pool = Pool(sandbox, warm or {})
        self._clock = clock
        self._ids = ids
        self._workspace = Workspace(work_dir, ids=ids)
        self._limits = limits or Limits()
        self._static_check = static_check
        self._proof = Proof(needed=prove_first)
        self._scenes = SceneCache(cache_dir / "scenes", ids=ids) if cache_dir else None
        self._chunks = ChunkStore(cache_dir / "chunks", ids=ids) if cache_dir else None
        for layer in sandbox.layers():
            if not layer.present and not layer.optional:
                _LOG.warning("The sandbox is without %s. %s", layer.name, layer.remedy)
        if reaped := sandbox.reap():
            _LOG.warning("Ended %d boxes that dead owners had left.", reaped)

    def render(self, plan: RenderPlan, *, on_progress: OnProgress, cancel: CancelToken) -> Outcome:
        """Render a plan. What a `Rendered` points at stays until `release`.

        Raises:
            RenderCancelledError: the token was set; nothing of the job runs any more.
            SandboxUnavailableError, SandboxFailedError: no verdict; trying again may help.
        """
        started = self._clock.monotonic_s()
        if self._static_check and (refusal := check_source(plan.source)):
            return refusal
        self.prove()
        folder = self._workspace.folder()
        kept = False
        try:
            outcome = self._render(_Job(plan, folder, on_progress, cancel, started))
            kept = isinstance(outcome, Rendered)
            return outcome
        finally:
            if not kept:
                shutil.rmtree(folder, ignore_errors=True)

    def inspect(self, plan: RenderPlan, *, cancel: CancelToken) -> Inspected | Rejected | LimitHit:
        """Say what a scene contains, without drawing it.

        Raises:
            RenderCancelledError, SandboxUnavailableError, SandboxFailedError: as for `render`.
        """
        if self._static_check and (refusal := check_source(plan.source)):
            return refusal
        self.prove()
        with self._pool.lease(Program.RENDER, cancel) as box:
            ended = self._run(box, plan, "inspect", cancel=cancel, on_message=lambda _: None)
        if verdict := judge(ended):
            return verdict
        found = messages.record(ended.last or {})
        return Inspected({name: value for name, value in found.items() if name != "type"})

    def prove(self) -> None:
        """Attack a box of our own, once; nothing is rendered before that has failed.

        Raises:
            SandboxUnavailableError: an attack works here; every later render raises it too.
        """
        self._proof.give(self._prove)

    def _prove(self) -> None:
        with self._pool.lease(Program.RENDER) as box:
            prove(box, clock=self._clock, ids=self._ids, limits=self._limits)

    def wait_until_warm(self, seconds: float) -> bool:
        """Wait for the pool to be full, at most so long; says whether it is."""
        return self._pool.wait_until_warm(seconds)

    def warm(self) -> int:
        """How many renders would start at once, without a start or an import."""
        return self._pool.warm(Program.RENDER)

    def release(self, outcome: Rendered) -> None:
        """Delete the files of an outcome."""
        shutil.rmtree(outcome.chunk.parent, ignore_errors=True)

    def close(self) -> None:
        """Destroy every warm box, delete what was not released, and release the sandbox."""
        self._pool.close()
        self._sandbox.close()
        self._workspace.close()

    def _render(self, job: _Job) -> Outcome:
        plan = job.plan
        if self._scenes is None:
            return self._render_in_box(job)
        key = scene_key(plan, identity=self._sandbox.identity)
        if found := self._scenes.find(plan.project, key, job.folder):
            return found
        outcome = self._render_in_box(job)
        if isinstance(outcome, Rendered):
            with _going_on_without("the film"):
                self._scenes.keep(plan.project, key, outcome)
        return outcome

    def _render_in_box(self, job: _Job) -> Outcome:
        plan = job.plan
        with self._pool.lease(Program.RENDER, job.cancel) as box:
            lent = self._chunks.lend(plan.project, box) if self._chunks else frozenset[str]()
            teller = _Teller(job, box, self._look_at, self._clock)
            ended = self._run(box, plan, "render", cancel=job.cancel, on_message=teller)
            if verdict := judge(ended):
                return verdict
            try:
                raw, poster, hashes = self._copy_out(box, job)
                quality = film_quality(plan, ended.last or {})
                checked = self._look_at(job, raw, poster, quality=quality, name="chunk.mp4")
                if hashes:
                    check_hashes(hashes, checked.film.frames)
            except RefusedError as refusal:
                missing = refusal.missing
                kind = ErrorClass.OUTPUT_MISSING if missing else ErrorClass.OUTPUT_INVALID
                return Rejected(kind, refusal.reason)
            except UnfitError as verdict:
                return Rejected(ErrorClass.OUTPUT_INVALID, str(verdict))
            if self._chunks:
                with _going_on_without("its chunks"):
                    self._chunks.collect(plan.project, box, lent)
                    self._chunks.touch(plan.project, used_chunks(ended.last or {}))
        elapsed_ms = round((self._clock.monotonic_s() - job.started) * 1000)
        film = rendered_from(checked, ended.last or {}, hashes=hashes, render_ms=elapsed_ms)
        return replace(film, preview=teller.preview)

    def _run(
        self,
        box: Box,
        plan: RenderPlan,
        mode: str,
        *,
        cancel: CancelToken,
        on_message: Callable[[Mapping[str, object]], None],
    ) -> Ended:
        for asset in plan.assets:
            box.put(f"work/{asset.name}", asset.path)
        ended = supervise(
            box,
            job_line(plan, box.job_dir, mode),
            clock=self._clock,
            limits=self._limits,
            deadline_seconds=plan.deadline_seconds,
            cancel=cancel,
            on_message=on_message,
        )
        if ended.stop is Stop.CANCEL:
            message = "The render was cancelled."
            raise RenderCancelledError(message)
        return ended

    def _copy_out(self, box: Box, job: _Job) -> tuple[Path, Path | None, Path | None]:
        largest = self._limits.file_bytes
        film = job.folder / "raw.mp4"
        box.take("out/chunk.mp4", film, size_bytes_max=largest)
        poster = _taken_poster(box, "poster.jpg", job.folder / "raw.jpg")
        hashes: Path | None = None
        if job.plan.frame_hashes:
            hashes = job.folder / "hashes.txt"
            box.take("out/frames.txt", hashes, size_bytes_max=_HASHES_BYTES_MAX)
        return film, poster, hashes

    def _look_at(
        self, job: _Job, film: Path, poster: Path | None, *, quality: Quality, name: str
    ) -> Checked:
        with self._pool.lease(Program.PROBE, job.cancel) as box:
            checked = check_film(
                box,
                film,
                poster,
                quality=quality,
                target=job.folder / name,
                clock=self._clock,
                limits=self._limits,
                cancel=job.cancel,
                seconds=job.look_seconds,
            )
        film.unlink()
        if poster:
            poster.unlink()
        return checked


@contextmanager
def _going_on_without(kept: str) -> Generator[None]:
    """A cache on a full disk costs the next render time, and this one nothing."""
    try:
        yield
    except OSError as error:
        _LOG.warning("The cache cannot keep %s: %s", kept, error)


class _Teller:
    """Passes progress on, and each preview once, when it was found fit."""

    def __init__(self, job: _Job, box: Box, look_at: LookAt, clock: Clock) -> None:
        self._job = job
        self._box = box
        self._look_at = look_at
        self._clock = clock
        self._ends = clock.monotonic_s() + job.plan.deadline_seconds
        self._shown: set[str] = set()
        self.preview: Path | None = None

    def __call__(self, message: Mapping[str, object]) -> None:
        if progress := progress_of(message):
            self._job.on_progress(progress)
        elif self._job.plan.preview and is_preview(message):
            is_whole = is_whole_preview(message)
            name = "preview.mp4" if is_whole else "preview-first.mp4"
            if name not in self._shown:
                self._shown.add(name)
                self._show(name, preview_quality(message), is_whole=is_whole)

    def _show(self, name: str, quality: Quality, *, is_whole: bool) -> None:
        raw = self._job.folder / f"raw-{name}"
        # A preview that is not fit is not shown; the film itself is judged later.
        with suppress(RefusedError, UnfitError):
            self._box.take(f"out/{name}", raw, size_bytes_max=_PREVIEW_BYTES_MAX)
            still = raw.with_suffix(".jpg")
            poster = _taken_poster(self._box, "preview.jpg", still) if is_whole else None
            # The scene runs on meanwhile, and nobody else watches its deadline.
            job = replace(self._job, look_seconds=self._ends - self._clock.monotonic_s())
            checked = self._look_at(job, raw, poster, quality=quality, name=name)
            self.preview = checked.file.path
            self._job.on_progress(
                Progress(
                    "preview",
                    preview=self.preview,
                    preview_is_whole=is_whole,
                    poster=checked.poster,
                )
            )


def _taken_poster(box: Box, name: str, target: Path) -> Path | None:
    try:
        box.take(f"out/{name}", target, size_bytes_max=_POSTER_BYTES_MAX)
    except RefusedError:
        return None
    return target
