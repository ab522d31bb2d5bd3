"""The pipeline from real parts, driven from outside as a person drives it."""

import hashlib
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import httpx
import pytest
from typing_extensions import override

from backend.cli.smoke import Smoke
from backend.testing.services import Part, wait_until
from backend.testing.stack import Stack, open_stack

pytestmark = [pytest.mark.timeout(300)]
FOR_EVER = "public, max-age=31536000, immutable"
MOVING = (
    "from manim import *\n\n\n"
    "class Moving(Scene):\n"
    "    def construct(self):\n"
    "        square = Square(color=BLUE)\n"
    "        self.play(Create(square), run_time=1)\n"
    "        self.play(square.animate.shift(RIGHT), run_time=1)\n"
)
# Long enough to be looked at while it is drawn.
LASTING = f"{MOVING}        self.play(Rotate(square, TAU), run_time=20)\n"


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with open_stack(tmp_path_factory.mktemp("smoke")) as opened:
        yield opened


@pytest.fixture(scope="module")
def worker(stack: Stack) -> Iterator[Part]:
    with stack.worker() as part:
        yield part


class OnServers(httpx.HTTPTransport):
    """There is no sign-in by one click past loopback."""

    @override
    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/auth/local":
            return httpx.Response(404, json={"error": "Not found."})
        return super().handle_request(request)


@pytest.mark.requirement("pipeline:smoke")
def test_a_person_can_generate_edit_revert_export_and_delete(stack: Stack, worker: Part) -> None:
    assert worker.alive()
    with httpx.Client(timeout=30.0, transport=OnServers()) as http:
        smoke = Smoke(stack.api_url, stack.person.convex_url, http)
        times = smoke.run(scenes=2)
        # The account that it registered is gone.
        known = {name: smoke.account[name] for name in ("email", "password")}
        assert http.post(f"{stack.api_url}/auth/login", json=known).status_code == 401
    assert list(times) == [
        "sign in",
        "make project",
        "generate",
        "edit",
        "revert",
        "export",
        "delete",
    ]


@pytest.mark.requirement("pipeline:log:one-id")
def test_one_id_finds_the_whole_story_in_convex_the_api_and_the_worker(
    stack: Stack, worker: Part
) -> None:
    _project, session = stack.session()
    asked = stack.insert(session, MOVING)
    job = stack.ended(asked["jobId"])
    assert job["status"] == "succeeded"
    correlation = job["correlationId"]
    told = [line for line in stack.convex_logs() if correlation in line and asked["jobId"] in line]
    events = [json.loads(line)["event"] for line in told]
    assert "job.posted" in events
    assert "callback.answered" in events
    assert not any("animate.shift" in line for line in told)
    api_log = (stack.folder / "api.log").read_text("utf-8")
    for said in (api_log, worker.said()):
        lines = [line for line in said.splitlines() if correlation in line]
        assert any(asked["jobId"] in line for line in lines)
    assert not any(word in api_log + worker.said() for word in ("animate.shift", "X-Signature"))


@pytest.mark.requirement("pipeline:scene:preview")
def test_a_large_scene_shows_a_poster_and_a_small_film_before_its_own(
    stack: Stack, worker: Part
) -> None:
    assert worker.alive()
    _project, session = stack.session(settings={"targetFps": 30, "width": 1920, "height": 1080})
    asked = stack.insert(session, LASTING)
    early: dict[str, str] = {}

    def shown() -> bool:
        scene = stack.scene(asked["sceneId"])
        early.update(scene.get("pending", {}))
        return "posterUrl" in early or scene.get("pendingVersion") is None

    wait_until(shown, seconds=120, what="the poster")
    assert early["status"] == "rendering"
    poster, film = (httpx.get(early[name]) for name in ("posterUrl", "previewUrl"))
    assert poster.headers["content-type"] == "image/jpeg"
    assert poster.headers["cache-control"] == film.headers["cache-control"] == FOR_EVER
    for answer, ending in ((poster, "jpg"), (film, "mp4")):
        digest = hashlib.sha256(answer.content).hexdigest()[:16]
        assert str(answer.url).endswith(f"/scenes/0/v1-{digest}.{ending}")
    with av.open(io.BytesIO(poster.content)) as picture, av.open(io.BytesIO(film.content)) as small:
        assert picture.streams.video[0].height == small.streams.video[0].height == 480
    scene = stack.settled(asked["sceneId"], seconds=120)
    assert (scene["status"], scene["height"]) == ("ready", 1080)
    assert scene["posterUrl"] != early["posterUrl"]
    stack.fetch_live(scene)


@pytest.mark.requirement("pipeline:split:exact")
def test_a_split_scene_plays_as_it_did(stack: Stack, worker: Part) -> None:
    assert worker.alive()
    _project, session = stack.session()
    asked = stack.insert(session, MOVING)
    whole = stack.settled(asked["sceneId"], seconds=120)
    split = stack.person.mutation("scenes:split", sceneId=asked["sceneId"], atFrame=11)
    assert stack.ended(split["jobId"])["status"] == "succeeded"
    rows = stack.person.scenes(session)
    assert [row["durationInFrames"] for row in rows] == [11, whole["durationInFrames"] - 11]
    for row in rows:
        stack.fetch_live(row)


