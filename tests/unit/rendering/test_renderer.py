"""The whole way of one plan, over boxes without walls."""

import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from backend.rendering import (
    ErrorClass,
    LimitHit,
    Progress,
    Rejected,
    RenderCancelledError,
    Rendered,
    Renderer,
    SandboxFailedError,
)
from backend.testing.sandbox import FakeBox, FakeSandbox
from tests.unit.rendering.conftest import FILM, make_plan, render_well

Make = Callable[..., tuple[Renderer, FakeSandbox]]


def run(renderer: Renderer, token: threading.Event, **changes: object) -> object:
    source = str(changes.pop("source", "from manim import *\n"))
    plan = make_plan(source, **changes)
    return renderer.render(plan, on_progress=lambda _: None, cancel=token)


@pytest.mark.requirement("rendering:outcome:rendered")
def test_a_fit_film_is_measured_by_us(make_renderer: Make, never: threading.Event) -> None:
    renderer, sandbox = make_renderer()
    outcome = run(renderer, never)
    assert isinstance(outcome, Rendered)
    assert outcome.chunk.read_bytes() == FILM
    assert (outcome.duration_in_frames, outcome.fps) == (30, 15)
    assert outcome.plays[0].line == 5
    assert all(box.destroyed for box in sandbox.boxes)
    renderer.release(outcome)
    assert not outcome.chunk.exists()


def test_code_that_the_check_refuses_never_meets_a_box(
    make_renderer: Make, never: threading.Event
) -> None:
    renderer, sandbox = make_renderer()
    outcome = run(renderer, never, source="import os\nos.getcwd()\n")
    assert isinstance(outcome, Rejected)
    assert outcome.error_class is ErrorClass.CODE_REJECTED
    assert sandbox.boxes == []


@pytest.mark.requirement("rendering:cache:costs-no-box")
def test_the_same_plan_again_costs_no_box(make_renderer: Make, never: threading.Event) -> None:
    renderer, sandbox = make_renderer(cache=True)
    run(renderer, never)
    boxes = len(sandbox.boxes)
    again = run(renderer, never)
    assert isinstance(again, Rendered)
    assert again.cache_hit
    assert again.chunk.read_bytes() == FILM
    assert len(sandbox.boxes) == boxes


def test_a_cache_that_cannot_be_written_costs_no_film(
    make_renderer: Make, never: threading.Event, tmp_path: Path
) -> None:
    renderer, _ = make_renderer(cache=True)
    for name in ("scenes", "chunks"):
        (tmp_path / "cache" / name / "default").write_text("in the way")
    for _ in range(2):
        outcome = renderer.render(make_plan(), on_progress=lambda _: None, cancel=never)
        assert isinstance(outcome, Rendered)
        assert not outcome.cache_hit
    assert not [x for x in (tmp_path / "cache").rglob("*") if "draft" in x.name]


def test_another_project_renders_for_itself(make_renderer: Make, never: threading.Event) -> None:
    renderer, _ = make_renderer(cache=True)
    run(renderer, never)
    other = run(renderer, never, project="other")
    assert isinstance(other, Rendered)
    assert not other.cache_hit


@pytest.mark.requirement("rendering:chunks:lent-as-copies")
def test_chunks_of_a_project_are_lent_and_cannot_be_changed(
    make_renderer: Make, never: threading.Event
) -> None:
    seen: list[dict[str, bytes]] = []

    def poison(box: FakeBox, job: Mapping[str, object]) -> int:
        if "outDir" not in job:
            return render_well(box, job)
        lent = {p.name: p.read_bytes() for p in (box.folder / "cache").rglob("*") if p.is_file()}
        seen.append(lent)
        code = render_well(box, job)
        (box.folder / "cache" / "chunks" / "drawn.chunk").write_bytes(b"poison")
        return code

    renderer, sandbox = make_renderer(cache=True)
    run(renderer, never, source="a = 1\n")
    sandbox.behave = poison
    run(renderer, never, source="b = 2\n")
    run(renderer, never, source="c = 3\n")
    run(renderer, never, source="d = 4\n", project="other")
    first = {"drawn.chunk": b"a = 1\n"}
    assert seen == [first, first, {}]


def test_a_film_that_is_not_there_is_missing(make_renderer: Make, never: threading.Event) -> None:
    def lie(box: FakeBox, _: Mapping[str, object]) -> int:
        box.say({"type": "rendered"})
        return 0

    renderer, _ = make_renderer(lie)
    outcome = run(renderer, never)
    assert isinstance(outcome, Rejected)
    assert outcome.error_class is ErrorClass.OUTPUT_MISSING


