"""The scenes' films, each at the size and rate that the export wants.

```text
as drawn ──▶ fetched                                    (nothing is drawn or encoded)
another size ──▶ rendered again from its source (cached), cut as the scene is cut
             ──▶ else scaled, with its frames repeated or left out
```
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar, Final

from backend.errors import Owner, ServiceError
from backend.rendering.errors import RenderCancelledError
from backend.rendering.outcome import Progress, Rendered
from backend.rendering.plan import Quality, RenderPlan
from backend.services.export.converting import encode_chunk
from backend.services.export.cutting import cut_film
from backend.services.export.joining import ChunkFile, Sound
from backend.services.export.scene_part import PartGoneError, shown
from backend.services.jobs.messages import ExportJob, ExportScene, Trim
from backend.services.jobs.run import JobRun, ProgressNote
from backend.services.jobs.stop import StoppedError, StopReason
from backend.services.pipeline.workshop import Workshop
from backend.storage.port import ObjectMissingError

_SOURCE_BYTES_MAX = 1 << 20
_SIDE_MAX = 3840
# Of the short side, so that a tall film of 1080p is as sharp as a wide one.
_LINES: Final = MappingProxyType(
    {"480p": 480, "720p": 720, "1080p": 1080, "1440p": 1440, "2160p": 2160}
)


class ExportDamagedError(ServiceError):
    """A chunk in the store is not the one that the ledger knows, or is gone."""

    code: ClassVar[str] = "export.chunk_damaged"
    http_status: ClassVar[int] = 502
    retryable: ClassVar[bool] = True
    owner: ClassVar[Owner] = "upstream"
    public: ClassVar[bool] = True


def wanted_quality(job: ExportJob) -> Quality:
    """The size and the rate of the film."""
    settings = job.settings
    fps = min(job.fps, 60)
    if job.quality == "source":
        return Quality(settings.width, settings.height, fps)
    scale = min(
        _LINES[job.quality] / min(settings.width, settings.height),
        _SIDE_MAX / max(settings.width, settings.height),
    )
    width, height = (round(side * scale / 2) * 2 for side in (settings.width, settings.height))
    return Quality(width, height, fps)


class Gatherer:
    """Brings one scene after another; built for one attempt."""

    def __init__(
        self, job: ExportJob, run: JobRun, shop: Workshop, tell: Callable[[ProgressNote], None]
    ) -> None:
        self._job = job
        self._run = run
        self._shop = shop
        self._tell = tell
        self._wanted = wanted_quality(job)
        self._frames = sum(self._frames_of(scene) for scene in job.scenes)
        self._drawn = 0

    def gather(self, folder: Path) -> list[ChunkFile]:
        """Every scene's film, in a folder.

        Raises:
            ExportDamagedError: the store does not hold what the ledger says.
            StoppedError: nobody wants the export any more.
        """
        films: list[ChunkFile] = []
        for number, scene in enumerate(self._job.scenes):
            self._tell(ProgressNote("collecting", number, len(self._job.scenes)))
            self._run.stop.check()
            films.append(self._film(scene, folder / f"{number:04d}.mp4"))
            self._drawn += self._frames_of(scene)
        return films

    def _frames_of(self, scene: ExportScene) -> int:
        return round(scene.duration_in_frames * self._wanted.fps / scene.fps)

    def _film(self, scene: ExportScene, path: Path) -> ChunkFile:
        self._fetch(scene, path)
        wanted = self._wanted
        title = scene.title or f"Scene {scene.index + 1}"
        same_size = (scene.width, scene.height) == (wanted.width, wanted.height)
        if same_size and round(scene.fps) == wanted.fps:
            return ChunkFile(path, scene.duration_in_frames, title, _sound(scene, path))
        again = path.with_suffix(".again.mp4")
        frames = self._render_again(scene, again)
        if frames is not None:
            return ChunkFile(again, frames, title, _sound(scene, again))
        scaled = path.with_suffix(".scaled.mp4")
        self._tell(ProgressNote("fitting", self._drawn, self._frames))
        frames = encode_chunk(
            path,
            scaled,
            size=(wanted.width, wanted.height),
            fps=wanted.fps,
            check_stop=self._run.stop.check,
        )
        return ChunkFile(scaled, frames, title, _sound(scene, path))

    def _fetch(self, scene: ExportScene, path: Path) -> None:
        title = scene.title or f"Scene {scene.index + 1}"
        remedy = "Render the scene again, or revert it to another version, and export again."
        try:
            digest = self._shop.storage.get_file("chunks", scene.chunk_key, path)
        except ObjectMissingError as error:
            message = f"The film of “{title}” is not in the store any more. {remedy}"
            raise ExportDamagedError(message, scene=scene.scene_id) from error
        if digest != scene.checksum:
            message = f"The film of “{title}” in the store is damaged. {remedy}"
            raise ExportDamagedError(message, scene=scene.scene_id)

    def _render_again(self, scene: ExportScene, target: Path) -> int | None:
        """The scene at the wanted size; nothing when its source does not give the same film."""
        if scene.source_key is None:
            return None
        source = self._shop.storage.get_bytes(
            "sources", scene.source_key, size_bytes_max=_SOURCE_BYTES_MAX
        ).decode("utf-8")
        plan = RenderPlan(
            source=source,
            quality=self._wanted,
            project=self._job.project_id,
            job_id=f"{self._job.job_id}-{self._job.attempt}",
            deadline_seconds=self._shop.render_seconds_max,
            workers=self._shop.render_workers,
        )
        with self._shop.slots.taken(self._run.stop):
            try:
                outcome = self._shop.renderer.render(
                    plan, on_progress=self._on_progress, cancel=self._run.stop
                )
            except RenderCancelledError as error:
                raise StoppedError(self._run.stop.reason or StopReason.CANCELLED) from error
        if not isinstance(outcome, Rendered):
            return None
        try:
            return self._taken(scene, outcome, target)
        finally:
            self._shop.renderer.release(outcome)

    def _on_progress(self, progress: Progress) -> None:
        done = min(self._drawn + progress.done, self._frames)
        self._tell(ProgressNote("drawing", done, self._frames))

    def _taken(self, scene: ExportScene, outcome: Rendered, target: Path) -> int | None:
        frames = outcome.duration_in_frames
        if scene.trim is None:
            shutil.copyfile(outcome.chunk, target)
        else:
            try:
                cut = shown(_at_rate(scene.trim, outcome.fps / scene.fps), frames)
            except PartGoneError:
                return None
            frames = cut_film(outcome.chunk, cut, target, check_stop=self._run.stop.check).frames
        seconds_meant = scene.duration_in_frames / scene.fps
        differs = abs(frames / outcome.fps - seconds_meant) > max(1.0, seconds_meant * 0.1)
        return None if differs else frames


def _at_rate(trim: Trim, ratio: float) -> Trim:
    """The same part where a second has so many times the frames."""
    of_frames = None if trim.of_frames is None else round(trim.of_frames * ratio)
    first, last = round(trim.from_frame * ratio), round(trim.to_frame * ratio)
    return Trim(from_frame=first, to_frame=last, of_frames=of_frames)


def _sound(scene: ExportScene, path: Path) -> Sound | None:
    return Sound(path) if scene.has_audio else None
