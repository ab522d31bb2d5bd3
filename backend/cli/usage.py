"""`scenewright usage`: what was used today, of how much, and when it starts again."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from backend.cli.output import as_plain, say_json, say_table
from backend.cli.settings import settings_of

if TYPE_CHECKING:
    from backend.client._generated.models import Usage


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(usage)


def usage(
    context: typer.Context,
    days: Annotated[int, typer.Option(min=1, max=31, help="Days to show with --json.")] = 7,
) -> None:
    """Show today's use against your limits."""
    settings = settings_of(context)
    with settings.open() as client:
        used = client.read_usage(days=days)
    if settings.as_json:
        say_json(as_plain(used))
        return
    say_table(("what", "used", "of"), rows_of(used))
    until = datetime.fromtimestamp(used.resets_at / 1000, UTC)
    print(f"Counts of the day start again at {until:%Y-%m-%d %H:%M} UTC.")


def rows_of(used: "Usage") -> list[tuple[str, str, str]]:
    """One line a limit, in the order in which people meet them."""
    today, limits = used.today, used.limits
    tokens = today.input_tokens + today.output_tokens
    return [
        ("renders today", f"{today.renders:,}", f"{limits.renders_per_day:,}"),
        (
            "minutes of video today",
            f"{today.video_ms / 60_000:.1f}",
            f"{limits.video_minutes_per_day:,g}",
        ),
        ("tokens today", f"{tokens:,.0f}", f"{limits.tokens_per_day:,.0f}"),
        ("jobs at once", str(used.active_jobs), str(limits.concurrent_jobs)),
        ("projects", str(used.projects), str(limits.projects)),
    ]
