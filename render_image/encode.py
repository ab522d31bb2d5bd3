"""The one H.264 profile: every chunk of every scene is encoded with exactly these settings.

Constant quality and no B-frames, so that chunks join by copying packets with exact counts; closed
groups of pictures that start at least every second, so that a player can seek and an editor can
cut. Manim's own settings (medium, crf 23) cost five times as much and look no better on flat
colours.
"""

from dataclasses import dataclass
from typing import Any

from render_image.door import Anything, av, new_video_frame, rate_of
from render_image.h264 import (
    NAL_PPS,
    NAL_SPS,
    StreamShape,
    UnknownStreamError,
    length_prefixed,
    read_shape,
    split_annex_b,
)

QUANTISER = 22
# Part of every chunk's key: raise it whenever the same frames may encode to other bytes.
PROFILE_NAME = "h264-cqp22-ultrafast-1"


def codec_options(key_frame_interval: int) -> dict[str, str]:
    return {
        "preset": "ultrafast",
        "qp": str(QUANTISER),
        "threads": "1",
        "bf": "0",
        "g": str(key_frame_interval),
        "forced-idr": "1",
        "x264-params": (
            "scenecut=0:open-gop=0:rc-lookahead=0:sync-lookahead=0:force-cfr=1"
            ":colormatrix=smpte170m"
        ),
    }


@dataclass(frozen=True)
class Sample:
    """One encoded frame as MP4 stores it."""

    data: bytes
    is_key: bool


class ChunkEncoder:
    """Encodes chunk after chunk with one codec; each chunk starts with a key frame."""

    def __init__(self, *, width: int, height: int, fps: float) -> None:
        rate = rate_of(fps)
        self.key_frame_interval = max(1, int(fps))
        context: Any = av.CodecContext.create("libx264", "w")
        context.width, context.height, context.pix_fmt = width, height, "yuv420p"
        context.framerate, context.time_base = rate, 1 / rate
        context.options = codec_options(self.key_frame_interval)
        context.flags |= int(av.codec.context.Flags.global_header)
        context.open()
        self._context = context
        self._next_pts = 0
        self._since_key = 0
        self._samples: list[Sample] = []
        units = split_annex_b(bytes(context.extradata))
        self.sps = next(unit for unit in units if unit[0] & 31 == NAL_SPS)
        self.pps = next(unit for unit in units if unit[0] & 31 == NAL_PPS)
        self._shape = _shape_or_none(self.sps, self.pps)

    def add(self, planes: Anything, repeat: int = 1) -> None:
        """Encode one picture (the I420 planes as one array) and show it for `repeat` frames."""
        self._encode(planes)
        for _ in range(repeat - 1):
            if self._shape is None or self._since_key >= self.key_frame_interval:
                self._encode(planes)
            else:
                unit = self._shape.skipping_slice(self._since_key)
                self._samples.append(Sample(length_prefixed([unit]), is_key=False))
                self._since_key += 1

    def finish_chunk(self) -> list[Sample]:
        """The samples of the chunk; the next frame starts a new one."""
        samples, self._samples = self._samples, []
        self._since_key = 0
        return samples

    def _encode(self, planes: Anything) -> None:
        starts_group = self._since_key % self.key_frame_interval == 0
        if starts_group:
            self._since_key = 0
        frame = new_video_frame(planes)
        frame.pts = self._next_pts
        frame.time_base = self._context.time_base
        if starts_group:
            frame.pict_type = av.video.frame.PictureType.I
        self._next_pts += 1
        packets = self._context.encode(frame)
        for packet in packets:
            data = length_prefixed(split_annex_b(bytes(packet)))
            self._samples.append(Sample(data, is_key=bool(packet.is_keyframe)))
        self._since_key += 1


def _shape_or_none(sps: bytes, pps: bytes) -> StreamShape | None:
    try:
        return read_shape(sps, pps)
    except UnknownStreamError:
        return None
