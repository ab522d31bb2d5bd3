# attack: K-37
# what: Take descriptors and memory of the first process by its handle.
# layer: system call filter
# static: rejected
# class: CODE_ERROR
# error: PermissionError, OSError
import ctypes
import errno
import os

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(8)


class Part(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("size", ctypes.c_size_t)]


class Attack(Scene):
    def construct(self):
        handle = libc.syscall(434, 1, 0)
        for number in range(8):
            if libc.syscall(438, handle, number, 0) >= 0:
                reached("a descriptor")
        here, there = Part(ctypes.addressof(buffer), 8), Part(0x400000, 8)
        for call in (310, 311):
            if libc.syscall(call, 1, ctypes.byref(here), 1, ctypes.byref(there), 1, 0) > 0:
                reached("memory")
        for name in ("mem", "fd/1", "environ", "maps", "cwd", "root", "syscall", "stack"):
            try:
                os.open("/proc/1/" + name, os.O_RDONLY)
                if name in ("mem", "fd/1", "environ", "maps", "stack"):
                    reached(name)
            except OSError:
                pass
        raise PermissionError(errno.EPERM, "refused")
        self.wait(0.1)
