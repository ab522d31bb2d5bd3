"""What a person can ask of `make run`, from the command line and the environment."""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PORTS: Mapping[str, int] = {
    "web": 3000,
    "api": 8000,
    "convex": 3210,
    "site": 3211,
    "docs": 8800,
    "valkey": 6390,
    "s3": 8333,
}
"""The ports people will type or bookmark, and the ones tried first."""

OPTIONAL_PARTS = ("web", "docs", "worker", "api")
_PORT_MAX = 65_535


class OptionsError(Exception):
    """What was asked for cannot be done; the message lists every problem."""


@dataclass(frozen=True, slots=True)
class Options:
    """One run's wishes."""

    data: Path
    without: frozenset[str]
    ports: Mapping[str, int]
    """Only the ports that were asked for by name: a busy one of these is an error."""
    verbose: bool
    local_user: bool


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, default=Path(".data"), help="folder of all data")
    parser.add_argument("--verbose", action="store_true", help="show every part's log as it comes")
    parser.add_argument(
        "--no-local-user", action="store_true", help="no one-click sign-in; people register"
    )
    for part in OPTIONAL_PARTS:
        parser.add_argument(f"--no-{part}", action="store_true", help=f"leave the {part} out")
    for name, port in PORTS.items():
        parser.add_argument(
            f"--{name}-port", help=f"port of the {name} (else {port}, or a free one)"
        )


def read(arguments: argparse.Namespace, environment: Mapping[str, str]) -> Options:
    """The options of one run; a port may also come as `SCENEWRIGHT_WEB_PORT` and the like.

    Raises:
        OptionsError: something asked for makes no sense; the message lists all of it.
    """
    given: dict[str, object] = vars(arguments)
    problems: list[str] = []
    ports: dict[str, int] = {}
    for name in PORTS:
        variable = f"SCENEWRIGHT_{name.upper()}_PORT"
        text = given[f"{name}_port"] or environment.get(variable)
        if not text:
            continue
        if str(text).isdigit() and 0 < int(str(text)) <= _PORT_MAX:
            ports[name] = int(str(text))
        else:
            problems.append(f"--{name}-port ({variable}) must be 1 to {_PORT_MAX}, got {text!r}")
    doubled = {port for port in ports.values() if list(ports.values()).count(port) > 1}
    problems += [f"port {port} is asked for by more than one part" for port in sorted(doubled)]
    if problems:
        raise OptionsError("\n".join(f"  - {line}" for line in problems))
    return Options(
        data=arguments.data.resolve(),
        without=frozenset(part for part in OPTIONAL_PARTS if given[f"no_{part}"]),
        ports=ports,
        verbose=arguments.verbose,
        local_user=not arguments.no_local_user,
    )
