"""Chunk, poster and preview into the store; the names carry their checksums."""

import hashlib
from pathlib import Path

from backend.errors import ServiceError
from backend.log import get_logger
from backend.rendering.outcome import Rendered
from backend.services.jobs.messages import SceneJob
from backend.storage.keys import scene_key
from backend.storage.port import Storage

_LOG = get_logger(__name__)


def upload_scene(job: SceneJob, rendered: Rendered, storage: Storage) -> dict[str, object]:
    """Store what was rendered; answers the `result` of the callback.

    Raises:
        StorageUnavailableError, ObjectConflictError, ObjectDamagedError: it is not stored.
    """
    chunk_key = object_key(job, rendered.sha256, "mp4")
    storage.put_file("chunks", chunk_key, rendered.chunk, sha256=rendered.sha256)
    poster_key = ""
    if rendered.poster is not None:
        digest = file_sha256(rendered.poster)
        poster_key = object_key(job, digest, "jpg")
        storage.put_file("chunks", poster_key, rendered.poster, sha256=digest)
    result: dict[str, object] = {
        "chunkKey": chunk_key,
        "chunkUrl": storage.public_url(chunk_key),
        "posterKey": poster_key,
        "checksum": rendered.sha256,
        "bytes": rendered.bytes,
        "durationInFrames": rendered.duration_in_frames,
        "fps": rendered.fps,
        "width": rendered.width,
        "height": rendered.height,
        "codec": rendered.codec,
        "renderMs": rendered.render_ms,
        "cacheHit": rendered.cache_hit,
        "hasAudio": rendered.has_audio,
        "plays": [
            {"firstFrame": play.first_frame, "frames": play.frames}
            | ({"line": play.line} if play.line is not None else {})
            for play in rendered.plays[:500]
        ],
    }
    if poster_key:
        result["posterUrl"] = storage.public_url(poster_key)
    return result


def upload_preview(job: SceneJob, path: Path, storage: Storage) -> str | None:
    """Store a preview or its poster; answers where it is.

    Without one the person only waits longer, so failures are swallowed.
    """
    try:
        digest = file_sha256(path)
        key = object_key(job, digest, path.suffix.removeprefix("."))
        storage.put_file("chunks", key, path, sha256=digest)
    except (OSError, ServiceError) as error:
        _LOG.warning("preview.not_stored", reason=str(error))
        return None
    return storage.public_url(key)


def object_key(job: SceneJob, sha256: str, suffix: str) -> str:
    """Where a file of this version lives."""
    return scene_key(
        job.project_id,
        job.session_id,
        index=job.birth_index,
        version=job.version,
        sha256=sha256,
        suffix=suffix,
    )


def file_sha256(path: Path) -> str:
    """The checksum of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
