"""Only what a chunk may be is read; anything else is refused by name."""

import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.rendering.probe.mp4 import Film, MalformedError, read_film


def box(name: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", len(body) + 8, name) + body


def track(
    *, handler: bytes = b"vide", entry: bytes = b"avc1", url_flags: int = 1, step: int = 512
) -> bytes:
    sample_entry = box(entry, bytes(24) + struct.pack(">HH", 854, 480) + bytes(50))
    dref = box(b"dref", struct.pack(">II", 0, 1), box(b"url ", struct.pack(">I", url_flags)))
    table = box(
        b"stbl",
        box(b"stsd", struct.pack(">II", 0, 1), sample_entry),
        box(b"stts", struct.pack(">IIII", 0, 1, 30, step)),
        box(b"stsz", struct.pack(">III", 0, 0, 30) + bytes(120)),
    )
    return box(
        b"trak",
        box(b"tkhd", bytes(84)),
        box(
            b"mdia",
            box(b"mdhd", bytes(12) + struct.pack(">I", 7680) + bytes(8)),
            box(b"hdlr", bytes(8) + handler + bytes(13)),
            box(b"minf", box(b"dinf", dref), table),
        ),
    )


def film(*tracks: bytes, before: bytes = b"", after: bytes = b"", extra: bytes = b"") -> bytes:
    moov = box(b"moov", box(b"mvhd", bytes(100)), *tracks, extra)
    return box(b"ftyp", b"isom") + before + moov + box(b"mdat", b"pictures") + after


def read(tmp_path: Path, data: bytes) -> Film:
    path = tmp_path / "film.mp4"
    path.write_bytes(data)
    return read_film(path)


@pytest.mark.requirement("rendering:probe:structure")
def test_a_plain_chunk_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, film(track()))
    assert found == Film(frames=30, fps=15.0, width=854, height=480, has_audio=False)


def test_a_chunk_with_sound_is_read(tmp_path: Path) -> None:
    sound = track(handler=b"soun", entry=b"mp4a")
    assert read(tmp_path, film(track(), sound)).has_audio


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>" * 100,
        film(),
        film(track(), track()),
        film(track(entry=b"hvc1")),
        film(track(url_flags=0)),
        film(track(), before=box(b"moov")),
        film(track(), after=box(b"uuid", b"<script>")),
        film(track(), after=b"PK\x03\x04"),
        film(track(), extra=box(b"udta", box(b"meta", b"<script>"))),
        film(track(), extra=box(b"trak", box(b"edts", box(b"edts", box(b"edts"))))),
        film(track(), track(handler=b"soun", entry=b"mp4a", step=600)),
        film(track())[:-4],
        box(b"mdat", b"first") + film(track()),
    ],
    ids=range(14),
)
def test_anything_else_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(MalformedError):
        read(tmp_path, data)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 700), value=st.binary(min_size=1, max_size=8))
def test_a_damaged_chunk_is_read_or_refused_and_nothing_else(
    tmp_path: Path, place: int, value: bytes
) -> None:
    """Hostile bytes reach this parser in the trusted process, so it may end in two ways only."""
    data = bytearray(film(track()))
    place %= len(data)
    data[place : place + len(value)] = value
    try:
        found = read(tmp_path, bytes(data))
    except MalformedError:
        return
    assert found.frames >= 1
