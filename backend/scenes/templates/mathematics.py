"""Templates for geometry, algebra, sets and numbers."""

import math

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
    number,
    numbers,
    rows,
    scene,
    step,
    texts,
    then,
    title_item,
    title_param,
)


def _equations(values: Values) -> Raw:
    return scene(
        [
            title_item(values["title"]),
            item("steps", "equations", {"steps": values["steps"]}, "fill"),
        ],
        [
            beat("opening", step("write", "title")),
            beat(
                "steps",
                step("write_each", "steps", lag=1, run_time=1.6 * len(texts(values["steps"]))),
            ),
            beat(
                "result",
                step("mark_part", "steps", index=max(0, len(texts(values["steps"])) - 1)),
                wait=1.5,
            ),
        ],
    )


def _formula(values: Values) -> Raw:
    return scene(
        [
            title_item(values["title"]),
            item("formula", "formula", {"formula": values["formula"], "font_size": 84}, "center"),
            item(
                "meaning",
                "paragraph",
                {"text": values["meaning"], "center": True, "color": "muted"},
                "bottom",
            ),
        ],
        [
            beat("opening", step("write", "title")),
            beat("formula", step("write", "formula", run_time=2)),
            beat(
                "meaning",
                step("fade_in", "meaning", shift="up"),
                step("circumscribe", "formula"),
                wait=2,
            ),
        ],
    )


def _pythagoras(values: Values) -> Raw:
    a, b = number(values["a"]), number(values["b"])
    unit = 2.1 / max(a, b)
    p, q = a * unit, b * unit

    def shape(name: str, color: str, corners: list[list[float]]) -> Raw:
        points: list[JsonValue] = [[round(x, 3), round(y, 3), 0] for x, y in corners]
        args: Raw = {"vertices": points, "color": color, "fill_color": color, "fill_opacity": 0.3}
        return item(name, "polygon", args, parent="figure")

    objects = [
        title_item(values["title"]),
        shape("square_a", "primary", [[0, 0], [p, 0], [p, -p], [0, -p]]),
        shape("square_b", "secondary", [[0, 0], [0, q], [-q, q], [-q, 0]]),
        shape("square_c", "accent", [[p, 0], [0, q], [q, q + p], [p + q, p]]),
        shape("triangle", "ink", [[0, 0], [p, 0], [0, q]]),
        item("figure", "group", {}, "left"),
        item("rule", "formula", {"formula": "a^2 + b^2 = c^2"}, "right"),
        item(
            "example",
            "formula",
            {"formula": f"{a:g}^2 + {b:g}^2 = {a * a + b * b:g}", "color": "muted"},
            "right",
        ),
        item(
            "result",
            "formula",
            {"formula": f"c = {math.hypot(a, b):.4g}", "color": "accent"},
            "right",
        ),
    ]
    return scene(
        objects,
        [
            beat("opening", step("write", "title"), step("create", "triangle")),
            beat("legs", step("draw_border", "square_a"), step("draw_border", "square_b")),
            beat("long", step("draw_border", "square_c"), wait=0.5),
            beat("rule", step("write", "rule", run_time=1.5)),
            beat("numbers", step("write", "example"), then("write", "result"), wait=2),
        ],
    )


def _unit_circle(values: Values) -> Raw:
    tracker: JsonValue = {"object": "angle"}
    turns = number(values["turns"])
    return scene(
        [
            item("angle", "tracker", {"value": 0.5}),
            title_item(values["title"]),
            item("circle", "circle_hand", {"tracker": tracker, "radius": 2}, "left"),
            item("sine", "paragraph", {"text": "vertical: sine", "color": "secondary"}, "right"),
            item(
                "cosine", "paragraph", {"text": "horizontal: cosine", "color": "primary"}, "right"
            ),
            item(
                "reading",
                "readout",
                {"tracker": tracker, "label": "angle = ", "unit": " rad"},
                "right",
            ),
        ],
        [
            beat("opening", step("write", "title")),
            beat("circle", step("fade_in", "circle"), step("fade_in", "reading")),
            beat("names", step("fade_in", "sine"), step("fade_in", "cosine")),
            beat(
                "turn",
                step(
                    "count_to",
                    "angle",
                    value=round(0.5 + turns * math.tau, 3),
                    run_time=6 * max(turns, 0.2),
                    rate="linear",
                ),
                wait=1.5,
            ),
        ],
    )


