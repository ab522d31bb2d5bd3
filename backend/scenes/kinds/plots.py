"""Axes, curves and what stands on them."""

from pydantic import JsonValue

from backend.scenes.kinds.arguments import (
    COLOR,
    PARTS,
    STROKE_WIDTH,
    VECTOR,
    axes_arg,
    function_arg,
    range_arg,
)
from backend.scenes.kinds.spec import Arg, Kind

_AXES = frozenset({"mobject", "vector", "axes"})
_ON_AXES = (("axes", "axes"),)
_EXAMPLE: dict[str, JsonValue] = {"axes": {"object": "axes"}, "function": {"expr": "x^2 / 4"}}
_SIZE = (
    Arg("width", "number", 8, above=0, max=30, unit="units"),
    Arg("height", "number", 4.8, above=0, max=30, unit="units"),
)


def _at(default: float) -> Arg:
    return Arg("at", "number", default, positional=True, required=True, help="Which x")


KINDS = (
    Kind(
        "axes",
        "graph_axes",
        "plots",
        "Two axes with numbers.",
        (
            Arg("x_range", "range", [-4, 4, 1], positional=True, emit=True),
            Arg("y_range", "range", [-3, 3, 1], positional=True, emit=True),
            Arg("x_label", "text", "x"),
            Arg("y_label", "text", "y"),
            Arg("width", "number", {"area": "wide"}, above=0, max=30, unit="units", emit=True),
            Arg("height", "number", {"area": "tall"}, above=0, max=30, unit="units", emit=True),
            Arg("numbers", "boolean", default=True, help="Numbers at the ticks"),
            Arg("grid", "boolean", default=False, help="Lines behind the curve"),
            Arg("color", "color", "muted", emit=True),
        ),
        _AXES,
        grows=1.6,
        weight=5,
    ),
    Kind(
        "plane",
        "plain_plane",
        "plots",
        "A grid with axes.",
        (
            Arg("x_range", "range", [-6, 6, 1], positional=True, emit=True),
            Arg("y_range", "range", [-3, 3, 1], positional=True, emit=True),
            *_SIZE,
            Arg("color", "color", "grid", emit=True),
        ),
        _AXES | {"plane"},
        grows=1.6,
        weight=5,
    ),
    Kind(
        "number_line",
        "number_line",
        "plots",
        "A line of numbers.",
        (
            Arg("x_range", "range", [-5, 5, 1], positional=True, emit=True),
            Arg("width", "number", {"area": "width"}, above=0, max=30, emit=True),
            Arg("color", "color", "muted", emit=True),
        ),
        VECTOR | {"number_line"},
        grows=1.6,
    ),
    Kind(
        "plot",
        "curve",
        "plots",
        "The graph of a function.",
        (axes_arg(), function_arg(), range_arg("x_range"), COLOR, STROKE_WIDTH),
        VECTOR | {"curve", "path"},
        example=_EXAMPLE,
        example_needs=_ON_AXES,
    ),
    Kind(
        "parametric",
        "parametric",
        "plots",
        "The path of two functions of t.",
        (
            axes_arg(),
            function_arg("x", "t"),
            function_arg("y", "t"),
            Arg("t_range", "range", [0, 6.2832], positional=True, emit=True),
            COLOR,
            STROKE_WIDTH,
        ),
        VECTOR | {"curve", "path"},
        example={
            "axes": {"object": "axes"},
            "x": {"expr": "2cos(t)"},
            "y": {"expr": "sin(t)"},
        },
        example_needs=_ON_AXES,
    ),
    Kind(
        "area",
        "area_under",
        "plots",
        "The region between a curve and the x axis.",
        (
            axes_arg(),
            function_arg(),
            Arg("x_range", "range", [0, 2], positional=True, emit=True),
            COLOR,
            Arg("opacity", "number", 0.35, min=0, max=1),
        ),
        VECTOR,
        example=_EXAMPLE,
        example_needs=_ON_AXES,
    ),
    Kind(
        "riemann",
        "riemann_bars",
        "plots",
        "Bars that add up to an area.",
        (
            axes_arg(),
            function_arg(),
            Arg("x_range", "range", [0, 2], positional=True, emit=True),
            Arg("count", "integer", 8, min=1, max=200, help="Number of bars"),
            COLOR,
        ),
        VECTOR | {"parts"},
        example=_EXAMPLE,
        example_needs=_ON_AXES,
    ),
    Kind(
        "tangent",
        "tangent",
        "plots",
        "The tangent of a curve.",
        (
            axes_arg(),
            function_arg(),
            _at(1),
            Arg("length", "number", 4, above=0, max=20, unit="units"),
            Arg("color", "color", "secondary", emit=True),
        ),
        VECTOR,
        example=_EXAMPLE | {"at": 1},
        example_needs=_ON_AXES,
    ),
    Kind(
        "secant",
        "secant",
        "plots",
        "The line through two points of a curve.",
        (
            axes_arg(),
            function_arg(),
            Arg("start", "number", required=True, positional=True),
            Arg("end", "number", required=True, positional=True),
            Arg("color", "color", "accent", emit=True),
        ),
        VECTOR,
        example=_EXAMPLE | {"start": 0, "end": 2},
        example_needs=_ON_AXES,
    ),
    Kind(
        "meeting_points",
        "meeting_points",
        "plots",
        "A point wherever two curves cross.",
        (
            axes_arg(),
            function_arg("first"),
            function_arg("second"),
            Arg("color", "color", "accent", emit=True),
        ),
        PARTS,
        example={"axes": {"object": "axes"}, "first": {"expr": "x"}, "second": {"expr": "x^2 - 2"}},
        example_needs=(("axes", "axes"),),
    ),
    Kind(
        "curve_point",
        "curve_point",
        "plots",
        "A point of a curve.",
        (
            axes_arg(),
            function_arg(),
            _at(1),
            Arg("guides", "boolean", default=False, help="Dashed lines to the axes"),
            Arg("color", "color", "accent", emit=True),
        ),
        VECTOR,
        example=_EXAMPLE | {"at": 1},
        example_needs=_ON_AXES,
    ),
    Kind(
        "curve_label",
        "curve_label",
        "plots",
        "A formula beside a curve.",
        (
            axes_arg(),
            function_arg(),
            _at(1),
            Arg("text", "formula", required=True, positional=True),
            COLOR,
            Arg("font_size", "number", 36, above=0, max=200),
        ),
        frozenset({"mobject", "vector", "words"}),
        example=_EXAMPLE | {"at": 2, "text": "x^2 / 4"},
        example_needs=_ON_AXES,
    ),
    *(
        Kind(
            name,
            name,
            "plots",
            text,
            (
                axes_arg(),
                Arg("points", "points", required=True, positional=True, length=(1, 200)),
                Arg("color", "color", tone, emit=True),
            ),
            VECTOR | {"parts"} if name == "scatter" else VECTOR,
            example={"axes": {"object": "axes"}, "points": [[-1, -1], [1, 0], [2, 2]]},
            example_needs=_ON_AXES,
        )
        for name, text, tone in (
            ("scatter", "A dot for each point.", "primary"),
            ("fit_line", "The line of best fit through points.", "secondary"),
            ("fit_gaps", "The distances between points and their line of best fit.", "accent"),
        )
    ),
    Kind(
        "axes_arrow",
        "axes_arrow",
        "plots",
        "An arrow between two points of axes.",
        (
            axes_arg(),
            Arg("start", "point", [0, 0], positional=True, emit=True),
            Arg("end", "point", [2, 1], positional=True, emit=True),
            Arg("color", "color", "secondary", emit=True),
        ),
        VECTOR | {"arrow", "line"},
        example={"axes": {"object": "axes"}},
        example_needs=_ON_AXES,
    ),
    Kind(
        "vector",
        "Vector",
        "plots",
        "An arrow from the origin.",
        (
            Arg("direction", "point", [2, 1], positional=True, emit=True),
            Arg("color", "color", "secondary", emit=True),
            STROKE_WIDTH,
        ),
        VECTOR | {"arrow", "line"},
    ),
)
