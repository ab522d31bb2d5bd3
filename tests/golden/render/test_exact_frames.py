"""The promise of the renderer: every frame equals the one that the `manim` command makes."""

import random
import re
from itertools import pairwise
from pathlib import Path

import pytest

from render_image.door import av
from tests.golden.render.frame_judge import FPS, HEIGHT, WIDTH, judge, reference_hashes, render

CORPUS = Path(__file__).parents[2] / "corpus" / "scenes"
SAMPLE_SIZE = 12
SAMPLE_SEED = 20_260
SCENE_SEED = 1
CLASS = re.compile(r"^class (\w+)\(\w*Scene\w*\)", re.MULTILINE)
SCENES = [
    (file.stem, name)
    for file in sorted(CORPUS.glob("*.py"))
    for name in CLASS.findall(file.read_text(encoding="utf-8"))
]
SAMPLE = sorted(random.Random(SAMPLE_SEED).sample(SCENES, SAMPLE_SIZE))  # noqa: S311 (a fixed sample, no secret)

BEATS = """
from manim import *

STEP = 1


class Beats(Scene):
    def construct(self):
        title = Text("beats", font_size=40).to_edge(UP)
        spinner = Square(color=BLUE).shift(LEFT * 3)
        spinner.add_updater(lambda m, dt, speed=STEP: m.rotate(dt * speed))
        self.play(FadeIn(title), run_time=0.5)
        self.add(spinner)
        self.wait(0.7)
        circle = Circle(color=RED)
        self.play(Create(circle), run_time=0.6)
        self.play(circle.animate.shift(RIGHT * 2), run_time=0.5)
        spinner.clear_updaters()
        self.wait(0.4)
        star = Star(color=YELLOW).shift(DOWN)
        self.play(GrowFromCenter(star), run_time=0.5)
        self.play(FadeOut(circle), star.animate.scale(0.5), run_time=0.5)
        self.wait(0.5)
"""
# Manim refuses to go on after a play that broke off, even if the error was caught.
BROKEN_OFF = """try:
            self.play(Transform(Square(), None))
        except Exception:
            self.wait()"""
EDITS = (
    ("", ""),
    ("# nothing\n", ""),
    ("self.wait(0.7)", "self.wait(1.1)"),
    ("color=RED", "color=GREEN"),
    ("STEP = 1", "STEP = 3"),
    ("Star(", "Square("),
    ("self.wait(0.5)", "self.wait(0.9)"),
    ("RIGHT * 2", "RIGHT * 3"),
    ('"beats"', '"changed"'),
    ("scale(0.5)", "scale(0.7).rotate(0.3)"),
)


def source_of(file: str) -> str:
    return (CORPUS / f"{file}.py").read_text(encoding="utf-8")


def assert_exact_twice(file: str, scene: str, folder: Path) -> None:
    source = source_of(file)
    first = judge(source, scene, folder, cache=folder / "cache", seed=SCENE_SEED)
    assert first.difference() is None
    second = judge(
        source, scene, folder, cache=folder / "cache", reference=first.reference, seed=SCENE_SEED
    )
    assert second.difference() is None


@pytest.mark.timeout(60)
@pytest.mark.requirement("render_engine:exact:corpus")
@pytest.mark.parametrize(("file", "scene"), SAMPLE)
def test_a_sampled_scene_is_exact_cold_and_from_the_store(
    file: str, scene: str, tmp_path: Path
) -> None:
    assert_exact_twice(file, scene, tmp_path)


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize(("file", "scene"), [pair for pair in SCENES if pair not in SAMPLE])
def test_every_other_scene_is_exact_cold_and_from_the_store(
    file: str, scene: str, tmp_path: Path
) -> None:
    assert_exact_twice(file, scene, tmp_path)


