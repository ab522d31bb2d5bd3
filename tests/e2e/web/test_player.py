"""The player shows the frame asked for, whatever happens around it."""

from random import Random

import pytest

from tests.e2e.web.barcode import Chunk
from tests.e2e.web.conftest import NEXT, SCENES
from tests.e2e.web.harness_page import HarnessPage, Reading, number, reading_of, says

SCENE_2_LONGER, SCENE_2_SHORTER, SCENE_5_LONGER = NEXT


def located(chunks: tuple[Chunk, ...], frame: int) -> Reading:
    """What the picture at a frame of the whole must read as."""
    for chunk in chunks:
        if frame < chunk.frames:
            return says(chunk, frame)
        frame -= chunk.frames
    message = "past the end"
    raise AssertionError(message)


def swapped(chunk: Chunk, chunks: tuple[Chunk, ...] = SCENES) -> tuple[Chunk, ...]:
    return tuple(chunk if each.scene == chunk.scene else each for each in chunks)


def start_of(scene: int, chunks: tuple[Chunk, ...] = SCENES) -> int:
    return sum(chunk.frames for chunk in chunks if chunk.scene < scene)


TOTAL = sum(chunk.frames for chunk in SCENES)


def boundaries() -> list[int]:
    frames: list[int] = []
    for chunk in SCENES:
        start = start_of(chunk.scene)
        frames += [start, start + chunk.frames - 1]
    return frames


@pytest.mark.requirement("web:player:frame-exact")
def test_every_seek_shows_the_frame_asked_for(harness: HarnessPage) -> None:
    """First and last frame of each of 13 scenes, and 100 random frames."""
    harness.show_loaded(SCENES)
    chance = Random(20_261_121)  # noqa: S311 - frames to look at, not secrets
    asked = [*boundaries(), *(chance.randrange(TOTAL) for _ in range(100))]
    wrong: list[tuple[int, Reading]] = []
    for frame in asked:
        wanted = located(SCENES, frame)
        seen, _ = harness.seek_and_read(frame, wanted)
        if seen != wanted:
            wrong.append((frame, seen))
    assert not wrong


@pytest.mark.requirement("web:player:boundaries")
def test_playing_over_twelve_boundaries_shows_no_black_and_no_foreign_frame(
    harness: HarnessPage,
) -> None:
    """Frames come in order; a slow machine may leave some out, but goes back to none."""
    harness.show_loaded(SCENES)
    harness.seek_and_read(0, located(SCENES, 0))
    harness.start_recording()
    harness.play_to_end()
    samples = harness.stop_recording()
    seen: list[int] = []
    starts = {chunk.scene: start_of(chunk.scene) for chunk in SCENES}
    for sample in samples:
        reading = reading_of(sample)
        assert reading["kind"] == "frame", sample
        seen.append(starts[number(reading, "scene")] + number(reading, "frame"))
    assert seen == sorted(seen)
    assert {located(SCENES, frame)["scene"] for frame in seen} == set(starts)
    assert seen[-1] == TOTAL - 1


def watch_swap(harness: HarnessPage, target: tuple[Chunk, ...]) -> list[Reading]:
    harness.start_recording()
    harness.show(target)
    versions = [chunk.version for chunk in target]
    harness.page.wait_for_function(
        "(versions) => JSON.stringify(globalThis.harness.shown().map((clip) => clip.version))"
        " === JSON.stringify(versions)",
        arg=versions,
    )
    script = """async () => {
      for (let paint = 0; paint < 10; paint += 1) await new Promise(requestAnimationFrame);
    }"""
    harness.page.evaluate(script)
    return [reading_of(sample) for sample in harness.stop_recording()]


@pytest.mark.requirement("web:player:swap-paused")
@pytest.mark.parametrize(
    ("local", "new", "expected"),
    [
        pytest.param(20, SCENE_2_LONGER, 20, id="the-same-frame-of-a-longer-version"),
        pytest.param(25, SCENE_2_SHORTER, 11, id="the-last-frame-of-a-shorter-version"),
    ],
)
def test_a_new_version_of_the_scene_on_screen_swaps_in_place(
    harness: HarnessPage, local: int, new: Chunk, expected: int
) -> None:
    harness.show_loaded(SCENES)
    frame = start_of(2) + local
    before = located(SCENES, frame)
    harness.seek_and_read(frame, before)
    readings = watch_swap(harness, swapped(new))
    after = says(new, expected)
    foreign = [reading for reading in readings if reading not in (before, after)]
    assert not foreign
    assert harness.read() == after
    assert harness.frame() == start_of(2) + expected


