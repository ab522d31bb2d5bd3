"""`scenewright edit`: change one scene by an instruction."""

from typing import TYPE_CHECKING, Annotated

import typer

from backend.cli.exit_codes import WorkFailedError
from backend.cli.output import as_plain, say_json
from backend.cli.progress import follow_scene
from backend.cli.settings import settings_of

if TYPE_CHECKING:
    from backend.client import Scenewright

_WAIT_SECONDS = 60.0


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(edit)


def edit(
    context: typer.Context,
    scene: Annotated[str, typer.Argument(help="Id of the scene.")],
    instruction: Annotated[str, typer.Argument(help="What to change, in plain language.")],
    *,
    watch: Annotated[bool, typer.Option(help="Stay until the new version is done.")] = True,
) -> None:
    """Edit a scene; what plays now keeps playing until the new version is proved good."""
    settings = settings_of(context)
    with settings.open() as client:
        started = client.edit_scene(scene, instruction=instruction)
        job = client.read_job(started.job_id)
        if watch and job.finished_at is None:
            follow_scene(client, job.session_id, scene, quiet=settings.as_json)
        while watch and job.finished_at is None:
            job = client.read_job(started.job_id, wait=_WAIT_SECONDS)
        if job.status in {"failed", "cancelled", "superseded"} and watch:
            reason = job.error.error if job.error is not None else job.status
            message = f"The edit did not succeed, and the scene is as it was: {reason}"
            raise WorkFailedError(message)
        if settings.as_json:
            say_json(as_plain(job))
        else:
            done = "is live" if job.status == "succeeded" else "is being made"
            print(f"Version {started.version} {done}.")
        if watch and not settings.as_json:
            _say_what_was_done(client, scene, job.version)


def _say_what_was_done(client: "Scenewright", scene: str, version: int | None) -> None:
    """In the author's own words: what it understood may be less than what was asked."""
    found = (one for one in client.list_versions(scene, limit=5).items if one.version == version)
    summary = next((one.summary for one in found), None)
    if summary:
        print(summary)