@pytest.mark.timeout(180)
@pytest.mark.requirement("render_engine:exact:edits")
def test_each_of_ten_edits_is_exact_and_reuses_what_it_can(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert judge(BEATS, "Beats", tmp_path / "base", cache=cache).difference() is None
    reused: list[int] = []
    for number, (old, new) in enumerate(EDITS):
        source = BEATS.replace(old, new) if old else BEATS
        outcome = judge(source, "Beats", tmp_path / str(number), cache=cache)
        assert outcome.difference() is None, (old, new)
        reused.append(outcome.answer["reusedChunks"])
    assert reused[0] == reused[1] > 0
    assert all(count > 0 for count in reused[2:4])


@pytest.mark.timeout(60)
@pytest.mark.requirement("render_engine:output:profile")
def test_the_file_has_the_promised_frames_steps_and_key_frames(tmp_path: Path) -> None:
    answer = render(BEATS, None, tmp_path)
    with av.open(str(tmp_path / "chunk.mp4")) as film:
        stream = film.streams.video[0]
        packets = [packet for packet in film.demux(stream) if packet.pts is not None]
        steps = {after.pts - before.pts for before, after in pairwise(packets)}
        gaps = [index for index, packet in enumerate(packets) if packet.is_keyframe]
        assert (stream.codec_context.name, stream.codec_context.pix_fmt) == ("h264", "yuv420p")
        assert (stream.width, stream.height) == (WIDTH, HEIGHT)
        assert len(packets) == answer["durationInFrames"] == stream.frames
        assert len(steps) == 1
        assert packets[0].pts == packets[0].dts == 0
        assert max(after - before for before, after in pairwise(gaps)) <= answer["fps"]
    data = (tmp_path / "chunk.mp4").read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


@pytest.mark.timeout(60)
@pytest.mark.requirement("render_engine:output:sound")
def test_a_scene_with_sound_has_a_track_as_long_as_its_pictures(tmp_path: Path) -> None:
    answer = render(source_of("cameras"), "WithSound", tmp_path)
    with av.open(str(tmp_path / "chunk.mp4")) as film:
        (track,) = film.streams.audio
        seconds = float(track.duration * track.time_base)
        assert track.codec_context.sample_rate == 48_000
        assert seconds == pytest.approx(answer["durationInFrames"] / answer["fps"], abs=0.05)
    assert answer["hasAudio"] is True


@pytest.mark.timeout(60)
@pytest.mark.requirement("render_engine:size:planned")
def test_a_file_that_sets_a_size_is_filmed_as_the_job_says(tmp_path: Path) -> None:
    wide = source_of("own_size").replace("= 240", "= 1920").replace("= 426", "= 1080")
    answer = render(wide, None, tmp_path / "wide", ownSize=False)
    facts = (answer["type"], answer["width"], answer["height"], answer["fps"])
    assert facts == ("rendered", WIDTH, HEIGHT, FPS)
    answer = render(source_of("own_size"), None, tmp_path / "tall", ownSize=False)
    assert (answer["class"], answer["error"]["type"]) == ("CODE_ERROR", "OwnSizeError")


@pytest.mark.timeout(60)
@pytest.mark.requirement("render_engine:store:verified")
def test_a_damaged_chunk_is_drawn_again(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = judge(BEATS, "Beats", tmp_path, cache=cache)
    victim = min((cache / "chunks").glob("*.chunk"))
    data = bytearray(victim.read_bytes())
    data[len(data) // 2] ^= 1
    victim.write_bytes(bytes(data))
    second = judge(BEATS, "Beats", tmp_path, cache=cache, reference=first.reference)
    assert second.difference() is None
    assert second.answer["drawnChunks"] == 1


@pytest.mark.timeout(60)
@pytest.mark.requirement("render_engine:preview:first")
def test_a_preview_comes_before_the_film(tmp_path: Path) -> None:
    answer = render(BEATS, None, tmp_path, size=(1280, 720, 30), preview=True, frameHashes=False)
    messages = (tmp_path / "messages.jsonl").read_text(encoding="utf-8").splitlines()
    kinds = [line.split('"')[3] for line in messages]
    assert kinds.index("preview") < kinds.index("rendered")
    assert answer["preview"] == "preview.mp4"
    with av.open(str(tmp_path / "preview.mp4")) as film:
        assert film.streams.video[0].height == 480
    assert (tmp_path / "preview.jpg").read_bytes().startswith(b"\xff\xd8")


@pytest.mark.timeout(60)
@pytest.mark.requirement("render_engine:errors:classes")
@pytest.mark.parametrize(
    ("body", "failure_class", "line"),
    [
        ("self.play(Create(Circle()))\n        [][1]", "CODE_ERROR", 7),
        ("self.add(Square())", "OUTPUT_MISSING", None),
        ('self.add(MathTypst("sqrt("))', "TEX_ERROR", 6),
        ("raise SystemExit(3)", "CODE_ERROR", 6),
        (BROKEN_OFF, "CODE_ERROR", 9),
    ],
)
def test_a_failing_scene_says_its_class_and_line(
    body: str, failure_class: str, line: int | None, tmp_path: Path
) -> None:
    source = (
        f"from manim import *\n\n\nclass Wrong(Scene):\n    def construct(self):\n        {body}\n"
    )
    answer = render(source, None, tmp_path)
    assert answer["type"] == "rejected"
    assert answer["class"] == failure_class
    assert answer["error"]["line"] == line


@pytest.mark.timeout(60)
@pytest.mark.requirement("render_engine:errors:classes")
def test_a_file_that_asks_for_another_renderer_is_told_so(tmp_path: Path) -> None:
    asking = BEATS.replace("STEP = 1", 'config.renderer = "opengl"\nSTEP = 1')
    answer = render(asking, None, tmp_path)
    assert (answer["class"], answer["error"]["type"]) == ("CODE_ERROR", "OtherRendererError")


@pytest.mark.timeout(60)
@pytest.mark.requirement("render_engine:inspect:findings")
def test_inspection_finds_what_the_eye_would_mind(tmp_path: Path) -> None:
    source = """
from manim import *


class Crowded(Scene):
    def construct(self):
        self.add(Text("one"), Text("two").shift(UP * 0.1))
        self.add(Text("tiny", font_size=6).shift(DOWN * 2), Square().shift(RIGHT * 8))
        self.wait(0.5)
"""
    answer = render(source, None, tmp_path, mode="inspect")
    assert answer["type"] == "inspected"
    assert answer["durationInFrames"] == 5
    assert [found["texts"] for found in answer["overlappingTexts"]] == [["one", "two"]]
    assert [found["text"] for found in answer["smallTexts"]] == ["tiny"]
    assert [found["class"] for found in answer["offFrame"]] == ["Square"]
    assert answer["plays"] == [{"firstFrame": 0, "frames": 5, "line": 9}]


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    ("file", "scene", "frames"),
    [
        ("unusual_things", "NumberThatIsReadOtherwise", 2),  # cannot be measured
        ("unusual_flow", "PixelsReadInABareTry", 4),  # has to be drawn all the same
        ("unusual_flow", "FramesChangedOnTheirWay", 8),  # has to be drawn from the middle on
    ],
)
def test_inspection_takes_what_can_be_filmed(
    file: str, scene: str, frames: int, tmp_path: Path
) -> None:
    answer = render(source_of(file), scene, tmp_path, mode="inspect")
    assert (answer["type"], answer["durationInFrames"]) == ("inspected", frames)


@pytest.mark.timeout(60)
def test_the_judge_notices_a_single_wrong_frame(tmp_path: Path) -> None:
    reference = reference_hashes(BEATS, "Beats", tmp_path / "manim")
    reference[7] = "0" * 32
    assert judge(BEATS, "Beats", tmp_path, reference=reference).difference() is not None
