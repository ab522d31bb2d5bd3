"""Parts of a scene's film: each a film of its own, with its sound and a picture."""

from collections.abc import Callable
from pathlib import Path

from backend.services.export.av_door import Anything, av
from backend.services.export.converting import Cut, encode_chunk
from backend.services.export.joining import ChunkFile, Film, Sound, count_frames, join_chunks


def cut_film(whole: Path, cut: Cut, target: Path, *, check_stop: Callable[[], None]) -> Film:
    """Write a part of a film as a chunk."""
    silent = target.with_suffix(".silent.mp4")
    frames = encode_chunk(whole, silent, cut=cut, check_stop=check_stop)
    sound = Sound(whole, cut.first) if has_sound(whole) else None
    return join_chunks([ChunkFile(silent, frames, "", sound)], target, check_stop=check_stop)


def has_sound(path: Path) -> bool:
    """Whether a film has a sound track."""
    with av.open(str(path)) as film:
        return bool(film.streams.audio)


def middle_picture(path: Path) -> Path:
    """The picture in the middle of a film, written beside it."""
    target = path.with_suffix(".jpg")
    middle = count_frames(path) // 2
    with av.open(str(path)) as film:
        for number, frame in enumerate(film.decode(video=0)):
            if number == middle:
                picture: Anything = frame.to_image()
                picture.save(target, "JPEG", quality=85)
                break
    return target
