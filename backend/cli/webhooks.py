"""`scenewright webhooks`: endpoints, and a listener that prints and verifies deliveries."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Annotated

import typer

from backend.cli.output import as_plain, say_json, say_table
from backend.cli.settings import CliSettings, settings_of

_webhooks = typer.Typer(help="Follow scenes by webhook.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the group."""
    app.add_typer(_webhooks, name="webhooks")


@_webhooks.command("list")
def list_endpoints(context: typer.Context) -> None:
    """List your endpoints."""
    settings = settings_of(context)
    with settings.open() as client:
        endpoints = client.list_endpoints(limit=100).items
    if settings.as_json:
        say_json([as_plain(endpoint) for endpoint in endpoints])
        return
    rows = [(one.id, one.status, ",".join(one.events), one.url) for one in endpoints]
    say_table(("id", "state", "events", "address"), rows)


@_webhooks.command("create")
def create_endpoint(
    context: typer.Context,
    url: Annotated[str, typer.Argument(help="Public HTTPS address.")],
    events: Annotated[list[str] | None, typer.Option("--event", help="As scene.*; repeat.")] = None,
) -> None:
    """Make an endpoint; its secret is shown this once."""
    settings = settings_of(context)
    with settings.open() as client:
        made = client.create_endpoint(url=url, events=events or ["*"])
    if settings.as_json:
        say_json(as_plain(made))
    else:
        print(f"{made.endpoint_id}\n{made.secret}\nKeep the secret now: it is not shown again.")


@_webhooks.command("listen")
def listen(
    context: typer.Context,
    *,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 0,
    events: Annotated[list[str] | None, typer.Option("--event", help="As scene.*; repeat.")] = None,
    count: Annotated[int, typer.Option(min=0, help="Stop after so many; 0 never.")] = 0,
    secret: Annotated[
        str | None, typer.Option(help="Verify with this secret and make no endpoint.")
    ] = None,
) -> None:
    """Print and verify deliveries to a local port until Ctrl-C."""
    from backend.cli.listener import Listener  # noqa: PLC0415 - keeps `--help` quick

    settings = settings_of(context)
    listener = Listener(port)
    if secret is not None:
        listener.listen(secret, count=count, as_json=settings.as_json)
        return
    with _endpoint(settings, listener.url, events or ["*"]) as made:
        listener.listen(made, count=count, as_json=settings.as_json)


@contextmanager
def _endpoint(settings: CliSettings, url: str, events: list[str]) -> Generator[str]:
    """An endpoint for as long as we listen; answers its secret."""
    with settings.open() as client:
        made = client.create_endpoint(url=url, events=events, description="scenewright listen")
        try:
            if not settings.as_json:
                print(f"Listening on {url} (Ctrl-C stops)")
            yield made.secret
        finally:
            client.remove_endpoint(made.endpoint_id)
