"""The words between a plan and the program inside: one job line out, untrusted claims back."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final, cast

from backend.rendering.outcome import Play, Progress, Rendered, Section
from backend.rendering.plan import FPS_MAX, QUALITIES, SIDE_MAX, SIDE_MIN, Quality, RenderPlan
from backend.rendering.probe.check import Checked
from backend.rendering.sandbox import messages

_PLAYS_MAX: Final = 10_000
# The long side of a preview, whose short one has 480 lines.
_PREVIEW_SIDE_MAX = 1_280
_CHUNKS_MAX: Final = 10_000
_LINES_MAX: Final = 100_000
_STAGES: Final = frozenset({"stepping", "drawing", "joining"})


def job_line(plan: RenderPlan, job_dir: str, mode: str) -> bytes:
    """The one line that the program inside reads."""
    job: Mapping[str, object] = {
        "jobId": plan.job_id,
        "source": plan.source,
        "scene": plan.scene,
        "width": plan.quality.width,
        "height": plan.quality.height,
        "fps": plan.quality.fps,
        "seed": plan.seed,
        "deadlineSeconds": plan.deadline_seconds,
        "workers": plan.workers,
        "outDir": f"{job_dir}/out",
        "cacheDir": f"{job_dir}/cache",
        "preview": plan.preview,
        "frameHashes": plan.frame_hashes,
        "report": plan.inspect,
        "mode": mode,
        "backgroundColor": plan.background_color,
        "ownSize": plan.own_size,
    }
    return json.dumps(job).encode() + b"\n"


def progress_of(message: Mapping[str, object]) -> Progress | None:
    """A progress line, or None when it is something else or nonsense."""
    stage = messages.text(message.get("stage"), limit=20)
    if message.get("type") != "progress" or stage not in _STAGES:
        return None
    done = messages.whole(message.get("done")) or 0
    return Progress(stage, done, messages.whole(message.get("total")))


def is_preview(message: Mapping[str, object]) -> bool:
    """Whether the program says that the preview is there."""
    return message.get("type") == "preview"


def is_whole_preview(message: Mapping[str, object]) -> bool:
    """Whether a preview shows the whole film, and not only how it begins."""
    return message.get("complete") is not False


def used_chunks(claim: Mapping[str, object]) -> frozenset[str]:
    """The names of chunks in the box that the film is said to consist of."""
    listed = claim.get("usedChunks")
    keys = cast("list[object]", listed) if isinstance(listed, list) else []
    names = {messages.text(key, limit=64) for key in keys[:_CHUNKS_MAX]}
    return frozenset(f"cache/chunks/{name}.chunk" for name in names if name)


def report_of(claim: Mapping[str, object]) -> Mapping[str, object]:
    """What the scene is said to contain; nothing here is proved."""
    (report,) = messages.items([claim.get("report")], limit=1) or [{}]
    return messages.record(report)


def preview_quality(message: Mapping[str, object]) -> Quality:
    """The preview's size as announced, within what a plan may ask for."""
    usual = QUALITIES["480p15"]
    return Quality(
        width=messages.whole(message.get("width"), low=16, high=_PREVIEW_SIDE_MAX) or usual.width,
        height=messages.whole(message.get("height"), low=16, high=_PREVIEW_SIDE_MAX)
        or usual.height,
        fps=messages.whole(message.get("fps"), low=1, high=60) or usual.fps,
    )


def film_quality(plan: RenderPlan, claim: Mapping[str, object]) -> Quality:
    """The size and rate that the film must have: the plan's, or the file's own if that holds."""
    planned = plan.quality
    if not plan.own_size:
        return planned
    width = messages.whole(claim.get("width"), low=SIDE_MIN, high=SIDE_MAX)
    height = messages.whole(claim.get("height"), low=SIDE_MIN, high=SIDE_MAX)
    rate = messages.number(claim.get("fps")) or 0.0
    fps = int(rate) if rate.is_integer() and 1 <= rate <= FPS_MAX else planned.fps
    return Quality(width or planned.width, height or planned.height, fps)


def rendered_from(
    checked: Checked, claim: Mapping[str, object], *, hashes: Path | None, render_ms: int
) -> Rendered:
    """What was measured, with what was merely claimed only where nothing depends on it."""
    film = checked.film
    return Rendered(
        chunk=checked.file.path,
        poster=checked.poster,
        preview=None,
        frame_hashes=hashes,
        sha256=checked.file.sha256,
        bytes=checked.file.size_bytes,
        duration_in_frames=film.frames,
        fps=round(film.fps),
        width=film.width,
        height=film.height,
        codec="h264",
        has_audio=film.has_audio,
        render_ms=render_ms,
        cache_hit=False,
        plays=_plays(claim, film.frames),
        sections=_sections(claim, film.frames),
        reused_chunks=messages.whole(claim.get("reusedChunks")) or 0,
        drawn_chunks=messages.whole(claim.get("drawnChunks")) or 0,
        report=report_of(claim),
    )


def _plays(claim: Mapping[str, object], frames: int) -> tuple[Play, ...]:
    found: list[Play] = []
    for item in messages.items(claim.get("plays"), limit=_PLAYS_MAX):
        first = messages.whole(item.get("firstFrame"), high=frames)
        length = messages.whole(item.get("frames"), high=frames)
        if first is not None and length is not None:
            line = messages.whole(item.get("line"), low=1, high=_LINES_MAX)
            found.append(Play(first, length, line))
    return tuple(found)


def _sections(claim: Mapping[str, object], frames: int) -> tuple[Section, ...]:
    found: list[Section] = []
    for item in messages.items(claim.get("sections"), limit=_PLAYS_MAX):
        first = messages.whole(item.get("firstFrame"), high=frames)
        length = messages.whole(item.get("frames"), high=frames)
        if first is not None and length is not None:
            found.append(Section(messages.text(item.get("name"), limit=200), first, length))
    return tuple(found)
