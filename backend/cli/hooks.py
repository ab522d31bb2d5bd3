"""`scenewright hooks`: addresses by which other tools start work as you."""

from typing import Annotated, Literal

import typer

from backend.cli.output import as_plain, say_json, say_table
from backend.cli.settings import settings_of

_hooks = typer.Typer(help="Let other tools start videos and edits.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the group."""
    app.add_typer(_hooks, name="hooks")


@_hooks.command("list")
def list_hooks(context: typer.Context) -> None:
    """List your hooks."""
    settings = settings_of(context)
    with settings.open() as client:
        hooks = client.list_hooks(limit=100).items
    if settings.as_json:
        say_json([as_plain(hook) for hook in hooks])
        return
    rows = [
        (one.id, one.prefix, one.action, "revoked" if one.revoked_at else "", one.name, one.prompt)
        for one in hooks
    ]
    say_table(("id", "starts with", "does", "", "name", "mapping"), rows)


@_hooks.command("create")
def create_hook(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="What it is for.")],
    prompt: Annotated[str, typer.Argument(help="As: Explain {{issue.title | this issue}}.")],
    *,
    scene: Annotated[str | None, typer.Option(help="Edit this scene; else make a video.")] = None,
    project: Annotated[str | None, typer.Option(help="Put new videos into this project.")] = None,
    scenes: Annotated[int | None, typer.Option(min=1, max=20, help="How many scenes.")] = None,
    signed: Annotated[bool, typer.Option(help="Take signed calls only.")] = False,
) -> None:
    """Make a hook; its address is shown this once."""
    settings = settings_of(context)
    action: Literal["generate", "edit"] = "generate" if scene is None else "edit"
    with settings.open() as client:
        made = client.create_hook(
            name=name,
            action=action,
            prompt=prompt,
            scene_id=scene,
            project_id=project,
            scene_count=scenes,
            signed=signed or None,
        )
    address = f"{settings.address}/v1/hooks/{made.token}"
    if settings.as_json:
        say_json({**as_plain(made), "url": address})
        return
    print(address)
    if made.secret is not None:
        print(made.secret)
    print("Keep this now: it is not shown again.")


@_hooks.command("revoke")
def revoke_hook(
    context: typer.Context, hook: Annotated[str, typer.Argument(help="Id of the hook.")]
) -> None:
    """Revoke a hook; its address is refused from the next call on."""
    settings = settings_of(context)
    with settings.open() as client:
        client.revoke_hook(hook)
    if not settings.as_json:
        print("Revoked.")
