"""One version of one scene: write → prove → render → upload → report.

```text
generating_code                       ──▶ rendering ──▶ uploading ──▶ ready
write ──▶ check, fix, dry run, repair        │ rejected, tries left
          (`backend/authoring/pipeline`) ◀───┘
                                      any step may end in error, or stop when it is not wanted
```

What a person gave is checked and rendered as it is; only what an author wrote is mended.
"""

import hashlib
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

from backend.authoring.pipeline import Attempt, Budget, Ready, Rehearsal, prepare
from backend.authoring.port import DocumentSource, Source, Written
from backend.errors import ServiceError
from backend.log import get_logger
from backend.rendering.errors import RenderCancelledError
from backend.rendering.outcome import LimitHit, Progress, Rejected, Rendered
from backend.rendering.plan import Quality, RenderPlan
from backend.services.jobs.messages import EditJob, RenderJob, RenderSettings
from backend.services.jobs.run import JobRun, ProgressNote
from backend.services.jobs.stop import StoppedError, StopReason
from backend.services.pipeline import failures
from backend.services.pipeline.metering import metered
from backend.services.pipeline.rehearse import SandboxStage, rehearsal_of
from backend.services.pipeline.sources import FirstDraft, first_draft
from backend.services.pipeline.upload import object_key, upload_preview, upload_scene
from backend.services.pipeline.workshop import Compiled, Workshop

_LOG = get_logger(__name__)
_ROUTE = "/callbacks/scene-updated"
_LOG_ENTRIES_MAX = 100
# Of a second of the preview, 854x480 at 15 frames. It is a render of its own: measured, it makes a
# film of 720p30 late by half while it is there 0.3 s sooner, and one of 1080p30 is waited for
# three times as long as its preview.
_PREVIEW_PIXELS = 854 * 480 * 15
_PREVIEW_WORTH = 8


@dataclass(frozen=True)
class _Proved:
    written: Written
    compiled: Compiled
    rendered: Rendered


class SceneFailedError(Exception):
    """The attempt ends with this failure."""

    def __init__(self, failure: failures.Failure) -> None:
        super().__init__(failure.code)
        self.failure = failure


