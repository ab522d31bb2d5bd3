# attack: T-26
# what: Overwrite every chunk that was lent, and add files with hostile names.
# layer: chunks are copies
# static: rejected
# class: RENDERED
import os

from manim import *


class Attack(Scene):
    def construct(self):
        for folder, _, names in os.walk("/job/cache"):
            for name in names:
                open(os.path.join(folder, name), "wb").write(b"poison")
        for name in ("..hidden", "a b", "x" * 200, "-rf", "\u202e"):
            try:
                open("/job/cache/" + name, "w").write("poison")
            except OSError:
                pass
        os.symlink("@SECRET_FILE@", "/job/cache/link")
        self.wait(0.1)
