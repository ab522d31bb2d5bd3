"""Templates about functions: their graphs, slopes and areas."""

import itertools

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
    title_param,
)

_F: JsonValue = {"param": "f"}
_X_RANGE = TemplateParam("x_range", "range", [-4, 4, 1], "From, to and step across")
_Y_RANGE = TemplateParam("y_range", "range", [-3, 5, 1], "From, to and step upwards")


def _function(default: str) -> TemplateParam:
    return TemplateParam("function", "function", default, "Formula", "Such as x^2 - 3 or sin(x)")


def _x_range(low: float, high: float, step_: float = 1) -> TemplateParam:
    return TemplateParam("x_range", "range", [low, high, step_], "From, to and step across")


def _y_range(low: float, high: float, step_: float = 1) -> TemplateParam:
    return TemplateParam("y_range", "range", [low, high, step_], "From, to and step upwards")


def _f(values: Values) -> Raw:
    return live("f", expression(values["function"]), "function", "Formula")


def _axes(values: Values) -> Raw:
    return item(
        "axes", "axes", {"x_range": values["x_range"], "y_range": values["y_range"]}, "fill"
    )


def _on(kind: str, object_id: str, **args: JsonValue) -> Raw:
    return item(object_id, kind, {"axes": "axes", "function": _F, **args})


def _start(values: Values) -> list[Raw]:
    return [title_item(values["title"]), _axes(values), _on("plot", "curve")]


_OPENING = (
    beat("opening", step("write", "title"), step("create", "axes", run_time=1.5)),
    beat("draw", step("create", "curve", run_time=2)),
)


def _plot(values: Values) -> Raw:
    return scene(
        _start(values), [*_OPENING, beat("look", step("indicate", "curve"), wait=1.5)], [_f(values)]
    )


def _tangent(values: Values) -> Raw:
    at: JsonValue = {"param": "at"}
    return scene(
        [*_start(values), _on("tangent", "slope", at=at), _on("curve_point", "point", at=at)],
        [*_OPENING, beat("touch", step("fade_in", "point"), then("create", "slope"), wait=2)],
        [_f(values), live("at", values["at"], label="Where it touches")],
    )


def _moving_tangent(values: Values) -> Raw:
    tracker: JsonValue = {"object": "place"}
    return scene(
        [
            item("place", "tracker", {"value": values["start"]}),
            *_start(values),
            _on("moving_tangent", "slope", tracker=tracker),
            _on("moving_point", "point", tracker=tracker),
        ],
        [
            *_OPENING,
            beat("touch", step("fade_in", "point"), step("create", "slope")),
            beat("glide", step("count_to", "place", value=values["end"], run_time=5), wait=1.5),
        ],
        [_f(values)],
    )


def _secant(values: Values) -> Raw:
    tracker: JsonValue = {"object": "gap"}
    return scene(
        [
            item("gap", "tracker", {"value": values["gap"]}),
            *_start(values),
            _on("moving_secant", "line", start={"param": "at"}, tracker=tracker),
            item(
                "reading",
                "readout",
                {"tracker": tracker, "label": "h = ", "color": "secondary"},
                "caption",
            ),
        ],
        [
            *_OPENING,
            beat("join", step("create", "line"), step("fade_in", "reading")),
            beat("close", step("count_to", "gap", value=0.01, run_time=5), wait=2),
        ],
        [_f(values), live("at", values["at"], label="Fixed point")],
    )


def _area(values: Values) -> Raw:
    tracker: JsonValue = {"object": "edge"}
    return scene(
        [
            item("edge", "tracker", {"value": {"param": "low"}}),
            *_start(values),
            _on("moving_area", "region", start={"param": "low"}, tracker=tracker),
        ],
        [
            *_OPENING,
            beat("begin", step("fade_in", "region")),
            beat("sweep", step("count_to", "edge", value={"param": "high"}, run_time=3), wait=2),
        ],
        [
            _f(values),
            live("low", values["low"], label="From"),
            live("high", values["high"], label="To"),
        ],
    )


