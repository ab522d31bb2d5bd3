"""A chunk as it travels from the stepping process to a drawing one."""

import pickle
from dataclasses import dataclass
from typing import cast

from render_image.door import Anything
from render_image.drawlist import FrameList, Layer, Recorder


@dataclass(frozen=True)
class ChunkList:
    """Consecutive frames, each with the times it is shown, and all the values they refer to."""

    key: str
    frames: tuple[tuple[FrameList, int], ...]
    states: dict[int, tuple[Anything, ...]]
    digests: dict[int, bytes]
    views: dict[int, tuple[Anything, ...]]
    with_hashes: bool

    def to_bytes(self) -> bytes:
        # Both ends are processes of one job on one machine; the bytes never come from elsewhere.
        return pickle.dumps(self, protocol=5)


def from_bytes(data: bytes) -> ChunkList:
    return cast("ChunkList", pickle.loads(data))  # noqa: S301 (written by our own parent process)


def pack(
    key: str, frames: list[tuple[FrameList, int]], recorder: Recorder, *, with_hashes: bool
) -> ChunkList:
    layers: list[Layer] = []
    for frame, _ in frames:
        layers.append(frame.moving)
        if frame.still is not None:
            layers.append(frame.still)
    numbers = {number for layer in layers for number in layer.states}
    views = {layer.view for layer in layers}
    return ChunkList(
        key,
        tuple(frames),
        {number: recorder.states[number] for number in numbers},
        {number: recorder.digests[number] for number in numbers},
        {view: recorder.views[view] for view in views},
        with_hashes,
    )
