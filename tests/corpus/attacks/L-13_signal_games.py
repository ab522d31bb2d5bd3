# attack: L-13
# what: Stop and ignore whatever the supervisor sends, in children of children.
# layer: kill of the whole box
# static: rejected
# class: RENDER_TIMEOUT RENDERED CODE_ERROR LIMIT_PROCESSES
# error: OSError, PermissionError
import os
import signal
import time

from manim import *


class Attack(Scene):
    def construct(self):
        for number in range(1, 32):
            if number not in (9, 19):
                signal.signal(number, signal.SIG_IGN)
        for _ in range(4):
            if os.fork() == 0:
                os.setsid()
                while True:
                    time.sleep(60)
        while True:
            time.sleep(60)
