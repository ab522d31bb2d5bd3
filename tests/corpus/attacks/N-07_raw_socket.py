# attack: N-07
# what: Open a raw socket.
# layer: system call filter
# static: rejected
# class: CODE_ERROR
# error: OSError, PermissionError
import socket

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)
        reached("a raw socket")
        self.wait(0.1)
