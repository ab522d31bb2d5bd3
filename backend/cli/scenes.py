"""`scenewright scenes | versions | revert`: look at scenes and go back."""

from typing import Annotated

import typer

from backend.cli.output import as_plain, say_json, say_table, seconds_of
from backend.cli.progress import follow
from backend.cli.settings import settings_of

SessionArgument = Annotated[str, typer.Argument(help="Id of the session.")]
SceneArgument = Annotated[str, typer.Argument(help="Id of the scene.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("sessions")(list_sessions)
    app.command("scenes")(list_scenes)
    app.command("versions")(list_versions)
    app.command("revert")(revert)
    app.command("retry")(retry)


def list_sessions(
    context: typer.Context, limit: Annotated[int, typer.Option(min=1, max=100)] = 20
) -> None:
    """List your sessions, newest first."""
    settings = settings_of(context)
    with settings.open() as client:
        page = client.list_sessions(limit=limit)
    if settings.as_json:
        say_json([as_plain(session) for session in page.items])
        return
    rows = [
        (session.id, session.status, session.scene_count, session.title) for session in page.items
    ]
    say_table(("session", "state", "scenes", "title"), rows)


def list_scenes(context: typer.Context, session: SessionArgument) -> None:
    """List the scenes of a session in their order."""
    settings = settings_of(context)
    with settings.open() as client:
        scenes = client.list_scenes(session).items
    if settings.as_json:
        say_json([as_plain(scene) for scene in scenes])
        return
    rows = [
        (
            scene.index + 1,
            scene.id,
            scene.status,
            scene.live_version,
            seconds_of(scene.duration_in_frames, scene.fps),
            scene.title if scene.error is None else f"{scene.title or ''} — {scene.error.error}",
        )
        for scene in scenes
    ]
    say_table(("#", "scene", "state", "version", "length", "title"), rows)


def list_versions(context: typer.Context, scene: SceneArgument) -> None:
    """List every version of a scene, newest first."""
    settings = settings_of(context)
    with settings.open() as client:
        versions = client.list_versions(scene, limit=100).items
    if settings.as_json:
        say_json([as_plain(version) for version in versions])
        return
    rows = [
        (version.version, "plays" if version.is_live else version.status, version.instruction)
        for version in versions
    ]
    say_table(("version", "state", "instruction"), rows)


def revert(
    context: typer.Context,
    scene: SceneArgument,
    version: Annotated[int, typer.Argument(min=1, help="The ready version to play again.")],
) -> None:
    """Play an old version again; renders nothing."""
    settings = settings_of(context)
    with settings.open() as client:
        changed = client.revert_scene(scene, version=version)
    if settings.as_json:
        say_json(as_plain(changed))
    else:
        print(f"Version {changed.live_version} plays.")


def retry(context: typer.Context, session: SessionArgument) -> None:
    """Try every failed scene of a session again."""
    settings = settings_of(context)
    with settings.open() as client:
        retried = client.retry_failed(session)
        follow(client, session, quiet=settings.as_json)
    if settings.as_json:
        say_json(as_plain(retried))
