# attack: R-06
# what: Start threads until nothing is left.
# layer: control group
# static: rejected
# class: LIMIT_PROCESSES
import threading
import time

from manim import *


class Attack(Scene):
    def construct(self):
        while True:
            threading.Thread(target=time.sleep, args=(60,)).start()
        self.wait(0.1)
