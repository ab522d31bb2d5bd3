# attack: K-29
# what: Write over shared code through the file of the own memory, to change it for others.
# layer: no /proc; pages of files are copied before they are written
# static: rejected
# class: CODE_ERROR
# error: PermissionError, OSError
import errno

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        try:
            maps = open("/proc/self/maps").read().splitlines()
            code = next(line.split() for line in maps if " r-xp " in line and ".so" in line)
            start, end = (int(part, 16) for part in code[0].split("-"))
            with open("/proc/self/mem", "r+b", buffering=0) as memory, open(code[5], "rb") as file:
                memory.seek(end - 1)
                before = memory.read(1)
                memory.seek(end - 1)
                memory.write(bytes([before[0] ^ 255]))
                file.seek(int(code[2], 16) + end - 1 - start)
                if file.read(1) not in {before, b""}:
                    reached("the file behind the code")
        except OSError:
            pass
        raise PermissionError(errno.EPERM, "refused, or done to a copy of its own")
