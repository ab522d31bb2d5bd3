"""Bodies and surfaces in three dimensions, coarse enough to be drawn quickly."""
# ruff: noqa: PLR0917, FBT001, FBT002, PLR2004, B905, RUF005, RUF007, RUF100 - written in the manner of scene code, which people own
# Points are lists of numbers and parts are picked by number, as scenes do it.
# pyright: basic, reportArgumentType=false, reportAttributeAccessIssue=false, reportIndexIssue=false, reportCallIssue=false, reportReturnType=false

from collections.abc import Callable

import numpy as np
from manim import (
    Cylinder,
    ParametricFunction,
    ParsableManimColor,
    Sphere,
    Surface,
    ThreeDAxes,
    ThreeDScene,
    Torus,
)

from backend.scenes.kit.palette import MUTED, PRIMARY, SECONDARY


def axes_3d(
    x_range: list[float],
    y_range: list[float],
    z_range: list[float],
    size: float = 6,
    color: ParsableManimColor = MUTED,
) -> ThreeDAxes:
    """Three axes of equal length."""
    return ThreeDAxes(
        x_range=x_range,
        y_range=y_range,
        z_range=z_range,
        x_length=size,
        y_length=size,
        z_length=size * 0.7,
        axis_config={"color": color, "stroke_width": 2.5},
    )


def graph_surface(
    axes: ThreeDAxes,
    function: Callable[[float, float], float],
    color: ParsableManimColor = PRIMARY,
    second_color: ParsableManimColor = SECONDARY,
    resolution: int = 16,
    opacity: float = 0.85,
) -> Surface:
    """The graph of a function of x and y on three axes."""
    surface = Surface(
        lambda x, y: axes.c2p(x, y, function(x, y)),
        u_range=list(axes.x_range[:2]),
        v_range=list(axes.y_range[:2]),
        resolution=(resolution, resolution),
        fill_opacity=opacity,
        stroke_width=0.4,
    )
    return surface.set_fill_by_checkerboard(color, second_color, opacity=opacity)


def ball(radius: float = 1, color: ParsableManimColor = PRIMARY, resolution: int = 16) -> Sphere:
    """A sphere."""
    body = Sphere(radius=radius, resolution=(resolution, resolution))
    return body.set_color(color)


def tube(radius: float = 1, height: float = 2, color: ParsableManimColor = PRIMARY) -> Cylinder:
    """A cylinder of one colour."""
    body = Cylinder(radius=radius, height=height, resolution=(8, 24), stroke_width=0)
    return body.set_color(color)


def ring_body(
    major_radius: float = 1.6,
    minor_radius: float = 0.6,
    color: ParsableManimColor = PRIMARY,
    resolution: int = 16,
) -> Torus:
    """A torus."""
    body = Torus(
        major_radius=major_radius,
        minor_radius=minor_radius,
        resolution=(resolution, resolution),
    )
    return body.set_color(color)


def space_curve(
    axes: ThreeDAxes,
    x: Callable[[float], float],
    y: Callable[[float], float],
    z: Callable[[float], float],
    t_range: list[float],
    color: ParsableManimColor = SECONDARY,
) -> ParametricFunction:
    """A path in space."""
    return ParametricFunction(
        lambda t: axes.c2p(x(t), y(t), z(t)),
        t_range=[t_range[0], t_range[1], (t_range[1] - t_range[0]) / 120],
        color=color,
        stroke_width=5,
    )


def turn_camera(scene: ThreeDScene, phi: float = 65, theta: float = -45, zoom: float = 1) -> None:
    """The camera looks from another side at once; angles in degrees."""
    scene.set_camera_orientation(phi=np.radians(phi), theta=np.radians(theta), zoom=zoom)


def fly_camera(
    scene: ThreeDScene, phi: float = 65, theta: float = -45, zoom: float = 1, seconds: float = 2
) -> None:
    """The camera flies to another side; angles in degrees."""
    scene.move_camera(phi=np.radians(phi), theta=np.radians(theta), zoom=zoom, run_time=seconds)


def spin_camera(scene: ThreeDScene, turn: float = 90, seconds: float = 4) -> None:
    """The camera walks round the scene by so many degrees."""
    scene.begin_ambient_camera_rotation(rate=np.radians(turn) / seconds)
    scene.wait(seconds)
    scene.stop_ambient_camera_rotation()
