# attack: N-09
# what: Talk to the kernel's routing tables.
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
        socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
        reached("netlink")
        self.wait(0.1)
