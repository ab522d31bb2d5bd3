"""Writes the MP4 file: index first, one constant step, counts taken from the samples.

A general muxer cannot be asked for exactly this (no edit list on the video, one time step, index
in front) without a second pass, and costs more than the join itself.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

TIMESCALE_MIN = 10_000
UNITY_MATRIX = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
AAC_FRAME = 1024


@dataclass(frozen=True, kw_only=True)
class VideoTrack:
    samples: Sequence[bytes]
    keys: Sequence[int]
    width: int
    height: int
    rate: Fraction
    sps: bytes
    pps: bytes


@dataclass(frozen=True, kw_only=True)
class AudioTrack:
    samples: Sequence[bytes]
    rate: int
    channels: int
    config: bytes
    priming: int
    duration: int


def write_mp4(path: Path, video: VideoTrack, audio: AudioTrack | None = None) -> int:
    """Write the file and return its size."""
    layout = _Layout(video, audio)
    head = _ftyp()
    # Offsets have a fixed width, so the index is as long with the real ones as with zeros.
    start = len(head) + len(_moov(video, audio, layout, 0)) + 8
    moov = _moov(video, audio, layout, start)
    with path.open("wb") as file:
        file.write(head)
        file.write(moov)
        file.write(struct.pack(">I4s", layout.payload_bytes + 8, b"mdat"))
        file.writelines(layout.payload)
        return file.tell()


class _Layout:
    """Where samples lie: a second of pictures, the second of sound beside it, and so on."""

    def __init__(self, video: VideoTrack, audio: AudioTrack | None) -> None:
        self.payload: list[bytes] = []
        self.payload_bytes = 0
        self.video_groups: list[tuple[int, int]] = []
        self.audio_groups: list[tuple[int, int]] = []
        frames_a_group = max(1, round(video.rate)) if audio else len(video.samples)
        spoken = 0
        for first in range(0, len(video.samples), frames_a_group):
            group = video.samples[first : first + frames_a_group]
            self.video_groups.append(self._append(group))
            if audio is None:
                continue
            shown = Fraction(first + len(group)) / video.rate
            is_last = first + frames_a_group >= len(video.samples)
            until = len(audio.samples) if is_last else int(shown * audio.rate) // AAC_FRAME
            if until > spoken:
                self.audio_groups.append(self._append(audio.samples[spoken:until]))
                spoken = until

    def _append(self, samples: Sequence[bytes]) -> tuple[int, int]:
        group = (self.payload_bytes, len(samples))
        self.payload.extend(samples)
        self.payload_bytes += sum(map(len, samples))
        return group


def _box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", len(body) + 8, kind) + body


def _full_box(kind: bytes, flags: int, *parts: bytes) -> bytes:
    return _box(kind, struct.pack(">I", flags), *parts)


def _ftyp() -> bytes:
    return _box(b"ftyp", b"isom", struct.pack(">I", 0x200), b"isomiso2avc1mp41")


def time_step(rate: Fraction) -> tuple[int, int]:
    """Ticks a second and ticks a frame, as Manim's own files have them (15360 and 512 at 30)."""
    timescale, step = rate.numerator, rate.denominator
    while timescale < TIMESCALE_MIN:
        timescale *= 2
        step *= 2
    return timescale, step


def _moov(video: VideoTrack, audio: AudioTrack | None, layout: _Layout, start: int) -> bytes:
    timescale, step = time_step(video.rate)
    duration = len(video.samples) * step
    mvhd = _full_box(
        b"mvhd",
        0,
        struct.pack(">IIII", 0, 0, timescale, duration),
        struct.pack(">IHH8x", 0x10000, 0x100, 0),
        UNITY_MATRIX,
        bytes(24),
        struct.pack(">I", 3 if audio else 2),
    )
    tracks = [_video_track(video, layout, start, timescale=timescale, duration=duration)]
    if audio is not None:
        tracks.append(_audio_track(audio, layout, start, timescale=timescale))
    return _box(b"moov", mvhd, *tracks)


def _video_track(
    video: VideoTrack, layout: _Layout, start: int, *, timescale: int, duration: int
) -> bytes:
    _, step = time_step(video.rate)
    table = _box(
        b"stbl",
        _full_box(b"stsd", 0, struct.pack(">I", 1), _avc1(video)),
        _full_box(b"stts", 0, struct.pack(">III", 1, len(video.samples), step)),
        _full_box(
            b"stss",
            0,
            struct.pack(">I", len(video.keys)),
            struct.pack(f">{len(video.keys)}I", *(key + 1 for key in video.keys)),
        ),
        *_sample_places(video.samples, layout.video_groups, start),
    )
    header = _full_box(b"vmhd", 1, bytes(8))
    return _box(
        b"trak",
        _tkhd(1, duration, volume=0, width=video.width, height=video.height),
        _media(header, table, b"vide", timescale=timescale, duration=duration),
    )


