"""How commands speak: one JSON value for programs, a table or a line for people."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol


class Dumps(Protocol):
    """A typed answer of the API."""

    def model_dump(self, *, mode: str, by_alias: bool) -> dict[str, object]:
        """The fields as the API names them."""
        ...


def as_plain(answer: Dumps) -> dict[str, object]:
    """An answer as JSON values."""
    return answer.model_dump(mode="json", by_alias=True)


def say_json(value: object) -> None:
    """The one JSON value of a run."""
    print(json.dumps(value, ensure_ascii=False))


_WIDE = 10_000


def say_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A small table; nothing but the headings when there are no rows.

    Only the last column gives way to a narrow terminal: an id that is broken cannot be copied.
    A file or a pipe gets one line a row.
    """
    from rich import console, markup, table  # noqa: PLC0415 - keeps `--help` quick

    grid = table.Table(box=None, pad_edge=False, padding=(0, 2), header_style="dim")
    for heading in headings[:-1]:
        grid.add_column(heading, no_wrap=True, overflow="ignore")
    grid.add_column(headings[-1], overflow="fold")
    for row in rows:
        grid.add_row(*("" if cell is None else _text(cell, markup.escape) for cell in row))
    screen = console.Console(highlight=False)
    if not screen.is_terminal:
        screen = console.Console(highlight=False, width=_WIDE)
    screen.print(grid)


def _text(cell: object, escape: Callable[[str], str]) -> str:
    """Only our own marks may colour; what people wrote is shown as it is."""
    return cell.text if isinstance(cell, Marked) else escape(str(cell))


@dataclass(frozen=True)
class Marked:
    """A text of ours with rich's marks in it."""

    text: str


def seconds_of(frames: int, fps: float | None) -> str:
    """A duration for people."""
    return f"{frames / fps:.1f} s" if fps else f"{frames} frames"
