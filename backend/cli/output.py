"""How commands speak: one JSON value for programs, a table or a line for people."""

import json
from collections.abc import Iterable, Sequence
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


def say_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A small table; nothing but the headings when there are no rows."""
    from rich import console, table  # noqa: PLC0415 - keeps `--help` quick

    grid = table.Table(box=None, pad_edge=False, padding=(0, 2), header_style="dim")
    for heading in headings:
        grid.add_column(heading, overflow="fold")
    for row in rows:
        grid.add_row(*("" if cell is None else str(cell) for cell in row))
    console.Console(highlight=False).print(grid)


def seconds_of(frames: int, fps: float | None) -> str:
    """A duration for people."""
    return f"{frames / fps:.1f} s" if fps else f"{frames} frames"