@pytest.mark.requirement("web:player:swap-elsewhere")
def test_the_picture_stays_when_an_earlier_scene_grows(harness: HarnessPage) -> None:
    harness.show_loaded(SCENES)
    frame = start_of(4) + 9
    before = located(SCENES, frame)
    harness.seek_and_read(frame, before)
    readings = watch_swap(harness, swapped(SCENE_2_LONGER))
    assert all(reading == before for reading in readings)
    assert harness.frame() == start_of(4, swapped(SCENE_2_LONGER)) + 9


@pytest.mark.requirement("web:player:swap-playing")
def test_a_swap_while_playing_shows_no_black_frame_and_no_other_scene(
    harness: HarnessPage,
) -> None:
    harness.show_loaded(SCENES)
    harness.seek_and_read(start_of(5), located(SCENES, start_of(5)))
    harness.page.evaluate("globalThis.harness.playback.play()")
    harness.page.wait_for_function(
        "(frame) => globalThis.harness.playback.frame() > frame + 3", arg=start_of(5)
    )
    readings = watch_swap(harness, swapped(SCENE_5_LONGER))
    assert all(reading["kind"] == "frame" for reading in readings)
    assert {reading["scene"] for reading in readings} <= {5, 6}


@pytest.mark.requirement("web:player:cards")
def test_a_scene_without_a_picture_shows_its_card_and_the_rest_plays(
    harness: HarnessPage,
) -> None:
    first, second, third = (chunk.clip(harness.base) for chunk in SCENES[:3])
    card = {**second, "url": None, "version": 0, "durationInFrames": 0, "state": "failed"}
    harness.page.evaluate("(clips) => globalThis.harness.show(clips)", [first, card, third])
    harness.page.wait_for_function("globalThis.harness.loaded() === 2")
    harness.seek_and_read(0, says(SCENES[0], 0))
    harness.seek_and_read(SCENES[0].frames + 5, {"kind": "card"})
    assert harness.read()["kind"] == "card"
    after_card = SCENES[0].frames + 90
    seen, _ = harness.seek_and_read(after_card, says(SCENES[2], 0))
    assert seen == says(SCENES[2], 0)


@pytest.mark.requirement("web:player:backwards")
def test_playing_backwards_goes_frame_by_frame_to_the_start(harness: HarnessPage) -> None:
    """J, over two boundaries: frames only go back, none is black, and the first one ends it."""
    harness.show_loaded(SCENES)
    start = start_of(3) + 4
    harness.seek_and_read(start, located(SCENES, start))
    harness.start_recording()
    harness.page.evaluate("globalThis.harness.playback.backwards()")
    harness.page.wait_for_function(
        "!globalThis.harness.playback.state.getState().playing", timeout=30_000
    )
    samples = [reading_of(sample) for sample in harness.stop_recording()]
    assert {sample["kind"] for sample in samples} == {"frame"}
    seen = [start_of(number(each, "scene")) + number(each, "frame") for each in samples]
    assert seen == sorted(seen, reverse=True)
    assert {number(each, "scene") for each in samples} == {1, 2, 3}
    harness.seek_and_read(0, located(SCENES, 0))
    assert harness.frame() == 0


@pytest.mark.requirement("web:player:backwards")
def test_j_k_and_l_turn_stop_and_hurry(harness: HarnessPage) -> None:
    harness.show_loaded(SCENES)
    last = TOTAL - 1
    harness.seek_and_read(last, located(SCENES, last))
    script = """(way) => {
      const { playback } = globalThis.harness;
      playback[way]();
      const { backwards, rate } = playback.state.getState();
      return [backwards, rate];
    }"""
    does = [harness.page.evaluate(script, way) for way in ("backwards", "backwards", "forwards")]
    assert does == [[1, 1], [2, 1], [0, 1]]
    harness.seek(0)
    harness.page.evaluate("globalThis.harness.playback.play()")
    harness.page.wait_for_function("globalThis.harness.playback.state.getState().playing")
    hurried = [harness.page.evaluate(script, way) for way in ("forwards", "forwards", "pause")]
    assert hurried == [[0, 1.25], [0, 1.5], [0, 1]]
