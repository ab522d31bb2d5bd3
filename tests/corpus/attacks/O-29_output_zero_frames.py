# attack: O-29
# what: Answer with a film without frames.
# layer: probe
# static: rejected
# class: OUTPUT_INVALID OUTPUT_MISSING
import av
import numpy as np
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


def film(path, width=854, fps=15, streams=1, codec="libx264", pixels="yuv420p", title="",
         b_frames=0, frames=20, keys=15, container="mp4"):
    options = {"bf": str(b_frames), "g": str(keys), "x264-params": f"scenecut=0:keyint={keys}"}
    with av.open(path, "w", format=container) as file:
        file.metadata["title"] = title
        made = [file.add_stream(codec, rate=fps) for _ in range(streams)]
        for stream in made:
            stream.width, stream.height, stream.pix_fmt = width, 480, pixels
            stream.options = options if codec == "libx264" else {}
        for number in range(frames):
            picture = np.full((480, width, 3), number * 10 % 255, np.uint8)
            picture[:, number % width] = 255
            for stream in made:
                file.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        for stream in made:
            file.mux(stream.encode(None) if frames else [])


class Attack(Scene):
    def construct(self):
        film("/job/out/chunk.mp4", frames=0)
        finish()
