# attack: T-21
# what: A file with two scenes and no name given.
# layer: verdict
# static: accepted
# class: CODE_ERROR OUTPUT_MISSING
# error: NoSceneError
from manim import *
class One(Scene):
    def construct(self):
        self.wait(0.1)
class Two(Scene):
    def construct(self):
        self.wait(0.1)
