"""Templates about functions and their graphs."""

from pydantic import JsonValue

from backend.scenes.templates.template import (
    Raw,
    Template,
    TemplateParam,
    Values,
    beat,
    expression,
    item,
    live,
    scene,
    step,
    then,
    title_item,
)

_FUNCTION: JsonValue = {"param": "f"}


def _f(value: JsonValue) -> Raw:
    return live("f", expression(value), "function", "Function")


def _axes(values: Values, region: str = "fill") -> Raw:
    return item(
        "axes", "axes", {"x_range": values["x_range"], "y_range": values["y_range"]}, region
    )


def _plot(values: Values) -> Raw:
    return scene(
        [
            title_item(values["title"]),
            _axes(values),
            item("curve", "plot", {"axes": "axes", "function": _FUNCTION}),
        ],
        [
            beat("opening", step("write", "title"), step("create", "axes", run_time=1.5)),
            beat("curve", step("create", "curve", run_time=2.5), wait=1.5),
        ],
        [_f(values["function"])],
    )


def _tangent(values: Values) -> Raw:
    return scene(
        [
            title_item(values["title"]),
            _axes(values),
            item("curve", "plot", {"axes": "axes", "function": _FUNCTION}),
            item(
                "slope", "tangent", {"axes": "axes", "function": _FUNCTION, "at": {"param": "at"}}
            ),
            item(
                "point",
                "curve_point",
                {"axes": "axes", "function": _FUNCTION, "at": {"param": "at"}},
            ),
        ],
        [
            beat("opening", step("write", "title"), step("create", "axes", run_time=1.5)),
            beat("curve", step("create", "curve", run_time=2)),
            beat("touch", step("fade_in", "point", scale=0.5), then("create", "slope"), wait=2),
        ],
        [_f(values["function"]), live("at", values["at"], label="Where it touches")],
    )


_TITLE = TemplateParam("title", "text", "A parabola", "Title")
_RANGES = (
    TemplateParam("x_range", "range", [-4, 4, 1], "From, to and step across"),
    TemplateParam("y_range", "range", [-3, 5, 1], "From, to and step upwards"),
)

TEMPLATES = (
    Template(
        "function_plot",
        "Graph of a function",
        "Math",
        "Axes, then the graph of a formula drawn from left to right.",
        (_TITLE, TemplateParam("function", "function", "x^2 / 2 - 2", "Formula"), *_RANGES),
        _plot,
        ("plot", "graph", "function", "curve", "draw y =", "parabola", "sine"),
    ),
    Template(
        "tangent",
        "Tangent of a curve",
        "Math",
        "A curve and the straight line that touches it at one point: the derivative as slope.",
        (
            TemplateParam("title", "text", "The derivative is a slope", "Title"),
            TemplateParam("function", "function", "x^2 / 2 - 1", "Formula"),
            TemplateParam("at", "number", 1.5, "Where it touches"),
            *_RANGES,
        ),
        _tangent,
        ("derivative", "slope", "tangent", "rate of change", "differentiation"),
    ),
)
