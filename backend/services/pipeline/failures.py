"""What the person is told when a job fails, and whether trying again can help."""

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from backend.authoring.pipeline import GivenUp
from backend.errors import Owner, ServiceError
from backend.rendering.outcome import ErrorClass, LimitHit, Rejected
from backend.services.jobs.messages import AnyJob, ExportJob, GenerateJob
from backend.services.jobs.run import JobRun

_CODES: Final = MappingProxyType(
    {
        ErrorClass.CODE_REJECTED: "render.code_rejected",
        ErrorClass.CODE_ERROR: "render.code_error",
        ErrorClass.TEX_ERROR: "render.tex_error",
        ErrorClass.RENDER_TIMEOUT: "render.time_limit",
        ErrorClass.LIMIT_MEMORY: "render.memory_limit",
        ErrorClass.LIMIT_PROCESSES: "render.process_limit",
        ErrorClass.LIMIT_DISK: "render.disk_limit",
        ErrorClass.LIMIT_OUTPUT: "render.output_limit",
        ErrorClass.OUTPUT_MISSING: "render.output_missing",
        ErrorClass.OUTPUT_INVALID: "render.output_invalid",
    }
)
_BY_NAME: Final = MappingProxyType({kind.value: code for kind, code in _CODES.items()})
_MESSAGE_CHARS_MAX = 2000


@dataclass(frozen=True)
class Failure:
    """A failed attempt, as callbacks carry it."""

    code: str
    message: str
    retryable: bool
    owner: Owner
    details: dict[str, object] = field(default_factory=dict[str, object])

    def as_json(self) -> dict[str, object]:
        """As callbacks carry it."""
        return {
            "code": self.code,
            "error": self.message[:_MESSAGE_CHARS_MAX],
            "details": self.details,
            "retryable": self.retryable,
            "owner": self.owner,
        }


def of_outcome(outcome: Rejected | LimitHit) -> Failure:
    """The scene is wrong, or asked for too much: the same again would fail again."""
    details: dict[str, object] = {"class": outcome.error_class.value}
    if isinstance(outcome, Rejected):
        named = {"line": outcome.line, "type": outcome.error_type, "rule": outcome.rule}
        details |= {name: value for name, value in named.items() if value is not None}
    elif outcome.kind is not None:
        details["kind"] = outcome.kind
    return Failure(
        code=_CODES[outcome.error_class],
        message=outcome.message,
        retryable=False,
        owner="scene_author",
        details=details,
    )


def of_given_up(found: GivenUp) -> Failure:
    """Nothing within the budget made what an author wrote run."""
    last = found.rehearsal
    details: dict[str, object] = {"class": last.kind}
    named = {"line": last.line, "type": last.error_type or None, "rule": last.rule}
    details |= {name: value for name, value in named.items() if value is not None}
    code = _BY_NAME.get(last.kind, "scene.document_invalid")
    return Failure(
        code, found.failure.message, retryable=False, owner="scene_author", details=details
    )


def of_error(error: ServiceError) -> Failure:
    """A named failure; what is not public keeps its code only."""
    return Failure(
        code=error.code,
        message=error.message if error.public else "Something went wrong on our side.",
        retryable=error.retryable,
        owner=error.owner,
        details=dict(error.details) if error.public else {},
    )


def unexpected() -> Failure:
    """A failure without a name, which is ours."""
    return Failure("internal", "Something went wrong on our side.", retryable=True, owner="us")


def report(job: AnyJob, run: JobRun, error: ServiceError | None) -> None:
    """Tell the ledger that the attempt ended from outside; without a name it is ours."""
    failure = unexpected() if error is None else of_error(error)
    body: dict[str, object] = {"status": "error", "error": failure.as_json()}
    match job:
        case GenerateJob():
            session = {"sessionId": job.session_id, **body}
            run.report("/callbacks/session-updated", session, durable=True)
        case ExportJob():
            export = {"exportId": job.export_id, **body}
            run.report("/callbacks/export-updated", export, durable=True)
        case _:
            scene = {"sceneId": job.scene_id, "version": job.version, **body}
            run.report("/callbacks/scene-updated", scene, durable=True)
