"""`scenewright edit`: change one scene by an instruction."""

from typing import Annotated

import typer

from backend.cli.exit_codes import WorkFailedError
from backend.cli.output import as_plain, say_json
from backend.cli.settings import settings_of

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
        job = client.read_job(started.job_id, wait=_WAIT_SECONDS if watch else None)
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
