"""`scenewright up`: the whole product on this machine."""

import signal
import subprocess
import sys
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(up)


def up(
    context: typer.Context,
    arguments: Annotated[list[str] | None, typer.Argument(help="Passed on, as --no-web.")] = None,
) -> None:
    """Start everything; Ctrl-C stops all.

    Passed on: --data FOLDER, --verbose, --no-local-user, --no-web, --no-docs, --no-worker,
    --no-api, and --web-port, --api-port, --convex-port, --site-port, --docs-port, --valkey-port,
    --s3-port with a number. A port that is taken gives way to a free one.
    """
    command = [sys.executable, "-m", "backend.supervisor", "run", *(arguments or []), *context.args]
    with subprocess.Popen(command) as running:  # noqa: S603 - our own supervisor
        # A plain `kill` stops all as Ctrl-C does, and leaves nothing running behind.
        signal.signal(signal.SIGTERM, lambda _number, _frame: running.terminate())
        while True:
            try:
                code = running.wait()
                break
            except KeyboardInterrupt:
                # The terminal has told the supervisor too; it stops its parts in order.
                continue
    raise typer.Exit(code)
