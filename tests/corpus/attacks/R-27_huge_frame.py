# attack: R-27
# what: Change the size of the frame from inside.
# layer: probe; control group
# static: rejected
# class: RENDERED RENDER_TIMEOUT OUTPUT_INVALID LIMIT_MEMORY CODE_ERROR

from manim import *


class Attack(Scene):
    def construct(self):
        config["pixel_width"] = 16384
        config.pixel_height = 16384
        self.camera.pixel_width = 16384
        self.camera.reset_pixel_shape(16384, 16384)
        self.wait(0.2)
