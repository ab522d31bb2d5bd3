# attack: N-10
# what: Talk to the host of the virtual machine.
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
        socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM)
        reached("vsock")
        self.wait(0.1)