class SceneMaker:
    """Makes one version; built for one attempt."""

    def __init__(self, job: EditJob | RenderJob, run: JobRun, shop: Workshop) -> None:
        self._job = job
        self._run = run
        self._shop = shop
        self._settings = job.settings.model_dump(by_alias=True)
        self._status = "generating_code"
        # What was tried and not told yet: Convex appends, so each entry is sent once.
        self._log: list[dict[str, str]] = []
        self._by_author = isinstance(job, EditJob)
        self._trim = None if job.source is None else job.source.trim
        # Told with all progress that follows: of notes only the newest is sent.
        self._preview: dict[str, str] = {}

    def make(self) -> None:
        """Make the version; a failure is reported, never raised, unless nobody wants it."""
        try:
            outcome, code = "succeeded", ""
            self._make()
        except SceneFailedError as failed:
            outcome, code = "failed", failed.failure.code
            self._fail(failed.failure)
        except ServiceError as error:
            failure = failures.of_error(error)
            outcome, code = "failed", failure.code
            _LOG.warning("scene.failed", code=error.code, reason=error.message)
            self._fail(failure)
        self._shop.observed.job_ended(self._job.route.removeprefix("/jobs/"), outcome, code)

    def _make(self) -> None:
        self._tell("generating_code", progress=ProgressNote("writing"))
        draft = self._write()
        proved = self._prove(draft)
        try:
            self._run.stop.check()
            self._tell("uploading", progress=ProgressNote("uploading"))
            with self._shown(proved.rendered) as shown:
                result = upload_scene(self._job, shown, self._shop.storage)
        finally:
            self._shop.renderer.release(proved.rendered)
        self._run.stop.check()
        result |= {
            "sourceKey": self._source_key(proved.compiled.code),
            "docsUsed": list(proved.written.docs_used),
        }
        # What the render saw of the layout is part of what is said about the scene.
        said = {"authoring": {"summary": proved.written.summary}} if self._by_author else {}
        self._report({"status": "ready", "result": result, **said}, durable=True)

    @contextmanager
    def _shown(self, rendered: Rendered) -> Generator[Rendered]:
        """What the scene shows of its film: all of it, or the half it was cut to."""
        if self._trim is None:
            yield rendered
            return
        with self._shop.folder("part") as folder:
            yield self._shop.part_of(rendered, self._trim, folder, self._run.stop.check)

    def _write(self) -> FirstDraft:
        started = self._shop.clock.monotonic_s()
        draft = first_draft(self._job, self._shop)
        self._shop.observed.authored("write", self._shop.clock.monotonic_s() - started)
        self._run.stop.check()
        return draft

    def _prove(self, draft: FirstDraft) -> _Proved:
        if not draft.may_repair:
            compiled = self._shop.book.compile(draft.written.source, settings=self._settings)
            outcome = self._attempt(draft.written, compiled)
            if isinstance(outcome, Rendered):
                return _Proved(draft.written, compiled, outcome)
            raise SceneFailedError(failures.of_outcome(outcome))
        ready = self._prepared(draft.written)
        tries = self._shop.repair_tries_max
        while True:
            compiled = Compiled(ready.code, ready.scene_name, ready.lines)
            outcome = self._attempt(ready.written, compiled)
            if isinstance(outcome, Rendered):
                fitted = self._fitted(ready, outcome)
                if fitted.code == ready.code:
                    return _Proved(fitted.written, compiled, outcome)
                if tries == 0:
                    return _Proved(ready.written, compiled, outcome)
                self._shop.renderer.release(outcome)
                tries -= 1
                ready = fitted
                continue
            failure = failures.of_outcome(outcome)
            self._keep(Attempt("render", "failed", failure.message[:500], failure.code))
            if tries == 0 or isinstance(outcome, LimitHit):
                raise SceneFailedError(failure)
            tries -= 1
            ready = self._prepared(ready.written, failed=rehearsal_of(outcome))

    def _prepared(self, written: Written, *, failed: Rehearsal | None = None) -> Ready:
        shop = self._shop
        started = shop.clock.monotonic_s()
        found = prepare(
            written,
            author=shop.author,
            stage=SandboxStage(self._run, shop, plan=self._plan, tell=self._tell_stage),
            settings=self._settings,
            docs=shop.docs,
            # A document of known kinds is dry-run by its render, which steps before it draws: a
            # box of its own would cost it the warm one.
            budget=Budget(model_calls=shop.repair_tries_max, rehearse_known=failed is not None),
            failed=failed,
            memory=shop.memory,
            clock=shop.clock,
        )
        shop.observed.authored("prove", shop.clock.monotonic_s() - started)
        self._keep(*found.attempts)
        self._run.stop.check()
        if isinstance(found, Ready):
            return found
        raise SceneFailedError(failures.of_given_up(found))

    def _fitted(self, ready: Ready, rendered: Rendered) -> Ready:
        """The scene as its layout wants it; a render that saw it first is its dry run."""
        if not any(each.step == "dry_run" and each.outcome == "skipped" for each in ready.attempts):
            return ready
        return self._prepared(ready.written, failed=Rehearsal(ok=True, report=rendered.report))

    def _keep(self, *attempts: Attempt) -> None:
        for each in attempts:
            entry = {"step": each.step, "outcome": each.outcome}
            entry |= {"message": each.message} if each.message else {}
            self._log.append(entry | ({"code": each.code} if each.code else {}))

    def _attempt(self, written: Written, compiled: Compiled) -> Rendered | Rejected | LimitHit:
        self._keep_source(compiled.code)
        self._status, self._preview = "rendering", {}
        self._tell(
            "rendering",
            progress=ProgressNote("stepping"),
            authoring=self._authoring(written, compiled),
        )
        with self._shop.slots.taken(self._run.stop):
            return self._render(compiled)

    def _render(self, compiled: Compiled) -> Rendered | Rejected | LimitHit:
        plan = self._plan(compiled.code, compiled.scene_name, whole=True)
        started = self._shop.clock.monotonic_s()
        try:
            outcome = self._shop.renderer.render(
                plan, on_progress=self._on_progress, cancel=self._run.stop
            )
        except RenderCancelledError as error:
            raise StoppedError(self._run.stop.reason or StopReason.CANCELLED) from error
        seconds = self._shop.clock.monotonic_s() - started
        if isinstance(outcome, Rendered):
            self._shop.observed.rendered("", seconds, outcome.duration_in_frames, outcome.cache_hit)
        else:
            cache_hit = False
            self._shop.observed.rendered(outcome.error_class.value, seconds, 0, cache_hit)
        return outcome

    def _plan(self, code: str, scene_name: str | None, *, whole: bool = False) -> RenderPlan:
        settings = self._job.settings
        return RenderPlan(
            source=code,
            scene=scene_name,
            quality=Quality(settings.width, settings.height, settings.fps),
            project=self._job.project_id,
            job_id=f"{self._job.job_id}-{self._job.attempt}",
            deadline_seconds=self._shop.render_seconds_max,
            workers=self._shop.render_workers,
            preview=whole and self._trim is None and shows_preview(settings),
            inspect=whole and self._by_author,
        )

    def _tell_stage(self, stage: str) -> None:
        """Told like progress: states never go backwards, and the stage says what happens."""
        note, status = ProgressNote(stage).as_json(), self._status
        self._run.note(lambda: (_ROUTE, self._body({"status": status, "progress": note})))

    def _on_progress(self, progress: Progress) -> None:
        shown = {"posterUrl": progress.poster, "previewUrl": progress.preview}
        stored = {
            name: upload_preview(self._job, path, self._shop.storage)
            for name, path in shown.items()
            if path is not None
        }
        self._preview |= {name: url for name, url in stored.items() if url is not None}
        note = ProgressNote(progress.stage, progress.done, progress.total, self._preview)
        self._run.note(
            lambda: (_ROUTE, self._body({"status": "rendering", "progress": note.as_json()}))
        )

    def _keep_source(self, code: str) -> None:
        self._shop.storage.put_bytes("sources", self._source_key(code), code.encode())

    def _source_key(self, code: str) -> str:
        return object_key(self._job, hashlib.sha256(code.encode()).hexdigest(), "py")

    def _authoring(self, written: Written, compiled: Compiled) -> dict[str, object]:
        body: dict[str, object] = {
            "code": compiled.code,
            "summary": written.summary,
            "docsUsed": list(written.docs_used),
            "sourceKey": self._source_key(compiled.code),
            **_described(written.source),
            **metered(written.usage, self._shop.prices),
        }
        if self._by_author:
            body["author"] = self._shop.author_name
        if written.title is not None:
            body["title"] = written.title
        if written.chips:
            body["chips"] = list(written.chips)
        return body

    def _fail(self, failure: failures.Failure) -> None:
        self._report({"status": "error", "error": failure.as_json()}, durable=True)

    def _tell(
        self,
        status: str,
        *,
        progress: ProgressNote,
        authoring: dict[str, object] | None = None,
    ) -> None:
        body: dict[str, object] = {"status": status, "progress": progress.as_json()}
        if authoring is not None:
            body["authoring"] = authoring
        self._report(body)
        self._run.stop.check()

    def _report(self, body: dict[str, object], *, durable: bool = False) -> None:
        log = self._log[:_LOG_ENTRIES_MAX]
        if log and (durable or "authoring" in body):
            given = cast("dict[str, object]", body.get("authoring", {}))
            body = {**body, "authoring": {**given, "attemptsLog": log}}
        answer = self._run.report(_ROUTE, self._body(body), durable=durable)
        if durable or (answer is not None and answer.accepted):
            self._log = []

    def _body(self, body: dict[str, object]) -> dict[str, object]:
        return {"sceneId": self._job.scene_id, "version": self._job.version, **body}


def shows_preview(settings: RenderSettings) -> bool:
    """Whether a preview would be there much sooner than the film, which has to wait for it."""
    pixels = settings.width * settings.height * settings.fps
    return pixels >= _PREVIEW_WORTH * _PREVIEW_PIXELS


def _described(source: Source) -> dict[str, object]:
    if isinstance(source, DocumentSource):
        return {"mode": "document", "document": dict(source.document)}
    return {"mode": "code"}
