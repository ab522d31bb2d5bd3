"""Parts of mechanics, waves and light."""

from backend.scenes.kinds.arguments import COLOR, PARTS, STROKE_WIDTH, VECTOR
from backend.scenes.kinds.spec import Arg, Kind


def _size(name: str, default: float, text: str = "") -> Arg:
    return Arg(name, "number", default, above=0, max=30, unit="units", help=text)


def _tone(token: str) -> Arg:
    return Arg("color", "color", token, emit=True)


_DEGREES = Arg("angle", "number", 30, min=0, max=85, unit="degrees", positional=True)

KINDS = (
    Kind(
        "ground",
        "ground",
        "physics",
        "A floor with hatching.",
        (_size("width", 10), _tone("muted")),
        PARTS,
    ),
    Kind(
        "mass",
        "block",
        "physics",
        "A box with a mass.",
        (Arg("label", "formula", "m", positional=True), _size("size", 1.1), COLOR),
        PARTS,
    ),
    Kind(
        "incline",
        "incline",
        "physics",
        "A slope with its angle.",
        (_DEGREES, _size("length", 6, "Length of the slope"), _tone("muted")),
        PARTS,
        weight=4,
    ),
    Kind(
        "force",
        "force",
        "physics",
        "An arrow with its name.",
        (
            Arg("vector", "point", [2, 0], positional=True, emit=True),
            Arg("label", "formula", "F", positional=True),
            _tone("accent"),
        ),
        PARTS,
    ),
    Kind(
        "spring",
        "spring",
        "physics",
        "A spring.",
        (_size("length", 3), Arg("coils", "integer", 8, min=2, max=40), _tone("ink")),
        VECTOR,
    ),
    Kind(
        "pendulum",
        "pendulum",
        "physics",
        "A bob on a rod.",
        (
            _size("length", 3),
            Arg("angle", "number", 35, min=-90, max=90, unit="degrees", help="From upright"),
            COLOR,
        ),
        PARTS | {"pendulum"},
        weight=4,
    ),
    Kind(
        "wave",
        "wave_line",
        "physics",
        "A sine wave.",
        (
            _size("amplitude", 1, "Half its height"),
            _size("wavelength", 3, "From crest to crest"),
            _size("width", 10),
            COLOR,
            Arg("phase", "number", 0, unit="radians"),
            STROKE_WIDTH,
        ),
        VECTOR | {"wave"},
        weight=2,
    ),
    Kind(
        "trajectory",
        "trajectory",
        "physics",
        "The path of something thrown.",
        (
            Arg("speed", "number", 9, above=0, max=1000, unit="m/s"),
            Arg("angle", "number", 55, above=0, max=89, unit="degrees"),
            Arg("gravity", "number", 9.81, above=0, max=1000, unit="m/s²"),
            _size("width", 8, "How wide it is drawn"),
            COLOR,
        ),
        VECTOR | {"curve", "path"},
        weight=4,
    ),
    Kind(
        "orbit",
        "orbit",
        "physics",
        "A planet on an ellipse with the sun in a focus.",
        (_size("width", 6), _size("height", 4), _tone("muted")),
        PARTS | {"orbit"},
        weight=5,
    ),
    Kind(
        "lens",
        "lens",
        "physics",
        "A convex lens.",
        (_size("height", 4), _size("bulge", 0.6), COLOR),
        VECTOR,
        weight=4,
    ),
    Kind(
        "rays",
        "rays",
        "physics",
        "Parallel light that meets in a focus.",
        (
            Arg("count", "integer", 3, min=1, max=20),
            _size("focus", 3, "Where they meet"),
            _size("height", 2.4),
            _size("reach", 5),
            _tone("warn"),
        ),
        PARTS,
        weight=4,
    ),
    Kind(
        "charge",
        "charge",
        "physics",
        "A charged ball.",
        (Arg("sign", "text", "+", positional=True, length=(1, 3)), _tone("accent")),
        PARTS,
    ),
    Kind(
        "stretched_spring",
        "stretched_spring",
        "physics",
        "A spring between two objects that stretches with them.",
        (
            Arg("first", "object", required=True, positional=True),
            Arg("second", "object", required=True, positional=True),
            Arg("coils", "integer", 10, min=2, max=40),
            _tone("ink"),
        ),
        frozenset({"mobject", "live"}),
        example={"first": {"object": "one"}, "second": {"object": "two"}},
        example_needs=(("one", "dot"), ("two", "square")),
        live=True,
    ),
    Kind(
        "forces_on_slope",
        "forces_on_slope",
        "physics",
        "A block on a slope and the forces on it.",
        (_DEGREES, _size("length", 6), COLOR),
        PARTS,
        grows=1.6,
        weight=5,
    ),
    Kind(
        "vector_field",
        "arrow_field",
        "physics",
        "Arrows that show a field at many points.",
        (
            Arg("function", "code", required=True, positional=True, help="Python, from a point p"),
            Arg("x_range", "range", [-5, 5, 1], positional=True, emit=True),
            Arg("y_range", "range", [-2, 2, 1], positional=True, emit=True),
        ),
        PARTS,
        example={"function": {"code": "lambda p: np.array([-p[1], p[0], 0]) / 2"}},
        grows=1.6,
        weight=5,
    ),
)