def _riemann(values: Values) -> Raw:
    counts: list[JsonValue] = [4, 8, 16, 40]
    span: JsonValue = [values["low"], values["high"]]
    objects = _start(values)
    objects += [_on("riemann", f"bars_{n}", x_range=span, count=n) for n in counts]
    timeline = [*_OPENING, beat("bars", step("reveal_each", "bars_4", lag=0.2))]
    for first, second in itertools.pairwise(counts):
        change = step("fade_into", f"bars_{first}", into={"object": f"bars_{second}"})
        timeline.append(beat(f"finer_{second}", change, wait=0.7))
    timeline[-1]["wait"] = 2
    return scene(objects, timeline, [_f(values)])


def _family(values: Values) -> Raw:
    tracker: JsonValue = {"object": "k"}
    return scene(
        [
            item("k", "tracker", {"value": values["start"]}),
            title_item(values["title"]),
            _axes(values),
            item(
                "curve",
                "moving_curve",
                {"axes": "axes", "function": expression(values["family"]), "tracker": tracker},
            ),
            item("reading", "readout", {"tracker": tracker, "label": "k = "}, "caption"),
        ],
        [
            beat("opening", step("write", "title"), step("create", "axes", run_time=1.5)),
            beat("draw", step("create", "curve"), step("fade_in", "reading")),
            beat("change", step("count_to", "k", value=values["end"], run_time=5), wait=1.5),
        ],
    )


def _two_lines(values: Values) -> Raw:
    def line(name: str, formula: JsonValue, color: str) -> Raw:
        args: Raw = {"axes": "axes", "function": formula, "color": color}
        return item(name, "plot", args)

    return scene(
        [
            title_item(values["title"]),
            _axes(values),
            line("first", {"param": "f"}, "primary"),
            line("second", {"param": "g"}, "secondary"),
            item(
                "meeting",
                "meeting_points",
                {"axes": "axes", "first": {"param": "f"}, "second": {"param": "g"}},
            ),
        ],
        [
            beat("opening", step("write", "title"), step("create", "axes", run_time=1.5)),
            beat("one", step("create", "first", run_time=1.5)),
            beat("two", step("create", "second", run_time=1.5)),
            beat("meet", step("fade_in", "meeting", scale=2), wait=2),
        ],
        [
            live("f", expression(values["first"]), "function", "First formula"),
            live("g", expression(values["second"]), "function", "Second formula"),
        ],
    )


def _parametric(values: Values) -> Raw:
    path: Raw = {
        "axes": "axes",
        "x": expression(values["x"]),
        "y": expression(values["y"]),
        "t_range": values["t_range"],
    }
    return scene(
        [
            title_item(values["title"]),
            _axes(values),
            item("path", "parametric", path),
            item("dot", "dot", {"radius": 0.12, "color": "accent"}),
        ],
        [
            beat("opening", step("write", "title"), step("create", "axes", run_time=1.5)),
            beat("draw", step("create", "path", run_time=4)),
            beat(
                "run",
                step("fade_in", "dot"),
                then("move_along", "dot", path={"object": "path"}, run_time=4),
                wait=1,
            ),
        ],
    )


def _point_reading(values: Values) -> Raw:
    return scene(
        [*_start(values), _on("curve_point", "point", at={"param": "at"}, guides=True)],
        [*_OPENING, beat("read", step("create", "point", run_time=1.5), wait=2)],
        [_f(values), live("at", values["at"], label="x")],
    )