def _sine_from_circle(values: Values) -> Raw:
    tracker: JsonValue = {"object": "angle"}
    function: Raw = {"expr": "sin(x)"}
    return scene(
        [
            item("angle", "tracker", {"value": 0}),
            title_item(values["title"]),
            item("circle", "circle_hand", {"tracker": tracker, "radius": 1.5}, "left"),
            item(
                "axes",
                "axes",
                {"x_range": [0, 6.5, 1], "y_range": [-1.5, 1.5, 0.5], "width": 7, "height": 4},
                "right",
            ),
            item(
                "wave",
                "plot",
                {"axes": "axes", "function": function, "color": "grid", "x_range": [0, 6.2832]},
            ),
            item(
                "point", "moving_point", {"axes": "axes", "function": function, "tracker": tracker}
            ),
            item(
                "path",
                "trace",
                {"target": {"object": "point"}, "color": "secondary", "stroke_width": 5},
            ),
        ],
        [
            beat(
                "opening", step("write", "title"), step("fade_in", "circle"), step("create", "axes")
            ),
            beat("ready", step("create", "wave"), step("fade_in", "point"), then("show", "path")),
            beat(
                "turn", step("count_to", "angle", value=6.2832, run_time=6, rate="linear"), wait=1.5
            ),
        ],
    )


def _unit_for(matrix: list[JsonValue], *, tall: bool) -> float:
    """How large a unit of the plane may be drawn, so that it stays in the frame when mapped."""
    first, second = [[*numbers(row), 0, 0][:2] for row in [*matrix, [], []][:2]]
    across = max(3, abs(first[0]) * 3 + abs(first[1]) * 2)
    upwards = max(2, abs(second[0]) * 3 + abs(second[1]) * 2)
    room = (7.0, 8.0) if tall else (13.0, 4.4)
    return min(room[0] / 2 / across, room[1] / 2 / upwards, 1.4)


def _linear_map(values: Values) -> Raw:
    matrix = rows(values["matrix"])

    def basis(name: str, end: list[float], color: str) -> Raw:
        args: Raw = {"axes": "plane", "end": list[JsonValue](end), "color": color}
        return item(name, "axes_arrow", args, parent="stage")

    unit = _unit_for(matrix, tall=values["aspect"] == "9:16")
    spans: Raw = {"x_range": [-3, 3, 1], "y_range": [-2, 2, 1]}
    spans |= {"width": round(6 * unit, 2), "height": round(4 * unit, 2)}
    return scene(
        [
            title_item(values["title"]),
            item("plane", "plane", spans, parent="stage"),
            basis("first", [1, 0], "good"),
            basis("second", [0, 1], "accent"),
            item("stage", "group", {}, "fill"),
            item("map", "matrix", {"rows": matrix, "font_size": 64}, "caption"),
        ],
        [
            beat("opening", step("write", "title"), step("create", "stage", run_time=1.5)),
            beat("map", step("write", "map")),
            beat("apply", step("apply_matrix", "stage", matrix=matrix, run_time=3), wait=2),
        ],
    )


