"""One scene's way through the pipeline: its ports, what it has spent, and what was tried."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from backend.authoring.pipeline.memory import Memory
from backend.authoring.pipeline.stage import Attempt, Budget, Rehearsal, Stage
from backend.authoring.port import (
    Author,
    AuthorRefusedError,
    AuthorUnavailableError,
    Docs,
    Failure,
    Json,
    Source,
    Usage,
    Written,
)
from backend.clock import Clock

_SHOWN_CHARS = 500
_EMPTY = "The scene plays nothing, so there is no video."


class BudgetSpentError(Exception):
    """A bound of the budget was reached; what stands is what there is."""


@dataclass
class Session:
    """Counts and logs; every dry run and every question to the author goes through here."""

    author: Author
    stage: Stage
    settings: Json
    budget: Budget
    clock: Clock
    docs: Docs | None = None
    memory: Memory | None = None
    attempts: list[Attempt] = field(default_factory=list[Attempt])
    usage: Usage = field(default_factory=Usage)
    docs_used: tuple[str, ...] = ()
    calls: int = 0
    rehearsals: int = 0
    started: float = 0.0
    placeholders: list[str] = field(default_factory=list[str])
    faults: tuple[str, ...] = ()

    def note(self, step: str, outcome: str, message: str = "", code: str = "") -> None:
        """Keep what was tried."""
        self.attempts.append(Attempt(step, outcome, message[:_SHOWN_CHARS], code))

    def rehearse(self, code: str, scene_name: str | None) -> Rehearsal:
        """A dry run within the budget; a scene that shows nothing counts as failed.

        Raises:
            BudgetSpentError: there is none left.
        """
        if self.spent():
            raise BudgetSpentError
        self.rehearsals += 1
        answer = self.stage.rehearse(code, scene_name)
        if answer.ok and answer.report.get("durationInFrames") == 0:
            return replace(answer, ok=False, kind="OUTPUT_MISSING", message=_EMPTY)
        return answer

    def spent(self) -> bool:
        """Whether no more dry run may be made."""
        seconds = self.clock.monotonic_s() - self.started
        return self.rehearsals >= self.budget.rehearsals or seconds > self.budget.seconds

    def may_ask(self) -> bool:
        """Whether the author may be asked once more."""
        spent = self.clock.monotonic_s() - self.started
        return self.calls < self.budget.model_calls and spent <= self.budget.seconds

    def ask(self, source: Source, failure: Failure) -> Written | None:
        """The author's mend, or nothing when it has none; both are kept."""
        if not self.may_ask():
            return None
        self.stage.tell("repairing")
        self.calls += 1
        try:
            mended = self.author.repair(source, failure, settings=self.settings)
        except (AuthorRefusedError, AuthorUnavailableError) as error:
            self.note("repair", "failed", error.message, error.code)
            return None
        self.usage += mended.usage
        self.calls += max(0, mended.usage.calls - 1)
        self.docs_used += tuple(name for name in mended.docs_used if name not in self.docs_used)
        return mended

    def page(self, query: str) -> str:
        """One page about a failure; its name is kept."""
        found = self.docs.page(query) if self.docs is not None else None
        if found is None:
            return ""
        if found.name not in self.docs_used:
            self.docs_used += (found.name,)
        return found.text


Settle = Callable[[str], Rehearsal]
