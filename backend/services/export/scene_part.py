"""What a scene that was cut in two shows of a film that was made anew: the same part."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from backend.errors import Owner, ServiceError
from backend.rendering.outcome import Play, Rendered
from backend.services.export.converting import Cut
from backend.services.export.cutting import cut_film, has_sound, middle_picture
from backend.services.export.joining import count_frames
from backend.services.jobs.messages import Trim
from backend.services.pipeline.upload import file_sha256


class PartGoneError(ServiceError):
    """The new film ends before the part begins that the scene shows of it."""

    code: ClassVar[str] = "scene.part_gone"
    http_status: ClassVar[int] = 422
    owner: ClassVar[Owner] = "caller"
    public: ClassVar[bool] = True


def part_of(
    rendered: Rendered, trim: Trim, folder: Path, check_stop: Callable[[], None]
) -> Rendered:
    """The part of a film that the scene shows, its files in a folder.

    Raises:
        PartGoneError: nothing is left of the part.
    """
    cut = shown(trim, count_frames(rendered.chunk))
    film = cut_film(rendered.chunk, cut, folder / "part.mp4", check_stop=check_stop)
    return replace(
        rendered,
        chunk=film.path,
        poster=middle_picture(film.path),
        sha256=file_sha256(film.path),
        bytes=film.path.stat().st_size,
        duration_in_frames=film.frames,
        has_audio=has_sound(film.path),
        plays=tuple(_within(rendered.plays, cut)),
    )


def shown(trim: Trim, frames: int) -> Cut:
    """Which frames of a film of this length a part shows; the last part goes to the end.

    Raises:
        PartGoneError: none.
    """
    is_last = trim.of_frames is not None and trim.to_frame >= trim.of_frames
    cut = Cut(trim.from_frame, frames if is_last else min(trim.to_frame, frames))
    if cut.first >= cut.last:
        message = (
            f"This scene shows its source from frame {trim.from_frame} on, and the new film has"
            f" {frames} frames. Undo the split, or make the whole longer."
        )
        raise PartGoneError(message, frames=frames, from_frame=trim.from_frame)
    return cut


def _within(plays: Iterable[Play], cut: Cut) -> Iterable[Play]:
    for play in plays:
        first = max(play.first_frame, cut.first)
        last = min(play.first_frame + play.frames, cut.last)
        if first < last:
            yield replace(play, first_frame=first - cut.first, frames=last - first)
