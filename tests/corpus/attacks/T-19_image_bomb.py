# attack: T-19
# what: Open a small picture that is enormous.
# layer: control group
# static: rejected
# class: CODE_ERROR LIMIT_MEMORY
import numpy as np
import struct
import zlib

from manim import *


class Attack(Scene):
    def construct(self):
        def part(kind, data):
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        head = part(b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 8, 6, 0, 0, 0))
        body = part(b"IDAT", zlib.compress(bytes(120_001) * 30_000, 9)) if False else part(b"IDAT", zlib.compress(bytes(1000)))
        open("/job/work/x.png", "wb").write(b"\x89PNG\r\n\x1a\n" + head + body + part(b"IEND", b""))
        self.add(ImageMobject("x.png"))
        self.wait(0.1)
