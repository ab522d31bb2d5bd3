"""What a warm process has done before its job: the imports, and one use of each slow library."""

import importlib
import tempfile

import numpy as np

from render_image import quick_copy
from render_image.door import manim
from render_image.encode import ChunkEncoder

# Only imported, never used here: they start threads when used, and a forking process has none.
IMPORTED_LATE = ("typst", "PIL.JpegImagePlugin", "pygments.lexers", "pydub")


def warm_up() -> None:
    """Load fonts, the SVG parser and the encoder once, so that forked children inherit them."""
    quick_copy.install()
    for name in IMPORTED_LATE:
        importlib.import_module(name)
    encoder = ChunkEncoder(width=64, height=64, fps=30)
    encoder.add(np.zeros((96, 64), np.uint8))
    encoder.finish_chunk()
    with tempfile.TemporaryDirectory() as folder:
        before = manim.config.media_dir
        manim.config.media_dir = folder
        manim.Text("warm")
        manim.config.media_dir = before
