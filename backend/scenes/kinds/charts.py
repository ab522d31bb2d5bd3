"""Charts of labelled values."""

from pydantic import JsonValue

from backend.scenes.kinds.arguments import COLOR, LABELS, PARTS, VALUES
from backend.scenes.kinds.spec import Arg, Kind

_EXAMPLE: dict[str, JsonValue] = {"values": [3, 5, 2], "labels": ["a", "b", "c"]}
_SIZE = (
    Arg("width", "number", {"area": "wide"}, above=0, max=30, unit="units", emit=True),
    Arg("height", "number", {"area": "tall"}, above=0, max=30, unit="units", emit=True),
)
_SHOW = Arg("show_values", "boolean", default=True, help="Numbers at the bars")
_BARS = PARTS | {"bars"}

KINDS = (
    Kind(
        "bar_chart",
        "bar_chart",
        "charts",
        "Upright bars.",
        (VALUES, LABELS, *_SIZE, _SHOW),
        _BARS,
        example=_EXAMPLE,
        grows=1.6,
        weight=5,
    ),
    Kind(
        "level_bars",
        "column_of_bars",
        "charts",
        "Level bars.",
        (
            VALUES,
            LABELS,
            Arg("width", "number", {"area": "wide"}, above=0, max=30, unit="units", emit=True),
            _SHOW,
        ),
        _BARS,
        example=_EXAMPLE,
        grows=1.6,
        weight=5,
    ),
    Kind(
        "pie_chart",
        "pie_chart",
        "charts",
        "A pie, or a ring, with a legend.",
        (
            VALUES,
            LABELS,
            Arg("radius", "number", 2, above=0, max=8),
            Arg("hole", "number", 0, min=0, max=0.95, help="Share of the radius that is empty"),
            Arg("percent", "boolean", default=True, help="Shares rather than values"),
        ),
        PARTS,
        example=_EXAMPLE,
        grows=1.6,
        weight=5,
    ),
    Kind(
        "line_chart",
        "line_chart",
        "charts",
        "Values joined by a line.",
        (VALUES, LABELS, *_SIZE, COLOR),
        PARTS,
        example=_EXAMPLE,
        grows=1.6,
        weight=5,
    ),
)
