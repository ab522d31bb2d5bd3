"""The loop: dry run, patch at the failing line, dry run again, keep what gets further.

run ──ok──▶ done (a scene that is right is never touched)
 │
 ▼ failed at a line
patches ──one gets further──▶ kept, loop
 │ none does
 ▼
the failing statement becomes a named placeholder, at most four times
"""

import ast
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from backend.scenes.fixes.check import quiet_mends
from backend.scenes.fixes.edits import Edits, on_line, statement_at
from backend.scenes.fixes.extract import extracted, parses
from backend.scenes.fixes.infer import placing_of
from backend.scenes.fixes.rules.catalogue import patches
from backend.scenes.fixes.rules.failure import Failure
from backend.scenes.fixes.translate import explain

ROUNDS_MAX = 14
TRIES_MAX = 10
RUNS_MAX = 70
DROPS_MAX = 4


@dataclass(frozen=True, slots=True)
class DryRun:
    """How far a scene got; `line` is where it ended, `plays` how many plays were done."""

    ok: bool
    type: str = ""
    message: str = ""
    line: int = 0
    plays: int = 0


DryRunner = Callable[[str], DryRun]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was changed, and why."""

    told: str
    line: int = 0
    because: str = ""
    dropped: bool = False


@dataclass(slots=True)
class Mended:
    """The scene after mending; `ok` when its last dry run ended well."""

    source: str
    ok: bool
    changes: list[Change] = field(default_factory=list[Change])
    runs: int = 0
    last: DryRun | None = None

    @property
    def dropped(self) -> int:
        return sum(change.dropped for change in self.changes)


def mend(answer: str, dry_run: DryRunner, *, drop: bool = True) -> Mended:
    """Code that runs as far as it can be brought without a model."""
    source, told = extracted(answer)
    mended = Mended(source, ok=False, changes=[Change(text) for text in told])
    if not parses(source):
        mended.last = DryRun(ok=False, type="SyntaxError", message="this is not Python")
        return mended
    session = _Session(mended, dry_run)
    session.loop(drop=drop)
    return mended


class _Session:
    def __init__(self, mended: Mended, dry_run: DryRunner) -> None:
        self.mended = mended
        self.dry_run = dry_run

    def run(self, source: str) -> DryRun:
        self.mended.runs += 1
        return self.dry_run(source)

    def loop(self, *, drop: bool) -> None:
        mended = self.mended
        now = self.run(mended.source)
        now = self.quiet(now)
        for _ in range(ROUNDS_MAX):
            if now.ok or self.mended.runs >= RUNS_MAX:
                break
            better = self.step(now)
            if better is None and drop:
                better = self.placeholder(now)
            if better is None:
                break
            now = better
        mended.ok, mended.last = now.ok, now

    def quiet(self, now: DryRun) -> DryRun:
        source, told = quiet_mends(self.mended.source)
        if not told:
            return now
        after = self.run(source)
        if not after.ok and now.ok:
            return now
        self.mended.source = source
        self.mended.changes += [Change(text, because="it had no effect") for text in told]
        return after

    def step(self, now: DryRun) -> DryRun | None:
        source = self.mended.source
        failure = Failure(source, ast.parse(source), now.line, now.type, now.message)
        for number, patch in enumerate(patches(failure)):
            if number >= TRIES_MAX:
                break
            if not parses(patch.source):
                continue
            after = self.run(patch.source)
            if _further(now, after, patch.source):
                self.mended.source = patch.source
                because = explain(f"{now.type}: {now.message}")
                self.mended.changes.append(Change(patch.told, now.line, because))
                return after
        return None

    def placeholder(self, now: DryRun) -> DryRun | None:
        if self.mended.dropped >= DROPS_MAX:
            return None
        source = self.mended.source
        tree = ast.parse(source)
        statement = statement_at(tree, now.line) or _block_at(tree, now.line)
        if statement is None:
            return None
        text = Edits(source).text(statement)
        for new, what in _stand_ins(source, statement):
            changed = Edits(source).replace(statement, new).result()
            if changed == source or not parses(changed):
                continue
            after = self.run(changed)
            if _further(now, after, changed):
                self.mended.source = changed
                shown = textwrap.shorten(text, 80)
                because = explain(f"{now.type}: {now.message}")
                change = Change(f"'{shown}' was {what}", now.line, because, dropped=True)
                self.mended.changes.append(change)
                return after
        return None


def _stand_ins(source: str, statement: ast.stmt) -> Iterator[tuple[str, str]]:
    """What may stand for a statement that fails: a box with its name, an empty group, nothing."""
    if not isinstance(statement, ast.Assign) or not all(
        isinstance(target, ast.Name) for target in statement.targets
    ):
        yield "pass", "left out"
        return
    names = [ast.unparse(target) for target in statement.targets]
    box = f'Rectangle(width=2, height=1, color=GRAY).add(Text("{names[0]}", font_size=24))'
    head = " = ".join(names)
    where = placing_of(source, statement.value)
    if where:
        yield f"{head} = {box}{where}", "replaced by a box with its name"
    yield f"{head} = {box}", "replaced by a box with its name"
    yield f"{head} = VGroup()", "replaced by an empty group"


def _block_at(tree: ast.AST, line: int) -> ast.stmt | None:
    """The loop or condition that starts at a line."""
    for node in on_line(tree, line):
        if isinstance(node, ast.For | ast.While | ast.If | ast.With) and node.lineno == line:
            return node
    return None


def _further(before: DryRun, after: DryRun, source: str) -> bool:
    if after.ok:
        return True
    if after.type == "SyntaxError":
        return False
    if after.plays != before.plays:
        return after.plays > before.plays
    other = (after.type, after.message) != (before.type, before.message)
    if after.line != before.line:
        return after.line > before.line or (other and _in_inner_function(source, after.line))
    return other


def _in_inner_function(source: str, line: int) -> bool:
    """Whether a line is in a function of the scene: it runs when it is called, not where it is."""
    for node in on_line(ast.parse(source), line):
        if isinstance(node, ast.Lambda):
            return True
        if isinstance(node, ast.FunctionDef) and node.name != "construct":
            return True
    return False
