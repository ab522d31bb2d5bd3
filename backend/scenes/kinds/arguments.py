"""Arguments that many kinds share."""

from pydantic import JsonValue

from backend.scenes.kinds.spec import Arg

COLOR = Arg("color", "color", "primary", emit=True, help="Colour of its lines")
INK_COLOR = Arg("color", "color", "ink", emit=True, help="Colour of the text")
STROKE_WIDTH = Arg("stroke_width", "number", 4, min=0, max=60, help="Thickness of the line")
FILL_COLOR = Arg("fill_color", "color", help="Colour of the inside")
FILL_OPACITY = Arg("fill_opacity", "number", 0, min=0, max=1, help="How opaque the inside is")
PAINT = (COLOR, FILL_COLOR, FILL_OPACITY, STROKE_WIDTH)


def size(token: str) -> Arg:
    return Arg("font_size", "size", token, emit=True, above=0, max=400, help="Size of the text")


def axes_arg() -> Arg:
    return Arg("axes", "object", required=True, positional=True, of="axes", help="Drawn on these")


def function_arg(name: str = "function", *variables: str) -> Arg:
    return Arg(
        name,
        "function",
        required=True,
        positional=True,
        variables=variables or ("x",),
        help="A formula, such as x^2 - 3",
    )


def range_arg(name: str, default: JsonValue = None, *, required: bool = False) -> Arg:
    return Arg(name, "range", default, required=required, emit=True, help="[from, to, step]")


VALUES = Arg("values", "numbers", required=True, positional=True, length=(1, 60), help="Numbers")
LABELS = Arg("labels", "texts", required=True, positional=True, length=(0, 60), help="Names")
VECTOR = frozenset({"mobject", "vector"})
SHAPE = VECTOR | {"shape", "path"}
WORDS = VECTOR | {"words"}
PARTS = VECTOR | {"parts"}
