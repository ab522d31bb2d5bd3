# attack: N-12
# what: Open rare socket families, whose code is rarely looked at.
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
        opened = []
        for family in (4, 5, 9, 11, 12, 15, 18, 21, 23, 26, 29, 30, 31, 33, 35, 39, 41, 42, 43, 44, 45):
            try:
                opened.append(socket.socket(family, socket.SOCK_DGRAM))
            except OSError as error:
                last = error
        if opened:
            reached("a rare family")
        raise last
        self.wait(0.1)
