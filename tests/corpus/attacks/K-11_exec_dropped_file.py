# attack: K-11
# what: Write a program and start it.
# layer: scratch is not executable
# static: rejected
# class: CODE_ERROR
# error: PermissionError
import os

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        for folder in ("/job/out", "/job/tmp", "/tmp", "/dev/shm"):
            path = folder + "/program"
            open(path, "wb").write(open("/opt/python/bin/python3.11", "rb").read() if os.path.exists("/opt/python/bin/python3.11") else b"#!/opt/venv/bin/python\n")
            os.chmod(path, 0o755)
            try:
                os.posix_spawn(path, [path, "-c", ""], {})
                reached(path)
            except PermissionError as error:
                last = error
            os.unlink(path)
        raise last
        self.wait(0.1)
