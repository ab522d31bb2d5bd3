"""`scenewright webhooks`: endpoints, and a listener that prints and verifies deliveries."""

import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import Annotated, Literal

import typer

from backend.cli.exit_codes import WorkFailedError
from backend.cli.output import as_plain, say_json, say_table
from backend.cli.settings import CliSettings, settings_of
from backend.clock import SystemClock

_webhooks = typer.Typer(help="Follow scenes by webhook.", no_args_is_help=True)

Events = Annotated[
    list[str] | None, typer.Option("--event", help="A name, a family as scene.*, or *; repeat.")
]
Description = Annotated[str | None, typer.Option(help="What it is for.")]
Headers = Annotated[
    list[str] | None, typer.Option("--header", help="Sent along, as 'X-Team: films'; repeat.")
]
Ordered = Annotated[
    bool | None, typer.Option("--ordered/--unordered", help="One delivery at a time per scene.")
]
Rate = Annotated[float | None, typer.Option(min=1, max=100, help="Deliveries a second.")]


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
    *,
    events: Events = None,
    description: Description = None,
    headers: Headers = None,
    ordered: Ordered = None,
    rate: Rate = None,
) -> None:
    """Make an endpoint; its secret is shown this once."""
    settings = settings_of(context)
    with settings.open() as client:
        made = client.create_endpoint(
            url=url,
            events=events or ["*"],
            description=description,
            headers=_headers(headers),
            ordered=ordered,
            rate_per_second=rate,
        )
    if settings.as_json:
        say_json(as_plain(made))
    else:
        print(f"{made.endpoint_id}\n{made.secret}\nKeep the secret now: it is not shown again.")


@_webhooks.command("change")
def change_endpoint(
    context: typer.Context,
    endpoint: Annotated[str, typer.Argument(help="Id of the endpoint.")],
    *,
    url: Annotated[str | None, typer.Option(help="A new address.")] = None,
    events: Events = None,
    description: Description = None,
    headers: Headers = None,
    ordered: Ordered = None,
    rate: Rate = None,
    pause: Annotated[
        bool | None, typer.Option("--pause/--resume", help="Keep events waiting, or send them.")
    ] = None,
) -> None:
    """Change, pause or resume an endpoint."""
    settings = settings_of(context)
    state: Literal["active", "paused"] | None = None
    if pause is not None:
        state = "paused" if pause else "active"
    with settings.open() as client:
        changed = client.change_endpoint(
            endpoint,
            url=url,
            events=events,
            description=description,
            headers=_headers(headers),
            ordered=ordered,
            rate_per_second=rate,
            status=state,
        )
    if settings.as_json:
        say_json(as_plain(changed))
    else:
        print(f"{changed.status}  {changed.url}")


@_webhooks.command("remove")
def remove_endpoint(
    context: typer.Context, endpoint: Annotated[str, typer.Argument(help="Id of the endpoint.")]
) -> None:
    """Delete an endpoint; what waits for it is dropped."""
    settings = settings_of(context)
    with settings.open() as client:
        client.remove_endpoint(endpoint)
    if not settings.as_json:
        print("Removed.")


@_webhooks.command("rotate")
def rotate_secret(
    context: typer.Context,
    endpoint: Annotated[str, typer.Argument(help="Id of the endpoint.")],
    overlap: Annotated[float, typer.Option(min=0, max=168, help="Hours both sign.")] = 24,
) -> None:
    """Make a new secret; the old one signs along for a while."""
    settings = settings_of(context)
    with settings.open() as client:
        made = client.rotate_secret(endpoint, overlap_hours=overlap)
    if settings.as_json:
        say_json(as_plain(made))
    else:
        print(f"{made.secret}\nKeep the secret now: it is not shown again.")


@_webhooks.command("deliveries")
def list_deliveries(
    context: typer.Context,
    endpoint: Annotated[str, typer.Argument(help="Id of the endpoint.")],
    limit: Annotated[int, typer.Option(min=1, max=100)] = 25,
) -> None:
    """List what was sent and how it went, newest first."""
    settings = settings_of(context)
    with settings.open() as client:
        deliveries = client.list_deliveries(endpoint, limit=limit).items
    if settings.as_json:
        say_json([as_plain(one) for one in deliveries])
        return
    rows = [
        (one.id, one.status, one.event_type, one.attempts, one.last_status or one.last_error)
        for one in deliveries
    ]
    say_table(("id", "state", "event", "tries", "last"), rows)


