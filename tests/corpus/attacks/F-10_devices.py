# attack: F-10
# what: Open memory, disks and other devices.
# layer: mount view
# static: rejected
# class: CODE_ERROR
# error: FileNotFoundError, PermissionError, OSError
import os

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        last = FileNotFoundError("none")
        for path in ("/proc/kcore", "/dev/mem", "/dev/kmsg", "/dev/kmem", "/dev/vda", "/dev/sda", "/dev/kvm", "/dev/fuse", "/dev/loop0", "/dev/net/tun", "/dev/vsock"):
            try:
                if os.read(os.open(path, os.O_RDONLY), 16):
                    reached(path)
            except OSError as error:
                last = error
        raise last
        self.wait(0.1)
