"""Templates for physics: motion, waves, light, fields."""

import math

from pydantic import JsonValue

from backend.scenes.templates.template import (
    Raw,
    Template,
    TemplateParam,
    Values,
    beat,
    item,
    live,
    number,
    scene,
    step,
    then,
    title_item,
    title_param,
)

_WRITE = step("write", "title")


def _projectile(values: Values) -> Raw:
    names = ("speed", "angle", "gravity")
    path: Raw = {name: {"param": name} for name in names}
    above: Raw = {"relation": "above", "of": "ground", "gap": 0.1}
    return scene(
        [
            title_item(values["title"]),
            item("ground", "ground", {"width": 10}, {"at": [0, -3]}, parent="stage"),
            item("path", "trajectory", path | {"width": 9}, above, parent="stage"),
            item("stage", "group", {}, "fill"),
            item("ball", "dot", {"radius": 0.2, "color": "accent"}),
        ],
        [
            beat("opening", _WRITE, step("fade_in", "ground")),
            beat("aim", step("create", "path", run_time=1.5)),
            beat(
                "throw",
                step("move_along", "ball", path={"object": "path"}, run_time=3, rate="linear"),
                wait=1.5,
            ),
        ],
        [
            live("speed", values["speed"], label="Speed in m/s", min=0.1),
            live("angle", values["angle"], label="Angle in degrees", min=5, max=85),
            live("gravity", values["gravity"], label="Gravity in m/s²", min=0.1),
        ],
    )


def _pendulum(values: Values) -> Raw:
    angle: JsonValue = {"param": "angle"}
    return scene(
        [
            title_item(values["title"]),
            item("pendulum", "pendulum", {"angle": angle, "length": 4}, "center"),
            item("rule", "formula", {"formula": "T = 2 pi sqrt(l / g)"}, "right"),
        ],
        [
            beat("opening", _WRITE, step("fade_in", "pendulum")),
            beat("swing", step("swing", "pendulum", angle=angle, periods=3, run_time=6)),
            beat("rule", step("write", "rule"), wait=2),
        ],
        [live("angle", values["angle"], label="Angle in degrees", min=5, max=70)],
    )


def _spring(values: Values) -> Raw:
    return scene(
        [
            title_item(values["title"]),
            item(
                "mass",
                "mass",
                {"label": values["label"], "size": 1.7},
                {"at": [0.7, 0.2]},
            ),
            item(
                "wall",
                "line",
                {
                    "start": [-3.4, 1.6, 0],
                    "end": [-3.4, -1.2, 0],
                    "color": "muted",
                    "stroke_width": 8,
                },
            ),
            item(
                "tie",
                "stretched_spring",
                {"first": {"object": "wall"}, "second": {"object": "mass"}},
            ),
            item("rule", "formula", {"formula": "F = -k x"}, "caption"),
        ],
        [
            beat(
                "opening",
                _WRITE,
                step("create", "wall"),
                step("fade_in", "mass"),
                step("create", "tie"),
            ),
            beat(
                "swing", step("oscillate", "mass", reach={"param": "reach"}, periods=3, run_time=6)
            ),
            beat("rule", step("write", "rule"), wait=2),
        ],
        [live("reach", values["reach"], label="How far it swings", min=0.2, max=2)],
    )


def _wave(values: Values) -> Raw:
    args: Raw = {
        "amplitude": {"param": "amplitude"},
        "wavelength": {"param": "wavelength"},
        "width": 11,
    }
    return scene(
        [
            title_item(values["title"]),
            item("wave", "wave", args, "center"),
            item("rule", "formula", {"formula": "v = lambda f", "color": "muted"}, "caption"),
        ],
        [
            beat("opening", _WRITE, step("create", "wave", run_time=1.5)),
            beat(
                "travel",
                step("travel", "wave", wavelength={"param": "wavelength"}, periods=3, run_time=6),
            ),
            beat("rule", step("write", "rule"), wait=1.5),
        ],
        [
            live("amplitude", values["amplitude"], label="Amplitude", min=0.2, max=2),
            live("wavelength", values["wavelength"], label="Wavelength", min=0.5, max=8),
        ],
    )


