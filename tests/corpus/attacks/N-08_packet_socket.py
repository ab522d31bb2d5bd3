# attack: N-08
# what: Open a packet socket.
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
        socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
        reached("a packet socket")
        self.wait(0.1)
