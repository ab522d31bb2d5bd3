"""`python -m backend.supervisor run | health | logs | reset`."""

import argparse
import asyncio
import os
import sys
from pathlib import Path

from backend.supervisor import options
from backend.supervisor.console import forget, show_health, show_logs
from backend.supervisor.run import run


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m backend.supervisor", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    options.add_arguments(commands.add_parser("run", help="start everything; Ctrl-C stops it"))
    health = commands.add_parser("health", help="probe what should be running")
    logs = commands.add_parser("logs", help="the end of a part's log")
    logs.add_argument("part", nargs="?", help="name of the part; all of them without it")
    logs.add_argument("--lines", type=int, default=40)
    reset = commands.add_parser("reset", help="delete all local data")
    reset.add_argument("--yes", action="store_true", help="do not ask")
    for command in (health, logs, reset):
        command.add_argument("--data", type=Path, default=Path(".data"), help="folder of all data")
    wanted = parser.parse_args()
    # The composition root of a local run: what is inherited is handed on from here.
    environment = dict(os.environ)  # noqa: TID251 - the one reader in this package
    match wanted.command:
        case "run":
            return asyncio.run(run(wanted, environment))
        case "health":
            return asyncio.run(show_health(wanted.data))
        case "logs":
            return show_logs(wanted.data, part=wanted.part, lines=wanted.lines)
        case _:
            return forget(wanted.data, sure=wanted.yes)


if __name__ == "__main__":
    sys.exit(main())
