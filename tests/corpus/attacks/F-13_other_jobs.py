# attack: F-13
# what: Look for the folders of other jobs.
# layer: one tmpfs a job
# static: rejected
# class: RENDERED
import os

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        if os.path.exists("/run") and any("scenewright" in name for name in os.listdir("/run")):
            reached("/run")
        if len(os.listdir("/")) != len([n for n in os.listdir("/") if n in {"bin", "dev", "etc", "job", "lib", "lib32", "lib64", "opt", "tmp", "usr", "var", "proc", "sys", "sbin", "home", "root", "boot", "media", "mnt", "srv", "run", "libx32", ".dockerenv"}]):
            reached("/")
        self.wait(0.1)