def test_a_film_that_the_probe_refuses_is_invalid(
    make_renderer: Make, never: threading.Event, tmp_path: Path
) -> None:
    def refuse(box: FakeBox, job: Mapping[str, object]) -> int:
        if "outDir" in job:
            return render_well(box, job)
        box.say({"type": "probed", "fit": False, "reason": "A frame is damaged."})
        return 0

    renderer, _ = make_renderer(refuse)
    outcome = run(renderer, never)
    assert outcome == Rejected(ErrorClass.OUTPUT_INVALID, "A frame is damaged.")
    assert list((tmp_path / "work").glob("owner-*/[!.]*")) == []


def test_a_probe_that_lies_about_the_count_is_not_believed(
    make_renderer: Make, never: threading.Event
) -> None:
    def lie(box: FakeBox, job: Mapping[str, object]) -> int:
        if "outDir" in job:
            return render_well(box, job)
        render_well(box, {})
        return 0

    def lie_about_frames(box: FakeBox, job: Mapping[str, object]) -> int:
        if "outDir" in job:
            return render_well(box, job)
        (box.folder / "out" / "clean.mp4").write_bytes(FILM)
        box.say({"type": "probed", "fit": True, "frames": 31})
        return 0

    assert isinstance(run(make_renderer(lie)[0], never), Rendered)
    outcome = run(make_renderer(lie_about_frames)[0], never)
    assert isinstance(outcome, Rejected)
    assert outcome.error_class is ErrorClass.OUTPUT_INVALID


def test_progress_is_passed_on_and_nonsense_is_not(
    make_renderer: Make, never: threading.Event
) -> None:
    def chatter(box: FakeBox, job: Mapping[str, object]) -> int:
        if "outDir" in job:
            box.say({"type": "progress", "stage": {}, "done": []})
            box.say({"type": ["progress"]})
            box.say({"type": "progress", "stage": "stepping", "done": -4, "total": 1e300})
        return render_well(box, job)

    told: list[Progress] = []
    renderer, _ = make_renderer(chatter)
    renderer.render(make_plan(), on_progress=told.append, cancel=never)
    assert told == [Progress("stepping", 0, None), Progress("drawing", 1, 2)]


@pytest.mark.requirement("rendering:preview:early")
def test_a_preview_is_shown_once_it_was_looked_at(
    make_renderer: Make, never: threading.Event
) -> None:
    def preview(box: FakeBox, job: Mapping[str, object]) -> int:
        if "outDir" in job:
            (box.folder / "out" / "preview.mp4").write_bytes(FILM)
            box.say({"type": "preview", "file": "preview.mp4"})
        return render_well(box, job)

    told: list[Progress] = []
    renderer, _ = make_renderer(preview)
    outcome = renderer.render(make_plan(preview=True), on_progress=told.append, cancel=never)
    assert isinstance(outcome, Rendered)
    assert told[0].preview == outcome.preview
    assert outcome.preview is not None
    assert outcome.preview.read_bytes() == FILM


@pytest.mark.requirement("rendering:preview:early")
def test_the_beginning_is_shown_before_the_whole_preview(
    make_renderer: Make, never: threading.Event
) -> None:
    def preview(box: FakeBox, job: Mapping[str, object]) -> int:
        if "outDir" in job:
            (box.folder / "out" / "preview-first.mp4").write_bytes(FILM)
            box.say({"type": "preview", "file": "preview-first.mp4", "complete": False})
            (box.folder / "out" / "preview.mp4").write_bytes(FILM)
            (box.folder / "out" / "preview.jpg").write_bytes(b"picture")
            box.say({"type": "preview", "file": "preview.mp4", "complete": True})
            box.say({"type": "preview", "file": "preview.mp4", "complete": True})
        return render_well(box, job)

    told: list[Progress] = []
    renderer, _ = make_renderer(preview)
    outcome = renderer.render(make_plan(preview=True), on_progress=told.append, cancel=never)
    assert isinstance(outcome, Rendered)
    shown = [progress for progress in told if progress.preview]
    assert [progress.preview_is_whole for progress in shown] == [False, True]
    assert outcome.preview == shown[1].preview
    assert [progress.poster is not None for progress in shown] == [False, True]


