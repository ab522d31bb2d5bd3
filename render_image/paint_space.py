"""Paints draw lists of the three-dimensional camera.

Projection runs over all points of a frame at once. Shading and depth points depend on the object
and the light but not on where the camera is, so they are computed once for each state and kept
from chunk to chunk; Manim computes them anew for every patch and frame.
"""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from render_image.brush import (
    LINE_CAPS,
    LINE_JOINS,
    Brush,
    colours_of,
    gradient_of,
    make_stroke,
    paint,
    source_of,
)
from render_image.canvas import Canvas, Rectangle
from render_image.door import Anything, manim
from render_image.drawlist import POINTS_PER_CURVE, FrameList, Layer
from render_image.paths import address_of, build_paths
from render_image.placing import FREE

KEPT_STATES_MAX = 60_000


class View(NamedTuple):
    """The camera's moment, in the order in which the recorder lists it."""

    kind: str
    center: tuple[float, ...]
    focal_distance: float
    zoom: float
    exponential: bool
    rotation: bytes
    light: bytes
    shades: bool
    line_width_multiple: float
    matrix: tuple[float, ...]
    background: bytes


@dataclass(slots=True)
class Solid:
    """What of a state does not depend on the camera's place."""

    points: Anything
    depth_point: Anything
    corners: Anything
    fill: Anything
    stroke: Anything
    backdrop: Anything
    join: Anything
    cap: Anything
    width: float
    backdrop_width: float
    tolerance: float
    shaded: bool
    drawable: bool


