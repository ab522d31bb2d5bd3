"""The one way from what an author wrote to a scene that runs, or to a reason why there is none."""

from dataclasses import replace

from pydantic import ValidationError

from backend.authoring.pipeline import geometry
from backend.authoring.pipeline.in_code import Proof, prove_code
from backend.authoring.pipeline.in_document import (
    DocumentProof,
    dumped,
    fitted_document,
    lines_of,
    prove_document,
    rehearsed_again,
)
from backend.authoring.pipeline.memory import Memory
from backend.authoring.pipeline.session import BudgetSpentError, Session
from backend.authoring.pipeline.stage import Budget, GivenUp, Ready, Rehearsal, Stage
from backend.authoring.port import (
    Author,
    CodeSource,
    Docs,
    DocumentSource,
    Failure,
    Json,
    Written,
)
from backend.clock import Clock, SystemClock
from backend.scenes import Document, compile_document
from backend.scenes.fixes import explain

_FITS_MAX = 2


def prepare(
    written: Written,
    *,
    author: Author,
    stage: Stage,
    settings: Json,
    docs: Docs | None = None,
    budget: Budget | None = None,
    failed: Rehearsal | None = None,
    memory: Memory | None = None,
    clock: Clock | None = None,
    scene_name: str | None = None,
) -> Ready | GivenUp:
    """Bring a scene to where its dry run ends well; what the stage raises is let through.

    `failed` is the real render's verdict on a scene whose dry run was fine.
    """
    timer = clock or SystemClock()
    session = Session(
        author=author,
        stage=_Told(stage, failed) if failed is not None else stage,
        settings=settings,
        budget=budget or Budget(),
        clock=timer,
        docs=docs,
        memory=memory,
        started=timer.monotonic_s(),
        docs_used=written.docs_used,
    )
    if isinstance(written.source, CodeSource):
        return _code(session, written, written.source, scene_name)
    try:
        document = Document.model_validate(written.source.document)
    except ValidationError as error:
        told = "; ".join(each["msg"] for each in error.errors()[:3])
        session.note("check", "failed", told, "scene.document_invalid")
        failure = Failure("DOCUMENT_INVALID", told)
        last = Rehearsal(ok=False, kind="DOCUMENT_INVALID", message=told)
        return GivenUp(failure, last, tuple(session.attempts), "", written)
    return _document(session, written, document)


class _Told:
    """A stage whose first answer is known: the render has already given it."""

    def __init__(self, stage: Stage, first: Rehearsal) -> None:
        self._stage = stage
        self._first: Rehearsal | None = first

    def rehearse(self, code: str, scene_name: str | None) -> Rehearsal:
        first, self._first = self._first, None
        return first if first is not None else self._stage.rehearse(code, scene_name)

    def tell(self, stage: str) -> None:
        self._stage.tell(stage)


def _code(
    session: Session, written: Written, source: CodeSource, scene_name: str | None
) -> Ready | GivenUp:
    proof = prove_code(session, source.code, scene_name)
    if not proof.ok:
        return _given_up(session, written, proof.last, proof.source)
    proof = _fit_code(session, proof)
    done = _finished(session, replace(written, source=CodeSource(proof.source)))
    return Ready(
        done,
        proof.source,
        scene_name,
        {},
        tuple(session.attempts),
        tuple(session.placeholders),
        session.faults,
    )


def _document(session: Session, written: Written, document: Document) -> Ready | GivenUp:
    proof = prove_document(session, document)
    if not proof.ok or proof.compiled is None:
        code = proof.compiled.source if proof.compiled else ""
        return _given_up(session, written, proof.last, code)
    touched = frozenset(
        str(operation["id"]) for operation in written.operations if "id" in operation
    )
    proof = _fit_document(session, proof, touched)
    compiled = proof.compiled or compile_document(proof.document)
    done = _finished(session, replace(written, source=DocumentSource(dumped(proof.document))))
    return Ready(
        done,
        compiled.source,
        compiled.scene_name,
        lines_of(compiled),
        tuple(session.attempts),
        tuple(session.placeholders),
        session.faults,
    )


def _fit_code(session: Session, proof: Proof) -> Proof:
    faults = geometry.faults_of(proof.last)
    for _ in range(_FITS_MAX):
        sources = (geometry.fitted(proof.source, fault) for fault in faults)
        source = next((found for found in sources if found is not None), None)
        if source is None:
            break
        try:
            last = session.rehearse(source, None)
        except BudgetSpentError:
            break
        fewer = geometry.faults_of(last)
        if not last.ok or len(fewer) >= len(faults):
            break
        session.note("geometry", "done", f"Moved into the frame: {faults[0].message}")
        proof, faults = Proof(source, last), fewer
    _seen(session, faults)
    return proof


def _fit_document(session: Session, proof: DocumentProof, touched: frozenset[str]) -> DocumentProof:
    faults = geometry.faults_of(proof.last)
    for _ in range(_FITS_MAX):
        document = fitted_document(proof.document, faults, touched)
        if document is None:
            break
        try:
            after = rehearsed_again(session, proof, document)
        except BudgetSpentError:
            break
        fewer = geometry.faults_of(after.last)
        if not after.ok or len(fewer) >= len(faults):
            break
        session.note("geometry", "done", f"Made to fit: {faults[0].message}")
        proof, faults = after, fewer
    _seen(session, faults)
    return proof


def _seen(session: Session, faults: list[geometry.Fault]) -> None:
    session.faults = geometry.told(faults)
    session.note("geometry", "failed" if faults else "done", "; ".join(session.faults))


def _finished(session: Session, written: Written) -> Written:
    """What is said about the scene names what was left out and what looks wrong."""
    parts = [written.summary, *session.placeholders]
    parts += [f"Look at the layout: {'; '.join(session.faults)}."] if session.faults else []
    return replace(
        written,
        summary=" ".join(parts),
        usage=written.usage + session.usage,
        docs_used=session.docs_used,
    )


def _given_up(session: Session, written: Written, last: Rehearsal, code: str) -> GivenUp:
    named = f"{last.error_type}: {last.message}" if last.error_type else last.message
    failure = Failure(last.kind or "CODE_ERROR", explain(named), last.line)
    done = replace(written, usage=written.usage + session.usage, docs_used=session.docs_used)
    return GivenUp(failure, last, tuple(session.attempts), code, done)
