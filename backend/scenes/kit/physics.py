"""Parts of mechanics, waves and light, and how they move."""
# ruff: noqa: PLR0917, FBT001, FBT002, PLR2004, B905, RUF005, RUF007, RUF100 - written in the manner of scene code, which people own
# Points are lists of numbers and parts are picked by number, as scenes do it.
# pyright: basic, reportArgumentType=false, reportAttributeAccessIssue=false, reportIndexIssue=false, reportCallIssue=false, reportReturnType=false

from collections.abc import Callable

import numpy as np
from manim import (
    DEGREES,
    DOWN,
    LEFT,
    ORIGIN,
    PI,
    RIGHT,
    TAU,
    UP,
    Animation,
    Arc,
    Arrow,
    ArrowVectorField,
    Circle,
    DashedVMobject,
    Dot,
    Ellipse,
    Line,
    MathTypst,
    Mobject,
    ParametricFunction,
    ParsableManimColor,
    Polygon,
    Square,
    Text,
    UpdateFromAlphaFunc,
    VGroup,
    VMobject,
    always_redraw,
    linear,
)

from backend.scenes.kit.palette import (
    ACCENT,
    FONT,
    GRID,
    INK,
    MUTED,
    PRIMARY,
    SECONDARY,
    SURFACE,
    WARN,
)


def ground(width: float = 10, color: ParsableManimColor = MUTED) -> VGroup:
    """A floor with hatching below."""
    line = Line([-width / 2, 0, 0], [width / 2, 0, 0], color=color, stroke_width=4)
    marks = VGroup(
        *(
            Line([x, 0, 0], [x - 0.25, -0.25, 0], color=GRID, stroke_width=2)
            for x in np.arange(-width / 2 + 0.25, width / 2 + 0.01, 0.3)
        )
    )
    return VGroup(line, marks)


def block(
    label: str = "m",
    size: float = 1.1,
    color: ParsableManimColor = PRIMARY,
    font_size: float = 36,
) -> VGroup:
    """A box with a mass."""
    box = Square(side_length=size, color=color, stroke_width=3.5).set_fill(SURFACE, opacity=1)
    word = MathTypst(label, color=INK, font_size=font_size * max(size, 1)) if label else VGroup()
    return VGroup(box, word.move_to(box))


def incline(angle: float = 30, length: float = 6, color: ParsableManimColor = MUTED) -> VGroup:
    """A slope with its angle in degrees: part 0 the slope, part 1 the angle."""
    turn = angle * DEGREES
    top = [length * np.cos(turn), length * np.sin(turn), 0]
    slope = Polygon([0, 0, 0], [top[0], 0, 0], top, color=color, stroke_width=4)
    slope.set_fill(SURFACE, opacity=1)
    arc = Arc(0.9, 0, turn, color=SECONDARY, stroke_width=3)
    word = Text(f"{angle:g}°", font=FONT, font_size=24, color=SECONDARY)
    word.move_to([1.35 * np.cos(turn / 2), 1.35 * np.sin(turn / 2), 0])
    return VGroup(slope, VGroup(arc, word)).center()


def force(
    vector: list[float],
    label: str = "F",
    color: ParsableManimColor = ACCENT,
    font_size: float = 32,
) -> VGroup:
    """An arrow with its name at the tip."""
    end = np.array([*vector, 0][:3], dtype=float)
    arrow = Arrow(ORIGIN, end, buff=0, color=color, stroke_width=6, tip_length=0.25)
    word = MathTypst(label, color=color, font_size=font_size)
    return VGroup(arrow, word.next_to(end, end / max(float(np.linalg.norm(end)), 1e-9), buff=0.12))


def spring(
    length: float = 3, coils: int = 8, color: ParsableManimColor = INK, height: float = 0.45
) -> VMobject:
    """A spring that lies along the x axis."""
    xs = np.linspace(0.3, length - 0.3, coils * 2 + 1)
    zigzag = [[x, height / 2 * (-1) ** index, 0] for index, x in enumerate(xs[1:-1])]
    points = [[0, 0, 0], [0.3, 0, 0], *zigzag, [length - 0.3, 0, 0], [length, 0, 0]]
    return VMobject(color=color, stroke_width=3.5).set_points_as_corners(points).center()


def pendulum(
    length: float = 3,
    angle: float = 35,
    color: ParsableManimColor = PRIMARY,
    radius: float = 0.3,
) -> VGroup:
    """A bob on a rod: part 0 the support, part 1 the rod and bob, hung at part 0's middle."""
    support = Line(LEFT * 0.8, RIGHT * 0.8, color=MUTED, stroke_width=6)
    rest = DashedVMobject(Line(ORIGIN, DOWN * length, color=GRID, stroke_width=2), num_dashes=20)
    rod = Line(ORIGIN, DOWN * length, color=INK, stroke_width=3.5)
    bob = Circle(radius=radius, color=color, stroke_width=3).set_fill(color, opacity=1)
    arm = VGroup(rod, bob.move_to(rod.get_end())).rotate(angle * DEGREES, about_point=ORIGIN)
    return VGroup(support, arm, rest)


