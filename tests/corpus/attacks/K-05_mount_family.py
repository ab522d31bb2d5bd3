# attack: K-05
# what: Mount, unmount, pivot and change root.
# layer: system call filter
# static: rejected
# class: CODE_ERROR
# error: OSError, PermissionError
import ctypes

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        libc = ctypes.CDLL(None, use_errno=True)
        calls = {165: "mount", 166: "umount2", 155: "pivot_root", 161: "chroot", 428: "open_tree", 429: "move_mount", 430: "fsopen", 442: "mount_setattr"}
        for number, name in calls.items():
            ctypes.set_errno(0)
            libc.syscall(number, b"/job", b"/job", 0, 0, 0)
            if ctypes.get_errno() not in {1, 38}:
                reached(f"{name} {ctypes.get_errno()}")
        raise OSError(1, "refused")
        self.wait(0.1)
