"""The poster: the frame that shows the most, as JPEG."""

import io

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


def as_jpeg(picture: Anything) -> bytes:
    """A decoded picture as a JPEG file."""
    data = io.BytesIO()
    picture.to_image().save(data, "JPEG", quality=QUALITY)
    return data.getvalue()
