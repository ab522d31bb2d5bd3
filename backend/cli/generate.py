"""`scenewright generate`: a sentence becomes a video."""

from pathlib import Path
from typing import Annotated

import typer

from backend.cli.exit_codes import WorkFailedError
from backend.cli.export import export_to
from backend.cli.output import as_plain, say_json
from backend.cli.progress import follow
from backend.cli.settings import settings_of


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(generate)


def generate(
    context: typer.Context,
    prompt: Annotated[str, typer.Argument(help="What the video explains.")],
    *,
    scenes: Annotated[int, typer.Option(min=1, max=20, help="How many scenes.")] = 4,
    watch: Annotated[bool, typer.Option(help="Stay until every scene is done.")] = False,
    out: Annotated[Path | None, typer.Option(help="Save the video here; implies --watch.")] = None,
    project: Annotated[str | None, typer.Option(help="Put it into this project.")] = None,
    fps: Annotated[int | None, typer.Option(min=1, max=120)] = None,
) -> None:
    """Write and render a video from a sentence."""
    settings = settings_of(context)
    with settings.open() as client:
        look: dict[str, object] | None = None if fps is None else {"targetFps": fps}
        session = client.create_session(
            prompt=prompt, scene_count=scenes, project_id=project, settings=look
        )
        if not settings.as_json:
            print(f"Session {session.id}")
        if watch or out is not None:
            follow(client, session.id, quiet=settings.as_json)
            session = client.read_session(session.id)
            if session.status == "error":
                reason = session.error.error if session.error is not None else "no scene plays"
                message = f"The video could not be made: {reason}"
                raise WorkFailedError(message)
        saved = str(export_to(client, session.id, out)) if out is not None else None
        if settings.as_json:
            say_json({"session": as_plain(session), "file": saved})
        elif session.failed_scenes:
            print(f"{session.failed_scenes} scene(s) failed; try: scenewright scenes {session.id}")
        if saved is not None and not settings.as_json:
            print(f"Saved {saved}")
