"""`scenewright login | logout`: keep an API key for an address."""

from typing import Annotated

import typer

from backend.cli.settings import read_saved, settings_of, write_saved


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(login)
    app.command()(logout)


def login(
    context: typer.Context,
    email: Annotated[str, typer.Option(prompt=True)],
    password: Annotated[str, typer.Option(prompt=True, hide_input=True)],
) -> None:
    """Sign in once; an API key of this machine is kept, readable by you only."""
    from backend.client import Scenewright  # noqa: PLC0415 - keeps `--help` quick

    settings = settings_of(context)
    with Scenewright(settings.address) as stranger:
        session = stranger.login(email=email, password=password, delivery="body")
    with Scenewright(settings.address, session.access_token) as client:
        made = client.create_key(name="Command line", scopes=["read", "edit", "webhooks"])
        client.logout(refresh_token=session.refresh_token)
    write_saved({**read_saved(), settings.address: made.key})
    if not settings.as_json:
        print(f"Signed in to {settings.address} as {session.user.email}.")


def logout(context: typer.Context) -> None:
    """Forget the key kept for the address."""
    settings = settings_of(context)
    write_saved({name: key for name, key in read_saved().items() if name != settings.address})
    if not settings.as_json:
        print(f"Forgot the key for {settings.address}.")
        print("It still works where it was copied to; end it in the app: Settings, API keys.")