@pytest.mark.requirement("pipeline:export:formats")
@pytest.mark.requirement("pipeline:export:sizes")
@pytest.mark.requirement("pipeline:export:download")
@pytest.mark.parametrize(
    ("kind", "quality", "fps"),
    [
        ("mp4", "source", 15),
        ("mp4", "480p", 30),
        ("webm", "source", 15),
        pytest.param("mp4", "2160p", 60, marks=pytest.mark.slow),
        pytest.param("gif", "720p", 15, marks=pytest.mark.slow),
        pytest.param("webm", "1080p", 60, marks=pytest.mark.slow),
    ],
)
def test_a_session_can_be_exported_in_other_sizes_and_formats(
    stack: Stack, worker: Part, *, kind: str, quality: str, fps: int
) -> None:
    assert worker.alive()
    _project, session = stack.session()
    for number in range(2):
        asked = stack.insert(session, f"{MOVING}        # {number}\n")
        assert stack.ended(asked["jobId"], seconds=120)["status"] == "succeeded"
    made = stack.person.mutation(
        "jobs:triggerExport",
        sessionId=session,
        format=kind,
        quality=quality,
        fps=fps,
        captions=True,
    )
    job = stack.ended(made["jobId"], seconds=180)
    row = stack.person.query("exports:get", exportId=made["exportId"])
    assert (job["status"], row["status"]) == ("succeeded", "ready")
    total = sum(scene["durationInFrames"] for scene in stack.person.scenes(session))
    assert row["durationInFrames"] == total * fps // 15
    stack.person.fetch(row["url"], row["checksum"])
    with av.open(io.BytesIO(httpx.get(row["url"]).content), "r") as film:
        shown = film.streams.video[0]
        assert shown.height == (144 if quality == "source" else int(quality.removesuffix("p")))
        assert sum(packet.size > 0 for packet in film.demux(shown)) == row["durationInFrames"]
        titles = [chapter["metadata"]["title"] for chapter in film.chapters()]
        assert len(titles) == (2 if kind == "mp4" else 0)
    captions = httpx.get(row["captionsUrl"])
    assert captions.text.startswith("WEBVTT")
    assert captions.headers["content-type"].startswith("text/vtt")
    saved = httpx.head(row["url"]).headers
    size = "" if quality == "source" else f" {quality}"
    assert f'filename="Chaos{size}.{kind}"' in saved["content-disposition"]
    assert saved["cache-control"] == FOR_EVER
    sys.stderr.write(f"{kind} {quality} {fps}: {_seconds(job):.1f} s, {row['bytes']} bytes\n")


def _seconds(job: dict[str, int]) -> float:
    return (job["finishedAt"] - job["startedAt"]) / 1000


@pytest.mark.requirement("pipeline:export:palette")
def test_a_gif_can_be_made_small(stack: Stack, worker: Part) -> None:
    assert worker.alive()
    _project, session = stack.session()
    asked = stack.insert(session, MOVING)
    frames = stack.settled(asked["sceneId"], seconds=120)["durationInFrames"]
    made = stack.person.mutation(
        "jobs:triggerExport",
        sessionId=session,
        format="gif",
        quality="source",
        fps=15,
        picture={"width": 128, "colors": 8, "dither": "none"},
    )
    assert stack.ended(made["jobId"], seconds=120)["status"] == "succeeded"
    row = stack.person.query("exports:get", exportId=made["exportId"])
    assert (row["width"], row["height"], row["durationInFrames"]) == (128, 72, frames)
    with av.open(io.BytesIO(httpx.get(row["url"]).content), "r") as film:
        pictures = [frame.to_ndarray(format="rgb24") for frame in film.decode(video=0)]
    assert len(pictures) == frames
    assert len({tuple(pixel) for each in pictures for pixel in each.reshape(-1, 3).tolist()}) <= 8


@pytest.mark.requirement("pipeline:export:cancel")
def test_an_export_that_is_stopped_ends_with_nothing_left(stack: Stack, worker: Part) -> None:
    assert worker.alive()
    _project, session = stack.session()
    asked = stack.insert(session, MOVING)
    stack.settled(asked["sceneId"], seconds=120)
    made = stack.person.mutation(
        "jobs:triggerExport", sessionId=session, format="mp4", quality="2160p", fps=60
    )

    def row() -> dict[str, Any]:
        return stack.person.query("exports:get", exportId=made["exportId"])

    def drawing() -> bool:
        return row().get("progress", {}).get("stage") == "drawing"

    def folders() -> list[Path]:
        return list(stack.folder.glob("**/scratch/**/export-*"))

    wait_until(drawing, seconds=60, what="the drawing")
    assert len(folders()) == 1
    assert stack.person.mutation("jobs:cancel", jobId=made["jobId"]) == {"cancelled": True}
    assert row()["status"] == "cancelled"
    wait_until(lambda: not folders(), seconds=30, what="the folder of the export going")
    assert "url" not in row()
