# attack: N-04
# what: Ask a cloud's metadata service.
# layer: network namespace; system call filter
# static: rejected
# class: CODE_ERROR
# error: OSError
import urllib.request

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        urllib.request.urlopen("http://169.254.169.254/latest/meta-data/", timeout=3)
        reached("metadata")
        self.wait(0.1)
