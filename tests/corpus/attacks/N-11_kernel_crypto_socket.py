# attack: N-11
# what: Open the kernel's crypto interface.
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
        socket.socket(socket.AF_ALG, socket.SOCK_SEQPACKET)
        reached("AF_ALG")
        self.wait(0.1)
