"""Chunks whose every frame says which scene, version and frame it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from PIL import Image, ImageDraw

WIDTH, HEIGHT, FPS = 640, 360, 30
_BITS = 32
_COLORS = ("#3355aa", "#aa5533", "#33aa66", "#8844aa", "#aa8833", "#3399aa")


@dataclass(frozen=True)
class Chunk:
    """One version of one scene, as a file."""

    scene: int
    version: int
    frames: int

    @property
    def name(self) -> str:
        return f"s{self.scene}-v{self.version}.mp4"

    def clip(self, base: str) -> dict[str, object]:
        """As the player takes it."""
        return {
            "sceneId": f"s{self.scene}",
            "title": f"Scene {self.scene}",
            "version": self.version,
            "url": f"{base}/{self.name}",
            "posterUrl": None,
            "durationInFrames": self.frames,
            "state": "ready",
            "message": "",
        }


def barcode(scene: int, version: int, frame: int) -> int:
    """6 bits scene, 6 version, 12 frame, 8 checksum."""
    checksum = (scene * 7 + version * 13 + frame * 31 + 85) % 256
    return (scene << 26) | (version << 20) | (frame << 8) | checksum


def picture(chunk: Chunk, frame: int) -> Image.Image:
    """A coloured frame with its barcode along the top."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _COLORS[(chunk.scene + chunk.version) % len(_COLORS)])
    draw = ImageDraw.Draw(image)
    value = barcode(chunk.scene, chunk.version, frame)
    block = WIDTH // _BITS
    for bit in range(_BITS):
        on = value >> (_BITS - 1 - bit) & 1
        draw.rectangle((bit * block, 0, (bit + 1) * block - 1, 40), fill="white" if on else "black")
    return image


def write_chunk(chunk: Chunk, folder: Path) -> Path:
    """Encodes a chunk as the renderer does: H.264, no B-frames, a key frame a second, faststart."""
    path = folder / chunk.name
    with av.open(path, "w", options={"movflags": "+faststart"}) as opened:
        # The library's types stop at its streams.
        container: Any = opened
        stream = container.add_stream("libx264", rate=FPS)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.time_base = Fraction(1, FPS)
        stream.options = {
            "g": str(FPS),
            "keyint_min": str(FPS),
            "sc_threshold": "0",
            "bf": "0",
            "preset": "ultrafast",
        }
        frames: Any = av.VideoFrame
        for index in range(chunk.frames):
            frame = frames.from_image(picture(chunk, index))
            frame.pts = index
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def write_chunks(chunks: Sequence[Chunk], folder: Path) -> None:
    for chunk in chunks:
        write_chunk(chunk, folder)
