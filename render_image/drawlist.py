"""The draw list: everything the camera would draw in one frame, as values.

Pixels are a pure function of this list, so its hash is a sound key for drawn frames, and any
process that holds the list can draw them. Nothing about the scene's code is analysed: the objects
are read after Manim has moved them, frame by frame.
"""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from render_image.classes import (
    OWN_GRADIENT,
    OWN_METHODS,
    ClassRegister,
    camera_base,
    has_usual_settings,
)
from render_image.door import Anything, cairo, manim
from render_image.family import objects_with_points
from render_image.hashes import DIGEST_BYTES
from render_image.placing import FREE, place_in_space, view_in_space

SINGLE_RGBA_BYTES = 32
POINTS_PER_CURVE = 4
NO_COLOUR = np.zeros((1, 4))
Value = tuple[object, ...]


class NotListableError(Exception):
    """Something on stage is drawn in a way that a list cannot describe."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Objects drawn in order through one view, on top of nothing in particular."""

    view: int
    states: tuple[int, ...]
    extras: tuple[tuple[object, ...], ...]
    digest: bytes


@dataclass(frozen=True, slots=True)
class FrameList:
    """One frame: a still layer (drawn once a play) or the bare background, then a moving layer."""

    still: Layer | None
    moving: Layer
    digest: bytes


