# attack: R-21
# what: Wait for a lock that one holds.
# layer: deadline
# static: rejected
# class: RENDER_TIMEOUT
import threading

from manim import *


class Attack(Scene):
    def construct(self):
        lock = threading.Lock()
        lock.acquire()
        lock.acquire()
        self.wait(0.1)
