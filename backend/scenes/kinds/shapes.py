"""Shapes: lines, polygons, circles and what is built from them."""

from backend.scenes.kinds.arguments import COLOR, PAINT, SHAPE, STROKE_WIDTH
from backend.scenes.kinds.spec import Arg, Kind

_LINES = SHAPE | {"line"}
_ARROWS = _LINES | {"arrow"}


def _ends(start: list[float], end: list[float]) -> tuple[Arg, Arg]:
    return (
        Arg("start", "point", list(start), positional=True, help="Where it starts"),
        Arg("end", "point", list(end), positional=True, help="Where it ends"),
    )


def _length(name: str, default: float, text: str) -> Arg:
    return Arg(name, "number", default, above=0, max=30, unit="units", help=text)


_CORNERS = Arg(
    "vertices",
    "points",
    required=True,
    positional=True,
    spread=True,
    length=(3, 60),
    help="Corners",
)
_ANGLES = (
    Arg("start_angle", "number", 0, unit="radians", help="Where it starts, from the right"),
    Arg("angle", "number", 1.5708, unit="radians", help="How far it turns"),
)
_ARROW = (*_ends([-1, 0, 0], [1, 0, 0]), COLOR, STROKE_WIDTH)
_BUFF = Arg("buff", "number", 0.25, min=0, max=3, unit="units", help="Gap at both ends")

KINDS = (
    Kind(
        "circle", "Circle", "shapes", "A circle.", (_length("radius", 1, "Radius"), *PAINT), SHAPE
    ),
    Kind(
        "dot",
        "Dot",
        "shapes",
        "A filled point.",
        (
            Arg("point", "point", [0, 0, 0], positional=True),
            _length("radius", 0.08, "Radius"),
            COLOR,
        ),
        SHAPE,
    ),
    Kind(
        "ellipse",
        "Ellipse",
        "shapes",
        "An ellipse.",
        (_length("width", 2, "Width"), _length("height", 1, "Height"), *PAINT),
        SHAPE,
    ),
    Kind(
        "square",
        "Square",
        "shapes",
        "A square.",
        (_length("side_length", 2, "Side"), *PAINT),
        SHAPE,
    ),
    Kind(
        "rectangle",
        "Rectangle",
        "shapes",
        "A rectangle.",
        (_length("width", 4, "Width"), _length("height", 2, "Height"), *PAINT),
        SHAPE,
    ),
    Kind(
        "rounded_rectangle",
        "RoundedRectangle",
        "shapes",
        "A rectangle with round corners.",
        (
            _length("width", 4, "Width"),
            _length("height", 2, "Height"),
            _length("corner_radius", 0.5, "Radius of the corners"),
            *PAINT,
        ),
        SHAPE,
    ),
    Kind("triangle", "Triangle", "shapes", "An equilateral triangle.", PAINT, SHAPE),
    Kind(
        "polygon",
        "Polygon",
        "shapes",
        "A shape with given corners.",
        (_CORNERS, *PAINT),
        SHAPE,
        example={"vertices": [[-1, -1, 0], [2, -1, 0], [0, 1, 0]]},
    ),
    Kind(
        "regular_polygon",
        "RegularPolygon",
        "shapes",
        "A shape with equal sides.",
        (Arg("n", "integer", 6, min=3, max=60, help="Number of sides"), *PAINT),
        SHAPE,
    ),
    Kind(
        "star",
        "Star",
        "shapes",
        "A star.",
        (
            Arg("n", "integer", 5, min=3, max=40, help="Number of points"),
            _length("outer_radius", 1, "Outer radius"),
            *PAINT,
        ),
        SHAPE,
    ),
    Kind(
        "arc",
        "Arc",
        "shapes",
        "A part of a circle.",
        (_length("radius", 1, "Radius"), *_ANGLES, *PAINT),
        SHAPE,
    ),
    Kind(
        "sector",
        "Sector",
        "shapes",
        "A slice of a disc.",
        (_length("radius", 1, "Radius"), *_ANGLES, *PAINT),
        SHAPE,
    ),
    Kind(
        "ring",
        "Annulus",
        "shapes",
        "A disc with a hole.",
        (
            _length("inner_radius", 1, "Inner radius"),
            _length("outer_radius", 2, "Outer radius"),
            *PAINT,
        ),
        SHAPE,
    ),
    Kind(
        "line",
        "Line",
        "shapes",
        "A straight line.",
        (*_ends([-1, 0, 0], [1, 0, 0]), COLOR, STROKE_WIDTH),
        _LINES,
    ),
    Kind(
        "dashed_line",
        "DashedLine",
        "shapes",
        "A line of dashes.",
        (*_ends([-1, 0, 0], [1, 0, 0]), COLOR, STROKE_WIDTH),
        _LINES,
    ),
    Kind("arrow", "Arrow", "shapes", "An arrow.", (*_ARROW, _BUFF), _ARROWS),
    Kind(
        "double_arrow", "DoubleArrow", "shapes", "An arrow with two heads.", (*_ARROW, _BUFF), SHAPE
    ),
    Kind(
        "curved_arrow",
        "CurvedArrow",
        "shapes",
        "An arrow along an arc.",
        (
            Arg("start_point", "point", [-1, 0, 0], positional=True, emit=True),
            Arg("end_point", "point", [1, 0, 0], positional=True, emit=True),
            COLOR,
            Arg("angle", "number", 1.5708, unit="radians", help="How much it bends"),
        ),
        SHAPE,
    ),
    Kind(
        "brace",
        "Brace",
        "shapes",
        "A brace along one side of an object.",
        (
            Arg("target", "object", required=True, positional=True, help="What it embraces"),
            Arg("direction", "direction", "down", positional=True, help="On which side"),
            Arg("color", "color", "ink", emit=True),
        ),
        SHAPE,
        example={"target": {"object": "needed"}},
        example_needs=(("needed", "rectangle"),),
    ),
    Kind(
        "frame",
        "SurroundingRectangle",
        "shapes",
        "A frame around an object.",
        (
            Arg("target", "object", required=True, positional=True, help="What it surrounds"),
            Arg("color", "color", "secondary", emit=True),
            Arg("buff", "number", 0.1, min=0, max=3, unit="units", help="Space inside"),
            Arg("corner_radius", "number", 0, min=0, max=3, help="Radius of the corners"),
        ),
        SHAPE,
        example={"target": {"object": "needed"}},
        example_needs=(("needed", "text"),),
    ),
    Kind(
        "cross",
        "Cross",
        "shapes",
        "Two strokes through an object.",
        (
            Arg("target", "object", positional=True, help="What it crosses out"),
            Arg("stroke_color", "color", "bad", emit=True),
            Arg("stroke_width", "number", 6, min=0, max=60),
        ),
        SHAPE,
        example={"target": {"object": "needed"}},
        example_needs=(("needed", "text"),),
    ),
)
