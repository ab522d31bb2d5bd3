"""Films are joined by copying packets: exact counts, exact times, sound in its place."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from backend.services.export.av_door import av
from backend.services.export.captions import to_vtt
from backend.services.export.converting import (
    CHUNK_OPTIONS,
    Cut,
    Look,
    encode_chunk,
    to_gif,
    to_webm,
)
from backend.services.export.joining import (
    ChunkFile,
    ChunkUnfitError,
    Sound,
    count_frames,
    join_chunks,
    shape_of,
)
from render_image.encode import QUANTISER, codec_options

MakeFilm = Callable[..., Path]


def _go() -> None:
    """Nobody stops."""


def _shades(path: Path) -> list[int]:
    with av.open(str(path)) as film:
        return [int(frame.to_ndarray(format="gray").mean()) for frame in film.decode(video=0)]


def _times(path: Path) -> list[Fraction]:
    with av.open(str(path)) as film:
        return [frame.pts * frame.time_base for frame in film.decode(video=0)]


@pytest.mark.requirement("pipeline:export:exact")
def test_a_film_has_exactly_the_frames_of_its_chunks_in_order(
    make_film: MakeFilm, tmp_path: Path
) -> None:
    sizes = [31, 1, 15, 16, 47]
    chunks = [
        ChunkFile(make_film(f"c{number}", frames=frames), frames, f"Scene {number}")
        for number, frames in enumerate(sizes)
    ]
    film = join_chunks(chunks, tmp_path / "film.mp4", check_stop=_go)
    assert film.frames == count_frames(film.path) == sum(sizes)
    assert _shades(film.path) == [shade for chunk in chunks for shade in _shades(chunk.path)]
    assert _times(film.path) == [Fraction(number, 15) for number in range(sum(sizes))]


@pytest.mark.requirement("pipeline:export:chapters")
def test_chapters_start_with_the_scenes_and_carry_their_titles(
    make_film: MakeFilm, tmp_path: Path
) -> None:
    chunks = [
        ChunkFile(make_film("a", frames=30), 30, "First"),
        ChunkFile(make_film("b", frames=15), 15, "Second"),
    ]
    film = join_chunks(chunks, tmp_path / "film.mp4", check_stop=_go)
    with av.open(str(film.path)) as opened:
        chapters: list[Any] = opened.chapters()
    assert [each["metadata"]["title"] for each in chapters] == ["First", "Second"]
    assert [each["start"] * each["time_base"] for each in chapters] == [0, 2]


def test_a_chunk_of_another_size_is_not_copied_in(make_film: MakeFilm, tmp_path: Path) -> None:
    chunks = [
        ChunkFile(make_film("a", frames=5), 5, "a"),
        ChunkFile(make_film("b", frames=5, size=(32, 48)), 5, "b"),
    ]
    with pytest.raises(ChunkUnfitError):
        join_chunks(chunks, tmp_path / "film.mp4", check_stop=_go)


@pytest.mark.requirement("pipeline:export:exact")
def test_a_chunk_with_other_frames_than_the_ledger_says_is_refused(
    make_film: MakeFilm, tmp_path: Path
) -> None:
    with pytest.raises(ChunkUnfitError):
        join_chunks(
            [ChunkFile(make_film("a", frames=5), 6, "a")], tmp_path / "f.mp4", check_stop=_go
        )


@pytest.mark.requirement("pipeline:export:sound")
def test_sound_stays_with_its_scene_and_the_rest_is_silent(
    make_film: MakeFilm, tmp_path: Path
) -> None:
    loud = make_film("loud", frames=30, tone=440)
    chunks = [
        ChunkFile(make_film("quiet", frames=15), 15, "quiet"),
        ChunkFile(loud, 30, "loud", Sound(loud)),
        ChunkFile(make_film("after", frames=15), 15, "after"),
    ]
    film = join_chunks(chunks, tmp_path / "film.mp4", check_stop=_go)
    with av.open(str(film.path)) as opened:
        heard = np.concatenate([f.to_ndarray() for f in opened.decode(audio=0)], axis=1)
    level = [
        float(np.abs(heard[:, at * 48_000 + 4800 : at * 48_000 + 43_200]).mean()) for at in range(4)
    ]
    assert max(level[0], level[3]) < 0.01
    assert min(level[1], level[2]) > 0.2


@pytest.mark.requirement("pipeline:split:exact")
@pytest.mark.parametrize("at", [1, 14, 15, 16, 39])
def test_the_two_halves_of_a_cut_show_what_the_whole_showed(
    make_film: MakeFilm, tmp_path: Path, at: int
) -> None:
    whole = make_film("whole", frames=40)
    first, rest = tmp_path / "first.mp4", tmp_path / "rest.mp4"
    assert encode_chunk(whole, first, cut=Cut(0, at), check_stop=_go) == at
    assert encode_chunk(whole, rest, cut=Cut(at, 40), check_stop=_go) == 40 - at
    together = _shades(first) + _shades(rest)
    assert all(abs(a - b) <= 2 for a, b in zip(together, _shades(whole), strict=True))
    assert shape_of(first) == shape_of(rest) == shape_of(whole)


@pytest.mark.requirement("pipeline:export:formats")
@pytest.mark.parametrize(("convert", "suffix"), [(to_gif, "gif"), (to_webm, "webm")])
def test_gif_and_webm_have_every_frame_at_its_time(
    make_film: MakeFilm, tmp_path: Path, convert: Callable[..., int], suffix: str
) -> None:
    source = make_film("source", frames=31)
    target = tmp_path / f"film.{suffix}"
    told: list[int] = []
    look = Look(64, 48)
    assert convert(source, target, look, check_stop=_go, on_frames=told.append) == 31
    times = _times(target)
    assert len(times) == told[-1] == 31
    assert all(abs(time - Fraction(number, 15)) < 0.011 for number, time in enumerate(times))


def test_what_we_encode_has_the_profile_of_the_renderer() -> None:
    theirs = codec_options(15, QUANTISER)
    assert theirs == {**CHUNK_OPTIONS, "g": "15"}


@pytest.mark.requirement("pipeline:export:captions")
def test_captions_say_each_scene_when_it_plays() -> None:
    text = to_vtt([(0, 30, "First & <b>"), (30, 15, ""), (45, 15, "Last --> end")], Fraction(15))
    assert text == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nFirst &amp; &lt;b>\n\n"
        "00:00:03.000 --> 00:00:04.000\nLast → end\n"
    )