def _interference(values: Values) -> Raw:
    def shown(name: str, color: str, amplitude: float, phase: float) -> Raw:
        args: Raw = {
            "amplitude": amplitude,
            "wavelength": 3,
            "width": 11,
            "phase": phase,
            "color": color,
        }
        return item(name, "wave", args, parent="stage")

    shift = number(values["shift"])
    level = abs(1.2 * math.cos(shift / 2))
    return scene(
        [
            title_item(values["title"]),
            shown("first", "primary", 0.6, 0),
            shown("second", "secondary", 0.6, shift),
            shown("sum", "accent", round(max(level, 0.02), 3), round(shift / 2, 3)),
            item("stage", "column", {"gap": 0.5}, "fill"),
        ],
        [
            beat("opening", _WRITE),
            beat(
                "waves",
                step("create", "first", run_time=1.5),
                step("create", "second", run_time=1.5),
            ),
            beat("sum", step("create", "sum", run_time=2), wait=2),
        ],
    )


def _orbit(values: Values) -> Raw:
    return scene(
        [
            title_item(values["title"]),
            item(
                "system",
                "orbit",
                {"width": {"param": "width"}, "height": {"param": "height"}},
                "fill",
            ),
        ],
        [
            beat("opening", _WRITE, step("fade_in", "system")),
            beat("round", step("revolve", "system", turns=2, run_time=8), wait=1),
        ],
        [
            live("width", values["width"], label="Width of the orbit", min=2, max=10),
            live("height", values["height"], label="Height of the orbit", min=2, max=5),
        ],
    )


def _incline(values: Values) -> Raw:
    angle = number(values["angle"])
    return scene(
        [
            title_item(values["title"]),
            item("slope", "forces_on_slope", {"angle": angle}, "left"),
            item("down", "formula", {"formula": "F_s = m g sin alpha", "color": "accent"}, "right"),
            item(
                "press",
                "formula",
                {"formula": "F_n = m g cos alpha", "color": "secondary"},
                "right",
            ),
        ],
        [
            beat("opening", _WRITE),
            beat("slope", step("reveal_each", "slope", run_time=4)),
            beat("rules", step("write", "down"), then("write", "press"), wait=2),
        ],
    )


def _lens(values: Values) -> Raw:
    ends: Raw = {"start": [-6, 0, 0], "end": [6, 0, 0], "color": "muted"}
    light: Raw = {"count": 5, "focus": {"param": "focus"}, "height": 3, "reach": 5.5}
    return scene(
        [
            title_item(values["title"]),
            item("axis", "dashed_line", ends, parent="stage"),
            item("lens", "lens", {"height": 4.4}, parent="stage"),
            item("light", "rays", light, parent="stage"),
            item("stage", "group", {}, "fill"),
        ],
        [
            beat("opening", _WRITE, step("create", "axis")),
            beat("lens", step("draw_border", "lens")),
            beat("light", step("create", "light", run_time=3, rate="linear"), wait=2),
        ],
        [live("focus", values["focus"], label="Focal length", min=1, max=5)],
    )


def _field(values: Values) -> Raw:
    named = str(values["field"])
    field = named if named in {"swirl", "source", "dipole"} else "swirl"
    return scene(
        [
            title_item(values["title"]),
            item(
                "field",
                "vector_field",
                {"function": {"code": field}, "x_range": [-6, 6, 1], "y_range": [-3, 3, 1]},
                "fill",
            ),
        ],
        [
            beat("opening", _WRITE),
            beat("field", step("create", "field", run_time=3), wait=2),
        ],
    )


def _fall(values: Values) -> Raw:
    spans: Raw = {
        "x_range": [0, 4, 1],
        "y_range": [0, 80, 20],
        "x_label": "time in s",
        "y_label": "metres",
    }
    return scene(
        [
            title_item(values["title"]),
            item("axes", "axes", spans, "center"),
            item(
                "curve", "plot", {"axes": "axes", "function": {"param": "s"}, "color": "secondary"}
            ),
            item("ground", "ground", {"width": 3}, {"at": [0, -2.4]}, parent="drop"),
            item(
                "ball", "dot", {"radius": 0.28, "color": "accent"}, {"at": [0, 2.2]}, parent="drop"
            ),
            item("drop", "group", {}, "left"),
        ],
        [
            beat("opening", _WRITE, step("fade_in", ["ground", "ball"]), step("create", "axes")),
            beat(
                "fall",
                step(
                    "move_next_to",
                    "ball",
                    other={"object": "ground"},
                    direction="up",
                    run_time=2,
                    rate="ease_in_quad",
                ),
                step("create", "curve", run_time=2),
            ),
            beat("look", step("indicate", "curve"), wait=2),
        ],
        [
            live(
                "s",
                {"expr": f"{number(values['gravity']) / 2:g} x^2"},
                "function",
                "Distance fallen",
            )
        ],
    )


