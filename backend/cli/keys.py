"""`scenewright keys`: API keys of the signed-in person."""

from typing import Annotated, Literal

import typer

from backend.cli.output import as_plain, say_json, say_table
from backend.cli.settings import settings_of

Scope = Literal["read", "edit", "webhooks"]
_keys = typer.Typer(help="Make, list and revoke API keys.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the group."""
    app.add_typer(_keys, name="keys")


@_keys.command("list")
def list_keys(context: typer.Context) -> None:
    """List your API keys."""
    settings = settings_of(context)
    with settings.open() as client:
        keys = client.list_keys(limit=100).items
    if settings.as_json:
        say_json([as_plain(key) for key in keys])
        return
    rows = [
        (key.id, key.prefix, ",".join(key.scopes), "revoked" if key.revoked_at else "", key.name)
        for key in keys
    ]
    say_table(("id", "starts with", "scopes", "", "name"), rows)


@_keys.command("create")
def create_key(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="What it is for.")],
    scope: Annotated[
        list[str] | None, typer.Option(help="read, edit, webhooks; repeat it.")
    ] = None,
    days: Annotated[int | None, typer.Option(min=1, help="Days until it expires.")] = None,
) -> None:
    """Make a key; it is shown this once."""
    wanted: list[Scope] = []
    for one in scope or ["read", "edit"]:
        match one:
            case "read" | "edit" | "webhooks":
                wanted.append(one)
            case _:
                message = f"{one} is none of read, edit and webhooks."
                raise typer.BadParameter(message)
    settings = settings_of(context)
    with settings.open() as client:
        made = client.create_key(name=name, scopes=wanted, expires_in_days=days)
    if settings.as_json:
        say_json(as_plain(made))
    else:
        print(f"{made.key}\nKeep it now: it is not shown again.")


@_keys.command("revoke")
def revoke_key(
    context: typer.Context, key_id: Annotated[str, typer.Argument(help="Id of the key.")]
) -> None:
    """Revoke a key; it is refused from its next use on."""
    settings = settings_of(context)
    with settings.open() as client:
        client.revoke_key(key_id)
    if not settings.as_json:
        print("Revoked.")
