# attack: O-37
# what: Answer with two megabytes of claims about the film.
# layer: messages are believed for nothing
# static: rejected
# class: RENDERED OUTPUT_MISSING LIMIT_OUTPUT
import av
import os
import time
import json

from manim import *


def finish():
    answer = '{"type":"rendered","file":"chunk.mp4","poster":"poster.jpg","preview":null}'
    for number in range(3, 64):
        try:
            os.write(number, answer.encode() + b"\n")
        except OSError:
            continue
    time.sleep(5)


def film(path, width=854, height=480, frames=30, codec="libx264", more=None):
    options = {"bf": "0", "g": "15", "x264-params": "scenecut=0:keyint=15"}
    with av.open(path, "w", format="mp4", options={"movflags": "faststart"}) as file:
        made = file.add_stream(codec, rate=15)
        made.width, made.height, made.pix_fmt = width, height, "yuv420p" if codec != "mjpeg" else "yuvj420p"
        made.options = options if codec == "libx264" else {}
        extra = more(file) if more else None
        for number in range(frames):
            picture = np.full((height, width, 3), number * 10 % 255, np.uint8)
            file.mux(made.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        if extra:
            extra()
        file.mux(made.encode(None))


class Attack(Scene):
    def construct(self):
        film("/job/out/chunk.mp4")
        claims = {"type": "rendered", "file": "../../etc/passwd", "poster": "/etc/passwd", "preview": "/etc/passwd", "plays": [{"firstFrame": 1, "frames": -1, "line": 10 ** 30}] * 5000,
            "sections": [{"name": "\x1b[31m\u202e/root/.ssh", "firstFrame": 0, "frames": 1}] * 2000, "report": {"\x00": [[[[[[[["deep"]]]]]]]], "x": "y" * 300_000}, "reusedChunks": -1, "width": 1e308}
        line = json.dumps(claims).encode() + b"\n"
        for number in range(3, 64):
            try:
                rest = line
                while rest:
                    rest = rest[os.write(number, rest):]
            except OSError:
                continue
        time.sleep(5)
