"""What a rule gets, and what it gives."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from backend.scenes.fixes.edits import Edits, calls_at, statement_at


@dataclass(frozen=True, slots=True)
class Failure:
    """Where and how a dry run ended."""

    source: str
    tree: ast.Module
    line: int
    type: str
    message: str

    def edits(self) -> Edits:
        return Edits(self.source)

    def calls(self) -> list[ast.Call]:
        return calls_at(self.tree, self.line)

    def statement(self) -> ast.stmt | None:
        return statement_at(self.tree, self.line)


@dataclass(frozen=True, slots=True)
class Patch:
    """A changed source, and what was changed in words."""

    source: str
    told: str


Rule = Callable[[Failure], Iterator[Patch]]
