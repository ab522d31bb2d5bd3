"""A drawing process: takes chunk lists from a shared queue, paints and encodes them, says so.

It never runs the scene's code. Several of them read the same pipe; a message is a fixed few bytes,
so each arrives whole at exactly one of them.
"""

import os
import struct
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from time import process_time

from render_image.canvas import Canvas
from render_image.chunkfile import Chunk, ChunkStore
from render_image.chunklist import ChunkList, from_bytes
from render_image.encode import ChunkEncoder
from render_image.hashes import hash_frame
from render_image.paint_flat import FlatPainter, make_batch
from render_image.paint_space import SpacePainter
from render_image.poster import information

TASK = struct.Struct("<I")
RESULT = struct.Struct("<IBf")
DRAWN, FAILED = 0, 1


def list_path(folder: Path, number: int) -> Path:
    return folder / f"{number}.list"


class Drawer:
    def __init__(self, *, width: int, height: int, fps: float, store: ChunkStore) -> None:
        self._canvas = Canvas(width=width, height=height)
        self._flat = FlatPainter(self._canvas)
        self._space: SpacePainter | None = None
        self._encoder = ChunkEncoder(width=width, height=height, fps=fps)
        self._store = store

    def draw(self, chunk: ChunkList) -> None:
        """Paint and encode a chunk and put it into the store."""
        self._flat.forget()
        if self._space is not None:
            self._space.forget()
        batch = make_batch(chunk.states)
        hashes: list[str] = []
        latest_hash = ""
        for frame, repeat in chunk.frames:
            if chunk.views[frame.moving.view][0] == "space":
                if self._space is None:
                    self._space = SpacePainter(self._canvas)
                changed = self._space.paint(frame, chunk.states, chunk.digests, chunk.views)
            else:
                changed = self._flat.paint(frame, batch, chunk.views)
            if changed is not None:
                self._canvas.convert(changed)
            self._encoder.add(self._canvas.planes, repeat)
            if chunk.with_hashes:
                if changed is not None or not latest_hash:
                    latest_hash = hash_frame(self._canvas.pixels)
                hashes.extend([latest_hash] * repeat)
        score = information(self._canvas.pixels)
        encoder = self._encoder
        kept_hashes = hashes if chunk.with_hashes else None
        self._store.write(
            chunk.key,
            Chunk(encoder.finish_chunk(), kept_hashes, score, encoder.sps, encoder.pps),
        )


def draw_until_closed(
    tasks: int, results: int, folder: Path, make_drawer: Callable[[], Drawer], *, at_once: bool
) -> None:
    """Serve the queue until its last writer is gone.

    A drawer is made at once where all will have to be drawn, else when the first list comes: its
    encoder and pictures cost as much as the reuse of a whole scene.
    """
    drawer = make_drawer() if at_once else None
    while True:
        message = os.read(tasks, TASK.size)
        if len(message) < TASK.size:
            return
        (number,) = TASK.unpack(message)
        path = list_path(folder, number)
        status = DRAWN
        before = process_time()
        try:
            chunk = from_bytes(path.read_bytes())
            path.unlink()
            drawer = drawer or make_drawer()
            drawer.draw(chunk)
        except Exception:  # noqa: BLE001 (the top of this process: the driver is told and draws the scene itself)
            traceback.print_exc(file=sys.stderr)
            status = FAILED
        os.write(results, RESULT.pack(number, status, process_time() - before))
