"""Cuts the frames of a run into chunks and gets each one: from the store, from a drawer, or here.

frames ─▶ chunk (one play, at most a second) ─▶ key ─▶ in the store? ── yes ─▶ reused
                                                          │ no
                                                          ▼
                                                queue ─▶ drawers ─▶ store
"""

import os
import select
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from render_image.canvas import Canvas
from render_image.chunkfile import Chunk, ChunkStore
from render_image.chunklist import pack
from render_image.door import Anything
from render_image.drawer import DRAWN, RESULT, TASK, list_path
from render_image.drawlist import FrameList, Layer, Recorder, drawing_libraries
from render_image.encode import PROFILE_NAME, ChunkEncoder
from render_image.hashes import hash_frame
from render_image.job import Job
from render_image.poster import information
from render_image.stepper import NeedsManimError

CHUNK_SECONDS = 1.0
# Somebody waits to see the first of these.
FIRST_FRAMES = 4
WAITING_A_WORKER_MAX = 3
KEY_CHARS = 40


@dataclass(frozen=True)
class Queue:
    """The driver's ends of the pipes to the drawers."""

    tasks: int
    results: int
    folder: Path
    workers: int


@dataclass(frozen=True)
class Piece:
    """A place in the film: which chunk stands there, in which store; read already if reused."""

    key: str
    store: ChunkStore
    frames: int
    chunk: Chunk | None = None


class Planner:
    """A frame sink that turns frames into pieces."""

    def __init__(
        self,
        job: Job,
        queue: Queue,
        *,
        store: ChunkStore,
        own_store: ChunkStore,
        tell: Callable[[int], None],
        on_first: Callable[[Piece], None] | None = None,
    ) -> None:
        self.recorder = Recorder(width=job.width, height=job.height)
        self.pieces: list[Piece] = []
        self.reused = 0
        self.draw_seconds = self.longest_draw_seconds = 0.0
        self.drawn_chunks = 0
        self._job = job
        self._queue = queue
        self._store, self._own_store = store, own_store
        self._tell = tell
        self._chunk_frames = max(1, int(job.fps * CHUNK_SECONDS))
        self._first_frames = self._chunk_frames if on_first is None else FIRST_FRAMES
        self._seed = f"{PROFILE_NAME}|{drawing_libraries()}|{job.width}x{job.height}@{job.fps}|"
        self._frames: list[tuple[FrameList, int]] = []
        self._frame_count = 0
        self._asked: set[str] = set()
        self._waiting: dict[int, int] = {}
        self._next_task = 0
        self._frames_done = 0
        self._direct: _DirectDrawer | None = None
        self._on_first = on_first

    def listed(self, frame: FrameList, repeat: int) -> None:
        if repeat > 1:
            self._flush()
        if self._frames and self._frames[-1][0].digest == frame.digest:
            self._frames[-1] = (frame, self._frames[-1][1] + repeat)
        else:
            self._frames.append((frame, repeat))
        self._frame_count += repeat
        wanted = self._chunk_frames if self.pieces else self._first_frames
        if repeat > 1 or self._frame_count >= wanted:
            self._flush()
        elif self._on_first is not None and self._waiting:
            self._collect(wait=False)

    def drawn(self, pixels: Anything, repeat: int) -> None:
        if self._direct is None:
            self._direct = _DirectDrawer(self._job, self._own_store)
        self._direct.add(pixels, repeat)
        if self._direct.frames >= self._chunk_frames:
            self._flush_direct()

    def renew(self, still: Layer | None) -> Layer | None:
        self._flush()
        return self.recorder.forget(still)

    def end_play(self) -> None:
        self._flush()
        self._flush_direct()

    def finish(self) -> None:
        """Wait until every chunk that was asked for is in the store."""
        while self._waiting:
            self._collect(wait=True)

    def _flush(self) -> None:
        if not self._frames:
            return
        frames, self._frames = self._frames, []
        count, self._frame_count = self._frame_count, 0
        key = self._key(frames)
        kept = None if key in self._asked else self._find(key)
        self.pieces.append(Piece(key, self._store, count, kept))
        if key in self._asked or kept is not None:
            self.reused += 1
            self._frames_done += count
            if len(self.pieces) == 1:
                self._first_is_there()
            return
        self._asked.add(key)
        self.drawn_chunks += 1
        while len(self._waiting) >= WAITING_A_WORKER_MAX * self._queue.workers:
            self._collect(wait=True)
        chunk = pack(key, frames, self.recorder, with_hashes=self._job.frame_hashes)
        number, self._next_task = self._next_task, self._next_task + 1
        list_path(self._queue.folder, number).write_bytes(chunk.to_bytes())
        self._waiting[number] = count
        os.write(self._queue.tasks, TASK.pack(number))
        self._collect(wait=False)

    def _find(self, key: str) -> Chunk | None:
        chunk = self._store.read(key)
        lacks_hashes = chunk is not None and self._job.frame_hashes and chunk.hashes is None
        return None if lacks_hashes else chunk

    def _key(self, frames: list[tuple[FrameList, int]]) -> str:
        hasher = blake2b(self._seed.encode(), digest_size=KEY_CHARS // 2)
        for frame, repeat in frames:
            hasher.update(frame.digest + repeat.to_bytes(4, "big"))
        return hasher.hexdigest()

    def _collect(self, *, wait: bool) -> None:
        while select.select([self._queue.results], [], [], None if wait else 0)[0]:
            message = os.read(self._queue.results, RESULT.size)
            if len(message) < RESULT.size:
                raise NeedsManimError
            number, status, seconds = RESULT.unpack(message)
            if status != DRAWN:
                raise NeedsManimError
            self._frames_done += self._waiting.pop(number)
            self.draw_seconds += seconds
            self.longest_draw_seconds = max(self.longest_draw_seconds, seconds)
            self._tell(self._frames_done)
            if number == 0:
                self._first_is_there()
            wait = False

    def _first_is_there(self) -> None:
        if self._on_first is not None:
            self._on_first(self.pieces[0])
            self._on_first = None

    def _flush_direct(self) -> None:
        if self._direct is None or not self._direct.frames:
            return
        count = self._direct.frames
        key = f"drawn-here-{len(self.pieces)}"
        self._direct.finish(key)
        self.pieces.append(Piece(key, self._own_store, count))
        self.drawn_chunks += 1
        self._frames_done += count
        self._tell(self._frames_done)


class _DirectDrawer:
    """Encodes pictures that Manim drew in this process."""

    def __init__(self, job: Job, store: ChunkStore) -> None:
        self._canvas = Canvas(width=job.width, height=job.height)
        self._encoder = ChunkEncoder(width=job.width, height=job.height, fps=job.fps)
        self._store = store
        self._with_hashes = job.frame_hashes
        self._hashes: list[str] = []
        self.frames = 0

    def add(self, pixels: Anything, repeat: int) -> None:
        self._canvas.pixels[:] = pixels
        self._canvas.convert(self._canvas.whole)
        self._encoder.add(self._canvas.planes, repeat)
        if self._with_hashes:
            self._hashes.extend([hash_frame(pixels)] * repeat)
        self.frames += repeat

    def finish(self, key: str) -> None:
        hashes, self._hashes = self._hashes, []
        score = information(self._canvas.pixels)
        encoder = self._encoder
        kept = hashes if self._with_hashes else None
        self._store.write(key, Chunk(encoder.finish_chunk(), kept, score, encoder.sps, encoder.pps))
        self.frames = 0
