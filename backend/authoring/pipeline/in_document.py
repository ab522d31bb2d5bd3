"""The way of a scene that is a document: validate, compile, dry-run, mend, or leave a placeholder.

Python inside a document is mended as code and read back; everything else is changed by operations
only. What cannot be drawn becomes a named placeholder, or is left out when nothing can stand there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pydantic import ValidationError

from backend.authoring.pipeline.geometry import Fault, fitting_scale
from backend.authoring.pipeline.in_code import prove_code
from backend.authoring.pipeline.session import BudgetSpentError, Session
from backend.authoring.pipeline.stage import Rehearsal
from backend.authoring.port import DocumentSource, Failure
from backend.scenes import (
    Block,
    CompiledScene,
    Document,
    OperationRefusedError,
    Problem,
    apply,
    compile_document,
    parse_operations,
    validate,
)
from backend.scenes.fixes import explain
from backend.scenes.recognise import recognise

PLACEHOLDERS_MAX = 4
_SHRINK = 0.8


@dataclass
class DocumentProof:
    """A document, its code, and what its dry run said."""

    document: Document
    compiled: CompiledScene | None
    last: Rehearsal

    @property
    def ok(self) -> bool:
        return self.last.ok


def dumped(document: Document) -> dict[str, object]:
    """The document as authors and stores carry it."""
    return document.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def lines_of(compiled: CompiledScene) -> Mapping[str, tuple[int, int]]:
    """Which lines make which object."""
    return {span.id: (span.first, span.last) for span in compiled.map if span.part == "object"}


def has_python(document: Document) -> bool:
    """Whether some of it is code that no kind vouches for."""
    return any(isinstance(entry, Block) for entry in document.timeline) or any(
        '"code"' in item.model_dump_json(include={"args"}) and item.kind != "code"
        for item in document.objects
    )


def prove_document(session: Session, document: Document) -> DocumentProof:
    """The furthest that a document can be brought."""
    never = Rehearsal(ok=False, kind="CODE_ERROR", message="It was not run.")
    proof = DocumentProof(document, None, never)
    left = PLACEHOLDERS_MAX
    try:
        session.stage.tell("checking")
        proof = _attempt(session, document)
        if not proof.ok and proof.compiled is not None and has_python(proof.document):
            proof = _as_code(session, proof, proof.compiled)
        while not proof.ok and not proof.last.hopeless and session.may_ask():
            mended = _asked(session, proof)
            if mended is None:
                break
            proof = mended
        while not proof.ok and not proof.last.hopeless and left:
            left -= 1
            stood_in = _placeholder(session, proof)
            if stood_in is None:
                break
            proof = stood_in
    except BudgetSpentError:
        session.note("budget", "failed", "The budget of this scene is spent.")
    return proof


def _attempt(session: Session, document: Document) -> DocumentProof:
    problems = [problem for problem in validate(document) if problem.severity == "error"]
    if problems:
        first = problems[0]
        session.note("check", "failed", first.message, first.code)
        failed = Rehearsal(ok=False, kind="DOCUMENT_INVALID", message=first.message)
        return DocumentProof(document, None, failed)
    session.note("check", "done")
    compiled = compile_document(document)
    if not session.budget.rehearse_known and not has_python(document):
        session.note("dry_run", "skipped", "Made of known kinds only; the render checks it.")
        return DocumentProof(document, compiled, Rehearsal(ok=True))
    session.stage.tell("rehearsing")
    last = session.rehearse(compiled.source, compiled.scene_name)
    if last.ok:
        session.note("dry_run", "done")
    else:
        session.note("dry_run", "failed", _explained(last), last.kind)
    return DocumentProof(document, compiled, last)


def _as_code(session: Session, proof: DocumentProof, compiled: CompiledScene) -> DocumentProof:
    """The document's own Python, mended without a model and read back."""
    calls, session.calls = session.calls, session.budget.model_calls
    before = len(session.placeholders)
    try:
        mended = prove_code(session, compiled.source, compiled.scene_name)
    finally:
        session.calls = calls
    if not mended.ok or len(session.placeholders) > before:
        del session.placeholders[before:]
        return proof
    document = recognise(mended.source).document
    return _kept(session, proof, document) or proof


def _asked(session: Session, proof: DocumentProof) -> DocumentProof | None:
    failure = _failure(session, proof)
    mended = session.ask(DocumentSource(dumped(proof.document)), failure)
    if mended is None or not isinstance(mended.source, DocumentSource):
        return None
    try:
        document = Document.model_validate(mended.source.document)
    except ValidationError as error:
        session.note("repair", "failed", str(error.errors()[0]["msg"]))
        return None
    if document == proof.document:
        session.note("repair", "failed", "The answer changes nothing.")
        return None
    lost = {item.id for item in proof.document.objects} - {item.id for item in document.objects}
    session.note("repair", "done", mended.summary, "object")
    after = _attempt(session, document)
    if after.ok and lost:
        session.placeholders.append(mended.summary)
    same = after.last.message == proof.last.message and after.last.line == proof.last.line
    return None if not after.ok and same else after


