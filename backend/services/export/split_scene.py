"""Split: one chunk becomes two that play exactly as it did, without drawing anything again.

Both halves keep the source of the whole; `trim` in the ledger says which part each shows.
"""

from pathlib import Path
from typing import ClassVar

from backend.errors import Owner, ServiceError
from backend.services.export.converting import Cut
from backend.services.export.cutting import cut_film, has_sound, middle_picture
from backend.services.export.ending import ending
from backend.services.export.joining import Film, count_frames
from backend.services.jobs.messages import RenderJob, SourceRef, Split
from backend.services.jobs.run import JobRun, ProgressNote
from backend.services.pipeline.upload import file_sha256
from backend.services.pipeline.workshop import Workshop
from backend.storage.keys import scene_key

_ROUTE = "/callbacks/scene-updated"


class SplitOutsideError(ServiceError):
    """The frame to cut at is not inside the scene, or the scene has no film yet."""

    code: ClassVar[str] = "scene.split_outside"
    http_status: ClassVar[int] = 422
    owner: ClassVar[Owner] = "caller"
    public: ClassVar[bool] = True


class SceneSplitter:
    """Cuts one chunk in two; built for one attempt."""

    def __init__(self, job: RenderJob, split: Split, run: JobRun, shop: Workshop) -> None:
        self._job = job
        self._split = split
        self._run = run
        self._shop = shop

    def make(self) -> None:
        """Cut and report; a failure is reported, never raised, unless nobody wants it."""
        with ending("split", self._shop, self._fail), self._shop.folder("split") as folder:
            self._make(folder)

    def _make(self, folder: Path) -> None:
        source = self._job.source
        if source is None or source.chunk_key is None:
            message = "The scene has no film to cut."
            raise SplitOutsideError(message)
        self._report({"status": "rendering", "progress": ProgressNote("cutting").as_json()})
        self._run.stop.check()
        whole = folder / "whole.mp4"
        self._shop.storage.get_file("chunks", source.chunk_key, whole)
        frames = count_frames(whole)
        at = self._split.at_frame
        if not 0 < at < frames:
            message = f"The cut has to be between frame 1 and {frames - 1}."
            raise SplitOutsideError(message, frames=frames)
        check = self._run.stop.check
        first = cut_film(whole, Cut(0, at), folder / "first.mp4", check_stop=check)
        rest = cut_film(whole, Cut(at, frames), folder / "rest.mp4", check_stop=check)
        self._report({"status": "uploading", "progress": ProgressNote("uploading").as_json()})
        self._run.stop.check()
        result = self._upload(first, source, index=self._job.birth_index, version=self._job.version)
        result["splitRest"] = self._upload(
            rest, source, index=self._split.new_birth_index, version=1
        )
        self._run.stop.check()
        self._report({"status": "ready", "result": result}, durable=True)

    def _upload(
        self, film: Film, source: SourceRef, *, index: int, version: int
    ) -> dict[str, object]:
        digest = file_sha256(film.path)
        chunk_key = self._key(digest, "mp4", index=index, version=version)
        stored = self._shop.storage.put_file("chunks", chunk_key, film.path, sha256=digest)
        poster = middle_picture(film.path)
        poster_digest = file_sha256(poster)
        poster_key = self._key(poster_digest, "jpg", index=index, version=version)
        self._shop.storage.put_file("chunks", poster_key, poster, sha256=poster_digest)
        return {
            "chunkKey": chunk_key,
            "chunkUrl": self._shop.storage.public_url(chunk_key),
            "sourceKey": source.key or "",
            "posterKey": poster_key,
            "posterUrl": self._shop.storage.public_url(poster_key),
            "checksum": digest,
            "bytes": stored.size_bytes,
            "durationInFrames": film.frames,
            "fps": round(film.fps),
            "width": film.width,
            "height": film.height,
            "codec": "h264",
            "renderMs": 0,
            "cacheHit": False,
            "docsUsed": [],
            "hasAudio": has_sound(film.path),
        }

    def _key(self, digest: str, suffix: str, *, index: int, version: int) -> str:
        return scene_key(
            self._job.project_id,
            self._job.session_id,
            index=index,
            version=version,
            sha256=digest,
            suffix=suffix,
        )

    def _fail(self, body: dict[str, object]) -> None:
        self._report(body, durable=True)

    def _report(self, body: dict[str, object], *, durable: bool = False) -> None:
        whole = {"sceneId": self._job.scene_id, "version": self._job.version, **body}
        self._run.report(_ROUTE, whole, durable=durable)
