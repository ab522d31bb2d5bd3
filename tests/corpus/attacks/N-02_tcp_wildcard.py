# attack: N-02
# what: Connect to the host by the wildcard address.
# layer: network namespace; system call filter
# static: rejected
# class: CODE_ERROR
# error: OSError
import socket

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        socket.create_connection(("0.0.0.0", @TCP_PORT@), 3)
        reached("the canary")
        self.wait(0.1)
