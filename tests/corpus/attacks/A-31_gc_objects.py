# attack: A-31
# what: Look for secrets in every object of the process.
# layer: static check; empty environment
# static: rejected
# class: RENDERED
import gc

from manim import *


class Attack(Scene):
    def construct(self):
        for thing in gc.get_objects():
            if isinstance(thing, dict) and any("@SECRET@" in str(v) for v in list(thing.values())[:50] if isinstance(v, str) and len(v) < 200 and "Holder" not in v and "class Attack" not in v):
                if "source" not in thing:
                    break
        self.wait(0.1)
