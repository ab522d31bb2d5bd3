# attack: T-34
# what: Add a small sound whose rate makes it vast.
# layer: control group
# static: rejected
# class: LIMIT_MEMORY
import wave

from manim import *


class Attack(Scene):
    def construct(self):
        with wave.open("/tmp/x.wav", "wb") as file:
            file.setparams((1, 2, 1, 0, "NONE", "x"))
            file.writeframes(bytes(200_000))
        self.add_sound("/tmp/x.wav")
        self.wait(0.1)