def swing(pendulum: VGroup, angle: float = 35, periods: float = 2) -> Animation:
    """A pendulum swings from where it hangs."""
    start = pendulum[1].copy()

    def turn(arm: VGroup, alpha: float) -> None:
        pivot = pendulum[0].get_center()
        now = angle * (np.cos(alpha * periods * TAU) - 1) * DEGREES
        arm.become(start.copy().rotate(now, about_point=pivot))

    return UpdateFromAlphaFunc(pendulum[1], turn, rate_func=linear, run_time=2 * periods)


def oscillate(mobject: VMobject, reach: float = 1, periods: float = 2) -> Animation:
    """A mobject moves to and fro about where it is."""
    home = mobject.get_center()

    def move(own: VMobject, alpha: float) -> None:
        own.move_to(home + RIGHT * reach * np.sin(alpha * periods * TAU))

    return UpdateFromAlphaFunc(mobject, move, rate_func=linear, run_time=2 * periods)


def wave_line(
    amplitude: float = 1,
    wavelength: float = 3,
    width: float = 10,
    color: ParsableManimColor = PRIMARY,
    phase: float = 0,
    stroke_width: float = 5,
) -> VMobject:
    """A sine wave along the x axis."""
    return ParametricFunction(
        lambda x: [x, amplitude * np.sin(TAU * x / wavelength + phase), 0],
        t_range=[-width / 2, width / 2, 0.1],
        color=color,
        stroke_width=stroke_width,
    )


def travel(wave: VMobject, wavelength: float = 3, periods: float = 2) -> Animation:
    """A wave runs to the right."""
    points = wave.points.copy()
    left, right = points[:, 0].min(), points[:, 0].max()
    middle = (points[:, 1].min() + points[:, 1].max()) / 2
    amplitude = (points[:, 1].max() - points[:, 1].min()) / 2
    first = np.arcsin(np.clip((points[0, 1] - middle) / max(amplitude, 1e-9), -1, 1))
    scale = (right - left) / max(wave.width, 1e-9)

    def run(own: VMobject, alpha: float) -> None:
        shifted = points.copy()
        along = TAU * (points[:, 0] - left) / (wavelength * scale) + first
        shifted[:, 1] = middle + amplitude * np.sin(along - alpha * periods * TAU)
        own.set_points(shifted)

    return UpdateFromAlphaFunc(wave, run, rate_func=linear, run_time=2 * periods)


def trajectory(
    speed: float = 9,
    angle: float = 55,
    gravity: float = 9.81,
    width: float = 8,
    color: ParsableManimColor = PRIMARY,
) -> VMobject:
    """The path of something thrown, drawn `width` units wide."""
    turn = angle * DEGREES
    duration = 2 * speed * np.sin(turn) / gravity
    scale = width / max(speed * np.cos(turn) * duration, 1e-9)
    return ParametricFunction(
        lambda t: [
            scale * speed * np.cos(turn) * t,
            scale * (speed * np.sin(turn) * t - gravity * t * t / 2),
            0,
        ],
        t_range=[0, duration, duration / 60],
        color=color,
        stroke_width=4,
    ).center()


def orbit(
    width: float = 6,
    height: float = 4,
    color: ParsableManimColor = MUTED,
    sun_color: ParsableManimColor = WARN,
    planet_color: ParsableManimColor = PRIMARY,
) -> VGroup:
    """A planet on an ellipse with the sun in a focus: path, sun, planet."""
    path = Ellipse(width=width, height=height, color=color, stroke_width=2.5)
    focus = np.sqrt(max((width / 2) ** 2 - (height / 2) ** 2, 0))
    sun = Dot([focus, 0, 0], radius=0.32, color=sun_color)
    planet = Dot([width / 2, 0, 0], radius=0.16, color=planet_color)
    return VGroup(path, sun, planet)


def revolve(system: VGroup, turns: float = 1) -> Animation:
    """The planet of an orbit goes round, faster near the sun."""
    path, _, planet = system
    half = np.array([path.width / 2, path.height / 2])
    tilt = np.sqrt(max(1 - (min(half) / max(half)) ** 2, 0))
    start = path.get_center()

    def move(own: Dot, alpha: float) -> None:
        mean = alpha * turns * TAU
        angle = mean
        for _ in range(8):
            angle = mean + tilt * np.sin(angle)
        own.move_to(start + [half[0] * np.cos(angle), half[1] * np.sin(angle), 0])

    return UpdateFromAlphaFunc(planet, move, rate_func=linear, run_time=4 * turns)


