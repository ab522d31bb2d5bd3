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

QUANTISER = 18
# Noise, photographs and pages of small text: there the usual one shows, so they get a finer one.
FINE_QUANTISER = 8
FINE_BITS_A_PIXEL = 0.5
# Part of every chunk's key: raise it whenever the same frames may encode to other bytes.
PROFILE_NAME = "h264-cqp18-8-ultrafast-3"


def codec_options(key_frame_interval: int, quantiser: int) -> dict[str, str]:
    return {
        "preset": "ultrafast",
        "qp": str(quantiser),
        "threads": "1",
        "bf": "0",
        "g": str(key_frame_interval),
        "forced-idr": "1",
        "x264-params": (
            "scenecut=0:open-gop=0:rc-lookahead=0:sync-lookahead=0:force-cfr=1"
            ":colormatrix=smpte170m:stitchable=1"
            # A slow fade changes a picture by less than one step: the usual rounding drops it.
            ":deadzone-inter=6"
        ),
    }


@dataclass(frozen=True)
class Sample:
    """One encoded frame as MP4 stores it."""

    data: bytes
    is_key: bool


class ChunkEncoder:
    """Encodes chunk after chunk; each starts with a key frame.

    Both of its codecs write the same parameter sets, so that one film may hold pictures of both.
    """

    def __init__(self, *, width: int, height: int, fps: float) -> None:
        self._size, self._rate = (width, height), rate_of(fps)
        self.key_frame_interval = max(1, int(fps))
        self._usual = self._open(QUANTISER)
        self._fine: Any = None
        self._context = self._usual
        self._usual_bytes_max = int(width * height * FINE_BITS_A_PIXEL / 8)
        self._next_pts = 0
        self._since_key = 0
        self._repeated = False
        self._samples: list[Sample] = []
        units = split_annex_b(bytes(self._usual.extradata))
        self.sps = next(unit for unit in units if unit[0] & 31 == NAL_SPS)
        self.pps = next(unit for unit in units if unit[0] & 31 == NAL_PPS)
        self._shape = _shape_or_none(self.sps, self.pps)

    def _open(self, quantiser: int) -> Anything:
        context: Any = av.CodecContext.create("libx264", "w")
        (context.width, context.height), context.pix_fmt = self._size, "yuv420p"
        context.framerate, context.time_base = self._rate, 1 / self._rate
        context.options = codec_options(self.key_frame_interval, quantiser)
        context.flags |= int(av.codec.context.Flags.global_header)
        context.open()
        return context

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
                self._repeated = True

    def finish_chunk(self) -> list[Sample]:
        """The samples of the chunk; the next frame starts a new one."""
        samples, self._samples = self._samples, []
        self._since_key = 0
        self._context = self._usual
        return samples

    def _encode(self, planes: Anything) -> None:
        starts_group = self._since_key % self.key_frame_interval == 0
        sample = self._sample(planes, starts_group=starts_group)
        if self._context is self._usual and len(sample.data) > self._usual_bytes_max:
            self._fine = self._fine or self._open(FINE_QUANTISER)
            self._context, starts_group = self._fine, True
            sample = self._sample(planes, starts_group=True)
        self._since_key = 1 if starts_group else self._since_key + 1
        self._repeated = self._repeated and not starts_group
        self._samples.append(sample)

    def _sample(self, planes: Anything, *, starts_group: bool) -> Sample:
        frame = new_video_frame(planes)
        frame.pts = self._next_pts
        frame.time_base = self._context.time_base
        if starts_group:
            frame.pict_type = av.video.frame.PictureType.I
        self._next_pts += 1
        (packet,) = self._context.encode(frame)
        units = split_annex_b(bytes(packet))
        if self._shape is not None and self._repeated and not starts_group:
            units = [self._shape.numbered(unit, self._since_key) for unit in units]
        return Sample(length_prefixed(units), is_key=bool(packet.is_keyframe))


def _shape_or_none(sps: bytes, pps: bytes) -> StreamShape | None:
    try:
        return read_shape(sps, pps)
    except UnknownStreamError:
        return None
