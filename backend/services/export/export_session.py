"""One export: fetch or re-render the chunks, join them, convert, upload, report.

```text
rendering ──▶ fetch each chunk, or render its source at the wanted size (cached)
          ──▶ join by stream copy ──▶ GIF | WebM ──▶ uploading ──▶ ready
```
"""

import shutil
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar, Final

from backend.errors import Owner, ServiceError
from backend.log import get_logger
from backend.rendering.errors import RenderCancelledError
from backend.rendering.outcome import Rendered
from backend.rendering.plan import Quality, RenderPlan
from backend.services.export.captions import to_vtt
from backend.services.export.converting import encode_chunk, to_gif, to_webm
from backend.services.export.joining import (
    ChunkFile,
    ChunkUnfitError,
    Film,
    Sound,
    join_chunks,
    shape_of,
)
from backend.services.jobs.messages import ExportJob, ExportScene
from backend.services.jobs.run import JobRun, ProgressNote
from backend.services.jobs.stop import StoppedError, StopReason
from backend.services.pipeline import failures
from backend.services.pipeline.upload import file_sha256
from backend.services.pipeline.workshop import Workshop
from backend.storage.keys import export_key

_LOG = get_logger(__name__)
_ROUTE = "/callbacks/export-updated"
_SOURCE_BYTES_MAX = 1 << 20
_HEIGHTS: Final = MappingProxyType(
    {"480p": 480, "720p": 720, "1080p": 1080, "1440p": 1440, "2160p": 2160}
)


class ExportDamagedError(ServiceError):
    """A chunk in the store is not the one that the ledger knows."""

    code: ClassVar[str] = "export.chunk_damaged"
    http_status: ClassVar[int] = 502
    retryable: ClassVar[bool] = True
    owner: ClassVar[Owner] = "upstream"


@dataclass(frozen=True)
class _Wanted:
    width: int
    height: int
    fps: int


