# attack: A-40
# what: Import the renderer's own modules and look for secrets.
# layer: static check; nothing to find
# static: rejected
# class: RENDERED

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        import render_image.job
        if "@SECRET@" in repr(vars(render_image.job)):
            reached("the secret")
        self.wait(0.1)
