"""Where the camera of three dimensions stands, and how each object stands to it, as values."""

import numpy as np

from render_image.door import Anything

FREE: tuple[object, ...] = ("free", b"", b"")


def view_in_space(camera: Anything) -> tuple[object, ...]:
    camera.reset_rotation_matrix()
    return (
        "space",
        tuple(map(float, camera.frame_center)),
        float(camera.get_focal_distance()),
        float(camera.get_zoom()),
        bool(camera.exponential_projection),
        np.ascontiguousarray(camera.get_rotation_matrix(), float).tobytes(),
        camera.light_source.points[0].astype(float).tobytes(),
        bool(camera.should_apply_shading),
        float(camera.cairo_line_width_multiple),
    )


def place_in_space(
    camera: Anything, mobject: Anything, centers: dict[int, bytes]
) -> tuple[object, ...]:
    """How an object stands to the camera: free, fixed in the frame, or turned to face it.

    Followed by the point that its depth is measured at, when that is not its own centre.
    """
    depth = b""
    if mobject.shade_in_3d:
        group = mobject.__dict__.get("z_index_group", mobject)
        if group is not mobject or mobject.submobjects:
            known = centers.get(id(group))
            if known is None:
                known = centers[id(group)] = np.array(group.get_center(), float).tobytes()
            depth = known
    if mobject in camera.fixed_in_frame_mobjects:
        return ("frame", b"", depth)
    if mobject in camera.fixed_orientation_mobjects:
        center = np.array(camera.fixed_orientation_mobjects[mobject](), float)
        return ("facing", center.tobytes(), depth)
    return ("free", b"", depth) if depth else FREE