TEMPLATES = (
    Template(
        "projectile",
        "Thrown ball",
        "Physics",
        "A ball flies along a parabola.",
        (
            title_param("A thrown ball"),
            TemplateParam("speed", "number", 9, "Speed", above_zero=True),
            TemplateParam("angle", "number", 55, "Angle", min=5, max=85),
            TemplateParam("gravity", "number", 9.81, "Gravity", above_zero=True),
        ),
        _projectile,
        ("projectile", "throw", "cannon", "ballistic", "trajectory", "parabola of flight"),
    ),
    Template(
        "free_fall",
        "Free fall",
        "Physics",
        "A ball falls while its way is drawn over time.",
        (
            title_param("Free fall"),
            TemplateParam("gravity", "number", 9.81, "Gravity", above_zero=True),
        ),
        _fall,
        ("fall", "gravity", "drop", "acceleration", "newton"),
    ),
    Template(
        "pendulum",
        "Pendulum",
        "Physics",
        "A pendulum swings.",
        (title_param("The pendulum"), TemplateParam("angle", "number", 35, "Angle", min=5, max=70)),
        _pendulum,
        ("pendulum", "swing", "oscillation", "period"),
    ),
    Template(
        "spring",
        "Mass on a spring",
        "Physics",
        "A mass swings on a spring.",
        (
            title_param("A mass on a spring"),
            TemplateParam("label", "formula", "m", "Mass"),
            TemplateParam("reach", "number", 1.2, "How far it swings", min=0.2, max=2),
        ),
        _spring,
        ("spring", "hooke", "harmonic", "vibration", "elastic"),
    ),
    Template(
        "wave",
        "Travelling wave",
        "Physics",
        "A wave runs to the right.",
        (
            title_param("A travelling wave"),
            TemplateParam("amplitude", "number", 1.1, "Amplitude", min=0.2, max=2),
            TemplateParam("wavelength", "number", 3, "Wavelength", min=0.5, max=8),
        ),
        _wave,
        ("wave", "frequency", "wavelength", "sound", "light wave", "amplitude"),
    ),
    Template(
        "interference",
        "Two waves add up",
        "Physics",
        "Two waves and their sum.",
        (
            title_param("Two waves add up"),
            TemplateParam("shift", "number", 0.8, "Shift in radians", min=0, max=6.3),
        ),
        _interference,
        ("interference", "superposition", "constructive", "destructive", "beats"),
    ),
    Template(
        "orbit",
        "Planet on its orbit",
        "Physics",
        "A planet goes round the sun, faster when it is near.",
        (
            title_param("A planet and its sun"),
            TemplateParam("width", "number", 8, "Width of the orbit", min=2, max=10),
            TemplateParam("height", "number", 4.6, "Height of the orbit", min=2, max=5),
        ),
        _orbit,
        ("orbit", "planet", "kepler", "sun", "solar system", "satellite", "moon"),
    ),
    Template(
        "inclined_plane",
        "Forces on a slope",
        "Physics",
        "A block on a slope and the forces on it.",
        (
            title_param("Forces on a slope"),
            TemplateParam("angle", "number", 30, "Angle", min=10, max=60),
        ),
        _incline,
        ("slope", "inclined plane", "friction", "forces", "ramp", "free body"),
    ),
    Template(
        "lens",
        "Lens",
        "Physics",
        "Parallel light meets behind a lens.",
        (
            title_param("A lens gathers light"),
            TemplateParam("focus", "number", 3, "Focal length", min=1, max=5),
        ),
        _lens,
        ("lens", "optics", "light", "focus", "refraction", "rays", "glasses"),
    ),
    Template(
        "field",
        "Vector field",
        "Physics",
        "Arrows show a field at many points.",
        (
            title_param("A field of arrows"),
            TemplateParam(
                "field", "choice", "dipole", "Field", choices=("dipole", "swirl", "source")
            ),
        ),
        _field,
        ("vector field", "electric field", "magnetic", "charges", "flow field", "wind"),
    ),
)
