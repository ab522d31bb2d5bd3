"""The one door to Manim, PyAV and Cairo, whose types a strict checker cannot follow.

Everything taken through it is `Any` from here on; modules that use it name what they expect.
"""

from fractions import Fraction
from typing import Any

import av as _av
import cairo as _cairo
import manim as _manim
from manim._config.video_encoder import to_av_frame_rate as _to_av_frame_rate

Anything = Any

av: Anything = _av
cairo: Anything = _cairo
manim: Anything = _manim
config: Anything = _manim.config
svgelements: Anything = manim.mobject.svg.svg_mobject.se


def rate_of(fps: float) -> Fraction:
    """The frame rate as Manim would write it into a file (29.97 becomes 30000/1001)."""
    return _to_av_frame_rate(fps)


def new_video_frame(planes: Anything) -> Anything:
    """A frame that shares the memory of I420 planes; it must be encoded before they change."""
    return av.VideoFrame.from_numpy_buffer(planes, format="yuv420p")
