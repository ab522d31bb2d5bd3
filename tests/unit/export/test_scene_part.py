"""A scene that was cut shows the same part of a film that was made anew."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from backend.rendering.outcome import Play, Rendered
from backend.services.export.av_door import av
from backend.services.export.scene_part import PartGoneError, part_of, shown
from backend.services.jobs.messages import Trim
from backend.services.pipeline.upload import file_sha256

MakeFilm = Callable[..., Path]


def _trim(first: int, last: int, of: int | None) -> Trim:
    return Trim.model_validate({"fromFrame": first, "toFrame": last, "ofFrames": of})


def _rendered(film: Path, frames: int) -> Rendered:
    return Rendered(
        chunk=film,
        poster=None,
        preview=None,
        frame_hashes=None,
        sha256=file_sha256(film),
        bytes=film.stat().st_size,
        duration_in_frames=frames,
        fps=15,
        width=64,
        height=48,
        codec="h264",
        has_audio=False,
        render_ms=1,
        cache_hit=False,
        plays=(Play(0, 10, 1), Play(10, 15, 2), Play(25, 5, 3)),
    )


def _shades(path: Path) -> list[int]:
    with av.open(str(path)) as film:
        return [round(np.asarray(f.to_ndarray(format="gray")).mean()) for f in film.decode(video=0)]


@pytest.mark.requirement("pipeline:split:edited")
@pytest.mark.parametrize(
    ("trim", "frames", "expected"),
    [
        (_trim(0, 12, 30), 30, (0, 12)),
        (_trim(12, 30, 30), 30, (12, 30)),
        (_trim(12, 30, 30), 45, (12, 45)),
        (_trim(12, 30, 30), 20, (12, 20)),
        (_trim(0, 12, 30), 8, (0, 8)),
        (_trim(12, 20, 30), 45, (12, 20)),
        (_trim(12, 30, None), 45, (12, 30)),
    ],
)
def test_the_last_part_goes_to_the_end_and_the_others_keep_their_frames(
    trim: Trim, frames: int, expected: tuple[int, int]
) -> None:
    cut = shown(trim, frames)
    assert (cut.first, cut.last) == expected


def test_a_part_that_nothing_is_left_of_is_named_with_what_to_do() -> None:
    with pytest.raises(PartGoneError, match=r"from frame 12 on.*has 10 frames\. Undo the split"):
        shown(_trim(12, 30, 30), 10)


def test_the_part_has_its_own_frames_and_plays(make_film: MakeFilm, tmp_path: Path) -> None:
    whole = make_film("whole", frames=30)
    part = part_of(_rendered(whole, 30), _trim(12, 30, 30), tmp_path, lambda: None)
    assert part.duration_in_frames == 18
    assert _shades(part.chunk) == _shades(whole)[12:]
    assert part.plays == (Play(0, 13, 2), Play(13, 5, 3))
    assert part.sha256 == file_sha256(part.chunk)
    assert part.bytes == part.chunk.stat().st_size
    assert part.poster is not None
    assert part.poster.is_file()
