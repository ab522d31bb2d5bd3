# attack: N-18
# what: Say over a socket that one is root, and the first process.
# layer: user id of the slot
# static: rejected
# class: CODE_ERROR
# error: PermissionError, OSError
import socket
import struct

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        left, right = socket.socketpair()
        right.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        left.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_CREDENTIALS, struct.pack("iII", 1, 0, 0))])
        reached("false credentials")
        self.wait(0.1)
