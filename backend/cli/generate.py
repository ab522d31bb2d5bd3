"""`scenewright generate`: a sentence becomes a video."""

from pathlib import Path
from typing import Annotated

import typer

from backend.cli.exit_codes import WorkFailedError
from backend.cli.export import export_to, format_of
from backend.cli.output import as_plain, say_json
from backend.cli.progress import follow, working
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
    fps: Annotated[int | None, typer.Option(min=1, max=120, help="Frames a second.")] = None,
) -> None:
    """Write and render a video from a sentence."""
    settings = settings_of(context)
    if out is not None:
        format_of(out)
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
        saved: str | None = None
        if out is not None:
            with working("Exporting", quiet=settings.as_json):
                saved = str(export_to(client, session.id, out))
        if settings.as_json:
            say_json({"session": as_plain(session), "file": saved})
        elif not (watch or saved):
            print(f"It is being made; look with: scenewright scenes {session.id}")
        elif session.failed_scenes:
            print(f"{session.failed_scenes} scene(s) failed; try: scenewright retry {session.id}")
        if saved is not None and not settings.as_json:
            print(f"Saved {saved}")
