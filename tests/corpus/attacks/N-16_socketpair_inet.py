# attack: N-16
# what: Ask for a pair in another family.
# layer: system call filter
# static: rejected
# class: CODE_ERROR
# error: OSError
import socket

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        socket.socketpair(socket.AF_INET)
        reached("a pair")
        self.wait(0.1)
