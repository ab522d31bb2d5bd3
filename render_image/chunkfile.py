"""Encoded chunks as files: named by the key of what they show, checked whenever they are read."""

import json
import os
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from render_image.encode import Sample
from render_image.hashes import DIGEST_BYTES

MAGIC = b"SWCHUNK3"
HEADER_BYTES_MAX = 1 << 26


@dataclass(frozen=True)
class Chunk:
    """Samples of consecutive frames, hashes of their pixels if taken, and a poster score.

    With the parameter sets that a decoder needs, so that joining chunks needs no encoder.
    """

    samples: list[Sample]
    hashes: list[str] | None
    score: float
    sps: bytes
    pps: bytes


class ChunkStore:
    """A folder of chunks. Files appear whole or not at all, and a damaged one counts as absent."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def is_empty(self) -> bool:
        """Whether nothing at all was kept here."""
        return next(self._folder.iterdir(), None) is None

    def path(self, key: str) -> Path:
        return self._folder / f"{key}.chunk"

    def write(self, key: str, chunk: Chunk) -> None:
        header = json.dumps(
            {
                "sizes": [len(sample.data) for sample in chunk.samples],
                "keys": [index for index, sample in enumerate(chunk.samples) if sample.is_key],
                "hashes": chunk.hashes,
                "score": chunk.score,
                "sps": chunk.sps.hex(),
                "pps": chunk.pps.hex(),
            }
        ).encode()
        body = b"".join(
            (MAGIC, len(header).to_bytes(4, "big"), header, *(s.data for s in chunk.samples))
        )
        path = self.path(key)
        partial = path.with_suffix(f".{os.getpid()}.partial")
        partial.write_bytes(body + _seal(key, body))
        partial.replace(path)

    def read(self, key: str) -> Chunk | None:
        """The chunk, or None when it is absent or damaged (then it is removed)."""
        path = self.path(key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        body, seal = data[:-DIGEST_BYTES], data[-DIGEST_BYTES:]
        if not body.startswith(MAGIC) or _seal(key, body) != seal:
            path.unlink(missing_ok=True)
            return None
        start = len(MAGIC) + 4
        length = int.from_bytes(body[len(MAGIC) : start], "big")
        header = json.loads(body[start : start + length])
        keys = set(header["keys"])
        samples: list[Sample] = []
        offset = start + length
        for index, size in enumerate(header["sizes"]):
            samples.append(Sample(body[offset : offset + size], is_key=index in keys))
            offset += size
        sps, pps = bytes.fromhex(header["sps"]), bytes.fromhex(header["pps"])
        return Chunk(samples, header["hashes"], header["score"], sps, pps)

    def write_poster(self, key: str, picture: bytes) -> None:
        """Keep the poster of a chunk beside it."""
        path = self._folder / f"{key}.poster"
        partial = path.with_suffix(f".{os.getpid()}.partial")
        partial.write_bytes(picture + _seal(key, picture))
        partial.replace(path)

    def read_poster(self, key: str) -> bytes | None:
        """The poster of a chunk, or None when it is absent or damaged."""
        try:
            data = (self._folder / f"{key}.poster").read_bytes()
        except OSError:
            return None
        picture, seal = data[:-DIGEST_BYTES], data[-DIGEST_BYTES:]
        return picture if _seal(key, picture) == seal else None


def _seal(key: str, body: bytes) -> bytes:
    return blake2b(body, digest_size=DIGEST_BYTES, key=key.encode()[:64]).digest()
