# attack: N-15
# what: Fetch with the standard library.
# layer: network namespace; system call filter
# static: rejected
# class: CODE_ERROR
# error: OSError
import http.client

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        http.client.HTTPConnection("127.0.0.1", @TCP_PORT@, timeout=3).request("GET", "/")
        reached("the canary")
        self.wait(0.1)