@pytest.mark.requirement("rendering:outcome:report")
def test_a_render_tells_what_an_inspection_would_if_it_was_asked_to(
    make_renderer: Make, never: threading.Event
) -> None:
    def telling(box: FakeBox, job: Mapping[str, object]) -> int:
        if "outDir" in job:
            (box.folder / "out" / "chunk.mp4").write_bytes(FILM)
            box.say({"type": "rendered", "report": {"texts": []} if job["report"] else None})
            return 0
        return render_well(box, job)

    renderer, _ = make_renderer(telling, cache=True)
    first = run(renderer, never)
    asked = run(renderer, never, inspect=True)
    again = run(renderer, never, inspect=True)
    assert isinstance(first, Rendered)
    assert isinstance(asked, Rendered)
    assert isinstance(again, Rendered)
    assert (first.report, asked.report, again.report) == ({}, {"texts": []}, {"texts": []})
    assert again.cache_hit


@pytest.mark.requirement("rendering:chunks:bounded")
def test_chunks_that_a_film_used_are_kept_longest(
    make_renderer: Make, never: threading.Event, tmp_path: Path
) -> None:
    def using(box: FakeBox, job: Mapping[str, object]) -> int:
        if "outDir" not in job:
            return render_well(box, job)
        (box.folder / "out" / "chunk.mp4").write_bytes(FILM)
        chunks = box.folder / "cache" / "chunks"
        chunks.mkdir(exist_ok=True)
        for name in ("old", "new"):
            if not (chunks / f"{name}.chunk").exists():
                (chunks / f"{name}.chunk").write_bytes(name.encode())
        box.say({"type": "rendered", "usedChunks": ["old", "../../x", 7]})
        return 0

    renderer, _ = make_renderer(using, cache=True)
    for number in range(2):
        run(renderer, never, source=f"x = {number}\n")
    (project,) = (tmp_path / "cache" / "chunks").iterdir()
    newest = max(project.iterdir(), key=lambda path: path.stat().st_mtime_ns)
    assert newest.name.endswith("old.chunk")


@pytest.mark.requirement("rendering:cancel:raises")
def test_a_cancelled_render_raises_and_leaves_nothing(make_renderer: Make, tmp_path: Path) -> None:
    token = threading.Event()

    def wait(box: FakeBox, _: Mapping[str, object]) -> int:
        token.set()
        box.killed.wait(10)
        return 1

    renderer, sandbox = make_renderer(wait)
    with pytest.raises(RenderCancelledError):
        run(renderer, token)
    assert all(box.destroyed for box in sandbox.boxes)
    assert list((tmp_path / "work").glob("owner-*/[!.]*")) == []


def test_a_box_that_talks_too_much_is_ended(make_renderer: Make, never: threading.Event) -> None:
    def flood(box: FakeBox, _: Mapping[str, object]) -> int:
        while not box.killed.is_set():
            box.grumble(b"x" * 4096)
        return 1

    renderer, _ = make_renderer(flood)
    outcome = run(renderer, never)
    assert isinstance(outcome, LimitHit)
    assert outcome.error_class is ErrorClass.LIMIT_OUTPUT


def test_a_sandbox_that_breaks_is_not_the_scenes_fault(
    make_renderer: Make, never: threading.Event
) -> None:
    renderer, sandbox = make_renderer()
    sandbox.failures = 1
    with pytest.raises(SandboxFailedError):
        run(renderer, never)
    assert isinstance(run(renderer, never), Rendered)


@pytest.mark.parametrize(
    ("written", "ending"),
    [
        (b"0123456789abcdef0123456789abcdef\n" * 30, Rendered),
        (b"0123456789abcdef0123456789abcdef\n" * 29, Rejected),
        (b"\x1b]0;mine\x07\n" * 30, Rejected),
        (b"0123456789abcdef0123456789abcdef\n" * 30 + b"more", Rejected),
    ],
)
def test_frame_hashes_are_one_line_for_each_frame_or_the_film_is_not_fit(
    written: bytes, ending: type[Rendered | Rejected], make_renderer: Make, never: threading.Event
) -> None:
    def behave(box: FakeBox, job: Mapping[str, object]) -> int:
        if "outDir" in job:
            (box.folder / "out" / "frames.txt").write_bytes(written)
        return render_well(box, job)

    renderer, _ = make_renderer(behave)
    outcome = run(renderer, never, frame_hashes=True)
    assert isinstance(outcome, ending)
    if isinstance(outcome, Rejected):
        assert outcome.error_class is ErrorClass.OUTPUT_INVALID