def _vector_sum(values: Values) -> Raw:
    a, b = numbers(values["first"])[:2], numbers(values["second"])[:2]
    total = [a[0] + b[0], a[1] + b[1]]
    reach = max(4.0, max(abs(v) for v in (*a, *b, *total)) + 1)
    told = " ".join(
        f"vec({v[0]:g}, {v[1]:g}) {sign}" for v, sign in ((a, "+"), (b, "="), (total, ""))
    )

    def arrow(name: str, start: list[float], end: list[float], color: str) -> Raw:
        args: Raw = {
            "axes": "plane",
            "start": list[JsonValue](start),
            "end": list[JsonValue](end),
            "color": color,
        }
        return item(name, "axes_arrow", args)

    return scene(
        [
            title_item(values["title"]),
            item(
                "plane",
                "plane",
                {
                    "x_range": [-1, reach + 2, 1],
                    "y_range": [-1, reach, 1],
                    "width": 9,
                    "height": 5.4,
                },
                "fill",
            ),
            arrow("first", [0, 0], a, "primary"),
            arrow("second", a, total, "secondary"),
            arrow("sum", [0, 0], total, "accent"),
            item("rule", "formula", {"formula": told}, "caption"),
        ],
        [
            beat("opening", step("write", "title"), step("create", "plane")),
            beat("first", step("grow_arrow", "first")),
            beat("second", step("grow_arrow", "second")),
            beat("sum", step("grow_arrow", "sum"), step("write", "rule"), wait=2),
        ],
    )


def _number_line(values: Values) -> Raw:
    return scene(
        [
            title_item(values["title"]),
            item("line", "number_line", {"x_range": values["x_range"]}, "center"),
            item(
                "mark",
                "dot",
                {"radius": 0.18, "color": "accent"},
                {"axes": "line", "at": [{"param": "start"}]},
                style={"z_index": 2},
            ),
        ],
        [
            beat("opening", step("write", "title"), step("create", "line", run_time=1.5)),
            beat("mark", step("fade_in", "mark", shift="down")),
            beat(
                "jump",
                step(
                    "jump_on_line",
                    "mark",
                    line={"object": "line"},
                    begin={"param": "start"},
                    hop={"param": "hop"},
                    run_time=2,
                ),
                wait=1.5,
            ),
        ],
        [live("start", values["start"], label="Start"), live("hop", values["hop"], label="Jump")],
    )


def _venn(values: Values) -> Raw:
    return scene(
        [
            title_item(values["title"]),
            item("sets", "venn", {"names": values["names"], "both": values["both"]}, "fill"),
        ],
        [
            beat("opening", step("write", "title")),
            beat("sets", step("reveal_each", "sets", run_time=2.5), wait=2),
        ],
    )


def _fraction(values: Values) -> Raw:
    top, bottom = max(0, int(number(values["part"]))), max(1, int(number(values["whole"])))
    top = min(top, bottom)
    parts: list[JsonValue] = [1] * bottom
    return scene(
        [
            title_item(values["title"]),
            item("cake", "fraction_circle", {"part": top, "whole": len(parts)}, "left"),
            item(
                "fraction", "formula", {"formula": f"{top} / {bottom}", "font_size": 110}, "right"
            ),
        ],
        [
            beat("opening", step("write", "title")),
            beat("cake", step("reveal_each", "cake", run_time=2.5)),
            beat("fraction", step("write", "fraction"), wait=2),
        ],
    )


def _angles(values: Values) -> Raw:
    return scene(
        [
            title_item(values["title"]),
            item(
                "triangle",
                "angle_triangle",
                {"first": {"param": "a"}, "second": {"param": "b"}},
                "left",
            ),
            item("rule", "formula", {"formula": "alpha + beta + gamma = 180 degree"}, "right"),
        ],
        [
            beat("opening", step("write", "title")),
            beat("triangle", step("reveal_each", "triangle", run_time=3)),
            beat("rule", step("write", "rule", run_time=1.5), wait=2),
        ],
        [
            live("a", values["a"], label="First angle", min=10, max=120),
            live("b", values["b"], label="Second angle", min=10, max=120),
        ],
    )


