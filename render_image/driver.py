"""The process that runs the scene's own code: steps it, has its frames drawn, joins the files."""

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from time import monotonic, process_time

from render_image.audio import audio_track
from render_image.chunkfile import ChunkStore
from render_image.door import Anything
from render_image.failures import NoFramesError, failure_of
from render_image.film import read_chunks, write_hashes, write_poster, write_video
from render_image.inspect_scene import Findings
from render_image.job import Job
from render_image.planner import Piece, Planner, Queue
from render_image.stage import SCENE_FILE, load_scene_class, own_settings
from render_image.stepper import NeedsManimError, run_scene
from render_image.tex_store import TexStore, typeset_in_its_folder
from render_image.timeline import Timeline

CHUNK_FILE = "chunk.mp4"
POSTER_FILE = "poster.jpg"
HASH_FILE = "frames.txt"
PROGRESS_SECONDS = 0.1
COLLECTION_THRESHOLDS = (50_000, 20, 20)
# Not a closing message: the supervisor starts the scene again with Manim drawing every frame.
DRAW_ALL: Mapping[str, object] = {"type": "draw-all"}
# Nor this: the file's own size and rate hold, as for the command, and the drawers must know them.
RESIZED = "resized"
Send = Callable[[Mapping[str, object]], None]


@dataclass(frozen=True)
class FileNames:
    """What a run writes into the job's folder."""

    video: str = CHUNK_FILE
    poster: str | None = POSTER_FILE
    first: str | None = None


FILM = FileNames()
PREVIEW = FileNames("preview.mp4", "preview.jpg", "preview-first.mp4")


def drive(
    job: Job, queue: Queue, send: Send, *, names: FileNames = FILM, draw_all: bool
) -> Mapping[str, object]:
    """Run the job in this process; returns the closing message, whatever happens."""
    folder = queue.folder
    # The process ends with its job, so cycles may pile up longer than Python lets them by default.
    gc.set_threshold(*COLLECTION_THRESHOLDS)
    try:
        typeset_in_its_folder()
        if job.cache_dir is not None:
            TexStore(job.cache_dir / "formulas").install()
        scene_class = load_scene_class(job, folder)
        own = own_settings(job)
        if own is not None:
            return {"type": RESIZED, "width": own.width, "height": own.height, "fps": own.fps}
        if job.mode == "inspect":
            return _inspect(job, scene_class, send, draw_all=draw_all)
        return _render(job, scene_class, queue, send, names=names, draw_all=draw_all)
    except NeedsManimError:
        return DRAW_ALL
    except (Exception, SystemExit) as error:  # noqa: BLE001 (the scene's code may raise anything; this is the top of its process)
        return failure_of(error, folder / SCENE_FILE).as_message()


def _render(
    job: Job, scene_class: Anything, queue: Queue, send: Send, *, names: FileNames, draw_all: bool
) -> Mapping[str, object]:
    started, busy = monotonic(), process_time()
    progress = _Progress(send)
    own_store = ChunkStore(queue.folder / "chunks")
    store = own_store if job.cache_dir is None else ChunkStore(job.cache_dir / "chunks")
    show_first = None if names.first is None else partial(_send_first, job, names, send)
    planner = Planner(
        job,
        queue,
        store=store,
        own_store=own_store,
        tell=lambda done: progress.tell("drawing", done),
        on_first=show_first,
    )
    timeline = Timeline()
    findings = Findings()

    def play_ended(scene: Anything) -> None:
        progress.tell("stepping", timeline.frames)
        if job.report:
            findings.look(scene, len(timeline.plays) - 1, timeline.plays[-1].line)

    scene = run_scene(scene_class, timeline, play_ended, planner, draw_all=draw_all)
    if not timeline.frames:
        message = "The scene plays nothing, so there is no video."
        raise NoFramesError(message)
    progress.total = timeline.frames
    planner.finish()
    send({"type": "progress", "stage": "joining", "done": 0, "total": timeline.frames})
    chunks = read_chunks(planner.pieces)
    audio = audio_track(scene.renderer.file_writer, frames=timeline.frames, fps=job.fps)
    write_video(job.out_dir / names.video, chunks, job, audio=audio)
    if job.frame_hashes:
        write_hashes(job.out_dir / HASH_FILE, chunks)
    if names.poster is not None:
        write_poster(job.out_dir / names.poster, planner.pieces, chunks)
    return {
        "type": "rendered",
        "file": names.video,
        "poster": names.poster,
        "preview": None,
        "durationInFrames": timeline.frames,
        "fps": job.fps,
        "width": job.width,
        "height": job.height,
        "hasAudio": audio is not None,
        "sections": timeline.section_messages(),
        "plays": timeline.play_messages(),
        "reusedChunks": planner.reused,
        "drawnChunks": planner.drawn_chunks,
        # Processor time: of this process, of all drawers, and of the longest chunk.
        "stepSeconds": round(process_time() - busy, 3),
        "drawSeconds": round(planner.draw_seconds, 3),
        "longestDrawSeconds": round(planner.longest_draw_seconds, 3),
        "usedChunks": sorted({piece.key for piece in planner.pieces if piece.store is store}),
        "report": _report(findings) if job.report else None,
        "seconds": round(monotonic() - started, 3),
    }


def _report(findings: Findings) -> Mapping[str, object]:
    return {
        "classes": findings.classes,
        "texts": findings.texts,
        "offFrame": findings.off_frame,
        "overlappingTexts": findings.overlaps,
        "smallTexts": findings.small_texts,
    }


def _send_first(job: Job, names: FileNames, send: Send, piece: Piece) -> None:
    """Show the first second as soon as it is drawn."""
    write_video(job.out_dir / str(names.first), read_chunks([piece]), job, audio=None)
    send(
        {
            "type": "preview",
            "file": names.first,
            "complete": False,
            "durationInFrames": piece.frames,
            "fps": job.fps,
            "width": job.width,
            "height": job.height,
        }
    )


def _inspect(
    job: Job, scene_class: Anything, send: Send, *, draw_all: bool
) -> Mapping[str, object]:
    started = monotonic()
    findings = Findings()
    progress = _Progress(send)
    timeline = Timeline()

    def play_ended(scene: Anything) -> None:
        findings.look(scene, len(timeline.plays) - 1, timeline.plays[-1].line)
        progress.tell("stepping", timeline.frames)

    scene = run_scene(scene_class, timeline, play_ended, None, draw_all=draw_all)
    if not timeline.plays:
        findings.look(scene, 0, None)
    return {
        "type": "inspected",
        "scene": scene_class.__name__,
        "durationInFrames": timeline.frames,
        "fps": job.fps,
        "durationSeconds": round(timeline.frames / job.fps, 3),
        "sections": timeline.section_messages(),
        "plays": timeline.play_messages(),
        **_report(findings),
        "seconds": round(monotonic() - started, 3),
    }


class _Progress:
    """Passes progress on, a few times a second; of how many frames, once that is known."""

    def __init__(self, send: Send) -> None:
        self.total: int | None = None
        self._send = send
        self._latest = -PROGRESS_SECONDS

    def tell(self, stage: str, done: int) -> None:
        now = monotonic()
        if now - self._latest >= PROGRESS_SECONDS:
            self._latest = now
            self._send({"type": "progress", "stage": stage, "done": done, "total": self.total})
