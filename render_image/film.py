"""Joins the pieces of a run into the files of the job: the video, its hashes, its poster."""

from collections.abc import Sequence
from pathlib import Path

from render_image.chunkfile import Chunk
from render_image.door import Anything, av, rate_of
from render_image.h264 import START_CODE
from render_image.job import Job
from render_image.mp4 import AudioTrack, VideoTrack, write_mp4
from render_image.planner import Piece
from render_image.poster import as_jpeg


class LostChunkError(Exception):
    """A chunk that was reported drawn cannot be read back."""


def read_chunks(pieces: Sequence[Piece]) -> list[Chunk]:
    """Read every piece's chunk.

    Raises:
        LostChunkError: one is gone or damaged.
    """
    chunks: list[Chunk] = []
    seen: dict[tuple[int, str], Chunk] = {}
    for piece in pieces:
        place = (id(piece.store), piece.key)
        chunk = seen.get(place) or piece.chunk or piece.store.read(piece.key)
        if chunk is None or len(chunk.samples) != piece.frames:
            raise LostChunkError(piece.key)
        seen[place] = chunk
        chunks.append(chunk)
    return chunks


def write_video(
    path: Path,
    chunks: Sequence[Chunk],
    job: Job,
    *,
    audio: AudioTrack | None,
) -> None:
    samples = [sample for chunk in chunks for sample in chunk.samples]
    track = VideoTrack(
        samples=[sample.data for sample in samples],
        keys=[index for index, sample in enumerate(samples) if sample.is_key],
        width=job.width,
        height=job.height,
        rate=rate_of(job.fps),
        sps=chunks[0].sps,
        pps=chunks[0].pps,
    )
    write_mp4(path, track, audio)


def write_hashes(path: Path, chunks: Sequence[Chunk]) -> None:
    with path.open("w", encoding="ascii") as file:
        for chunk in chunks:
            file.writelines(f"{digest}\n" for digest in chunk.hashes or ())


def write_poster(path: Path, pieces: Sequence[Piece], chunks: Sequence[Chunk]) -> None:
    """Save the last frame of the chunk that shows the most; of equals the latest."""
    place = max(range(len(chunks)), key=lambda index: (chunks[index].score, index))
    piece = pieces[place]
    kept = piece.store.read_poster(piece.key)
    if kept is None:
        kept = as_jpeg(last_picture(chunks[place]))
        piece.store.write_poster(piece.key, kept)
    path.write_bytes(kept)


def last_picture(chunk: Chunk) -> Anything:
    """Decode the last frame of a chunk, from its last key frame on."""
    last_key = max(index for index, sample in enumerate(chunk.samples) if sample.is_key)
    decoder = av.CodecContext.create("h264", "r")
    decoder.thread_count = 1
    data = b"".join(START_CODE + unit for unit in (chunk.sps, chunk.pps))
    pictures: list[Anything] = []
    for sample in chunk.samples[last_key:]:
        pictures = decoder.decode(av.Packet(data + _annex_b(sample.data))) or pictures
        data = b""
    return (decoder.decode(None) or pictures)[-1]


def _annex_b(data: bytes) -> bytes:
    """Length-prefixed units with start codes: a key frame may carry a message before its slice."""
    units: list[bytes] = []
    while data:
        length = int.from_bytes(data[:4], "big")
        units.append(START_CODE + data[4 : 4 + length])
        data = data[4 + length :]
    return b"".join(units)
