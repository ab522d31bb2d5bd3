# attack: N-05
# what: Look a name up.
# layer: network namespace; system call filter
# static: rejected
# class: CODE_ERROR
# error: OSError, gaierror
import socket

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        socket.getaddrinfo("secret.example.com", 80)
        reached("the resolver")
        self.wait(0.1)
