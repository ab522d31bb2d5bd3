"""One version of one scene: from words or code to a stored chunk, or to a named failure."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from typing_extensions import override

from backend.authoring.offline import OfflineAuthor
from backend.authoring.port import CodeSource, Failure, Json, Source, Written
from backend.rendering.errors import SandboxFailedError
from backend.rendering.outcome import (
    ErrorClass,
    Inspected,
    LimitHit,
    Outcome,
    Progress,
    Rejected,
)
from backend.rendering.plan import Quality, RenderPlan
from backend.rendering.sandbox.supervise import CancelToken
from backend.testing.author import OutlineAuthor
from backend.testing.convex import FakeJob
from backend.testing.pipeline import PipelineBench, edit_job, generate_job, render_job
from backend.testing.renderer import always


def _told(entry: FakeJob) -> list[dict[str, str]]:
    """Every attempt, once each, as Convex appends them to the version."""
    return [
        each
        for report in entry.accepted
        for each in report.get("authoring", {}).get("attemptsLog", [])
    ]


CODE = "from manim import *\n\n\nclass A(Scene):\n    def construct(self):\n        self.wait(1)\n"
COLOURED = CODE.replace("\n\n\n", "\nCOLOUR = WHITE\n\n\n")


def statuses(entry: FakeJob) -> list[str]:
    seen: list[str] = []
    for report in entry.accepted:
        if not seen or seen[-1] != report["status"]:
            seen.append(report["status"])
    return seen


@pytest.mark.requirement("pipeline:scene:states")
def test_a_scene_goes_through_every_state_to_ready(bench: PipelineBench) -> None:
    entry = bench.run(edit_job())
    assert statuses(entry) == ["generating_code", "rendering", "uploading", "ready"]
    result = entry.accepted[-1]["result"]
    assert result["durationInFrames"] == 30
    assert result["chunkKey"].startswith("projects/p1/sessions/s1/scenes/2/v3-")
    assert result["checksum"].startswith(result["chunkKey"].rpartition("v3-")[2][:16])
    assert ("chunks", result["chunkKey"]) in bench.storage.objects
    assert ("chunks", result["posterKey"]) in bench.storage.objects
    assert ("sources", result["sourceKey"]) in bench.storage.objects


def test_reports_of_one_attempt_are_numbered_without_gaps(bench: PipelineBench) -> None:
    entry = bench.run(edit_job())
    numbers = [report["seq"] for report in entry.reports]
    assert numbers == list(range(1, len(numbers) + 1))


def test_rendered_files_are_released_when_the_upload_fails(bench: PipelineBench) -> None:
    def answer(_plan: RenderPlan, _cancel: CancelToken) -> Outcome | None:
        bench.storage.away = True
        return None

    bench.renderer.answer = answer
    bench.run(render_job(code=CODE))
    assert len(bench.renderer.released) == 1


@pytest.mark.requirement("pipeline:scene:given-code")
def test_code_that_a_person_wrote_is_rendered_as_it_is_and_never_mended(
    bench: PipelineBench,
) -> None:
    bench.renderer.answer = always(
        Rejected(ErrorClass.CODE_ERROR, "name 'x' is not defined", line=6, error_type="NameError")
    )
    entry = bench.run(render_job(code=CODE))
    assert [plan.source for plan in bench.renderer.plans] == [CODE]
    error = entry.accepted[-1]["error"]
    assert (error["code"], error["owner"], error["retryable"]) == (
        "render.code_error",
        "scene_author",
        False,
    )
    assert error["details"]["line"] == 6


@pytest.mark.requirement("pipeline:scene:preview")
def test_a_preview_and_its_poster_are_stored_and_told_until_the_film_is_there(
    bench: PipelineBench, tmp_path: Path
) -> None:
    film, poster = tmp_path / "preview.mp4", tmp_path / "preview.jpg"
    film.write_bytes(b"small film")
    poster.write_bytes(b"small picture")
    # The step that follows at once must not take the preview's place: only the newest note is sent.
    bench.renderer.tells = [
        Progress("preview", preview=film, preview_is_whole=True, poster=poster),
        Progress("drawing", 4, 9),
    ]
    entry = bench.convex.add("j1", 1)

    def drawing() -> list[dict[str, str]]:
        told = [report.get("progress", {}) for report in entry.reports]
        return [progress for progress in told if progress.get("stage") == "drawing"]

    def answer(_plan: RenderPlan, _cancel: CancelToken) -> Outcome | None:
        assert bench.convex.wait(lambda: bool(drawing()), 5)
        return None

    bench.renderer.answer = answer
    assert bench.run(render_job(code=CODE)).status == "succeeded"
    [told] = drawing()
    for name, ending, data in (("previewUrl", "mp4", film), ("posterUrl", "jpg", poster)):
        digest = hashlib.sha256(data.read_bytes()).hexdigest()[:16]
        key = f"projects/p1/sessions/s1/scenes/2/v3-{digest}.{ending}"
        assert told[name] == bench.storage.public_url(key)
        assert bench.storage.objects["chunks", key]


class MendingAuthor(OutlineAuthor):
    """Mends by taking the faulty line out."""

    @override
    def repair(self, source: Source, failure: Failure, *, settings: Json) -> Written:
        assert isinstance(source, CodeSource)
        assert failure.kind == "CODE_ERROR"
        return Written(CodeSource(source.code + "# mended\n"), "Took the faulty line out.")


def _fails_unless_mended(plan: RenderPlan, _cancel: CancelToken) -> Outcome | None:
    if "# mended" in plan.source:
        return None
    return Rejected(ErrorClass.CODE_ERROR, "boom", line=3)


@pytest.mark.requirement("pipeline:scene:repair")
def test_what_an_author_wrote_is_mended_and_the_tries_are_told(bench: PipelineBench) -> None:
    bench.shop = replace(bench.shop, author=MendingAuthor())
    bench.renderer.answer = _fails_unless_mended
    source = {"version": 2, "mode": "code", "code": "COLOUR = 'x'\n"}
    entry = bench.run(edit_job(prompt="make it red", source=source))
    assert entry.status == "succeeded"
    log = [(each["step"], each["outcome"]) for each in _told(entry)]
    assert log.index(("dry_run", "done")) < log.index(("render", "failed"))
    assert ("repair", "done") in log
    assert len(bench.renderer.plans) == 2
    assert entry.accepted == entry.reports


def _looks_mended(plan: RenderPlan) -> Inspected | Rejected | LimitHit:
    if "# mended" in plan.source:
        return Inspected({"durationInFrames": 30})
    return Rejected(ErrorClass.CODE_ERROR, "boom", line=3, error_type="ValueError")


@pytest.mark.requirement("pipeline:scene:dry-run")
def test_what_an_author_wrote_is_dry_run_at_its_real_size_and_mended_before_it_is_drawn(
    bench: PipelineBench,
) -> None:
    bench.shop = replace(bench.shop, author=MendingAuthor())
    bench.renderer.look = _looks_mended
    source = {"version": 2, "mode": "code", "code": COLOURED}
    entry = bench.run(edit_job(prompt="make it red", source=source))
    assert statuses(entry) == ["generating_code", "rendering", "uploading", "ready"]
    assert [plan.quality for plan in bench.renderer.looked_at[:1]] == [Quality(640, 360, 30)]
    assert [plan.source.count("# mended") for plan in bench.renderer.plans] == [1]
    log = [(each["step"], each["outcome"]) for each in _told(entry)]
    assert ("dry_run", "failed") in log
    assert ("repair", "done") in log


@pytest.mark.requirement("pipeline:scene:dry-run")
def test_a_scene_that_nothing_mends_is_never_drawn_and_says_why(bench: PipelineBench) -> None:
    bench.renderer.look = lambda _plan: Rejected(
        ErrorClass.CODE_REJECTED, "`os` may not be imported.", line=1, rule="import"
    )
    source = {"version": 2, "mode": "code", "code": COLOURED}
    entry = bench.run(edit_job(prompt="make it red", source=source))
    assert bench.renderer.plans == []
    error = entry.accepted[-1]["error"]
    assert (error["code"], error["owner"]) == ("render.code_rejected", "scene_author")
    assert any(each["outcome"] == "failed" for each in _told(entry))


@pytest.mark.requirement("pipeline:scene:dry-run")
def test_a_dry_run_that_hits_a_limit_ends_the_scene_without_a_repair(bench: PipelineBench) -> None:
    bench.shop = replace(bench.shop, author=MendingAuthor())
    bench.renderer.look = lambda _plan: LimitHit(ErrorClass.LIMIT_MEMORY, "More than 2 GiB.")
    source = {"version": 2, "mode": "code", "code": COLOURED}
    entry = bench.run(edit_job(prompt="make it red", source=source))
    assert len(bench.renderer.looked_at) == 1
    assert bench.renderer.plans == []
    assert entry.accepted[-1]["error"]["code"] == "render.memory_limit"


@pytest.mark.requirement("pipeline:scene:dry-run")
def test_a_document_of_known_kinds_is_dry_run_by_its_own_render(bench: PipelineBench) -> None:
    """A box of its own for the dry run would take the warm one and start the render cold."""
    bench.shop = replace(bench.shop, author=OfflineAuthor())
    entry = bench.run(edit_job(prompt="Show a circle that becomes a square."))
    assert statuses(entry) == ["generating_code", "rendering", "uploading", "ready"]
    assert bench.renderer.looked_at == []
    assert [plan.inspect for plan in bench.renderer.plans] == [True]
    steps = [each["step"] for each in _told(entry)]
    assert {"check", "dry_run", "geometry"} <= set(steps)


@pytest.mark.requirement("pipeline:scene:dry-run")
def test_what_hangs_out_of_the_frame_is_made_to_fit_before_it_goes_live(
    bench: PipelineBench,
) -> None:
    bench.shop = replace(bench.shop, author=OfflineAuthor())
    title = "Waves of light"
    bench.renderer.sees = {
        "offFrame": [{"class": "Text", "text": title, "box": [-9.0, 3.0, 9.0, 3.6], "play": 0}]
    }
    scene = {"title": title, "summary": "Waves of light.", "index": 0, "sceneCount": 1}
    entry = bench.run(edit_job(prompt="Waves of light", scene=scene))
    assert entry.status == "succeeded"
    first, last = bench.renderer.plans[0], bench.renderer.plans[-1]
    assert first.source != last.source
    assert len(bench.renderer.released) == len(bench.renderer.plans)
    assert any(
        (each["step"], each["outcome"]) == ("geometry", "done") and "fit" in each.get("message", "")
        for each in _told(entry)
    )


@pytest.mark.requirement("pipeline:scene:repair")
def test_repairs_are_bounded(bench: PipelineBench) -> None:
    bench.shop = replace(bench.shop, author=MendingAuthor(), repair_tries_max=2)
    bench.renderer.answer = always(Rejected(ErrorClass.CODE_ERROR, "boom"))
    source = {"version": 2, "mode": "code", "code": "COLOUR = 'x'\n"}
    entry = bench.run(edit_job(prompt="make it red", source=source))
    assert len(bench.renderer.plans) == 3
    assert entry.accepted[-1]["error"]["code"] == "render.code_error"


@pytest.mark.requirement("pipeline:scene:poison")
def test_a_scene_that_hits_a_limit_ends_after_one_attempt(bench: PipelineBench) -> None:
    bench.shop = replace(bench.shop, author=MendingAuthor())
    bench.renderer.answer = always(LimitHit(ErrorClass.LIMIT_MEMORY, "It needed more than 2 GiB."))
    entry = bench.run(edit_job())
    assert len(bench.renderer.plans) == 1
    error = entry.accepted[-1]["error"]
    assert (error["code"], error["retryable"]) == ("render.memory_limit", False)


def test_a_failure_of_ours_may_be_tried_again_and_tells_nothing_private(
    bench: PipelineBench,
) -> None:
    def answer(_plan: RenderPlan, _cancel: CancelToken) -> Outcome | None:
        message = "cgroup /sys/fs/cgroup/x is gone"
        raise SandboxFailedError(message)

    bench.renderer.answer = answer
    error = bench.run(edit_job()).accepted[-1]["error"]
    assert (error["code"], error["retryable"], error["owner"]) == (
        "render.sandbox_failed",
        True,
        "us",
    )
    assert "cgroup" not in error["error"]


def test_a_store_that_is_away_fails_the_attempt_and_it_may_be_tried_again(
    bench: PipelineBench,
) -> None:
    bench.storage.away = True
    error = bench.run(edit_job()).accepted[-1]["error"]
    assert (error["code"], error["retryable"]) == ("storage.unavailable", True)


@pytest.mark.requirement("pipeline:scene:superseded")
def test_a_superseded_render_stops_and_stores_no_chunk(bench: PipelineBench) -> None:
    def answer(_plan: RenderPlan, cancel: CancelToken) -> Outcome | None:
        bench.convex.jobs["j1"].superseded = True
        assert bench.convex.wait(cancel.is_set, 5)
        return None

    bench.renderer.answer = answer
    entry = bench.run(edit_job())
    assert "ready" not in statuses(entry)
    assert [shelf for shelf, _key in bench.storage.objects] == ["sources"]


def test_an_edit_without_a_source_says_so(bench: PipelineBench) -> None:
    entry = bench.run(edit_job(source={"version": 2}))
    assert entry.accepted[-1]["error"]["code"] == "scene.source_missing"


def test_an_author_that_refuses_is_heard_and_nothing_is_rendered(bench: PipelineBench) -> None:
    source = {"version": 2, "mode": "code", "code": COLOURED}
    entry = bench.run(edit_job(prompt="sing a song", source=source))
    assert entry.accepted[-1]["error"]["code"] == "author.refused"
    assert bench.renderer.plans == []


def test_an_edit_reads_its_source_from_the_store_when_the_job_names_a_key(
    bench: PipelineBench,
) -> None:
    bench.storage.put_bytes("sources", "k.py", b"COLOUR = 'x'\n")
    bench.run(edit_job(prompt="make it green", source={"version": 2, "key": "k.py"}))
    assert bench.renderer.plans[0].source == "COLOUR = '#30a46c'\n"


@pytest.mark.requirement("pipeline:generate:plan")
def test_a_prompt_becomes_a_plan_of_as_many_scenes_as_asked(bench: PipelineBench) -> None:
    entry = bench.run(generate_job(prompt="One thing. Another thing. A last thing.", sceneCount=3))
    plan = entry.accepted[-1]["plan"]
    assert [item["title"] for item in plan] == ["One thing", "Another thing", "A last thing"]
    assert entry.status == "succeeded"


def test_a_prompt_without_words_fails_with_a_name(bench: PipelineBench) -> None:
    entry = bench.run(generate_job(prompt="…!?"))
    assert entry.accepted[-1]["error"]["code"] == "author.refused"
