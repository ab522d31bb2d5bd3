"""`scenewright`: the composition root of the command line.

Heavy modules load inside the commands that need them, so that `scenewright --help` stays quick.
"""

import sys
from importlib import import_module
from typing import Annotated, Protocol, cast

import typer

from backend.cli import exit_codes
from backend.cli.settings import CliSettings

# Each of these offers `register(app)`.
_COMMANDS = (
    "up",
    "doctor",
    "generate",
    "evaluate",
    "edit",
    "scenes",
    "export",
    "render",
    "scene",
    "webhooks",
    "hooks",
    "keys",
    "usage",
    "login",
)

_EPILOG = (
    "Exit codes: 0 done, 1 the work failed, 2 wrong usage, 3 refused, 4 not signed in, "
    "5 the product does not answer, 130 interrupted."
)


class CommandModule(Protocol):
    """A module that adds its commands."""

    def register(self, app: typer.Typer) -> None:
        """Add the commands."""
        ...


def build_app() -> typer.Typer:
    """The command line with every command."""
    app = typer.Typer(
        name="scenewright",
        help="Turn a sentence into an animated explainer video, and edit it scene by scene.",
        no_args_is_help=True,
        epilog=_EPILOG,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)
    for name in _COMMANDS:
        cast("CommandModule", import_module(f"backend.cli.{name}")).register(app)
    return app


def _options(
    context: typer.Context,
    *,
    api: Annotated[
        str | None,
        typer.Option(envvar="SCENEWRIGHT_API_URL", help="Address of the API; else this machine's."),
    ] = None,
    key: Annotated[
        str | None,
        typer.Option(envvar="SCENEWRIGHT_API_KEY", help="API key; else `login`, else local user."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON value and nothing else.")
    ] = False,
) -> None:
    context.obj = CliSettings(api=api, key=key, as_json=as_json)


def main() -> None:
    """Run the command line; the exit code says how it went (`exit_codes.py`)."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command line and answer its exit code."""
    try:
        code = build_app()(standalone_mode=False, args=options_first(arguments))
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the top of the process; every failure ends here
        return exit_codes.report(error, as_json="--json" in arguments)
    if code == exit_codes.INTERRUPTED:  # the library makes a silent exit of Ctrl-C
        return exit_codes.report(KeyboardInterrupt(), as_json="--json" in arguments)
    return code if isinstance(code, int) else exit_codes.DONE


def options_first(arguments: list[str]) -> list[str]:
    """The general options may stand anywhere: people type them last."""
    front: list[str] = []
    rest: list[str] = []
    left = iter(arguments)
    for part in left:
        if part == "--":
            rest += [part, *left]
        elif part == "--json" or part.startswith(("--api=", "--key=")):
            front.append(part)
        elif part in {"--api", "--key"}:
            front += [part, *(value for value in [next(left, None)] if value is not None)]
        else:
            rest.append(part)
    return [*front, *rest]
