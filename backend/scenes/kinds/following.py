"""Tracked numbers and what follows them."""

from pydantic import JsonValue

from backend.scenes.kinds.arguments import COLOR, STROKE_WIDTH, axes_arg, function_arg
from backend.scenes.kinds.spec import Arg, Kind

_LIVE = frozenset({"mobject", "live"})
_TRACKER = Arg("tracker", "object", required=True, positional=True, of="tracker", help="Follows it")
_NEEDS = (("axes", "axes"), ("tracker", "tracker"))
_ON: dict[str, JsonValue] = {
    "axes": {"object": "axes"},
    "function": {"expr": "x^2 / 4"},
    "tracker": {"object": "tracker"},
}
_START = Arg("start", "number", 0, positional=True, emit=True, help="Where it starts")
_TARGET = Arg("target", "object", required=True, positional=True, help="What it follows")
_TARGET_EXAMPLE: dict[str, JsonValue] = {"target": {"object": "needed"}}
_TARGET_NEEDS = (("needed", "dot"),)


def _tone(token: str) -> Arg:
    return Arg("color", "color", token, emit=True)


KINDS = (
    Kind(
        "tracker",
        "ValueTracker",
        "following",
        "A number that can change over time; it is not seen.",
        (Arg("value", "number", 0, positional=True, emit=True, help="Its first value"),),
        frozenset({"tracker"}),
    ),
    Kind(
        "readout",
        "readout",
        "following",
        "A number that shows a tracker's value.",
        (
            _TRACKER,
            Arg("label", "text", "", positional=True, help="Words before the number"),
            Arg("digits", "integer", 2, min=0, max=8, help="After the point"),
            _tone("ink"),
            Arg("font_size", "number", 34, above=0, max=200),
            Arg("unit", "text", "", help="Words after the number"),
        ),
        _LIVE,
        example={"tracker": {"object": "tracker"}},
        example_needs=(("tracker", "tracker"),),
        live=True,
    ),
    Kind(
        "moving_point",
        "moving_point",
        "following",
        "The point of a curve at a tracker's value.",
        (
            axes_arg(),
            function_arg(),
            _TRACKER,
            Arg("guides", "boolean", default=False, help="Dashed lines to the axes"),
            _tone("accent"),
        ),
        _LIVE,
        example=_ON,
        example_needs=_NEEDS,
        live=True,
    ),
    Kind(
        "moving_tangent",
        "moving_tangent",
        "following",
        "The tangent of a curve at a tracker's value.",
        (
            axes_arg(),
            function_arg(),
            _TRACKER,
            Arg("length", "number", 4, above=0, max=20, unit="units"),
            _tone("secondary"),
        ),
        _LIVE,
        example=_ON,
        example_needs=_NEEDS,
        live=True,
    ),
    Kind(
        "moving_secant",
        "moving_secant",
        "following",
        "The line through a point of a curve and one that moves.",
        (axes_arg(), function_arg(), _START, _TRACKER, _tone("accent")),
        _LIVE,
        example=_ON | {"start": 1},
        example_needs=_NEEDS,
        live=True,
    ),
    Kind(
        "moving_area",
        "moving_area",
        "following",
        "The area of a curve from a fixed x to a tracker's value.",
        (axes_arg(), function_arg(), _START, _TRACKER, COLOR),
        _LIVE,
        example=_ON,
        example_needs=_NEEDS,
        live=True,
    ),
    Kind(
        "moving_curve",
        "moving_curve",
        "following",
        "The graph of a function of x and of a tracker's value k.",
        (axes_arg(), function_arg("function", "x", "k"), _TRACKER, COLOR, STROKE_WIDTH),
        _LIVE,
        example={**_ON, "function": {"expr": "k x^2"}},
        example_needs=_NEEDS,
        live=True,
    ),
    Kind(
        "circle_hand",
        "circle_hand",
        "following",
        "A circle with a hand at a tracker's angle, its sine and cosine.",
        (
            _TRACKER,
            Arg("radius", "number", 1.8, above=0, max=6, unit="units"),
            COLOR,
            Arg("shadows", "boolean", default=True, help="Sine and cosine as lines"),
        ),
        _LIVE,
        example={"tracker": {"object": "tracker"}},
        example_needs=(("tracker", "tracker"),),
        weight=4,
        live=True,
    ),
    Kind(
        "trace",
        "trace_of",
        "following",
        "The path that an object takes.",
        (_TARGET, _tone("secondary"), STROKE_WIDTH),
        frozenset({"mobject", "live"}),
        example=_TARGET_EXAMPLE,
        example_needs=_TARGET_NEEDS,
        live=True,
    ),
    Kind(
        "link",
        "link",
        "following",
        "A line between two objects that follows both.",
        (
            Arg("first", "object", required=True, positional=True),
            Arg("second", "object", required=True, positional=True),
            _tone("muted"),
            Arg("dashed", "boolean", default=False),
        ),
        _LIVE,
        example={"first": {"object": "one"}, "second": {"object": "two"}},
        example_needs=(("one", "dot"), ("two", "square")),
        live=True,
    ),
    Kind(
        "follow_label",
        "follow_label",
        "following",
        "Words that stay above an object.",
        (_TARGET, Arg("text", "text", required=True, positional=True), _tone("ink")),
        _LIVE,
        example=_TARGET_EXAMPLE | {"text": "here"},
        example_needs=_TARGET_NEEDS,
        live=True,
    ),
)
