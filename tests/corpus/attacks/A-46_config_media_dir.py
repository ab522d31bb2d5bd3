# attack: A-46
# what: Point manim's folders somewhere else.
# layer: static check; mount view
# static: rejected
# class: RENDERED

from manim import *


class Attack(Scene):
    def construct(self):
        config["media_dir"] = "/opt/packages/manim"
        self.wait(0.1)
