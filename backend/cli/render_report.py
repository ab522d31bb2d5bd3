"""What a render or an inspection found, for programs as facts and for people as a few lines."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from backend.cli.exit_codes import WorkFailedError
from backend.cli.output import say_table, seconds_of

if TYPE_CHECKING:
    from backend.rendering import LimitHit, Rejected, Rendered

_TEXT_CHARS_MAX = 60


def facts_of(outcome: "Rendered | Rejected | LimitHit") -> dict[str, object]:
    """How it ended, with stable names."""
    from backend.rendering import LimitHit, Rejected  # noqa: PLC0415 - keeps `--help` quick

    match outcome:
        case Rejected():
            facts = {"outcome": "rejected", "class": outcome.error_class.value}
            facts |= {"message": outcome.message, "line": outcome.line, "rule": outcome.rule}
            return {**facts, "type": outcome.error_type}
        case LimitHit():
            facts = {"outcome": "limit", "class": outcome.error_class.value}
            return {**facts, "message": outcome.message, "kind": outcome.kind}
        case _:
            return {"outcome": "rendered", **_measured(outcome)}


def _measured(film: "Rendered") -> Mapping[str, object]:
    return {
        "sha256": film.sha256,
        "bytes": film.bytes,
        "durationInFrames": film.duration_in_frames,
        "fps": film.fps,
        "width": film.width,
        "height": film.height,
        "codec": film.codec,
        "hasAudio": film.has_audio,
        "renderMs": film.render_ms,
        "cacheHit": film.cache_hit,
        "reusedChunks": film.reused_chunks,
        "drawnChunks": film.drawn_chunks,
        "plays": [
            {"firstFrame": play.first_frame, "frames": play.frames, "line": play.line}
            for play in film.plays
        ],
        "sections": [
            {"name": part.name, "firstFrame": part.first_frame, "frames": part.frames}
            for part in film.sections
        ],
    }


def say_inspection(report: Mapping[str, object]) -> None:
    """The plays, and whatever the eye would mind.

    Raises:
        WorkFailedError: the scene has written a report of its own, which makes no sense.
    """
    try:
        _say(report)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        message = "The scene's report makes no sense."
        raise WorkFailedError(message) from error


def _say(report: Mapping[str, object]) -> None:
    frames, fps = cast("int", report["durationInFrames"]), cast("float", report["fps"])
    print(f"{report['scene']}: {frames} frames, {seconds_of(frames, fps)} at {fps:g} a second")
    rows = [
        (play["line"], seconds_of(first, fps), first, play["frames"])
        for play in _items(report, "plays")
        for first in [cast("int", play["firstFrame"])]
    ]
    say_table(("line", "starts", "first frame", "frames"), rows)
    classes = cast("Mapping[str, int]", report.get("classes") or {})
    if classes:
        print("Shows " + ", ".join(f"{count} {name}" for name, count in classes.items()) + ".")
    for item in _items(report, "texts"):
        print(f"line {item['line']}: {item['class']} {_quoted(item['text'])}")
    found = [
        *((item, f"{_named(item)} is off the frame") for item in _items(report, "offFrame")),
        *((item, f"{_pair(item)} overlap") for item in _items(report, "overlappingTexts")),
        *((item, f"{_named(item)} is too small to read") for item in _items(report, "smallTexts")),
    ]
    for item, sentence in found:
        print(f"line {item['line']}: {sentence}.")
    if not found:
        print("Nothing is off the frame, overlaps or is too small to read.")


def _items(report: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    return cast("list[Mapping[str, object]]", report.get(name) or [])


def _quoted(words: object) -> str:
    text = " ".join(str(words).split())
    return f'"{text}"' if len(text) <= _TEXT_CHARS_MAX else f'"{text[:_TEXT_CHARS_MAX]}…"'


def _named(item: Mapping[str, object]) -> str:
    words = item.get("text")
    return f"{item['class']} {_quoted(words)}" if words else str(item["class"])


def _pair(item: Mapping[str, object]) -> str:
    return " and ".join(map(_quoted, cast("list[object]", item["texts"])))
