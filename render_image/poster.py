"""The poster: the frame that shows the most, saved as JPEG."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

STRIDE = 8
QUALITY = 88


def information(pixels: NDArray[np.uint8]) -> float:
    """How much a frame shows: the summed differences between neighbours on a coarse grid."""
    coarse = pixels[::STRIDE, ::STRIDE, :3].astype(np.int16)
    across = np.abs(np.diff(coarse, axis=1)).sum()
    down = np.abs(np.diff(coarse, axis=0)).sum()
    return float(across + down)


class PosterChoice:
    """Keeps the most informative frame seen; of equals the latest, which is usually complete."""

    def __init__(self) -> None:
        self._best = -1.0
        self._pixels: NDArray[np.uint8] | None = None

    def consider(self, pixels: NDArray[np.uint8]) -> None:
        score = information(pixels)
        if score >= self._best:
            self._best = score
            self._pixels = pixels

    def save(self, path: Path) -> None:
        if self._pixels is not None:
            Image.fromarray(self._pixels[:, :, :3]).save(path, quality=QUALITY)
