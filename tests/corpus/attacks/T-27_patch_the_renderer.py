# attack: T-27
# what: Replace the encoder under the renderer's feet.
# layer: probe
# static: rejected
# class: OUTPUT_MISSING OUTPUT_INVALID RENDERED CODE_ERROR
import av

from manim import *


class Attack(Scene):
    def construct(self):
        av.VideoFrame.from_ndarray = None
        av.open = None
        self.wait(0.1)