class SpacePainter:
    """Repaints a frame whole unless it equals the one before it."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._solids: dict[tuple[bytes, bytes], Solid] = {}
        self._still: dict[bytes, Anything] = {}
        self._shown: bytes | None = None
        self._shader: Anything = manim.ThreeDCamera.__new__(manim.ThreeDCamera)

    def forget(self) -> None:
        self._shown = None

    def paint(
        self,
        frame: FrameList,
        states: dict[int, tuple[Anything, ...]],
        digests: dict[int, bytes],
        views: dict[int, tuple[Anything, ...]],
    ) -> Rectangle | None:
        """Bring the canvas to a frame; returns what changed, or None when nothing did."""
        if self._shown == frame.digest:
            return None
        self._shown = frame.digest
        if len(self._solids) > KEPT_STATES_MAX:
            self._solids.clear()
        view = View(*views[frame.moving.view])
        still = frame.still
        if still is None:
            self._canvas.pixels.view(np.uint32)[:] = np.frombuffer(view.background, np.uint32)[0]
        else:
            known = self._still.get(still.digest)
            if known is None:
                self._still.clear()
                still_view = View(*views[still.view])
                canvas = Canvas(width=self._canvas.width, height=self._canvas.height)
                canvas.pixels.view(np.uint32)[:] = np.frombuffer(still_view.background, np.uint32)[
                    0
                ]
                self._paint_layer(canvas, still, states=states, digests=digests, view=still_view)
                known = self._still[still.digest] = canvas.pixels
            np.copyto(self._canvas.pixels, known)
        self._paint_layer(self._canvas, frame.moving, states=states, digests=digests, view=view)
        return self._canvas.whole

    def _paint_layer(
        self,
        canvas: Canvas,
        layer: Layer,
        *,
        states: dict[int, tuple[Anything, ...]],
        digests: dict[int, bytes],
        view: View,
    ) -> None:
        extras = layer.extras or (FREE,) * len(layer.states)
        listed = [
            (self._solid(states[number], digests[number], view), extra)
            for number, extra in zip(layer.states, extras, strict=True)
        ]
        turned = np.frombuffer(view.rotation, float).reshape(3, 3).T
        ordered = sorted(listed, key=lambda item: _depth(item[0], item[1], turned))
        drawn = [item for item in ordered if item[0].drawable]
        if not drawn:
            return
        points = _project_all([(solid.points, extra) for solid, extra in drawn], view)
        ends = _project_all(
            [(solid.corners, extra) for solid, extra in drawn if solid.corners is not None], view
        )
        counts = np.array([len(solid.points) for solid, _ in drawn])
        tolerances = np.array([solid.tolerance for solid, _ in drawn])
        paths = build_paths(np.ascontiguousarray(points[:, :2]), counts, tolerances)
        context = canvas.context(view.matrix)
        address = address_of(context)
        next_end = 0
        for place, (solid, _) in enumerate(drawn):
            own_ends = None
            if solid.corners is not None:
                own_ends = ends[next_end : next_end + 2]
                next_end += 2
            context.new_path()
            paths.append(address, place)
            paint(context, _brush(solid, own_ends, view))

    def _solid(self, state: tuple[Anything, ...], digest: bytes, view: View) -> Solid:
        key = (digest, view.light if view.shades else b"")
        solid = self._solids.get(key)
        if solid is None:
            solid = self._solids[key] = self._make_solid(state, view)
        return solid

    def _make_solid(self, state: tuple[Anything, ...], view: View) -> Solid:
        (
            _,
            data,
            fill,
            stroke,
            backdrop,
            width,
            backdrop_width,
            joint,
            cap,
            gradient,
            shaded,
            tolerance,
            *_,
        ) = state
        stand_in: Anything = manim.VMobject.__new__(manim.VMobject)
        points = stand_in.points = np.frombuffer(data, float).reshape(-1, 3)
        stand_in.submobjects = []
        stand_in.dim = 3
        stand_in.n_points_per_cubic_curve = POINTS_PER_CURVE
        stand_in.shade_in_3d = shaded
        fills, strokes, backdrops = colours_of(fill), colours_of(stroke), colours_of(backdrop)
        if shaded and view.shades:
            self._shader.should_apply_shading = True
            self._shader.light_source = _Light(np.frombuffer(view.light, float).reshape(1, 3))
            fills = self._shader.modified_rgbas(stand_in, fills)
            if max(0.0, width) > 0:
                strokes = self._shader.modified_rgbas(stand_in, strokes)
            if max(0.0, backdrop_width) > 0:
                backdrops = self._shader.modified_rgbas(stand_in, backdrops)
        is_path = (
            len(points) >= POINTS_PER_CURVE
            and len(points) % POINTS_PER_CURVE == 0
            and bool(np.isfinite(points).all())
        )
        corners: Anything = None
        if gradient:
            corners = np.frombuffer(gradient, float).reshape(-1, 3)
        elif shaded:
            corners = np.array(manim.VMobject.get_gradient_start_and_end_points(stand_in))
        solid = Solid(
            points=points,
            depth_point=stand_in.get_z_index_reference_point() if shaded else None,
            corners=corners,
            fill=_clear_to_none(fills),
            stroke=_clear_to_none(strokes) if max(0.0, width) > 0 else None,
            backdrop=_clear_to_none(backdrops) if max(0.0, backdrop_width) > 0 else None,
            join=LINE_JOINS[joint],
            cap=LINE_CAPS[cap],
            width=width,
            backdrop_width=backdrop_width,
            tolerance=float(tolerance),
            shaded=shaded,
            drawable=is_path,
        )
        solid.drawable = is_path and not (
            solid.fill is None and solid.stroke is None and solid.backdrop is None
        )
        return solid


class _Light:
    def __init__(self, points: Anything) -> None:
        self.points = points


def _clear_to_none(colours: Anything) -> Anything:
    return colours if (colours[:, 3] > 0).any() else None


def _depth(solid: Solid, extra: tuple[Anything, ...], turned: Anything) -> float:
    if not solid.shaded:
        return math.inf
    point = np.frombuffer(extra[2], float) if extra[2] else solid.depth_point
    return np.dot(point, turned)[2]


def _project_all(parts: list[tuple[Anything, tuple[Anything, ...]]], view: View) -> Anything:
    if not parts:
        return None
    together = np.concatenate([points for points, _ in parts])
    projected = _project(together, view)
    if all(extra[0] == "free" for _, extra in parts):
        return projected
    first = 0
    for points, (placing, center_data, _) in parts:
        here = slice(first, first + len(points))
        first += len(points)
        if placing == "frame":
            projected[here] = points
        elif placing == "facing":
            center = np.frombuffer(center_data, float)
            new_center = _project(center.reshape(1, 3), view)[0, :]
            projected[here] = points + (new_center - center)
    return projected


def _project(points: Anything, view: View) -> Anything:
    """`ThreeDCamera.project_points`, step by step, so that every bit is the same."""
    focal_distance, zoom = view.focal_distance, view.zoom
    turned = np.frombuffer(view.rotation, float).reshape(3, 3).T
    points = np.dot(points - np.array(view.center), turned)
    depths = points[:, 2]
    if view.exponential:
        factor = np.exp(depths / focal_distance)
        behind = depths < 0
        factor[behind] = focal_distance / (focal_distance - depths[behind])
    else:
        factor = focal_distance / (focal_distance - depths)
        factor[(focal_distance - depths) < 0] = 10**6
    scaled = factor * zoom
    points[:, 0] *= scaled
    points[:, 1] *= scaled
    return points


def _brush(solid: Solid, ends: Anything, view: View) -> Brush:
    def source(colours: Anything) -> Anything:
        if colours is None:
            return None
        return source_of(colours, ends) if len(colours) == 1 else gradient_of(colours, ends)

    multiple = view.line_width_multiple
    return Brush(
        make_stroke(
            solid.backdrop_width,
            source(solid.backdrop),
            join=solid.join,
            cap=solid.cap,
            multiple=multiple,
        ),
        source(solid.fill),
        make_stroke(
            solid.width, source(solid.stroke), join=solid.join, cap=solid.cap, multiple=multiple
        ),
    )
