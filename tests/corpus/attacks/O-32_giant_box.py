# attack: O-32
# what: Announce a box of the film that is larger than the file.
# layer: validator
# static: rejected
# class: OUTPUT_INVALID OUTPUT_MISSING RENDERED CODE_ERROR
# error: OSError, PermissionError
import atexit
import struct

from manim import *


class Attack(Scene):
    def construct(self):
        with open("/job/out/chunk.mp4", "wb") as film:
            film.write(struct.pack(">I4sQ", 1, b"moov", 2**62) + bytes(64))
        self.wait(0.1)
