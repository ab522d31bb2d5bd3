# attack: F-12
# what: Look through the whole visible tree for words that secrets are made of.
# layer: nothing secret is given
# static: rejected
# class: RENDERED
import os

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        for folder, _, names in os.walk("/job"):
            for name in names:
                held = open(os.path.join(folder, name), "rb").read()
                if b"CALLBACK_SECRET" in held or b"AWS_SECRET" in held:
                    if name != "scene.py":
                        reached(name)
        self.wait(0.1)
