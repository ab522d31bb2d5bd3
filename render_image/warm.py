"""What a warm process has done before its job: the imports, and one use of each slow library."""

from fractions import Fraction

import av
import manim
import numpy as np


def warm_up() -> None:
    """Load fonts, the SVG parser and the encoder once, so that forked children inherit them."""
    context = av.CodecContext.create("libx264", "w")
    context.width = context.height = 64
    context.pix_fmt = "yuv420p"
    context.time_base = Fraction(1, 30)
    context.options = {"preset": "ultrafast", "threads": "1"}
    frame = av.VideoFrame.from_ndarray(np.zeros((64, 64, 4), np.uint8), format="rgba")
    context.encode(frame.reformat(format="yuv420p"))
    context.encode(None)
    manim.VGroup(manim.Circle(), manim.Square())
