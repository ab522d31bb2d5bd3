"""The poster: the frame that shows the most, saved as JPEG."""

from pathlib import Path

import numpy as np

from render_image.door import Anything

STRIDE = 8
QUALITY = 88


def information(pixels: Anything) -> float:
    """How much a frame shows: the summed differences between neighbours on a coarse grid."""
    coarse = pixels[::STRIDE, ::STRIDE, :3].astype(np.int16)
    across = np.abs(np.diff(coarse, axis=1)).sum()
    down = np.abs(np.diff(coarse, axis=0)).sum()
    return float(across + down)


def save_poster(path: Path, picture: Anything) -> None:
    picture.to_image().save(path, quality=QUALITY)
