"""Bodies and surfaces in three dimensions."""

from dataclasses import replace

from pydantic import JsonValue

from backend.scenes.kinds.arguments import COLOR, VECTOR, axes_arg, function_arg
from backend.scenes.kinds.spec import Arg, Kind

_SOLID = VECTOR | {"solid"}
_ON = (("axes", "axes_3d"),)
_AXES: JsonValue = {"object": "axes"}
_AXES_3D = replace(axes_arg(), of="axes_3d")
_RESOLUTION = Arg("resolution", "integer", 16, min=4, max=64, help="Cells a side")
_FILL = Arg("fill_color", "color", "primary", emit=True)
_OPACITY = Arg("fill_opacity", "number", 0.75, min=0, max=1, emit=True)
_RANGE: list[JsonValue] = [-3, 3, 1]


def _size(name: str, default: float) -> Arg:
    return Arg(name, "number", default, above=0, max=20, unit="units")


def _range(name: str) -> Arg:
    return Arg(name, "range", _RANGE, positional=True, emit=True)


def _solid(name: str, callee: str, text: str, *args: Arg) -> Kind:
    return Kind(name, callee, "solids", text, args, _SOLID, three_d=True, weight=5)


def _point(name: str, default: list[JsonValue]) -> Arg:
    return Arg(name, "point", default, positional=True, emit=True)


KINDS = (
    Kind(
        "axes_3d",
        "axes_3d",
        "solids",
        "Three axes.",
        (_range("x_range"), _range("y_range"), _range("z_range"), _size("size", 6)),
        _SOLID | {"axes_3d"},
        three_d=True,
        weight=5,
    ),
    Kind(
        "surface",
        "graph_surface",
        "solids",
        "The graph of a function of x and y.",
        (
            _AXES_3D,
            function_arg("function", "x", "y"),
            COLOR,
            Arg("second_color", "color", "secondary", emit=True),
            _RESOLUTION,
            Arg("opacity", "number", 0.85, min=0, max=1),
        ),
        _SOLID,
        example={"axes": _AXES, "function": {"expr": "sin(x) cos(y)"}},
        example_needs=_ON,
        three_d=True,
    ),
    Kind(
        "space_curve",
        "space_curve",
        "solids",
        "A path in space.",
        (
            _AXES_3D,
            function_arg("x", "t"),
            function_arg("y", "t"),
            function_arg("z", "t"),
            Arg("t_range", "range", [0, 12.566], positional=True, emit=True),
            Arg("color", "color", "secondary", emit=True),
        ),
        _SOLID,
        example={
            "axes": _AXES,
            "x": {"expr": "2cos(t)"},
            "y": {"expr": "2sin(t)"},
            "z": {"expr": "t / 5 - 1"},
        },
        example_needs=_ON,
        three_d=True,
    ),
    _solid("sphere", "ball", "A sphere.", _size("radius", 1), COLOR, _RESOLUTION),
    _solid(
        "torus",
        "ring_body",
        "A ring.",
        _size("major_radius", 1.6),
        _size("minor_radius", 0.6),
        COLOR,
        _RESOLUTION,
    ),
    _solid("cube", "Cube", "A cube.", _size("side_length", 2), _OPACITY, _FILL),
    _solid(
        "prism",
        "Prism",
        "A box.",
        Arg("dimensions", "point", [3, 2, 1], emit=True),
        _OPACITY,
        _FILL,
    ),
    _solid(
        "cone",
        "Cone",
        "A cone.",
        _size("base_radius", 1),
        _size("height", 1),
        _FILL,
    ),
    _solid("cylinder", "tube", "A cylinder.", _size("radius", 1), _size("height", 2), COLOR),
    _solid(
        "dot_3d",
        "Dot3D",
        "A point in space.",
        _point("point", [0, 0, 0]),
        _size("radius", 0.08),
        Arg("color", "color", "accent", emit=True),
    ),
    _solid(
        "line_3d",
        "Line3D",
        "A line in space.",
        _point("start", [-1, 0, 0]),
        _point("end", [1, 0, 0]),
        COLOR,
    ),
    _solid(
        "arrow_3d",
        "Arrow3D",
        "An arrow in space.",
        _point("start", [0, 0, 0]),
        _point("end", [1, 1, 1]),
        COLOR,
    ),
)