class SessionExporter:
    """Makes one file; built for one attempt."""

    def __init__(self, job: ExportJob, run: JobRun, shop: Workshop) -> None:
        self._job = job
        self._run = run
        self._shop = shop
        self._total = sum(scene.duration_in_frames for scene in job.scenes)

    def make(self) -> None:
        """Export; a failure is reported, never raised, unless nobody wants it."""
        outcome, code = "succeeded", ""
        try:
            with self._shop.folder("export") as folder:
                self._make(folder)
        except ServiceError as error:
            failure = failures.of_error(error)
            outcome, code = "failed", failure.code
            _LOG.warning("export.failed", code=error.code, reason=error.message)
            self._report({"status": "error", "error": failure.as_json()}, durable=True)
        self._shop.observed.job_ended("export", outcome, code)

    def _make(self, folder: Path) -> None:
        self._tell("rendering", ProgressNote("collecting", 0, len(self._job.scenes)))
        chunks = [
            self._chunk(scene, number, folder) for number, scene in enumerate(self._job.scenes)
        ]
        film = self._join(chunks, folder)
        path, frames = self._convert(film, folder)
        self._tell("uploading", ProgressNote("uploading"))
        result = self._upload(path, film, frames)
        if self._job.captions:
            self._upload_captions(film, chunks, str(result["key"]))
        self._run.stop.check()
        self._report({"status": "ready", "result": result}, durable=True)

    def _wanted(self, scene: ExportScene) -> _Wanted:
        job = self._job
        if job.quality == "source":
            width, height = job.settings.width, job.settings.height
        else:
            height = _HEIGHTS[job.quality]
            width = round(scene.width * height / scene.height / 2) * 2
        return _Wanted(width, height, min(job.fps, 60))

    def _chunk(self, scene: ExportScene, number: int, folder: Path) -> ChunkFile:
        self._note(ProgressNote("collecting", number, len(self._job.scenes)))
        self._run.stop.check()
        path = folder / f"{number:04d}.mp4"
        if self._shop.storage.get_file("chunks", scene.chunk_key, path) != scene.checksum:
            message = "A chunk in the store does not have the checksum of the ledger."
            raise ExportDamagedError(message)
        wanted = self._wanted(scene)
        title = scene.title or f"Scene {scene.index + 1}"
        same_size = (scene.width, scene.height) == (wanted.width, wanted.height)
        if same_size and round(scene.fps) == wanted.fps:
            return ChunkFile(path, scene.duration_in_frames, title, _sound(scene, path))
        made = self._render_again(scene, wanted, folder / f"{number:04d}-again.mp4")
        if made is not None:
            return ChunkFile(made[0], made[1], title, _sound(scene, made[0]))
        scaled = folder / f"{number:04d}-scaled.mp4"
        frames = encode_chunk(
            path,
            scaled,
            size=(wanted.width, wanted.height),
            check_stop=self._run.stop.check,
        )
        return ChunkFile(scaled, frames, title, _sound(scene, path))

    def _render_again(
        self, scene: ExportScene, wanted: _Wanted, target: Path
    ) -> tuple[Path, int] | None:
        """The scene at another size; nothing when its source does not give the same film."""
        if scene.source_key is None:
            return None
        source = self._shop.storage.get_bytes(
            "sources", scene.source_key, size_bytes_max=_SOURCE_BYTES_MAX
        ).decode("utf-8")
        plan = RenderPlan(
            source=source,
            quality=Quality(wanted.width, wanted.height, wanted.fps),
            project=self._job.project_id,
            job_id=f"{self._job.job_id}-{self._job.attempt}",
            deadline_seconds=self._shop.render_seconds_max,
            workers=self._shop.render_workers,
        )
        with self._shop.slots.taken(self._run.stop):
            try:
                outcome = self._shop.renderer.render(
                    plan, on_progress=lambda _progress: None, cancel=self._run.stop
                )
            except RenderCancelledError as error:
                raise StoppedError(self._run.stop.reason or StopReason.CANCELLED) from error
        if not isinstance(outcome, Rendered):
            return None
        try:
            seconds_meant = scene.duration_in_frames / scene.fps
            seconds_made = outcome.duration_in_frames / outcome.fps
            # A cut scene's source makes the whole of it: such a film is scaled instead.
            if abs(seconds_made - seconds_meant) > max(1.0, seconds_meant * 0.1):
                return None
            shutil.copyfile(outcome.chunk, target)
            return target, outcome.duration_in_frames
        finally:
            self._shop.renderer.release(outcome)

    def _join(self, chunks: list[ChunkFile], folder: Path) -> Film:
        shapes = [shape_of(chunk.path) for chunk in chunks]
        fitting = [
            chunk if shape == shapes[0] else self._refit(chunk, shapes[0].width, shapes[0].height)
            for chunk, shape in zip(chunks, shapes, strict=True)
        ]
        return join_chunks(
            fitting,
            folder / "film.mp4",
            check_stop=self._run.stop.check,
            on_frames=lambda frames: self._note(ProgressNote("joining", frames, self._total)),
        )

    def _refit(self, chunk: ChunkFile, width: int, height: int) -> ChunkFile:
        target = chunk.path.with_suffix(".fit.mp4")
        frames = encode_chunk(
            chunk.path, target, size=(width, height), check_stop=self._run.stop.check
        )
        return ChunkFile(target, frames, chunk.title, chunk.sound)

    def _convert(self, film: Film, folder: Path) -> tuple[Path, int]:
        if self._job.format == "mp4":
            return film.path, film.frames
        target = folder / f"film.{self._job.format}"
        convert = to_gif if self._job.format == "gif" else to_webm
        frames = convert(
            film.path,
            target,
            check_stop=self._run.stop.check,
            on_frames=lambda done: self._note(ProgressNote("converting", done, film.frames)),
        )
        if frames != film.frames:
            message = f"The {self._job.format} has {frames} frames instead of {film.frames}."
            raise ChunkUnfitError(message)
        return target, frames

    def _upload(self, path: Path, film: Film, frames: int) -> dict[str, object]:
        digest = file_sha256(path)
        key = export_key(
            self._job.project_id,
            self._job.session_id,
            export_id=self._job.export_id,
            sha256=digest,
            suffix=self._job.format,
        )
        stored = self._shop.storage.put_file("chunks", key, path, sha256=digest)
        return {
            "key": key,
            "url": self._shop.storage.public_url(key),
            "bytes": stored.size_bytes,
            "checksum": digest,
            "durationInFrames": frames,
            "fps": round(film.fps),
            "width": film.width,
            "height": film.height,
        }

    def _upload_captions(self, film: Film, chunks: list[ChunkFile], film_key: str) -> None:
        """Beside the film, under its name with `.vtt`."""
        cues: list[tuple[int, int, str]] = []
        start = 0
        for scene, chunk in zip(self._job.scenes, chunks, strict=True):
            cues.append((start, chunk.frames, scene.narration or scene.title or ""))
            start += chunk.frames
        text = to_vtt(cues, Fraction(film.fps))
        key = f"{film_key.rpartition('.')[0]}.vtt"
        self._shop.storage.put_bytes("chunks", key, text.encode())

    def _note(self, note: ProgressNote) -> None:
        body = {"exportId": self._job.export_id, "status": "rendering", "progress": note.as_json()}
        self._run.note(lambda: (_ROUTE, dict(body)))

    def _tell(self, status: str, note: ProgressNote) -> None:
        self._report({"status": status, "progress": note.as_json()})
        self._run.stop.check()

    def _report(self, body: dict[str, object], *, durable: bool = False) -> None:
        self._run.report(_ROUTE, {"exportId": self._job.export_id, **body}, durable=durable)


def _sound(scene: ExportScene, path: Path) -> Sound | None:
    return Sound(path) if scene.has_audio else None
