"""Captions as WebVTT, one cue a scene."""

from fractions import Fraction

_LINE_CHARS = 80


def to_vtt(cues: list[tuple[int, int, str]], fps: Fraction) -> str:
    """Cues are (first frame, frames, text); scenes without words have none."""
    blocks = ["WEBVTT"]
    for first, frames, text in cues:
        words = " ".join(text.split())
        if words:
            span = f"{_moment(first, fps)} --> {_moment(first + frames, fps)}"
            blocks.append(f"{span}\n{_wrapped(words)}")
    return "\n\n".join(blocks) + "\n"


def _moment(frame: int, fps: Fraction) -> str:
    milliseconds = round(frame * 1000 / fps)
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}.{rest:03d}"


def _wrapped(text: str) -> str:
    lines: list[str] = []
    # "-->" ends a cue's text, and "&" and "<" open entities and tags.
    for word in text.replace("&", "&amp;").replace("<", "&lt;").replace("-->", "→").split(" "):
        if lines and len(lines[-1]) + len(word) < _LINE_CHARS:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "\n".join(lines)