class Recorder:
    """Turns what a camera is asked to capture into draw lists.

    States (an object's points, colours and widths at one moment) and views (the camera at one
    moment) are numbered in the order they are first seen; equal ones get the same number.
    """

    def __init__(self, *, width: int, height: int) -> None:
        self._size = (width, height)
        self._classes = ClassRegister()
        self.states: list[Value] = []
        self.digests: list[bytes] = []
        self._numbers: dict[Value, int] = {}
        self._latest: dict[int, tuple[Anything, Value, int]] = {}
        self.views: list[Value] = []
        self._view_numbers: dict[Value, int] = {}
        self._background: tuple[Anything, bytes] | None = None
        self._base: type | None = None
        self.held_bytes = 0

    def forget(self, still: Layer | None) -> Layer | None:
        """Drop every state but those of a still layer, which is returned with its new numbers."""
        kept = [] if still is None else [(self.states[n], self.digests[n]) for n in still.states]
        self.states, self.digests, self.held_bytes = [], [], 0
        self._numbers.clear()
        self._latest.clear()
        if still is None:
            return None
        numbers = tuple(
            self._numbers[value] if value in self._numbers else self._number(value, digest)
            for value, digest in kept
        )
        return Layer(still.view, numbers, still.extras, still.digest)

    def begin_play(self, camera: Anything) -> None:
        """Forget what belonged to the last play, and check the camera and its background again."""
        self._latest.clear()
        self._background = None
        self._classes = ClassRegister()
        self._base = camera_base(camera)
        if self._base is None:
            message = f"{type(camera).__name__} draws in its own way."
            raise NotListableError(message)

    def layer(
        self, camera: Anything, mobjects: Iterable[Anything], *, only_check: bool = False
    ) -> Layer:
        """List what `camera.capture_mobjects(mobjects)` would draw now.

        A check leaves no trace in the camera, some of which keep their first matrix for ever.

        Raises:
            NotListableError: an object or the camera is drawn by code that is not Manim's own.
        """
        try:
            return self._layer(camera, mobjects, only_check=only_check)
        except NotListableError:
            raise
        except Exception as error:
            # Objects may hold anything; what cannot be read here is for Manim to draw, or to fail.
            message = f"The stage cannot be listed: {error!r}."
            raise NotListableError(message) from error

    def _layer(self, camera: Anything, mobjects: Iterable[Anything], *, only_check: bool) -> Layer:
        in_space = self._base is manim.ThreeDCamera
        states: list[int] = []
        extras: list[tuple[object, ...]] = []
        centers: dict[int, bytes] = {}
        has_vectors = False
        members, classes = objects_with_points(mobjects)
        if not self._classes.have_plain_families(classes):
            message = "A group chooses its own members."
            raise NotListableError(message)
        for mobject in members:
            kind = self._classes.kind_of(mobject)
            if kind == "vector":
                has_vectors = True
                if in_space:
                    extras.append(place_in_space(camera, mobject, centers))
                states.append(self._vector_state(mobject, in_space=in_space))
            elif kind == "nothing" or (kind == "cloud" and _has_no_extent(camera, mobject)):
                continue
            elif kind == "foreign" or in_space:
                message = f"{type(mobject).__name__} is drawn in its own way."
                raise NotListableError(message)
            else:
                states.append(self._pixel_state(camera, mobject, kind))
        view = self._view(camera, with_matrix=has_vectors and not only_check)
        if all(extra is FREE for extra in extras):
            extras = []
        digests = self.digests
        parts = [self._view_digest(view), *[digests[state] for state in states]]
        if extras:
            parts.append(repr(extras).encode())
        return Layer(view, tuple(states), tuple(extras), _digest(parts))

    def frame(self, still: Layer | None, moving: Layer) -> FrameList:
        return FrameList(
            still, moving, _digest([still.digest if still else b"bare", moving.digest])
        )

    def _view_digest(self, view: int) -> bytes:
        return repr(self.views[view]).encode()

    def _vector_state(self, mobject: Anything, *, in_space: bool) -> int:
        fields = mobject.__dict__
        fill = fields.get("fill_rgbas", NO_COLOUR).tobytes()
        stroke = fields.get("stroke_rgbas", NO_COLOUR).tobytes()
        backdrop = fields.get("background_stroke_rgbas", NO_COLOUR).tobytes()
        shaded = fields["shade_in_3d"]
        gradient = b""
        # ThreeDAxes gives each of its parts a gradient of its own, as an instance attribute.
        own_gradient = OWN_GRADIENT in fields
        if own_gradient or (
            (
                len(fill) != SINGLE_RGBA_BYTES
                or len(stroke) != SINGLE_RGBA_BYTES
                or len(backdrop) != SINGLE_RGBA_BYTES
            )
            and not (in_space and shaded)
        ):
            gradient = np.array(mobject.get_gradient_start_and_end_points(), float).tobytes()
        value = (
            "vector",
            fields["points"].tobytes(),
            fill,
            stroke,
            backdrop,
            fields["stroke_width"],
            fields["background_stroke_width"],
            fields["joint_type"],
            fields["cap_style"],
            gradient,
            shaded,
            fields["tolerance_for_point_equality"],
            fields["background_image"],
            fields["n_points_per_cubic_curve"],
        )
        latest = self._latest.get(id(mobject))
        if latest is not None and latest[1] == value:
            return latest[2]
        if not fields.keys().isdisjoint(OWN_METHODS):
            message = f"{type(mobject).__name__} brings its own methods."
            raise NotListableError(message)
        number = self._numbers.get(value)
        if number is None:
            _check_vector(mobject, value)
            number = self._number(value, _vector_digest(value))
        self._latest[id(mobject)] = (mobject, value, number)
        return number

    def _pixel_state(self, camera: Anything, mobject: Anything, kind: str) -> int:
        points = np.ascontiguousarray(mobject.points, float)
        if kind == "cloud":
            colours = np.ascontiguousarray(mobject.rgbas, float)
            thickness = float(camera.adjusted_thickness(mobject.stroke_width))
            value = ("cloud", points.tobytes(), colours.tobytes(), thickness)
        else:
            pixels = mobject.get_pixel_array()
            if pixels.dtype != np.uint8 or pixels.ndim != 3:  # noqa: PLR2004 (rows, columns, channels)
                message = "The image is not an array of bytes."
                raise NotListableError(message)
            value = (
                "image",
                points.tobytes(),
                pixels.tobytes(),
                pixels.shape,
                int(mobject.resampling_algorithm),
            )
        number = self._numbers.get(value)
        if number is None:
            number = self._number(value, _digest([_bytes_of(part) for part in value]))
        return number

    def _number(self, value: Value, digest: bytes) -> int:
        number = len(self.states)
        self._numbers[value] = number
        self.held_bytes += sum(len(part) for part in value if isinstance(part, bytes))
        self.states.append(value)
        self.digests.append(digest)
        return number

    def _view(self, camera: Anything, *, with_matrix: bool) -> int:
        if (camera.pixel_width, camera.pixel_height) != self._size:
            message = "The camera has another size than the video."
            raise NotListableError(message)
        if not has_usual_settings(camera):
            message = "The camera orders objects or stores pixels in its own way."
            raise NotListableError(message)
        matrix: tuple[float, ...] = ()
        if with_matrix:
            # Asked of Manim itself, because some cameras keep the first context for ever.
            found = camera.get_cairo_context(camera.__dict__["pixel_array"]).get_matrix()
            matrix = (found.xx, found.yx, found.xy, found.yy, found.x0, found.y0)
        background = self._background_colour(camera)
        if self._base is manim.ThreeDCamera:
            value = (*view_in_space(camera), matrix, background)
        else:
            value = (
                "flat",
                tuple(map(float, camera.frame_center)),
                float(camera.frame_width),
                float(camera.frame_height),
                float(camera.cairo_line_width_multiple),
                matrix,
                background,
            )
        number = self._view_numbers.get(value)
        if number is None:
            number = self._view_numbers[value] = len(self.views)
            self.views.append(value)
        return number

    def _background_colour(self, camera: Anything) -> bytes:
        pixels = camera.background
        if self._background is None or self._background[0] is not pixels:
            flat = np.ascontiguousarray(pixels).view(np.uint32)
            if flat.min() != flat.max():
                message = "The background is a picture."
                raise NotListableError(message)
            pixels.flags.writeable = False
            self._background = (pixels, flat.flat[0].tobytes())
        return self._background[1]


