"""The way of a scene that is Python.

```text
extract ─▶ fixes at the failing line ─▶ ok ──────────────────────────────▶ proved
              ▲      │ fails                                                  ▲
              │      ├─ remembered mend                                       │
              │      └─ author: line ─▶ block ─▶ scene (as the budget allows)  │
              └──────────┘                 └─ no help left ─▶ placeholders ───┘
```
"""

import ast
from dataclasses import dataclass

from backend.authoring.pipeline import memory, scopes
from backend.authoring.pipeline.session import BudgetSpentError, Session
from backend.authoring.pipeline.stage import Rehearsal
from backend.authoring.port import CodeSource, Failure
from backend.scenes.fixes import Change, DryRun, DryRunner, Mended, check_code, explain, mend

_HOLD_SECONDS = 2


@dataclass
class Proof:
    """A source, and what its dry run said."""

    source: str
    last: Rehearsal

    @property
    def ok(self) -> bool:
        return self.last.ok


def prove_code(session: Session, answer: str, scene_name: str | None) -> Proof:
    """The furthest that this code can be brought; its last dry run tells whether it runs."""
    return _Prover(session, scene_name).prove(answer)


class _Prover:
    def __init__(self, session: Session, scene_name: str | None) -> None:
        self.session = session
        self.scene_name = scene_name
        self.seen: dict[str, Rehearsal] = {}

    def prove(self, answer: str) -> Proof:
        session = self.session
        session.stage.tell("checking")
        proof = self.settle(answer)
        self.check(proof.source)
        proof = self.asked(proof)
        if not proof.ok and not proof.last.hopeless:
            proof = self.placeholders(proof)
        if not proof.ok and session.spent():
            session.note("budget", "failed", "The budget of this scene is spent.")
        return proof

    def dry(self, source: str) -> DryRun:
        answer = self.seen.get(source)
        if answer is None:
            try:
                answer = self.session.rehearse(source, self.named(source))
            except BudgetSpentError:
                # What stands is what there is: nothing that is not run can be further.
                return DryRun(ok=False, type="BudgetSpent", message="not run")
            self.seen[source] = answer
        kind = answer.error_type or answer.kind
        return DryRun(answer.ok, kind, answer.message, answer.line or 0, answer.plays)

    def named(self, source: str) -> str | None:
        """The class asked for while it is there: a mend may have renamed it."""
        return self.scene_name if self.scene_name and f"class {self.scene_name}" in source else None

    def settle(self, answer: str) -> Proof:
        """What can be reached without the author."""
        mended = self.mended(answer, drop=False)
        proof = self.proof_of(mended)
        for patch in (self.recalled, _shown_at_the_end):
            if proof.ok or proof.last.hopeless:
                break
            source = patch(proof)
            if source is not None and _further(proof.last, self.run(source)):
                told = (
                    "a mend that helped before" if patch == self.recalled else "a pause to see it"
                )
                self.session.note("fix", "done", told)
                proof = self.proof_of(self.mended(source, drop=False))
        return proof

    def mended(self, source: str, *, drop: bool) -> Mended:
        hopeless = _stops_at_limits(self.dry, self.seen)
        mended = mend(source, hopeless, drop=drop)
        for change in mended.changes:
            self.session.note(_step(change), "done", _told(change))
            if change.dropped:
                self.session.placeholders.append(change.told)
        return mended

    def run(self, source: str) -> Rehearsal:
        told = self.dry(source)
        return self.seen.get(source, Rehearsal(ok=False, error_type=told.type))

    def proof_of(self, mended: Mended) -> Proof:
        last = self.seen.get(mended.source)
        if last is None:
            told = mended.last or DryRun(ok=False, message="It was not run.")
            last = Rehearsal(
                ok=False, kind="CODE_ERROR", error_type=told.type, message=told.message
            )
        if not last.ok:
            where = f"line {last.line}: " if last.line else ""
            named = f"{last.error_type}: {last.message}" if last.error_type else last.message
            self.session.note("dry_run", "failed", f"{where}{explain(named)}", last.kind)
        else:
            self.session.note("dry_run", "done")
        return Proof(mended.source, last)

    def check(self, source: str) -> None:
        """What would go wrong in silence, for the person to see."""
        findings = check_code(source)
        told = "; ".join(f"line {each.line}: {each.message}" for each in findings[:5])
        self.session.note("check", "failed" if findings else "done", told)

    def asked(self, best: Proof) -> Proof:
        """The author's mends, the smallest part first, while they lead further."""
        while not best.ok and not best.last.hopeless and self.session.may_ask():
            better = self.widen(best)
            if better is None:
                break
            best = better
        return best

    def widen(self, now: Proof) -> Proof | None:
        for lines in scopes.widening(now.source, now.last.line):
            if not self.session.may_ask():
                return None
            failure = self.failure(now, lines)
            mended = self.session.ask(CodeSource(now.source), failure)
            if mended is None:
                return None
            if not isinstance(mended.source, CodeSource) or mended.source.code == now.source:
                self.session.note("repair", "failed", "The answer changes nothing.")
                continue
            self.session.note("repair", "done", mended.summary, _scope(lines))
            after = self.settle(mended.source.code)
            if _further(now.last, after.last):
                self.remember(now, after)
                return after
            self.session.note("repair", "failed", "It does not get further; it was taken back.")
        return None

    def failure(self, now: Proof, lines: scopes.Lines | None) -> Failure:
        last = now.last
        named = f"{last.error_type}: {last.message}" if last.error_type else last.message
        signatures = scopes.signatures(now.source, last.line)
        page = self.session.page(f"{named} {_line(now.source, last.line)}")
        return Failure(
            kind=last.kind or "CODE_ERROR",
            message=explain(named),
            line=last.line,
            lines=lines,
            help="\n".join(part for part in (signatures, page) if part),
        )

    def recalled(self, proof: Proof) -> str | None:
        known, last = self.session.memory, proof.last
        signature = memory.signature(last.error_type, last.message)
        if known is None or signature is None or last.line is None:
            return None
        found = known.recall(signature)
        return memory.exchange(proof.source, last.line, *found) if found else None

    def remember(self, before: Proof, after: Proof) -> None:
        known, last = self.session.memory, before.last
        signature = memory.signature(last.error_type, last.message)
        if known is None or signature is None:
            return
        found = memory.exchanged(before.source, after.source)
        if found is not None:
            known.keep(signature, *found)
            self.session.note("remember", "done", f"{''.join(found[0])} → {''.join(found[1])}")

    def placeholders(self, now: Proof) -> Proof:
        """The statements that cannot be mended stand as named placeholders."""
        self.session.stage.tell("placeholder")
        proof = self.proof_of(self.mended(now.source, drop=True))
        return proof if _further(now.last, proof.last) else now


