"""Which cameras and objects are drawn from lists: exactly those whose drawing code is Manim's own.

A class that overrides anything that drawing reads is not guessed about; its plays are drawn by
Manim itself while stepping.
"""

from inspect import getattr_static

from render_image.door import Anything, manim

VMobject: Anything = manim.VMobject
PMobject: Anything = manim.PMobject
ImageMobject: Anything = manim.ImageMobject
Mobject: Anything = manim.Mobject

FAMILY_METHODS = (
    "get_family",
    "_iter_family",
    "family_members_with_points",
    "get_num_points",
    "__getattribute__",
)
VECTOR_METHODS = (
    *FAMILY_METHODS,
    "get_fill_rgbas",
    "get_stroke_rgbas",
    "get_stroke_width",
    "get_background_image",
    "get_subpath_split_indices_from_points",
    "consider_points_equals_2d",
    "consider_points_equals",
    "get_gradient_start_and_end_points",
    "get_sheen_direction",
    "get_anchors",
    "get_points_defining_boundary",
    "get_critical_point",
    "get_extremum_along_dim",
    "get_all_points",
    "get_z_index_reference_point",
    "get_edge_center",
)
# `get_center` is overridden by honest classes (arcs do not, but scenes may); it is only called
# through methods above, so its own identity is checked where a value is computed ahead.
CENTER_METHOD = "get_center"
IMAGE_METHODS = (*FAMILY_METHODS, "get_pixel_array")
# Read from an object's own dictionary, so that no class may compute them.
FIELDS = (
    "points",
    "submobjects",
    "z_index",
    "rgbas",
    "fill_rgbas",
    "stroke_rgbas",
    "background_stroke_rgbas",
    "stroke_width",
    "background_stroke_width",
    "joint_type",
    "cap_style",
    "shade_in_3d",
    "z_index_group",
    "tolerance_for_point_equality",
    "background_image",
    "n_points_per_cubic_curve",
)
OWN_GRADIENT = "get_gradient_start_and_end_points"
# What an object may not bring as an attribute of its own.
OWN_METHODS = frozenset((*VECTOR_METHODS, CENTER_METHOD)) - {OWN_GRADIENT}
# What a camera's drawing depends on that a list does not carry.
USUAL_SETTINGS = {
    "use_z_index": True,
    "image_mode": "RGBA",
    "n_channels": 4,
    "pixel_array_dtype": "uint8",
    "rgb_max_val": 255,
}
CAMERAS = (manim.ThreeDCamera, manim.MovingCamera, manim.Camera)
# As imported: a scene may put code of its own into Manim's classes.
MANIMS_OWN: dict[type, dict[str, Anything]] = {
    base: {name: getattr(base, name) for name in dir(base)}
    for base in (VMobject, PMobject, ImageMobject, Mobject, *CAMERAS)
}


class ClassRegister:
    """Remembers how each class is drawn: vector, cloud, image, nothing, or foreign."""

    def __init__(self) -> None:
        self._kinds: dict[type, str] = {}
        self._plain_families: set[type] = set()

    def have_plain_families(self, classes: set[type]) -> bool:
        """Whether all these classes leave it to Manim which objects belong to a group."""
        unknown = classes - self._plain_families
        if not all(_keeps(cls, Mobject, FAMILY_METHODS) for cls in unknown):
            return False
        self._plain_families |= unknown
        return True

    def kind_of(self, mobject: Anything) -> str:
        cls: type = mobject.__class__
        kind = self._kinds.get(cls)
        if kind is None:
            kind = self._kinds[cls] = _kind_of_class(cls)
        return kind


def _kind_of_class(cls: type) -> str:
    found: list[Anything] = [getattr_static(cls, name, None) for name in FIELDS]
    if any(hasattr(value, "__get__") for value in found):
        return "foreign"
    if issubclass(cls, VMobject):
        return "vector" if _keeps(cls, VMobject, (*VECTOR_METHODS, CENTER_METHOD)) else "foreign"
    if issubclass(cls, PMobject):
        return "cloud" if _keeps(cls, PMobject, FAMILY_METHODS) else "foreign"
    if issubclass(cls, ImageMobject):
        return "image" if _keeps(cls, ImageMobject, IMAGE_METHODS) else "foreign"
    if issubclass(cls, manim.mobject.types.image_mobject.AbstractImageMobject):
        return "foreign"
    return "nothing" if _keeps(cls, Mobject, FAMILY_METHODS) else "foreign"


def _keeps(cls: type, base: type, names: tuple[str, ...]) -> bool:
    own = MANIMS_OWN[base]
    return all(getattr(cls, name, None) is own.get(name) for name in names)


def camera_base(camera: Anything) -> type | None:
    """The camera class of Manim that draws exactly as this camera does, or None."""
    for base in CAMERAS:
        if isinstance(camera, base):
            return base if _draws_like(camera, base) else None
    return None


def _draws_like(camera: Anything, base: type) -> bool:
    own_names = set(camera.__dict__)
    for name, method in MANIMS_OWN[base].items():
        if name.startswith("__"):
            continue
        is_code = callable(method) or isinstance(method, property)
        replaced = is_code and getattr(camera.__class__, name) is not method
        if replaced or (callable(method) and name in own_names):
            return False
    return True


def has_usual_settings(camera: Anything) -> bool:
    fields = camera.__dict__
    return all(fields.get(name) == value for name, value in USUAL_SETTINGS.items())
