# attack: O-34
# what: Answer with an hour of sound beside two seconds of picture.
# layer: probe
# static: rejected
# class: OUTPUT_INVALID
import av
import os
import time

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
        def sound(file):
            track = file.add_stream("aac", rate=48000, layout="mono")
            def add():
                for number in range(0, 48000 * 600, 1024):
                    frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
                    frame.sample_rate, frame.pts = 48000, number
                    file.mux(track.encode(frame))
                file.mux(track.encode(None))
            return add
        film("/job/out/chunk.mp4", more=sound)
        finish()