@_webhooks.command("tries")
def list_tries(
    context: typer.Context, delivery: Annotated[str, typer.Argument(help="Id of the delivery.")]
) -> None:
    """Show every try of a delivery with what was answered."""
    settings = settings_of(context)
    with settings.open() as client:
        tries = client.list_attempts(delivery).items
    if settings.as_json:
        say_json([as_plain(one) for one in tries])
        return
    rows = [
        (one.attempt, one.status or one.error, f"{one.latency_ms:.0f} ms", one.response_excerpt)
        for one in tries
    ]
    say_table(("try", "answer", "took", "said"), rows)


@_webhooks.command("resend")
def resend(
    context: typer.Context, delivery: Annotated[str, typer.Argument(help="Id of the delivery.")]
) -> None:
    """Send a delivery again, under the same id."""
    settings = settings_of(context)
    with settings.open() as client:
        _say_queued(settings, as_plain(client.redeliver(delivery)))


@_webhooks.command("replay")
def replay(
    context: typer.Context,
    endpoint: Annotated[str, typer.Argument(help="Id of the endpoint.")],
    hours: Annotated[float, typer.Option(min=0.01, max=720, help="How far back.")] = 24,
    *,
    everything: Annotated[bool, typer.Option("--all", help="Not only what failed.")] = False,
) -> None:
    """Send again what an endpoint missed."""
    settings = settings_of(context)
    since = SystemClock().now_ms() - round(hours * 3_600_000)
    with settings.open() as client:
        queued, from_then = 0, float(since)
        # The API looks at some hundred events a call and says where it stopped.
        while True:
            step = client.replay(endpoint, since=from_then, only_failed=not everything)
            queued += step.queued
            if step.next_since is None:
                break
            from_then = step.next_since
    if settings.as_json:
        say_json({"queued": queued})
    else:
        print(f"{queued} on their way." if queued else "Nothing to send again.")


@_webhooks.command("test")
def send_test(
    context: typer.Context, endpoint: Annotated[str, typer.Argument(help="Id of the endpoint.")]
) -> None:
    """Send a ping to an endpoint."""
    settings = settings_of(context)
    with settings.open() as client:
        _say_queued(settings, as_plain(client.send_test(endpoint)))


def _headers(given: list[str] | None) -> dict[str, object] | None:
    if given is None:
        return None
    headers: dict[str, object] = {}
    for one in given:
        name, colon, value = one.partition(":")
        if not colon or not name.strip():
            message = f"{one!r} is no header; write it as 'X-Team: films'."
            raise typer.BadParameter(message)
        headers[name.strip()] = value.strip()
    return headers


def _say_queued(settings: CliSettings, answer: dict[str, object]) -> None:
    if settings.as_json:
        say_json(answer)
    else:
        print(f"On its way: {', '.join(str(value) for value in answer.values())}")


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
    try:
        listener = Listener(port)
    except OSError as error:
        message = f"Port {port} cannot be listened on: {error.strerror}."
        raise WorkFailedError(message) from error
    if secret is not None:
        _say_listening(settings, listener.url)
        listener.listen(secret, count=count, as_json=settings.as_json)
        return
    with _ended_by_signal(), _endpoint(settings, listener.url, events or ["*"]) as made:
        listener.listen(made, count=count, as_json=settings.as_json)


def _say_listening(settings: CliSettings, url: str) -> None:
    if not settings.as_json:
        print(f"Listening on {url} (Ctrl-C stops)", flush=True)


@contextmanager
def _ended_by_signal() -> Generator[None]:
    """A plain `kill` cleans up as Ctrl-C does, so that no endpoint is left behind."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _endpoint(settings: CliSettings, url: str, events: list[str]) -> Generator[str]:
    """An endpoint for as long as we listen; answers its secret."""
    with settings.open() as client:
        made = client.create_endpoint(url=url, events=events, description="scenewright listen")
        try:
            _say_listening(settings, url)
            yield made.secret
        finally:
            client.remove_endpoint(made.endpoint_id)
