# attack: A-47
# what: Change folders for a while.
# layer: static check
# static: rejected
# class: RENDERED

from manim import *


class Attack(Scene):
    def construct(self):
        with tempconfig({"media_dir": "/tmp/elsewhere", "dry_run": True}):
            pass
        self.wait(0.1)
