"""Five themes: what the names of `kit/palette.py` mean in each.

Every theme keeps text at a contrast of at least 7 against its background and the colours of a
series apart from each other; `tests/unit/scenes/test_themes.py` measures both.
"""

from dataclasses import dataclass, field

from backend.scenes.document import Aspect

TOKENS = {
    "background": "BACKGROUND",
    "surface": "SURFACE",
    "ink": "INK",
    "muted": "MUTED",
    "grid": "GRID",
    "primary": "PRIMARY",
    "secondary": "SECONDARY",
    "accent": "ACCENT",
    "good": "GOOD",
    "warn": "WARN",
    "bad": "BAD",
    "violet": "VIOLET",
}
SIZES = {
    "title": "TITLE_SIZE",
    "heading": "HEADING_SIZE",
    "body": "BODY_SIZE",
    "small": "SMALL_SIZE",
    "formula": "FORMULA_SIZE",
}
SERIES = "[PRIMARY, SECONDARY, GOOD, ACCENT, VIOLET, WARN]"


@dataclass(frozen=True, slots=True)
class Theme:
    name: str
    help: str
    colors: dict[str, str]
    font: str = "DejaVu Sans"
    mono: str = "DejaVu Sans Mono"
    sizes: dict[str, int] = field(
        default_factory=lambda: {
            "TITLE_SIZE": 48,
            "HEADING_SIZE": 40,
            "BODY_SIZE": 34,
            "SMALL_SIZE": 25,
            "FORMULA_SIZE": 56,
        }
    )


def _colors(*values: str) -> dict[str, str]:
    return dict(zip(TOKENS.values(), values, strict=True))


THEMES = {
    theme.name: theme
    for theme in (
        Theme(
            "dark",
            "Cool blue-black, luminous colours.",
            _colors(
                *("#10141c", "#1b2230", "#eef1f6", "#8b96a8", "#2c3646"),
                *("#4cc2ff", "#ffb454", "#ff6b8b", "#6fdd8b", "#ffd866", "#ff6459", "#b69cff"),
            ),
        ),
        Theme(
            "light",
            "White, clear colours.",
            _colors(
                *("#ffffff", "#f1f5fa", "#17202e", "#64748b", "#d9e1ec"),
                *("#1769d2", "#d9650b", "#c9184a", "#16803c", "#a67c00", "#c62828", "#6d3fc4"),
            ),
        ),
        Theme(
            "paper",
            "Warm paper, printed inks, serif text.",
            _colors(
                *("#f7f1e3", "#efe6d0", "#2b2620", "#7a6f5d", "#ddd0b4"),
                *("#1f5a86", "#b4511c", "#9c2145", "#3c6e2f", "#8f6a10", "#a32a1f", "#6a4a8c"),
            ),
            font="DejaVu Serif",
        ),
        Theme(
            "blackboard",
            "Slate green, chalk colours.",
            _colors(
                *("#1d332b", "#264238", "#f3f4e8", "#a9bbaa", "#355548"),
                *("#9be0f2", "#ffd98a", "#ffa9b8", "#b7eaa0", "#fff2a6", "#ff9f8e", "#d6c4ff"),
            ),
        ),
        Theme(
            "high_contrast",
            "Black and bright, for every eye.",
            _colors(
                *("#000000", "#101010", "#ffffff", "#c8c8c8", "#4d4d4d"),
                *("#56b4ff", "#ffb000", "#ff7ac6", "#3df07a", "#ffff3d", "#ff6d5a", "#c7a6ff"),
            ),
        ),
    )
}

# Frame sizes in Manim units; portrait frames keep text as large as landscape ones.
FRAMES: dict[Aspect, tuple[float, float]] = {
    "16:9": (14.222, 8),
    "9:16": (8, 14.222),
    "1:1": (9, 9),
    "4:3": (10.667, 8),
}