def lens(height: float = 4, bulge: float = 0.6, color: ParsableManimColor = PRIMARY) -> VMobject:
    """A convex lens, upright."""
    angle = 4 * np.arctan(2 * bulge / height)
    side = Arc(1, -angle / 2, angle).stretch_to_fit_height(height)
    other = side.copy().rotate(PI)
    shape = VMobject(color=color, stroke_width=3).set_fill(color, opacity=0.25)
    side.move_to(RIGHT * bulge / 2)
    other.move_to(LEFT * bulge / 2)
    shape.append_points(side.points)
    shape.add_line_to(other.points[0])
    shape.append_points(other.points)
    return shape.center()


def rays(
    count: int = 3,
    focus: float = 3,
    height: float = 2.4,
    reach: float = 5,
    color: ParsableManimColor = WARN,
) -> VGroup:
    """Parallel light that a lens at the origin bends into its focus."""
    beams = VGroup()
    for y in np.linspace(height / 2, -height / 2, count):
        path = VMobject(color=color, stroke_width=3)
        end = [reach, y * (1 - reach / focus), 0]
        beams.add(path.set_points_as_corners([[-reach, y, 0], [0, y, 0], end]))
    return beams


def charge(sign: str = "+", color: ParsableManimColor = ACCENT, radius: float = 0.4) -> VGroup:
    """A charged ball."""
    ball = Circle(radius=radius, color=color, stroke_width=3).set_fill(color, opacity=0.9)
    mark = Text(sign, font=FONT, font_size=40, color=INK, weight="BOLD")
    return VGroup(ball, mark.move_to(ball))


def bounce(mobject: VMobject, height: float = 2, times: int = 2) -> Animation:
    """A mobject jumps and lands where it is."""
    home = mobject.get_center()

    def jump(own: VMobject, alpha: float) -> None:
        phase = alpha * times
        part = phase - np.floor(phase)
        level = height * 4 * part * (1 - part) * 0.7 ** np.floor(phase)
        own.move_to(home + UP * level)

    return UpdateFromAlphaFunc(mobject, jump, rate_func=linear, run_time=1.2 * times)


def stretched_spring(
    first: Mobject, second: Mobject, coils: int = 10, color: ParsableManimColor = INK
) -> VMobject:
    """A spring between two mobjects that stretches with them."""

    def draw() -> VMobject:
        start, end = first.get_right(), second.get_left()
        coil = spring(max(float(end[0] - start[0]), 0.7), coils, color)
        return coil.move_to((start + end) / 2)

    return always_redraw(draw)


def forces_on_slope(
    angle: float = 30, length: float = 6, color: ParsableManimColor = PRIMARY
) -> VGroup:
    """A block on a slope: slope, block, then weight and its two parts."""
    turn = angle * DEGREES
    slope = incline(angle, length)
    along = np.array([np.cos(turn), np.sin(turn), 0])
    up = np.array([-np.sin(turn), np.cos(turn), 0])
    foot = slope[0].get_vertices()[0] + along * length * 0.55
    box = block("", 1.1, color).rotate(turn).move_to(foot + up * 0.58)
    middle = box.get_center()
    whole = VGroup(slope, box)
    for way, size, name, tone in (
        (DOWN, 2.2, "m g", INK),
        (-along, 2.2 * np.sin(turn), "F_s", ACCENT),
        (-up, 2.2 * np.cos(turn), "F_n", SECONDARY),
    ):
        end = middle + way * size
        arrow = Arrow(middle, end, buff=0, color=tone, stroke_width=6, tip_length=0.22)
        word = MathTypst(name, color=tone, font_size=34)
        if way is DOWN:
            end = middle + way * size * 0.75
        side = LEFT * 0.45 if way[0] < 0 else RIGHT * 0.45
        whole.add(VGroup(arrow, word.move_to(end + side)))
    return whole.center()


def arrow_field(
    function: Callable[[np.ndarray], np.ndarray], x_range: list[float], y_range: list[float]
) -> ArrowVectorField:
    """Arrows that show a field; long ones are shortened so that none meets the next."""
    step = min(x_range[2], y_range[2]) if len(x_range) > 2 and len(y_range) > 2 else 1
    return ArrowVectorField(
        function,
        x_range=x_range,
        y_range=y_range,
        length_func=lambda norm: step * (0.35 + 0.5 * norm / (1 + norm)),
        colors=[PRIMARY, WARN, ACCENT],
    )


def swirl(p: np.ndarray) -> np.ndarray:
    """A field that goes round the origin."""
    return np.array([-p[1], p[0], 0]) / 3


def source(p: np.ndarray) -> np.ndarray:
    """A field that comes out of the origin."""
    return 2 * p / (1 + np.dot(p, p))


def dipole(p: np.ndarray) -> np.ndarray:
    """The field of two opposite charges."""
    return source(p - 2 * RIGHT) - source(p + 2 * RIGHT)
