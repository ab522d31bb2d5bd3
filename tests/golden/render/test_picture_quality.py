"""What a viewer sees: decoded frames stay close to those that went to the encoder."""

import math
from pathlib import Path

import numpy as np
import pytest

from render_image.canvas import Canvas
from render_image.door import av
from render_image.h264 import length_prefixed, split_annex_b
from tests.golden.render.frame_judge import HEIGHT, WIDTH, reference_frames, render
from tests.golden.render.test_exact_frames import SCENES, source_of

DECIBELS_MIN = 50.0
SAMPLE = [
    ("hard_to_encode", "NoiseFillsTheFrame"),
    ("hard_to_encode", "PageOfSmallText"),
    ("space", "SphereColouredByHeight"),
    ("shapes", "GradientFill"),
    ("updaters", "ReplacedEachFrame"),  # moves again after a repeat
    ("many_manners", "RedrawnNumbers"),  # fades by less than a step
]


def decibels(shown: np.ndarray, meant: np.ndarray) -> float:
    error = float(np.mean((shown.astype(float) - meant) ** 2))
    return math.inf if error == 0 else 10 * math.log10(255**2 / error)


def worst_frame(file: str, scene: str, folder: Path) -> float:
    """The Y-PSNR of the worst decoded frame against the frames that the command makes."""
    source = source_of(file)
    frames = reference_frames(source, scene, folder / "manim", seed=1)
    render(source, scene, folder, seed=1)
    canvas = Canvas(width=WIDTH, height=HEIGHT)
    worst = math.inf
    with av.open(str(folder / "chunk.mp4")) as film:
        decoded = list(film.decode(video=0))
    assert len(decoded) == len(frames)
    for shown, meant in zip(decoded, frames, strict=True):
        canvas.pixels[:] = meant
        canvas.convert(canvas.whole)
        luma = shown.to_ndarray(format="yuv420p")[:HEIGHT]
        worst = min(worst, decibels(luma, canvas.planes[:HEIGHT]))
    return worst


@pytest.mark.timeout(120)
@pytest.mark.requirement("render_engine:exact:decoded")
@pytest.mark.parametrize(("file", "scene"), SAMPLE)
def test_a_sampled_scene_decodes_close_to_its_frames(file: str, scene: str, tmp_path: Path) -> None:
    assert worst_frame(file, scene, tmp_path) > DECIBELS_MIN


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("file", "scene"),
    [pair for pair in SCENES if pair not in SAMPLE and pair[0] != "own_size"],
)
def test_every_other_scene_decodes_close_to_its_frames(
    file: str, scene: str, tmp_path: Path
) -> None:
    assert worst_frame(file, scene, tmp_path) > DECIBELS_MIN


@pytest.mark.timeout(60)
@pytest.mark.requirement("render_engine:output:lengths")
def test_every_sample_of_the_film_is_a_row_of_units_with_their_lengths(tmp_path: Path) -> None:
    render(source_of("hard_to_encode"), "CrowdOfDots", tmp_path)
    data = (tmp_path / "chunk.mp4").read_bytes()
    payload = data[data.index(b"mdat") + 4 :]
    kinds: list[int] = []
    while payload:
        length = int.from_bytes(payload[:4], "big")
        unit, payload = payload[4 : 4 + length], payload[4 + length :]
        assert len(unit) == length > 0
        kinds.append(unit[0] & 31)
    assert set(kinds) <= {1, 5, 6}


def test_a_byte_stream_becomes_units_with_lengths() -> None:
    stream = b"\x00\x00\x00\x01\x65abc\x00\x00\x01\x41de"
    assert length_prefixed(split_annex_b(stream)) == b"\0\0\0\4\x65abc\0\0\0\3\x41de"
