"""Frame hashes: the 16-byte BLAKE2b of the RGBA bytes that go to the encoder, one line a frame."""

from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DIGEST_BYTES = 16


def hash_frame(pixels: NDArray[np.uint8]) -> str:
    return blake2b(pixels.data, digest_size=DIGEST_BYTES).hexdigest()


class HashFile:
    """Writes one line for each frame, in the order the encoder gets them."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="ascii")

    def add(self, pixels: NDArray[np.uint8], repeat: int) -> None:
        self._file.write(f"{hash_frame(pixels)}\n" * repeat)

    def close(self) -> None:
        self._file.close()
