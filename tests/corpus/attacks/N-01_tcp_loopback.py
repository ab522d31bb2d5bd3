# attack: N-01
# what: Connect to a service on the host's loopback.
# layer: network namespace; system call filter
# static: rejected
# class: CODE_ERROR
# error: OSError, ConnectionRefusedError
import socket

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        socket.create_connection(("127.0.0.1", @TCP_PORT@), 3)
        reached("the canary")
        self.wait(0.1)
