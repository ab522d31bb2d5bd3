"""Builds the Cairo paths of many objects at once, with the very numbers Manim would pass.

Manim walks each object's curves in Python. Here all curves of a frame or a chunk go through a few
array operations, and come out as the path data that `cairo_append_path` takes.
"""

import ctypes
import ctypes.util
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from render_image.door import Anything

MOVE_TO = 0 | (2 << 32)
CURVE_TO = 2 | (4 << 32)
CLOSE_PATH = 3 | (1 << 32)
RELATIVE_TOLERANCE = 1.0e-5
POINTS_PER_CURVE = 4
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_cairo: Anything = ctypes.CDLL(ctypes.util.find_library("cairo") or "libcairo.so.2")
_append_path: Anything = _cairo.cairo_append_path
_append_path.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
_append_path.restype = None
CONTEXT_OFFSET = object.__basicsize__
PATH_STRUCT = np.dtype(
    {
        "names": ["status", "data", "count"],
        "formats": ["<i4", "<u8", "<i4"],
        "offsets": [0, 8, 16],
        "itemsize": 24,
    }
)


@dataclass(frozen=True)
class PathBatch:
    """Paths of several objects: keeps the arrays alive that the structs point into."""

    units: Floats
    structs: Anything
    boxes: Floats

    def append(self, context_address: int, index: int) -> None:
        """Add one object's path to the current path of a context."""
        _append_path(context_address, self.structs.ctypes.data + 24 * index)


def address_of(context: Anything) -> int:
    """The `cairo_t*` inside a pycairo context: the first field after the object header."""
    return ctypes.c_size_t.from_address(id(context) + CONTEXT_OFFSET).value


def build_paths(points: Floats, counts: Integers, tolerances: Floats) -> PathBatch:
    """Build the paths of objects whose points (x, y; a multiple of four each) lie end to end."""
    curves = points.reshape(-1, POINTS_PER_CURVE, 2)
    curve_counts = counts // POINTS_PER_CURVE
    firsts = np.cumsum(curve_counts) - curve_counts
    tolerance = np.repeat(tolerances, curve_counts)
    opens = _subpath_starts(curves, firsts, tolerance)
    starts = np.flatnonzero(opens)
    ends = np.append(starts[1:], len(curves)) - 1
    closed = _close(curves[starts, 0], curves[ends, 3], tolerance[starts])
    closing_ends = ends[closed]

    lengths = np.full(len(curves), 4, np.int64)
    lengths[starts] += 2
    lengths[closing_ends] += 1
    offsets = np.cumsum(lengths) - lengths
    units = np.empty((int(lengths.sum()), 2))
    headers = units.view(np.int64)
    body = offsets + 2 * opens
    headers[body, 0] = CURVE_TO
    for index in (1, 2, 3):
        units[body + index] = curves[:, index]
    headers[offsets[starts], 0] = MOVE_TO
    units[offsets[starts] + 1] = curves[starts, 0]
    headers[body[closing_ends] + 4, 0] = CLOSE_PATH

    structs = np.zeros(len(counts), PATH_STRUCT)
    first_units = offsets[firsts]
    structs["data"] = units.ctypes.data + 16 * first_units
    structs["count"] = np.append(first_units[1:], len(units)) - first_units
    point_firsts = firsts * POINTS_PER_CURVE
    boxes = np.concatenate(
        [np.minimum.reduceat(points, point_firsts), np.maximum.reduceat(points, point_firsts)],
        axis=1,
    )
    return PathBatch(units, structs, boxes)


def _subpath_starts(curves: Floats, firsts: Integers, tolerance: Floats) -> NDArray[np.bool_]:
    """Where a curve does not continue the one before it, by the rule of `np.isclose` in x and y."""
    opens = np.zeros(len(curves), np.bool_)
    starts, ends = curves[1:, 0], curves[:-1, 3]
    apart = (starts != ends).any(axis=1)
    places = np.flatnonzero(apart)
    gaps = np.abs(ends[places] - starts[places])
    limits = tolerance[places + 1, None] + RELATIVE_TOLERANCE * np.abs(starts[places])
    opens[places + 1] = ~(gaps <= limits).all(axis=1)
    opens[firsts] = True
    return opens


def _close(first: Floats, last: Floats, tolerance: Floats) -> NDArray[np.bool_]:
    limits = tolerance[:, None] + RELATIVE_TOLERANCE * np.abs(last)
    near: NDArray[np.bool_] = np.all(np.abs(first - last) <= limits, axis=1)
    return near
