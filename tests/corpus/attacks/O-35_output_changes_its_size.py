# attack: O-35
# what: Answer with a film that becomes larger in its middle.
# layer: probe
# static: rejected
# class: OUTPUT_INVALID
import av
import os
import time
import av.bitstream
from fractions import Fraction

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
        film("/job/tmp/small.mp4")
        film("/job/tmp/large.mp4", width=2048, height=1152, frames=15)
        packets = []
        with av.open("/job/tmp/small.mp4") as small, av.open("/job/tmp/large.mp4") as large:
            track = small.streams.video[0]
            bits = av.bitstream.BitStreamFilterContext("h264_mp4toannexb", large.streams.video[0])
            big = []
            for packet in large.demux(video=0):
                if packet.size:
                    for part in bits.filter(packet):
                        data, out = bytes(part), b""
                        for unit in data.replace(b"\0\0\0\1", b"\0\0\1").split(b"\0\0\1")[1:]:
                            out += len(unit).to_bytes(4, "big") + unit
                        big.append(out)
            with av.open("/job/out/chunk.mp4", "w", format="mp4") as made:
                output = made.add_stream_from_template(track)
                number = 0
                originals = [(bytes(p), p.is_keyframe) for p in small.demux(video=0) if p.size]
                for data, key in [*originals[:15], *[(b, i == 0) for i, b in enumerate(big)], *originals[15:]]:
                    packet = av.Packet(data)
                    packet.stream, packet.time_base, packet.is_keyframe = output, Fraction(1, 15), key
                    packet.pts = packet.dts = number
                    packet.duration = 1
                    number += 1
                    made.mux(packet)
        finish()