TEMPLATES = (
    Template(
        "function_plot",
        "Graph of a function",
        "Math",
        "Axes, then the graph of a formula drawn from left to right.",
        (title_param("A parabola"), _function("x^2 / 2 - 2"), _X_RANGE, _Y_RANGE),
        _plot,
        ("plot", "graph", "function", "curve", "draw y =", "parabola", "sine", "cosine"),
    ),
    Template(
        "tangent",
        "Tangent of a curve",
        "Math",
        "A curve and the straight line that touches it at one point: the derivative as slope.",
        (
            title_param("The derivative is a slope"),
            _function("x^2 / 2 - 1"),
            TemplateParam("at", "number", 1.5, "Where it touches"),
            _X_RANGE,
            _Y_RANGE,
        ),
        _tangent,
        ("derivative", "slope", "tangent", "rate of change", "differentiation"),
    ),
    Template(
        "moving_tangent",
        "Gliding tangent",
        "Math",
        "A tangent glides along a curve: how the slope changes.",
        (
            title_param("How the slope changes"),
            _function("2 sin(x)"),
            TemplateParam("start", "number", -3, "From x"),
            TemplateParam("end", "number", 3, "To x"),
            _X_RANGE,
            _y_range(-3, 3),
        ),
        _moving_tangent,
        ("slope along a curve", "derivative function", "gliding tangent"),
    ),
    Template(
        "secant_limit",
        "From secant to tangent",
        "Math",
        "A line through two points of a curve; the points come together: the limit.",
        (
            title_param("From secant to tangent"),
            _function("x^2 / 3"),
            TemplateParam("at", "number", 1, "Fixed point"),
            TemplateParam("gap", "number", 2, "First distance", above_zero=True),
            _x_range(-1, 4),
            _y_range(-1, 5),
        ),
        _secant,
        ("limit", "difference quotient", "secant", "definition of the derivative"),
    ),
    Template(
        "area_under_curve",
        "Area under a curve",
        "Math",
        "The region between a curve and the axis is swept out: the integral.",
        (
            title_param("The integral is an area"),
            _function("x^2 / 4 + 1"),
            TemplateParam("low", "number", -2, "From"),
            TemplateParam("high", "number", 3, "To"),
            _X_RANGE,
            _y_range(-1, 5),
        ),
        _area,
        ("integral", "area under", "antiderivative", "integration", "accumulate"),
    ),
    Template(
        "riemann_sum",
        "Riemann sum",
        "Math",
        "Bars under a curve become thinner and fill the area.",
        (
            title_param("Adding up thin bars"),
            _function("x^2 / 4 + 1"),
            TemplateParam("low", "number", 0, "From"),
            TemplateParam("high", "number", 4, "To"),
            _x_range(0, 5),
            _y_range(0, 6),
        ),
        _riemann,
        ("riemann", "rectangles", "approximate area", "sum of bars"),
    ),
    Template(
        "function_family",
        "Family of functions",
        "Math",
        "A curve changes with its parameter k.",
        (
            title_param("What k does"),
            TemplateParam(
                "family", "function", "k x^2 / 2", "Formula in x and k", variables=("x", "k")
            ),
            TemplateParam("start", "number", -1, "k from"),
            TemplateParam("end", "number", 2, "k to"),
            _X_RANGE,
            _Y_RANGE,
        ),
        _family,
        ("parameter", "family", "what does a do", "stretch", "shift a graph", "slider"),
    ),
    Template(
        "two_functions",
        "Two functions",
        "Math",
        "Two graphs on the same axes: where they meet, which is larger.",
        (
            title_param("Where two lines meet"),
            TemplateParam("first", "function", "x + 1", "First formula"),
            TemplateParam("second", "function", "4 - x / 2", "Second formula"),
            _X_RANGE,
            _y_range(-3, 6),
        ),
        _two_lines,
        ("intersection", "system of equations", "two lines", "compare functions", "versus"),
    ),
    Template(
        "parametric_curve",
        "Curve of two functions",
        "Math",
        "A point draws the path of x(t) and y(t).",
        (
            title_param("A path in time"),
            TemplateParam("x", "function", "3 sin(2t)", "x of t", variables=("t",)),
            TemplateParam("y", "function", "2 sin(3t)", "y of t", variables=("t",)),
            TemplateParam("t_range", "range", [0, 6.2832], "From t to t"),
            _X_RANGE,
            _y_range(-3, 3),
        ),
        _parametric,
        ("parametric", "lissajous", "spiral", "heart curve", "path"),
    ),
    Template(
        "read_value",
        "Reading a value",
        "Math",
        "A point of a graph with dashed lines to both axes.",
        (
            title_param("Reading a graph"),
            _function("sqrt(x) + 1"),
            TemplateParam("at", "number", 4, "x"),
            _x_range(0, 6),
            _y_range(0, 5),
        ),
        _point_reading,
        ("value of a function", "coordinates", "read off", "evaluate"),
    ),
)