def _failure(session: Session, proof: DocumentProof) -> Failure:
    last = proof.last
    culprit = _culprit(proof)
    return Failure(
        kind=last.kind,
        message=_explained(last),
        line=last.line,
        object_id=culprit,
        help=session.page(f"{last.error_type} {last.message}"),
    )


def _culprit(proof: DocumentProof) -> str | None:
    """The object that fails: by its line, by the targets of its beat, or by its problem."""
    document, last = proof.document, proof.last
    if proof.compiled is None:
        return next((p.id for p in _errors(document) if document.find(p.id)), None)
    span = proof.compiled.at_line(last.line or 0)
    if span is None:
        return None
    if span.part == "object":
        return span.id
    entry = document.entry(span.id)
    if entry is None or isinstance(entry, Block):
        return None
    steps = [entry.steps[index] for index in span.steps if index < len(entry.steps)]
    targets = [target for step in steps for target in step.targets]
    return targets[0] if targets else None


def _errors(document: Document) -> list[Problem]:
    return [problem for problem in validate(document) if problem.severity == "error"]


def _placeholder(session: Session, proof: DocumentProof) -> DocumentProof | None:
    session.stage.tell("placeholder")
    why = _explained(proof.last)
    culprit = _culprit(proof)
    choices: list[tuple[list[dict[str, object]], str]] = []
    if culprit is not None and (item := proof.document.find(culprit)) is not None:
        name = culprit.replace("_", " ")
        label: dict[str, object] = {"id": culprit, "kind": "text", "args": {"text": f"[{name}]"}}
        if item.place is not None:
            label["place"] = item.place.model_dump(mode="json", exclude_defaults=True)
        if item.parent is not None:
            label["parent"] = item.parent
        told = f"“[{name}]” stands for the {name}, which could not be drawn: {why}"
        choices.append(([{"op": "replace", "object": label}], told))
        left_out = f"The {name} was left out, because it could not be drawn: {why}"
        choices.append(([{"op": "remove", "id": culprit}], left_out))
    span = proof.compiled.at_line(proof.last.line or 0) if proof.compiled else None
    if span is not None and span.part in {"beat", "block"}:
        choices.append(([{"op": "remove_beat", "id": span.id}], f"A beat was left out: {why}"))
    for operations, told in choices:
        document = _applied(proof.document, operations)
        after = _kept(session, proof, document) if document is not None else None
        if after is not None:
            session.note("placeholder", "done", told)
            session.placeholders.append(told)
            return after
    return None


def _applied(document: Document, operations: list[dict[str, object]]) -> Document | None:
    try:
        changed = apply(document, parse_operations(operations)).document
    except (OperationRefusedError, ValidationError):
        return None
    return changed if changed.objects else None


def _kept(session: Session, proof: DocumentProof, document: Document) -> DocumentProof | None:
    """The changed document when it runs, or when it fails at another place."""
    after = _attempt(session, document)
    same = after.last.message == proof.last.message and len(_errors(document)) >= len(
        _errors(proof.document)
    )
    return None if not after.ok and same else after


def fitted_document(
    document: Document, faults: list[Fault], touched: frozenset[str]
) -> Document | None:
    """The document with what hangs out of the frame made smaller; it is tried, not trusted."""
    changed = document
    for fault in faults:
        if fault.kind != "off_frame":
            continue
        for item in document.objects:
            named = fault.text is not None and item.args.get("text") == fault.text
            scale = item.style.scale if isinstance(item.style.scale, int | float) else 1
            if not named and item.id not in touched and scale <= 1:
                continue
            wanted = fitting_scale(fault.box) if fault.box else _SHRINK
            value = round(scale * (wanted if wanted < 1 else _SHRINK), 3)
            operation: dict[str, object] = {"op": "set_style", "id": item.id, "name": "scale"}
            changed = _applied(changed, [operation | {"value": value}]) or changed
            break
    return changed if changed != document else None


def _explained(last: Rehearsal) -> str:
    named = f"{last.error_type}: {last.message}" if last.error_type else last.message
    return explain(named)


def rehearsed_again(session: Session, proof: DocumentProof, document: Document) -> DocumentProof:
    """The proof of a changed document, without a word in the log when it fails."""
    compiled = compile_document(document)
    last = session.rehearse(compiled.source, compiled.scene_name)
    return replace(proof, document=document, compiled=compiled, last=last)
