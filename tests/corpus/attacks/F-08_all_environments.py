# attack: F-08
# what: Look for a secret in every process's environment.
# layer: empty environment; no /proc
# static: rejected
# class: RENDERED
import glob

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        for path in glob.glob("/proc/*/environ"):
            try:
                held = open(path, "rb").read()
            except OSError:
                continue
            if b"SECRET-IN-ENVIRONMENT" in held:
                reached(path)
        self.wait(0.1)
