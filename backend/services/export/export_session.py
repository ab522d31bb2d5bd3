"""One export: gather the scenes' films, join them, convert, upload, report.

```text
rendering ──▶ gather ──▶ join by stream copy ──▶ GIF | WebM ──▶ uploading ──▶ ready
```
"""

import hashlib
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from backend.services.export.captions import to_vtt
from backend.services.export.converting import encode_chunk, look_of, to_gif, to_webm
from backend.services.export.ending import ending
from backend.services.export.gathering import Gatherer
from backend.services.export.joining import (
    ChunkFile,
    ChunkUnfitError,
    Film,
    Shape,
    join_chunks,
    shape_of,
)
from backend.services.jobs.messages import ExportJob
from backend.services.jobs.run import JobRun, ProgressNote
from backend.services.pipeline.upload import file_sha256
from backend.services.pipeline.workshop import Workshop
from backend.storage.keys import export_key

_ROUTE = "/callbacks/export-updated"


class SessionExporter:
    """Makes one file; built for one attempt."""

    def __init__(self, job: ExportJob, run: JobRun, shop: Workshop) -> None:
        self._job = job
        self._run = run
        self._shop = shop
        self._total = sum(scene.duration_in_frames for scene in job.scenes)

    def make(self) -> None:
        """Export; a failure is reported, never raised, unless nobody wants it."""
        with ending("export", self._shop, self._fail), self._shop.folder("export") as folder:
            self._make(folder)

    def _make(self, folder: Path) -> None:
        self._tell("rendering", ProgressNote("collecting", 0, len(self._job.scenes)))
        chunks = Gatherer(self._job, self._run, self._shop, self._note).gather(folder)
        film = self._join(chunks, folder)
        made = self._convert(film, folder)
        self._tell("uploading", ProgressNote("uploading"))
        result = self._upload(made)
        if self._job.captions:
            result |= self._upload_captions(film, chunks)
        self._run.stop.check()
        self._report({"status": "ready", "result": result}, durable=True)

    def _join(self, chunks: list[ChunkFile], folder: Path) -> Film:
        return join_chunks(
            self._fitting(chunks),
            folder / "film.mp4",
            check_stop=self._run.stop.check,
            on_frames=lambda frames: self._note(ProgressNote("joining", frames, self._total)),
        )

    def _fitting(self, chunks: list[ChunkFile]) -> list[ChunkFile]:
        """Chunks of one shape; what differs from most is encoded anew, and nothing else."""
        shapes = [shape_of(chunk.path) for chunk in chunks]
        usual, count = Counter(shapes).most_common(1)[0]
        if count == len(chunks):
            return chunks
        fitted = [
            chunk if shape == usual else self._refit(chunk, usual)
            for chunk, shape in zip(chunks, shapes, strict=True)
        ]
        if all(shape_of(chunk.path) == usual for chunk in fitted):
            return fitted
        # Most are of a profile that is not written any more.
        return [self._refit(chunk, usual) for chunk in chunks]

    def _refit(self, chunk: ChunkFile, shape: Shape) -> ChunkFile:
        target = chunk.path.with_suffix(".fit.mp4")
        frames = encode_chunk(
            chunk.path,
            target,
            size=(shape.width, shape.height),
            fps=round(shape.fps),
            check_stop=self._run.stop.check,
        )
        return replace(chunk, path=target, frames=frames)

    def _convert(self, film: Film, folder: Path) -> Film:
        job = self._job
        if job.format == "mp4":
            return film
        target = folder / f"film.{job.format}"
        look = look_of(job.picture, film)

        def on_frames(done: int) -> None:
            self._note(ProgressNote("converting", done, film.frames))

        # A GIF is read once for its colors before its first frame is written.
        on_frames(0)
        convert = to_gif if job.format == "gif" else to_webm
        frames = convert(
            film.path, target, look, check_stop=self._run.stop.check, on_frames=on_frames
        )
        if frames != film.frames:
            message = f"The {job.format} has {frames} frames instead of {film.frames}."
            raise ChunkUnfitError(message)
        return replace(film, path=target, width=look.width, height=look.height)

    def _upload(self, film: Film) -> dict[str, object]:
        digest = file_sha256(film.path)
        key = self._key(digest, self._job.format)
        stored = self._shop.storage.put_file(
            "chunks", key, film.path, sha256=digest, download_name=self._name(self._job.format)
        )
        return {
            "key": key,
            "url": self._shop.storage.public_url(key),
            "bytes": stored.size_bytes,
            "checksum": digest,
            "durationInFrames": film.frames,
            "fps": round(film.fps),
            "width": film.width,
            "height": film.height,
        }

    def _upload_captions(self, film: Film, chunks: list[ChunkFile]) -> dict[str, object]:
        cues: list[tuple[int, int, str]] = []
        start = 0
        for scene, chunk in zip(self._job.scenes, chunks, strict=True):
            cues.append((start, chunk.frames, scene.narration or scene.title or ""))
            start += chunk.frames
        text = to_vtt(cues, Fraction(film.fps)).encode()
        key = self._key(hashlib.sha256(text).hexdigest(), "vtt")
        self._shop.storage.put_bytes("chunks", key, text, download_name=self._name("vtt"))
        return {"captionsKey": key, "captionsUrl": self._shop.storage.public_url(key)}

    def _key(self, digest: str, suffix: str) -> str:
        return export_key(
            self._job.project_id,
            self._job.session_id,
            export_id=self._job.export_id,
            sha256=digest,
            suffix=suffix,
        )

    def _name(self, suffix: str) -> str:
        """What the file is called where it is saved."""
        size = "" if self._job.quality == "source" else f" {self._job.quality}"
        return f"{self._job.title or 'Video'}{size}.{suffix}"

    def _note(self, note: ProgressNote) -> None:
        body = {"exportId": self._job.export_id, "status": "rendering", "progress": note.as_json()}
        self._run.note(lambda: (_ROUTE, dict(body)))

    def _tell(self, status: str, note: ProgressNote) -> None:
        self._report({"status": status, "progress": note.as_json()})
        self._run.stop.check()

    def _fail(self, body: dict[str, object]) -> None:
        self._report(body, durable=True)

    def _report(self, body: dict[str, object], *, durable: bool = False) -> None:
        self._run.report(_ROUTE, {"exportId": self._job.export_id, **body}, durable=durable)
