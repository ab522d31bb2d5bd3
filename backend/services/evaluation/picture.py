"""The figures of a run as one picture: bars for the shares, numbers for the rest."""

from collections.abc import Mapping
from html import escape

_SHARES = ("plan_validity", "first_try", "after_repair", "playable", "drawn")
_WIDTH, _BAR, _ROW = 640, 360, 34
_INK, _GROUND, _FULL, _EMPTY = "#e8ecf2", "#10161d", "#4db8ff", "#24303c"


def picture(author: str, figures: Mapping[str, float]) -> str:
    """An SVG that any browser shows."""
    shares = [name for name in _SHARES if name in figures]
    others = [name for name in figures if name not in shares]
    lines = [_text(24, 40, f"{author}: {figures.get('scenes', 0):g} scenes", size=20)]
    top = 64
    for name in shares:
        lines += _bar(name, figures[name], top)
        top += _ROW
    top += 12
    for number, name in enumerate(others):
        left = 24 + (number % 2) * 300
        shown = f"{name.replace('_', ' ')}: {figures[name]:g}"
        lines.append(_text(left, top + (number // 2) * 22, shown, size=13))
    height = top + (len(others) // 2 + 1) * 22 + 12
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}" '
        f'viewBox="0 0 {_WIDTH} {height}" font-family="sans-serif">'
    )
    ground = f'<rect width="{_WIDTH}" height="{height}" fill="{_GROUND}"/>'
    return "\n".join([head, ground, *lines, "</svg>", ""])


def _bar(name: str, share: float, top: int) -> list[str]:
    left = 180
    return [
        _text(24, top + 16, name.replace("_", " "), size=14),
        f'<rect x="{left}" y="{top}" width="{_BAR}" height="20" rx="4" fill="{_EMPTY}"/>',
        f'<rect x="{left}" y="{top}" width="{_BAR * share:.0f}" height="20" fill="{_FULL}"/>',
        _text(left + _BAR + 14, top + 16, f"{share:.1%}", size=14),
    ]


def _text(left: int, top: int, words: str, *, size: int) -> str:
    return f'<text x="{left}" y="{top}" font-size="{size}" fill="{_INK}">{escape(words)}</text>'
