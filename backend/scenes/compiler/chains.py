"""Methods of a mobject that give the mobject back, so that they may be chained."""

RETURNS_SELF = frozenset(
    """
    set_color set_fill set_stroke set_opacity scale scale_to_fit_width scale_to_fit_height rotate
    set_z_index shift move_to next_to to_edge to_corner center align_to arrange arrange_in_grid flip
    stretch stretch_to_fit_width stretch_to_fit_height set_x set_y set_z set_width set_height
    add_background_rectangle match_height match_width match_color set_color_by_gradient
    set_stroke_width rotate_about_origin apply_matrix add_updater clear_updaters set_value
    set_sheen set_sheen_direction set_gloss add_coordinates shuffle sort set_points_as_corners
    set_points_smoothly round_corners add_tip fade
    """.split()  # noqa: SIM905 - a list of words reads better than forty quotes
)