def _surface(values: Values) -> Raw:
    span = values["span"]
    return scene(
        [
            title_item(values["title"]),
            item(
                "axes",
                "axes_3d",
                {"x_range": span, "y_range": span, "z_range": values["z_range"]},
                {"at": [0, 0, -0.5]},
            ),
            item(
                "surface", "surface", {"axes": "axes", "function": expression(values["function"])}
            ),
        ],
        [
            beat("view", step("look_from", phi=65, theta=-50), step("show", "title")),
            beat("axes", step("create", "axes")),
            beat("surface", step("create", "surface", run_time=2.5)),
            beat("walk", step("walk_round", turn=90, seconds=5), wait=0.5),
        ],
    )


def _solid(values: Values) -> Raw:
    kind = str(values["solid"])
    return scene(
        [
            title_item(values["title"]),
            item("solid", kind, {}, {"at": [0, 0, 0]}, style={"scale": 1.5}),
        ],
        [
            beat("view", step("look_from", phi=68, theta=-40), step("show", "title")),
            beat("solid", step("grow", "solid", run_time=1.5)),
            beat("walk", step("walk_round", turn=180, seconds=6), wait=0.5),
        ],
    )


def _growth(values: Values) -> Raw:
    first, factor = number(values["start"]), number(values["factor"])
    count = int(number(values["count"]))
    grown = [first * factor**n for n in range(max(2, min(count, 12)))]
    # Three digits fit above a bar.
    series: list[JsonValue] = [round(each, max(0, 3 - len(str(int(each))))) for each in grown]
    labels: list[JsonValue] = [str(n) for n in range(len(series))]
    return scene(
        [
            title_item(values["title"]),
            item("bars", "bar_chart", {"values": series, "labels": labels}, "fill"),
        ],
        [
            beat("opening", step("write", "title")),
            beat("grow", step("grow_bars", "bars", run_time=4), wait=2),
        ],
    )


