"""`scenewright export`: one file of the scenes that play now."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from backend.cli.exit_codes import WorkFailedError
from backend.cli.output import say_json
from backend.cli.progress import working
from backend.cli.settings import settings_of

if TYPE_CHECKING:
    from backend.client import Scenewright

Format = Literal["mp4", "gif", "webm"]
Quality = Literal["480p", "720p", "1080p", "1440p", "2160p", "source"]
Dither = Literal["none", "pattern", "diffusion"]
_FORMATS: tuple[Format, ...] = ("mp4", "gif", "webm")
_WAIT_SECONDS = 60.0


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(export)


def export(
    context: typer.Context,
    session: Annotated[str, typer.Argument(help="Id of the session.")],
    out: Annotated[Path, typer.Argument(help="File to write; .mp4, .gif or .webm.")],
    *,
    quality: Annotated[Quality, typer.Option(help="Lines of the short side.")] = "source",
    fps: Annotated[int | None, typer.Option(help="Frames a second; the session's if not.")] = None,
    captions: Annotated[bool, typer.Option(help="Save the narration beside it as .vtt.")] = False,
    width: Annotated[int | None, typer.Option(help="Width of a GIF or WebM.")] = None,
    colors: Annotated[int | None, typer.Option(help="Colors of a GIF, 2 to 256.")] = None,
    dither: Annotated[Dither | None, typer.Option(help="Between a GIF's colors.")] = None,
) -> None:
    """Save a session as one video file."""
    settings = settings_of(context)
    format_of(out)
    look: dict[str, object] = {"width": width, "colors": colors, "dither": dither}
    picture = {name: value for name, value in look.items() if value is not None}
    wish = Wish(quality, fps=fps, captions=captions, picture=picture or None)
    with settings.open() as client, working("Exporting", quiet=settings.as_json):
        saved = export_to(client, session, out, wish)
    if settings.as_json:
        say_json({"file": str(saved), "bytes": saved.stat().st_size})
    else:
        print(f"Saved {saved}")


def format_of(out: Path) -> Format:
    """The format that the file's ending names.

    Raises:
        BadParameter: it names none.
    """
    kind = out.suffix.lower().removeprefix(".") or "mp4"
    if kind not in _FORMATS:
        message = f"The ending .{kind} is none of .mp4, .gif and .webm."
        raise typer.BadParameter(message)
    return kind


@dataclass(frozen=True)
class Wish:
    """What kind of file."""

    quality: Quality = "source"
    fps: int | None = None
    captions: bool = False
    picture: dict[str, object] | None = None


AS_DRAWN: Final = Wish()


def export_to(client: "Scenewright", session_id: str, out: Path, wish: Wish = AS_DRAWN) -> Path:
    """Export, wait, and download to `out`; captions land beside it.

    Raises:
        WorkFailedError: the export did not succeed.
    """
    started = client.create_export(
        session_id,
        format_=format_of(out),
        quality=wish.quality,
        fps=wish.fps,
        captions=wish.captions,
        picture=wish.picture,
    )
    made = client.read_export(started.export_id, wait=_WAIT_SECONDS)
    while made.finished_at is None and made.status in {"queued", "rendering", "uploading"}:
        made = client.read_export(started.export_id, wait=_WAIT_SECONDS)
    if made.status != "ready" or made.url is None:
        reason = made.error.error if made.error is not None else made.status
        message = f"The export did not succeed: {reason}"
        raise WorkFailedError(message)
    out.parent.mkdir(parents=True, exist_ok=True)
    client.download(made.url, out)
    if made.captions_url is not None:
        client.download(made.captions_url, out.with_suffix(".vtt"))
    return out
