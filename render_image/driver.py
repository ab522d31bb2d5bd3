"""The process that runs the scene's own code: steps it, has its frames drawn, joins the file."""

from collections.abc import Callable, Mapping
from pathlib import Path
from time import monotonic

from render_image.encode import VideoFile
from render_image.failures import NoFramesError, failure_of
from render_image.hashes import HashFile
from render_image.inspect_scene import Findings
from render_image.job import Job
from render_image.poster import PosterChoice
from render_image.report import Stage
from render_image.stage import SCENE_FILE, configure, load_scene_class
from render_image.stepping import Timeline, run_scene, step_without_drawing

CHUNK_FILE = "chunk.mp4"
POSTER_FILE = "poster.jpg"
HASH_FILE = "frames.txt"

type_of_send = Callable[[Mapping[str, object]], None]


def drive(job: Job, folder: Path, send: type_of_send) -> Mapping[str, object]:
    """Run the job in this process; returns the closing message, whatever happens."""
    try:
        configure(job, folder)
        scene_class = load_scene_class(job, folder)
        return (_render if job.mode == "render" else _inspect)(job, scene_class, send)
    except (Exception, SystemExit) as error:  # noqa: BLE001 (the scene's code may raise anything; this is the top of its process)
        return failure_of(error, folder / SCENE_FILE).as_message()


def _render(job: Job, scene_class: type, send: type_of_send) -> Mapping[str, object]:
    started = monotonic()
    video = VideoFile(job.out_dir / CHUNK_FILE, width=job.width, height=job.height, fps=job.fps)
    hashes = HashFile(job.out_dir / HASH_FILE) if job.frame_hashes else None
    poster = PosterChoice()

    def take(pixels, repeat):
        if hashes is not None:
            hashes.add(pixels, repeat)
        poster.consider(pixels)
        video.write(pixels, repeat)

    def play_ended(_scene, timeline: Timeline) -> None:
        _tell(send, "drawing", timeline.frames)

    _, timeline = run_scene(scene_class, take, play_ended)
    if not timeline.frames:
        video.discard()
        message = "The scene plays nothing, so there is no video."
        raise NoFramesError(message)
    video.finish()
    if hashes is not None:
        hashes.close()
    poster.save(job.out_dir / POSTER_FILE)
    return {
        "type": "rendered",
        "file": CHUNK_FILE,
        "poster": POSTER_FILE,
        "preview": None,
        "durationInFrames": timeline.frames,
        "fps": job.fps,
        "width": job.width,
        "height": job.height,
        "hasAudio": False,
        "sections": timeline.section_messages(),
        "plays": timeline.play_messages(),
        "reusedChunks": 0,
        "drawnChunks": len(timeline.plays),
        "seconds": round(monotonic() - started, 3),
    }


def _inspect(job: Job, scene_class: type, send: type_of_send) -> Mapping[str, object]:
    started = monotonic()
    findings = Findings()
    step_without_drawing()

    def play_ended(scene, timeline: Timeline) -> None:
        findings.look(scene, len(timeline.plays) - 1, timeline.plays[-1].line)
        _tell(send, "stepping", timeline.frames)

    scene, timeline = run_scene(scene_class, lambda _pixels, _repeat: None, play_ended)
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
        "classes": findings.classes,
        "texts": findings.texts,
        "offFrame": findings.off_frame,
        "overlappingTexts": findings.overlaps,
        "smallTexts": findings.small_texts,
        "seconds": round(monotonic() - started, 3),
    }


def _tell(send: type_of_send, stage: Stage, done: int) -> None:
    send({"type": "progress", "stage": stage, "done": done, "total": None})
