"""Small real films in the profile of our chunks."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from backend.services.export.av_door import AudioFrame, VideoFrame, av
from backend.services.export.converting import encode_chunk

MakeFilm = Callable[..., Path]


@pytest.fixture
def make_film(tmp_path: Path) -> MakeFilm:
    """Frame `n` is a grey that tells `n`, so that order and doubling can be seen."""

    def make(
        name: str, *, frames: int, size: tuple[int, int] = (64, 48), fps: int = 15, tone: int = 0
    ) -> Path:
        raw, target = tmp_path / f"{name}.raw.mp4", tmp_path / f"{name}.mp4"
        with av.open(str(raw), "w") as output:
            stream: Any = output.add_stream("libx264", rate=fps)
            stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
            stream.options = {"qp": "0"}
            for number in range(frames):
                picture = np.full((size[1], size[0], 3), 20 + (number * 4) % 200, np.uint8)
                output.mux(stream.encode(VideoFrame.from_ndarray(picture, format="rgb24")))
            output.mux(stream.encode(None))
        if not tone:
            encode_chunk(raw, target, check_stop=lambda: None)
            return target
        return _with_tone(raw, target, frames=frames, fps=fps, tone=tone)

    return make


def _with_tone(raw: Path, target: Path, *, frames: int, fps: int, tone: int) -> Path:
    silent = target.with_suffix(".silent.mp4")
    encode_chunk(raw, silent, check_stop=lambda: None)
    samples = frames * 48_000 // fps
    wave = 0.5 * np.sin(np.arange(samples) * 2 * np.pi * tone / 48_000)
    with av.open(str(silent)) as film, av.open(str(target), "w", format="mp4") as output:
        video: Any = output.add_stream_from_template(film.streams.video[0])
        audio: Any = output.add_stream("aac", rate=48_000, layout="stereo")
        for packet in film.demux(video=0):
            if packet.size:
                packet.stream = video
                output.mux(packet)
        frame: Any = AudioFrame.from_ndarray(
            np.stack([wave, wave]).astype(np.float32), format="fltp", layout="stereo"
        )
        frame.sample_rate = 48_000
        output.mux(audio.encode(frame))
        output.mux(audio.encode(None))
    return target