def _audio_track(audio: AudioTrack, layout: _Layout, start: int, *, timescale: int) -> bytes:
    length = len(audio.samples) * AAC_FRAME
    shown = audio.duration * timescale // audio.rate
    table = _box(
        b"stbl",
        _full_box(b"stsd", 0, struct.pack(">I", 1), _mp4a(audio)),
        _full_box(b"stts", 0, struct.pack(">III", 1, len(audio.samples), AAC_FRAME)),
        *_sample_places(audio.samples, layout.audio_groups, start),
    )
    edits = _box(
        b"edts",
        _full_box(b"elst", 0, struct.pack(">IIiHH", 1, shown, audio.priming, 1, 0)),
    )
    header = _full_box(b"smhd", 0, bytes(4))
    return _box(
        b"trak",
        _tkhd(2, shown, volume=0x100, width=0, height=0),
        edits,
        _media(header, table, b"soun", timescale=audio.rate, duration=length),
    )


def _tkhd(track: int, duration: int, *, volume: int, width: int, height: int) -> bytes:
    return _full_box(
        b"tkhd",
        3,
        struct.pack(">IIIII8x", 0, 0, track, 0, duration),
        struct.pack(">HHHH", 0, 0, volume, 0),
        UNITY_MATRIX,
        struct.pack(">II", width << 16, height << 16),
    )


def _media(header: bytes, table: bytes, kind: bytes, *, timescale: int, duration: int) -> bytes:
    language_undetermined = 0x55C4
    data_here = _full_box(b"dref", 0, struct.pack(">I", 1), _full_box(b"url ", 1))
    return _box(
        b"mdia",
        _full_box(
            b"mdhd", 0, struct.pack(">IIIIHH", 0, 0, timescale, duration, language_undetermined, 0)
        ),
        _full_box(b"hdlr", 0, bytes(4), kind, bytes(12), b"\0"),
        _box(b"minf", header, _box(b"dinf", data_here), table),
    )


def _sample_places(
    samples: Sequence[bytes], groups: Sequence[tuple[int, int]], start: int
) -> tuple[bytes, ...]:
    runs: list[tuple[int, int]] = []
    for index, (_, count) in enumerate(groups, 1):
        if not runs or runs[-1][1] != count:
            runs.append((index, count))
    stsc = b"".join(struct.pack(">III", index, count, 1) for index, count in runs)
    sizes = struct.pack(f">{len(samples)}I", *map(len, samples))
    offsets = struct.pack(f">{len(groups)}Q", *(start + offset for offset, _ in groups))
    return (
        _full_box(b"stsc", 0, struct.pack(">I", len(runs)), stsc),
        _full_box(b"stsz", 0, struct.pack(">II", 0, len(samples)), sizes),
        _full_box(b"co64", 0, struct.pack(">I", len(groups)), offsets),
    )


def _avc1(video: VideoTrack) -> bytes:
    avcc = _box(
        b"avcC",
        bytes([1, video.sps[1], video.sps[2], video.sps[3], 0xFF, 0xE1]),
        struct.pack(">H", len(video.sps)) + video.sps,
        bytes([1]) + struct.pack(">H", len(video.pps)) + video.pps,
    )
    return _box(
        b"avc1",
        bytes(6) + struct.pack(">H", 1) + bytes(16),
        struct.pack(">HHII", video.width, video.height, 0x480000, 0x480000),
        struct.pack(">IH32xHh", 0, 1, 24, -1),
        avcc,
    )


def _mp4a(audio: AudioTrack) -> bytes:
    specific = _descriptor(5, audio.config)
    decoder = _descriptor(4, struct.pack(">BB3xII", 0x40, 0x15, 0, 0) + specific)
    stream = _descriptor(3, struct.pack(">HB", 2, 0) + decoder + _descriptor(6, b"\x02"))
    return _box(
        b"mp4a",
        bytes(6) + struct.pack(">H", 1) + bytes(8),
        struct.pack(">HH4xI", audio.channels, 16, audio.rate << 16),
        _full_box(b"esds", 0, stream),
    )


def _descriptor(tag: int, body: bytes) -> bytes:
    return bytes([tag, len(body)]) + body