TEMPLATES = (
    Template(
        "equation_steps",
        "Solving step by step",
        "Math",
        "An equation is solved, one line below the other.",
        (
            title_param("Solving an equation"),
            TemplateParam("steps", "texts", ["2 x + 3 = 11", "2 x = 8", "x = 4"], "Lines"),
        ),
        _equations,
        ("solve", "equation", "algebra", "derivation", "simplify", "proof"),
    ),
    Template(
        "formula",
        "One formula",
        "Math",
        "A large formula and what it means.",
        (
            title_param("Energy and mass"),
            TemplateParam("formula", "formula", "E = m c^2", "Formula"),
            TemplateParam("meaning", "text", "Mass is a form of energy.", "Meaning"),
        ),
        _formula,
        ("formula", "law", "theorem", "identity", "definition"),
    ),
    Template(
        "pythagoras",
        "Theorem of Pythagoras",
        "Math",
        "Squares on the sides of a right triangle.",
        (
            title_param("The theorem of Pythagoras"),
            TemplateParam("a", "number", 4, "First leg", above_zero=True),
            TemplateParam("b", "number", 3, "Second leg", above_zero=True),
        ),
        _pythagoras,
        ("pythagoras", "right triangle", "hypotenuse", "a^2 + b^2"),
    ),
    Template(
        "unit_circle",
        "Unit circle",
        "Math",
        "A hand turns on a circle; its height is the sine, its reach the cosine.",
        (
            title_param("Sine and cosine"),
            TemplateParam("turns", "number", 1, "Turns", above_zero=True),
        ),
        _unit_circle,
        ("unit circle", "sine and cosine", "trigonometry", "angle", "radians"),
    ),
    Template(
        "sine_wave_origin",
        "Where the sine wave comes from",
        "Math",
        "A turning hand draws the sine curve.",
        (title_param("Where the sine wave comes from"),),
        _sine_from_circle,
        ("where does the sine wave come from", "sine curve", "circle to wave"),
    ),
    Template(
        "linear_map",
        "Matrix as a map",
        "Math",
        "A matrix moves the whole plane.",
        (
            title_param("A matrix moves the plane"),
            TemplateParam("matrix", "matrix", [[1, 1], [0, 1]], "Matrix"),
        ),
        _linear_map,
        ("matrix", "linear map", "shear", "rotation matrix", "transformation", "determinant"),
    ),
    Template(
        "vector_sum",
        "Sum of vectors",
        "Math",
        "Two arrows, one after the other, and their sum.",
        (
            title_param("Adding vectors"),
            TemplateParam("first", "numbers", [3, 1], "First vector"),
            TemplateParam("second", "numbers", [1, 2], "Second vector"),
        ),
        _vector_sum,
        ("vector", "add vectors", "sum of vectors", "resultant"),
    ),
    Template(
        "number_line",
        "Jump on the number line",
        "Math",
        "Adding as a jump on the number line.",
        (
            title_param("Adding is jumping"),
            TemplateParam("x_range", "range", [-5, 5, 1], "From, to and step"),
            TemplateParam("start", "number", -2, "Start"),
            TemplateParam("hop", "number", 5, "Jump"),
        ),
        _number_line,
        ("number line", "addition", "negative numbers", "integers", "subtract"),
    ),
    Template(
        "venn",
        "Sets that overlap",
        "Math",
        "Two or three circles and what they share.",
        (
            title_param("What they share"),
            TemplateParam("names", "texts", ["Mammals", "Sea animals"], "Sets"),
            TemplateParam("both", "text", "Whales", "In both"),
        ),
        _venn,
        ("venn", "sets", "overlap", "in common", "union", "intersection of sets"),
    ),
    Template(
        "fraction",
        "Fraction of a whole",
        "Math",
        "A cake in equal parts, some of them coloured.",
        (
            title_param("Three of eight"),
            TemplateParam("part", "integer", 3, "Parts taken", min=0),
            TemplateParam("whole", "integer", 8, "Parts in all", min=1, max=24),
        ),
        _fraction,
        ("fraction", "half", "quarter", "parts", "numerator", "denominator"),
    ),
    Template(
        "triangle_angles",
        "Angles of a triangle",
        "Math",
        "The three angles of a triangle and their sum.",
        (
            title_param("Angles of a triangle"),
            TemplateParam("a", "number", 60, "First angle", min=10, max=120),
            TemplateParam("b", "number", 50, "Second angle", min=10, max=120),
        ),
        _angles,
        ("angles", "triangle", "180 degrees", "sum of angles", "geometry"),
    ),
    Template(
        "surface",
        "Surface in space",
        "Math",
        "The graph of a function of two variables, seen from all sides.",
        (
            title_param("A surface in space"),
            TemplateParam(
                "function", "function", "sin(x) cos(y)", "Formula in x and y", variables=("x", "y")
            ),
            TemplateParam("span", "range", [-3, 3, 1], "Across"),
            TemplateParam("z_range", "range", [-2, 2, 1], "Upwards"),
        ),
        _surface,
        ("3d", "surface", "two variables", "saddle", "landscape"),
    ),
    Template(
        "solid",
        "Solid in space",
        "Math",
        "A solid that is seen from all sides.",
        (
            title_param("A solid in space"),
            TemplateParam(
                "solid",
                "choice",
                "torus",
                "Solid",
                choices=("torus", "sphere", "cube", "cone", "cylinder", "prism"),
            ),
        ),
        _solid,
        ("sphere", "cube", "cone", "cylinder", "torus", "volume", "solid"),
    ),
    Template(
        "growth",
        "Growth by a factor",
        "Math",
        "Bars that grow by the same factor at each step.",
        (
            title_param("Doubling"),
            TemplateParam("start", "number", 1, "Start", above_zero=True),
            TemplateParam("factor", "number", 2, "Factor", above_zero=True),
            TemplateParam("count", "integer", 7, "Steps", min=2, max=12),
        ),
        _growth,
        ("exponential", "doubling", "growth", "compound interest", "geometric sequence", "decay"),
    ),
)
