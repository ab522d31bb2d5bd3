# attack: A-52
# what: Walk the callers' frames for a secret.
# layer: static check; nothing to find
# static: rejected
# class: RENDERED
import inspect

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        for frame in inspect.stack():
            held = {k: v for k, v in frame.frame.f_locals.items() if k not in {"job", "frame", "held"}}
            if "SECRET-IN-" + "ENVIRONMENT-77ab" in repr(list(held.values())):
                reached("the secret")
        self.wait(0.1)