def _stops_at_limits(dry: DryRunner, seen: dict[str, Rehearsal]) -> DryRunner:
    """After a dry run that met a limit no other is tried: it would meet it again."""
    stopped: list[DryRun] = []

    def run(source: str) -> DryRun:
        if stopped and source not in seen:
            return stopped[0]
        answer = dry(source)
        if source not in seen or seen[source].hopeless:
            stopped.append(answer)
        return answer

    return run


def _shown_at_the_end(proof: Proof) -> str | None:
    """A scene that only adds objects is held for a moment, so that there is something to see."""
    if proof.last.kind != "OUTPUT_MISSING":
        return None
    try:
        tree = ast.parse(proof.source)
    except (SyntaxError, ValueError):
        return None
    bodies = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name == "construct"
    ]
    if not bodies or "self.add(" not in proof.source:
        return None
    end = bodies[0].body[-1]
    lines = proof.source.split("\n")
    at = end.end_lineno or end.lineno
    held = f"{' ' * end.col_offset}self.wait({_HOLD_SECONDS})"
    return "\n".join([*lines[:at], held, *lines[at:]])


def _further(before: Rehearsal, after: Rehearsal) -> bool:
    if after.ok:
        return True
    if after.error_type == "SyntaxError":
        return False
    if after.plays != before.plays:
        return after.plays > before.plays
    return (after.line or 0) > (before.line or 0)


def _line(source: str, line: int | None) -> str:
    lines = source.split("\n")
    return lines[line - 1].strip()[:200] if line and line <= len(lines) else ""


def _scope(lines: scopes.Lines | None) -> str:
    if lines is None:
        return "scene"
    return "line" if lines[0] == lines[1] else "block"


def _step(change: Change) -> str:
    if change.dropped:
        return "placeholder"
    return "fix" if change.line or change.because else "extract"


def _told(change: Change) -> str:
    return f"{change.told}, because {change.because}" if change.because else change.told