def _has_no_extent(camera: Anything, cloud: Anything) -> bool:
    """A cloud thinner than a pixel draws nothing; the camera's own centre on stage is one."""
    return int(camera.adjusted_thickness(cloud.stroke_width)) == 0


def _check_vector(mobject: Anything, value: Value) -> None:
    fields = mobject.__dict__
    points = fields["points"]
    arrays = [
        fields.get(name, NO_COLOUR)
        for name in ("fill_rgbas", "stroke_rgbas", "background_stroke_rgbas")
    ]
    understood = (
        points.dtype == np.float64
        and points.ndim == 2  # noqa: PLR2004 (points in rows)
        and (len(points) < POINTS_PER_CURVE or len(points) % POINTS_PER_CURVE == 0)
        and all(array.dtype == np.float64 and array.shape[1:] == (4,) for array in arrays)
        and isinstance(value[5], int | float | np.floating | np.integer)
        and isinstance(value[6], int | float | np.floating | np.integer)
        and value[12] is None
        and value[13] == POINTS_PER_CURVE
    )
    if not understood:
        message = f"{type(mobject).__name__} holds something that is not listed."
        raise NotListableError(message)


def _vector_digest(value: Sequence[object]) -> bytes:
    _, points, fill, stroke, backdrop, width, backdrop_width, joint, cap, gradient, *rest = value
    numbers = f"{width!r},{backdrop_width!r},{joint},{cap},{rest!r}".encode()
    arrays = [_bytes_of(part) for part in (points, fill, stroke, backdrop, gradient)]
    return _digest([struct.pack("<5I", *map(len, arrays)), *arrays, numbers])


def _bytes_of(part: object) -> bytes:
    return part if isinstance(part, bytes) else repr(part).encode()


def _digest(parts: Iterable[bytes]) -> bytes:
    return blake2b(b"".join(parts), digest_size=DIGEST_BYTES).digest()


def drawing_libraries() -> str:
    """The versions that pixels depend on, part of every chunk's key."""
    return f"manim {manim.__version__}, cairo {cairo.cairo_version_string()}"
