"""The structure of a film, read in plain Python.

Only what a chunk may contain is known here; any box beyond that is refused by name. The numbers
that leave this module (frames, size, rate, sound) are the ones that the product believes.
"""

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_TOP: Final = frozenset({b"ftyp", b"moov", b"free", b"mdat"})
_CONTAINERS: Final = frozenset({b"moov", b"trak", b"edts", b"mdia", b"minf", b"dinf", b"stbl"})
_LEAVES: Final = frozenset(
    {b"mvhd", b"tkhd", b"elst", b"mdhd", b"hdlr", b"vmhd", b"smhd", b"dref", b"stsd", b"stts"}
    | {b"stss", b"stsc", b"stsz", b"stco", b"co64", b"sgpd", b"sbgp", b"ctts"}
)
# What our own writer adds, and nothing else: user data whose list of items is empty.
_EMPTY_UDTA: Final = (
    b"\0\0\0\x35meta\0\0\0\0\0\0\0\x21hdlr\0\0\0\0\0\0\0\0mdirappl\0\0\0\0\0\0\0\0\0\0\0\0\x08ilst"
)
_MOOV_BYTES_MAX: Final = 8 * 1024**2
_DEPTH_MAX: Final = 8
_HEADER: Final = 8
# A codec works in blocks, and begins with one that is not heard.
_SOUND_OVER: Final = 0.25
_LONG_HEADER: Final = 16


class MalformedError(Exception):
    """The file is not built as a chunk has to be."""


@dataclass(frozen=True, slots=True)
class Film:
    """What the structure says."""

    frames: int
    fps: float
    width: int
    height: int
    has_audio: bool


@dataclass(slots=True)
class _Track:
    handler: bytes = b""
    entry: bytes = b""
    timescale: int = 0
    samples: int = 0
    steps: tuple[tuple[int, int], ...] = ()
    width: int = 0
    height: int = 0

    @property
    def seconds(self) -> float:
        return sum(count * step for count, step in self.steps) / max(1, self.timescale)


def _boxes(data: memoryview) -> Iterator[tuple[bytes, memoryview]]:
    at = 0
    while at < len(data):
        if len(data) - at < _HEADER:
            reason = "A box is cut short."
            raise MalformedError(reason)
        size, name = struct.unpack_from(">I4s", data, at)
        if size < _HEADER or at + size > len(data):
            reason = "A box has an impossible size."
            raise MalformedError(reason)
        yield name, data[at + _HEADER : at + size]
        at += size


def read_film(path: Path) -> Film:
    """Read the structure.

    Raises:
        MalformedError: it is not exactly what a chunk may be.
    """
    with path.open("rb") as file:
        moov = _find_moov(file.fileno())
    tracks: list[_Track] = []
    try:
        _walk(memoryview(moov), tracks, depth=0)
    except (struct.error, IndexError) as error:
        reason = "A box is cut short."
        raise MalformedError(reason) from error
    return _film(tracks)


def _find_moov(fd: int) -> bytes:
    """The header box, which must come before the samples."""
    end, at, order = os.fstat(fd).st_size, 0, list[bytes]()
    moov = b""
    while at < end:
        header = os.pread(fd, _LONG_HEADER, at)
        if len(header) < _HEADER:
            reason = "The file is cut short."
            raise MalformedError(reason)
        size, name = struct.unpack_from(">I4s", header)
        head = _HEADER
        if size == 1 and name == b"mdat" and len(header) == _LONG_HEADER:
            size, head = struct.unpack_from(">Q", header, _HEADER)[0], _LONG_HEADER
        if name not in _TOP or size < head or at + size > end:
            reason = "The file has a part that a chunk cannot have."
            raise MalformedError(reason)
        if name == b"moov":
            if size > _MOOV_BYTES_MAX:
                reason = "The header is too large."
                raise MalformedError(reason)
            moov = os.pread(fd, size - _HEADER, at + _HEADER)
        order.append(name)
        at += size
    wanted = [name for name in order if name != b"free"]
    if wanted != [b"ftyp", b"moov", b"mdat"]:
        reason = "The file's parts are missing, doubled or out of order."
        raise MalformedError(reason)
    return moov


def _walk(data: memoryview, tracks: list[_Track], *, depth: int) -> None:
    if depth > _DEPTH_MAX:
        reason = "Boxes are nested too deeply."
        raise MalformedError(reason)
    for name, body in _boxes(data):
        if name == b"trak":
            tracks.append(_Track())
        if name == b"udta" and bytes(body) == _EMPTY_UDTA:
            continue
        if name in _CONTAINERS:
            _walk(body, tracks, depth=depth + 1)
        elif name not in _LEAVES:
            reason = f"The box {name.decode('latin-1')!r} has no place in a chunk."
            raise MalformedError(reason)
        elif tracks:
            _leaf(name, body, tracks[-1])


def _leaf(name: bytes, body: memoryview, track: _Track) -> None:
    if name == b"hdlr":
        track.handler = bytes(body[8:12])
    elif name == b"mdhd":
        track.timescale = struct.unpack_from(">I", body, 20 if body[0] == 1 else 12)[0]
    elif name == b"dref":
        _check_self_contained(body)
    elif name == b"stsd":
        _read_entry(body, track)
    elif name == b"stsz":
        track.samples = struct.unpack_from(">I", body, 8)[0]
    elif name == b"stts":
        count = struct.unpack_from(">I", body, 4)[0]
        if count * 8 + 8 != len(body):
            reason = "The times are cut short."
            raise MalformedError(reason)
        track.steps = tuple(struct.iter_unpack(">II", body[8:]))


def _check_self_contained(body: memoryview) -> None:
    """References to data elsewhere are how a film opens other files."""
    entries = list(_boxes(body[8:]))
    if [(name, bytes(entry)) for name, entry in entries] != [(b"url ", b"\0\0\0\1")]:
        reason = "The film refers to data outside itself."
        raise MalformedError(reason)


def _read_entry(body: memoryview, track: _Track) -> None:
    entries = list(_boxes(body[8:]))
    if len(entries) != 1:
        reason = "A track changes its format."
        raise MalformedError(reason)
    track.entry, entry = entries[0]
    if track.entry == b"avc1":
        track.width, track.height = struct.unpack_from(">HH", entry, 24)


def _film(tracks: list[_Track]) -> Film:
    pictures = [t for t in tracks if (t.handler, t.entry) == (b"vide", b"avc1")]
    sounds = [t for t in tracks if (t.handler, t.entry) == (b"soun", b"mp4a")]
    if len(pictures) != 1 or len(sounds) > 1 or len(tracks) != len(pictures) + len(sounds):
        reason = "The tracks are not one picture and at most one sound."
        raise MalformedError(reason)
    picture = pictures[0]
    steps = {step for _, step in picture.steps}
    counted = sum(count for count, _ in picture.steps)
    if len(steps) != 1 or counted != picture.samples or not picture.samples:
        reason = "The frames are not evenly spaced."
        raise MalformedError(reason)
    step = steps.pop()
    if step == 0:
        reason = "The frames have no length."
        raise MalformedError(reason)
    if any(sound.seconds > picture.seconds + _SOUND_OVER for sound in sounds):
        reason = "The sound is longer than the picture."
        raise MalformedError(reason)
    return Film(
        frames=picture.samples,
        fps=picture.timescale / step,
        width=picture.width,
        height=picture.height,
        has_audio=bool(sounds),
    )
