"""One version of one scene: write → compile → render → mend → upload → report.

```text
generating_code ──▶ rendering ──▶ uploading ──▶ ready
       ▲               │ rejected, tries left
       └─── repair ────┘            any step may end in error, or stop when it is not wanted
```
"""

import hashlib
from dataclasses import dataclass

from backend.authoring import port as authoring
from backend.authoring.port import DocumentSource, Source, Written
from backend.errors import ServiceError
from backend.log import get_logger
from backend.rendering.errors import RenderCancelledError
from backend.rendering.outcome import LimitHit, Progress, Rejected, Rendered
from backend.rendering.plan import Quality, RenderPlan
from backend.services.jobs.messages import EditJob, RenderJob
from backend.services.jobs.run import JobRun, ProgressNote
from backend.services.jobs.stop import StoppedError, StopReason
from backend.services.pipeline import failures
from backend.services.pipeline.sources import FirstDraft, first_draft
from backend.services.pipeline.upload import object_key, upload_preview, upload_scene
from backend.services.pipeline.workshop import Compiled, Workshop

_LOG = get_logger(__name__)
_ROUTE = "/callbacks/scene-updated"


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
        self._log: list[dict[str, object]] = []
        self._by_author = isinstance(job, EditJob)

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
            result = upload_scene(self._job, proved.rendered, self._shop.storage)
        finally:
            self._shop.renderer.release(proved.rendered)
        self._run.stop.check()
        result |= {
            "sourceKey": self._source_key(proved.compiled.code),
            "docsUsed": list(proved.written.docs_used),
        }
        self._report({"status": "ready", "result": result}, durable=True)

    def _write(self) -> FirstDraft:
        started = self._shop.clock.monotonic_s()
        draft = first_draft(self._job, self._shop)
        self._shop.observed.authored("write", self._shop.clock.monotonic_s() - started)
        self._run.stop.check()
        return draft

    def _prove(self, draft: FirstDraft) -> _Proved:
        written = draft.written
        tries = self._shop.repair_tries_max if draft.may_repair else 0
        while True:
            compiled, outcome = self._attempt(written)
            if isinstance(outcome, Rendered):
                return _Proved(written, compiled, outcome)
            failure = failures.of_outcome(outcome)
            self._log.append(
                {
                    "step": "render",
                    "outcome": "failed",
                    "code": failure.code,
                    "message": failure.message[:500],
                }
            )
            if tries == 0 or isinstance(outcome, LimitHit):
                raise SceneFailedError(failure)
            tries -= 1
            written = self._repair(written, compiled, outcome)

    def _attempt(self, written: Written) -> tuple[Compiled, Rendered | Rejected | LimitHit]:
        compiled = self._shop.book.compile(written.source, settings=self._settings)
        self._keep_source(compiled.code)
        self._tell(
            "rendering",
            progress=ProgressNote("stepping"),
            authoring=self._authoring(written, compiled),
        )
        with self._shop.slots.taken(self._run.stop):
            return compiled, self._render(compiled)

    def _render(self, compiled: Compiled) -> Rendered | Rejected | LimitHit:
        plan = RenderPlan(
            source=compiled.code,
            scene=compiled.scene_name,
            quality=Quality(
                self._job.settings.width, self._job.settings.height, self._job.settings.fps
            ),
            project=self._job.project_id,
            job_id=f"{self._job.job_id}-{self._job.attempt}",
            deadline_seconds=self._shop.render_seconds_max,
            workers=self._shop.render_workers,
            preview=True,
        )
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

    def _repair(self, written: Written, compiled: Compiled, outcome: Rejected) -> Written:
        # Still "rendering": states never go backwards, and the stage says what happens.
        self._tell("rendering", progress=ProgressNote("repairing"))
        failure = authoring.Failure(
            kind=outcome.error_class.value,
            message=outcome.message,
            line=outcome.line,
            object_id=compiled.object_at(outcome.line),
        )
        try:
            mended = self._shop.author.repair(written.source, failure, settings=self._settings)
        except authoring.AuthorRefusedError as error:
            raise SceneFailedError(failures.of_outcome(outcome)) from error
        self._log.append({"step": "repair", "outcome": "done", "message": mended.summary[:500]})
        self._run.stop.check()
        return mended

    def _on_progress(self, progress: Progress) -> None:
        preview_url: str | None = None
        if progress.preview is not None:
            preview_url = upload_preview(self._job, progress.preview, self._shop.storage)
        note = ProgressNote(progress.stage, progress.done, progress.total, preview_url)
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
        }
        if self._by_author:
            body["author"] = self._shop.author_name
        if written.usage.input_tokens or written.usage.output_tokens:
            body["tokens"] = {
                "input": written.usage.input_tokens,
                "output": written.usage.output_tokens,
            }
        if written.title is not None:
            body["title"] = written.title
        if written.usage != authoring.Usage():
            usage = written.usage
            body["tokens"] = {"input": usage.input_tokens, "output": usage.output_tokens}
        if self._log:
            body["attemptsLog"] = list(self._log)
        return body

    def _fail(self, failure: failures.Failure) -> None:
        body: dict[str, object] = {"status": "error", "error": failure.as_json()}
        if self._log:
            body["authoring"] = {"attemptsLog": list(self._log)}
        self._report(body, durable=True)

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
        self._run.report(_ROUTE, self._body(body), durable=durable)

    def _body(self, body: dict[str, object]) -> dict[str, object]:
        return {"sceneId": self._job.scene_id, "version": self._job.version, **body}


def _described(source: Source) -> dict[str, object]:
    if isinstance(source, DocumentSource):
        return {"mode": "document", "document": dict(source.document)}
    return {"mode": "code"}
