"""One export from its message to its file: what is copied, drawn again, converted and told."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from backend.rendering.outcome import ErrorClass, Outcome, Progress, Rejected, Rendered
from backend.rendering.plan import RenderPlan
from backend.rendering.sandbox.supervise import CancelToken
from backend.services.export.av_door import av
from backend.services.jobs.messages import ExportJob
from backend.services.jobs.stop import StopSignal
from backend.testing.convex import FakeJob
from backend.testing.pipeline import COMMON, PipelineBench, open_bench

MakeFilm = Callable[..., Path]
TINY = {"fps": 15, "width": 64, "height": 48}


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[PipelineBench]:
    with open_bench(tmp_path) as made:
        yield made


@dataclass
class Studio:
    """Scenes in the store, and exports of them."""

    bench: PipelineBench
    make_film: MakeFilm
    scenes: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])

    def add(self, film: Path, frames: int, **changes: object) -> None:
        """A scene that plays this film."""
        number = len(self.scenes)
        data, key = film.read_bytes(), f"projects/p1/{number}.mp4"
        self.bench.storage.put_bytes("chunks", key, data)
        self.bench.storage.put_bytes("sources", f"{number}.py", b"from manim import *\n")
        first = sum(scene["durationInFrames"] for scene in self.scenes)
        self.scenes.append(
            {
                "sceneId": f"c{number}",
                "version": 1,
                "index": number,
                "title": f"Scene {number}",
                "chunkKey": key,
                "chunkUrl": self.bench.storage.public_url(key),
                "sourceKey": f"{number}.py",
                "checksum": hashlib.sha256(data).hexdigest(),
                "startFrame": first,
                "durationInFrames": frames,
                **TINY,
                **changes,
            }
        )

    def film(self, name: str, frames: int, **changes: object) -> None:
        """A scene with a film of its own."""
        self.add(self.make_film(name, frames=frames), frames, **changes)

    def draws(self, **films: int) -> None:
        """From now on the renderer draws films of so many frames, one after another."""
        left = list(films.items())

        def answer(plan: RenderPlan, _cancel: CancelToken) -> Outcome | None:
            name, frames = left.pop(0)
            quality = plan.quality
            size = (quality.width, quality.height)
            film = self.make_film(name, frames=frames, size=size, fps=quality.fps)
            return _rendered(film, plan, frames)

        self.bench.renderer.answer = answer

    def export(self, **changes: object) -> FakeJob:
        """Run an export of all scenes."""
        body: dict[str, object] = {
            **COMMON,
            "route": "/jobs/export",
            "exportId": "e1",
            "format": "mp4",
            "quality": "source",
            "fps": 15,
            "title": "Waves & π",
            "settings": TINY,
            "scenes": self.scenes,
        }
        return self.bench.run(ExportJob.model_validate(body | changes))

    def stored(self) -> list[str]:
        """Keys of what exports have left in the store."""
        return [key for _shelf, key in self.bench.storage.objects if "/exports/" in key]

    def made(self, entry: FakeJob, folder: Path) -> Path:
        """The file, as it would be fetched."""
        assert entry.status == "succeeded"
        result = entry.accepted[-1]["result"]
        data = self.bench.storage.objects["chunks", result["key"]]
        assert hashlib.sha256(data).hexdigest() == result["checksum"]
        path = folder / f"made.{result['key'].rpartition('.')[2]}"
        path.write_bytes(data)
        return path


def _rendered(film: Path, plan: RenderPlan, frames: int) -> Rendered:
    return Rendered(
        chunk=film,
        poster=None,
        preview=None,
        frame_hashes=None,
        sha256="",
        bytes=film.stat().st_size,
        duration_in_frames=frames,
        fps=plan.quality.fps,
        width=plan.quality.width,
        height=plan.quality.height,
        codec="h264",
        has_audio=False,
        render_ms=1,
        cache_hit=False,
    )


@pytest.fixture
def studio(bench: PipelineBench, make_film: MakeFilm) -> Studio:
    return Studio(bench, make_film)


def _shades(path: Path) -> list[int]:
    with av.open(str(path)) as film:
        return [int(frame.to_ndarray(format="gray").mean()) for frame in film.decode(video=0)]


def _size(path: Path) -> tuple[int, int]:
    with av.open(str(path)) as film:
        return film.streams.video[0].width, film.streams.video[0].height


def _packets(path: Path) -> list[bytes]:
    with av.open(str(path)) as film:
        return [bytes(packet) for packet in film.demux(video=0) if packet.size]


@pytest.mark.requirement("pipeline:export:copied")
@pytest.mark.requirement("pipeline:export:chapters")
def test_scenes_as_drawn_are_copied_packet_by_packet(studio: Studio, tmp_path: Path) -> None:
    studio.film("a", 20)
    studio.film("b", 7, title=None)
    entry = studio.export()
    film = studio.made(entry, tmp_path)
    chunks = [tmp_path / "a.mp4", tmp_path / "b.mp4"]
    assert _packets(film) == [packet for chunk in chunks for packet in _packets(chunk)]
    assert studio.bench.renderer.plans == []
    result = entry.accepted[-1]["result"]
    assert (result["durationInFrames"], result["width"], result["height"]) == (27, 64, 48)
    with av.open(str(film)) as opened:
        chapters: list[Any] = opened.chapters()
    assert [each["metadata"]["title"] for each in chapters] == ["Scene 0", "Scene 2"]


@pytest.mark.requirement("pipeline:export:copied")
def test_only_the_chunk_that_differs_is_encoded_again(studio: Studio, tmp_path: Path) -> None:
    studio.film("a", 20)
    other = tmp_path / "other.mp4"
    with av.open(str(other), "w") as output:
        stream: Any = output.add_stream("libx264", rate=15, options={"profile": "baseline"})
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for number in range(9):
            grey = np.full((48, 64, 3), 40 + 10 * number, np.uint8)
            output.mux(stream.encode(av.VideoFrame.from_ndarray(grey, format="rgb24")))
        output.mux(stream.encode(None))
    studio.add(other, 9)
    studio.film("c", 11)
    film = studio.made(studio.export(), tmp_path)
    packets = _packets(film)
    assert len(packets) == 40
    assert packets[:20] == _packets(tmp_path / "a.mp4")
    assert packets[29:] == _packets(tmp_path / "c.mp4")
    assert studio.bench.renderer.plans == []


@pytest.mark.requirement("pipeline:export:sound")
def test_a_scene_with_sound_is_heard_between_silent_ones(studio: Studio, tmp_path: Path) -> None:
    studio.film("a", 15)
    studio.add(studio.make_film("loud", frames=15, tone=440), 15, hasAudio=True)
    studio.film("c", 15)
    film = studio.made(studio.export(), tmp_path)
    with av.open(str(film)) as opened:
        heard = np.concatenate([each.to_ndarray() for each in opened.decode(audio=0)], axis=1)
    levels = [float(np.abs(heard[:, at : at + 40_000]).mean()) for at in (4_000, 52_000, 100_000)]
    assert levels[1] > 0.2
    assert max(levels[0], levels[2]) < 0.01


@pytest.mark.requirement("pipeline:export:sizes")
@pytest.mark.requirement("pipeline:export:progress")
def test_another_rate_is_drawn_again_and_every_frame_is_counted(
    studio: Studio, tmp_path: Path
) -> None:
    studio.film("a", 20)
    studio.film("b", 10)
    studio.draws(a60=80, b60=40)
    studio.bench.renderer.tells = [Progress("drawing", 40, 80)]
    entry = studio.export(fps=60)
    film = studio.made(entry, tmp_path)
    assert _shades(film) == _shades(tmp_path / "a60.mp4") + _shades(tmp_path / "b60.mp4")
    assert entry.accepted[-1]["result"]["durationInFrames"] == 120
    assert len(studio.bench.renderer.released) == 2


@pytest.mark.requirement("pipeline:export:sizes")
@pytest.mark.parametrize(
    ("quality", "settings", "expected"),
    [
        ("480p", {"width": 1920, "height": 1080}, (854, 480)),
        ("720p", {"width": 854, "height": 480}, (1280, 720)),
        ("1080p", {"width": 1080, "height": 1920}, (1080, 1920)),
        ("1440p", {"width": 1080, "height": 1080}, (1440, 1440)),
        ("2160p", {"width": 256, "height": 144}, (3840, 2160)),
        ("2160p", {"width": 2560, "height": 1080}, (3840, 1620)),
    ],
)
def test_a_size_is_that_of_the_short_side(
    studio: Studio, quality: str, settings: dict[str, int], expected: tuple[int, int]
) -> None:
    studio.film("a", 3)
    studio.bench.renderer.answer = _cannot
    studio.export(quality=quality, settings={**TINY, **settings}, format="mp4", fps=1)
    [plan] = studio.bench.renderer.plans
    assert (plan.quality.width, plan.quality.height, plan.quality.fps) == (*expected, 1)


def _cannot(_plan: RenderPlan, _cancel: CancelToken) -> Outcome | None:
    return Rejected(ErrorClass.CODE_ERROR, "It read the clock.")


@pytest.mark.requirement("pipeline:export:copied")
@pytest.mark.requirement("pipeline:split:edited")
def test_the_halves_of_a_split_show_their_halves_at_another_rate(
    studio: Studio, tmp_path: Path
) -> None:
    studio.film("first", 12, trim={"fromFrame": 0, "toFrame": 12, "ofFrames": 20})
    studio.film("rest", 8, trim={"fromFrame": 12, "toFrame": 20, "ofFrames": 20})
    studio.draws(whole=40, again=40)
    film = studio.made(studio.export(fps=30), tmp_path)
    shades, whole = _shades(film), _shades(tmp_path / "whole.mp4")
    assert len(shades) == 40
    assert max(abs(a - b) for a, b in zip(shades, whole, strict=True)) <= 2


@pytest.mark.requirement("pipeline:export:copied")
@pytest.mark.parametrize(("fps", "frames"), [(30, 20), (15, 10), (10, 7), (12, 8)])
def test_a_scene_that_cannot_be_drawn_again_is_scaled_and_lasts_as_long(
    studio: Studio, tmp_path: Path, *, fps: int, frames: int
) -> None:
    studio.film("a", 10)
    studio.bench.renderer.answer = _cannot
    settings = {"fps": 15, "width": 128, "height": 128}
    film = studio.made(studio.export(fps=fps, settings=settings), tmp_path)
    assert _size(film) == (128, 128)
    shades, given = _shades(film), _shades(tmp_path / "a.mp4")
    assert len(shades) == frames
    # The picture lies whole between two bars, so its shade is three quarters of what it was.
    for number, shade in enumerate(shades):
        meant = given[number * 15 // fps] * 0.75 + 16 * 0.25
        assert abs(shade - meant) < 8


@pytest.mark.requirement("pipeline:export:palette")
@pytest.mark.parametrize("dither", ["none", "pattern", "diffusion"])
@pytest.mark.parametrize("colors", [2, 16, 256])
def test_a_gif_has_the_colors_and_the_width_that_were_asked_for(
    studio: Studio, tmp_path: Path, *, dither: str, colors: int
) -> None:
    studio.film("a", 20)
    picture = {"width": 32, "colors": colors, "dither": dither}
    entry = studio.export(format="gif", picture=picture)
    film = studio.made(entry, tmp_path)
    assert _size(film) == (32, 24)
    with av.open(str(film)) as opened:
        pictures = [frame.to_ndarray(format="rgb24") for frame in opened.decode(video=0)]
    seen = {tuple(pixel) for each in pictures for pixel in each.reshape(-1, 3).tolist()}
    assert len(pictures) == 20
    assert 1 < len(seen) <= colors
    result = entry.accepted[-1]["result"]
    assert (result["width"], result["height"]) == (32, 24)


@pytest.mark.requirement("pipeline:export:palette")
def test_a_webm_has_the_width_that_was_asked_for(studio: Studio, tmp_path: Path) -> None:
    studio.film("a", 5)
    film = studio.made(studio.export(format="webm", picture={"width": 33}), tmp_path)
    assert _size(film) == (32, 24)
    assert len(_shades(film)) == 5


@pytest.mark.requirement("pipeline:export:captions")
@pytest.mark.requirement("pipeline:export:download")
def test_captions_lie_beside_the_film_under_the_title_of_the_video(studio: Studio) -> None:
    studio.film("a", 15, narration="Light is a wave.")
    studio.film("b", 15)
    entry = studio.export(captions=True)
    result, storage = entry.accepted[-1]["result"], studio.bench.storage
    assert result["captionsUrl"] == storage.public_url(result["captionsKey"])
    assert storage.objects["chunks", result["captionsKey"]].decode() == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nLight is a wave.\n\n"
        "00:00:01.000 --> 00:00:02.000\nScene 1\n"
    )
    assert storage.download_names == {
        ("chunks", result["key"]): "Waves & π.mp4",
        ("chunks", result["captionsKey"]): "Waves & π.vtt",
    }


@pytest.mark.requirement("pipeline:export:remedy")
@pytest.mark.parametrize("damage", ["gone", "changed"])
def test_a_film_that_is_not_in_the_store_is_named_with_what_to_do(
    studio: Studio, damage: str
) -> None:
    studio.film("a", 5)
    studio.film("b", 5, title="Waves")
    place = ("chunks", "projects/p1/1.mp4")
    if damage == "gone":
        del studio.bench.storage.objects[place]
    else:
        studio.bench.storage.objects[place] = b"other bytes"
    error = studio.export().accepted[-1]["error"]
    assert (error["code"], error["retryable"]) == ("export.chunk_damaged", True)
    assert "“Waves”" in error["error"]
    assert "Render the scene again" in error["error"]
    assert studio.stored() == []


@pytest.mark.requirement("pipeline:export:cancel")
@pytest.mark.parametrize("format_", ["mp4", "gif", "webm"])
def test_a_cancelled_export_leaves_nothing(studio: Studio, tmp_path: Path, format_: str) -> None:
    studio.film("a", 5)

    def cancelled(_plan: RenderPlan, stop: CancelToken) -> Outcome | None:
        studio.bench.convex.jobs["j1"].cancelled = True
        assert isinstance(stop, StopSignal)
        assert stop.wait(5)
        return None

    studio.bench.renderer.answer = cancelled
    entry = studio.export(format=format_, fps=30)
    assert entry.accepted[-1]["status"] == "rendering"
    assert studio.stored() == []
    assert list((tmp_path / "scratch").iterdir()) == []
