# attack: N-13
# what: Connect to an abstract socket of the host.
# layer: network namespace
# static: rejected
# class: CODE_ERROR
# error: OSError, ConnectionRefusedError
import socket

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        socket.socket(socket.AF_UNIX).connect("\0@ABSTRACT@")
        reached("the canary")
        self.wait(0.1)
