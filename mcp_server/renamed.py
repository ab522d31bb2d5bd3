"""Names that other editions and older releases of Manim used, and what to write now.

Every new name is checked against the installed package by a test, so the table cannot rot.
"""

from mcp_server.page import Page

RENAMED: dict[str, tuple[str, str]] = {
    "ShowCreation": ("Create", "renamed"),
    "ShowCreationThenDestruction": ("ShowPassingFlash", "renamed"),
    "ShowCreationThenFadeOut": ("Succession", "use Succession(Create(x), FadeOut(x))"),
    "FadeInFrom": ("FadeIn", "use FadeIn(x, shift=DOWN)"),
    "FadeInFromDown": ("FadeIn", "use FadeIn(x, shift=UP)"),
    "FadeInFromPoint": ("FadeIn", "use FadeIn(x, target_position=p)"),
    "FadeInFromLarge": ("FadeIn", "use FadeIn(x, scale=2)"),
    "FadeOutAndShift": ("FadeOut", "use FadeOut(x, shift=DOWN)"),
    "FadeOutAndShiftDown": ("FadeOut", "use FadeOut(x, shift=DOWN)"),
    "FadeOutToPoint": ("FadeOut", "use FadeOut(x, target_position=p)"),
    "FadeInFromEdges": ("FadeIn", "use FadeIn(x, shift=UP)"),
    "GrowFromSide": ("GrowFromEdge", "renamed"),
    "TextMobject": ("Tex", "renamed; Text needs no LaTeX"),
    "TexMobject": ("MathTex", "renamed; MathTypst needs no LaTeX"),
    "OldTex": ("MathTex", "renamed; MathTypst needs no LaTeX"),
    "OldTexText": ("Tex", "renamed; Text needs no LaTeX"),
    "TexText": ("Tex", "renamed; Text needs no LaTeX"),
    "CircleIndicate": ("Circumscribe", "use Circumscribe(x, shape=Circle)"),
    "ShowCreationThenDestructionAround": ("Circumscribe", "renamed"),
    "ShowCreationThenFadeAround": ("Circumscribe", "renamed"),
    "WiggleOutThenIn": ("Wiggle", "renamed"),
    "FlashAround": ("Circumscribe", "another name there"),
    "VShowPassingFlash": ("ShowPassingFlash", "another name there"),
    "ParametricSurface": ("Surface", "renamed"),
    "ParametricCurve": ("ParametricFunction", "another name there"),
    "FunctionGraph.get_graph": ("FunctionGraph", "see Axes.plot"),
    "GraphScene": ("Axes", "removed: put an Axes into any Scene and use axes.plot(...)"),
    "get_graph": ("Axes.plot", "renamed: axes.plot(lambda x: ...)"),
    "get_parametric_curve": ("CoordinateSystem.plot_parametric_curve", "renamed"),
    "get_riemann_rectangles": ("CoordinateSystem.get_riemann_rectangles", "a method of axes"),
    "InteractiveScene": ("Scene", "belongs to the other edition"),
    "ThreeDScene.frame": ("ThreeDScene", "use self.camera and move_camera(...)"),
    "ContinualAnimation": ("Mobject.add_updater", "removed: use updaters"),
    "ContinualMovement": ("Mobject.add_updater", "removed: use updaters"),
    "set_width": ("Mobject.scale_to_fit_width", "renamed, or assign x.width"),
    "set_height": ("Mobject.scale_to_fit_height", "renamed, or assign x.height"),
    "get_tex_string": ("MathTex", "read x.tex_string"),
    "tex_to_color_map": ("MathTex", "an argument of MathTex, or set_color_by_tex"),
    "t2c": ("Text", "an argument of Text: t2c={'word': RED}"),
    "DashedVMobject.dashes": ("DashedVMobject", "use num_dashes="),
    "COLOR_MAP": ("ManimColor", "removed: use the colour constants"),
    "FRAME_WIDTH": ("config", "use config.frame_width"),
    "FRAME_HEIGHT": ("config", "use config.frame_height"),
    "FRAME_X_RADIUS": ("config", "use config.frame_x_radius"),
    "FRAME_Y_RADIUS": ("config", "use config.frame_y_radius"),
    "NumberPlane.get_coordinate_labels": ("NumberPlane.add_coordinates", "use add_coordinates()"),
    "x_min": ("Axes", "use x_range=[min, max, step]"),
    "x_max": ("Axes", "use x_range=[min, max, step]"),
    "y_min": ("Axes", "use y_range=[min, max, step]"),
    "y_max": ("Axes", "use y_range=[min, max, step]"),
    "Sphere.checkerboard": ("Sphere", "use checkerboard_colors=[...]"),
    "embed": ("Scene", "interactive use is not part of a rendered scene"),
}


def renamed_pages(version: str) -> list[Page]:
    """A page for every name that is not what it was."""
    return [
        Page(
            id=f"renamed.{old}",
            kind="renamed",
            title=old,
            summary=f"Not in this edition: {note}. Write {new}.",
            text=f"`{old}` → `{new}`: {note}.",
            members=[new],
            source="Scenewright",
            version=version,
        )
        for old, (new, note) in RENAMED.items()
    ]
