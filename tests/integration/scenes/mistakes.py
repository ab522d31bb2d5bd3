"""One mistake a scene, as people and models make them; most raise, some fail in silence."""

_HEAD = "from manim import *\n\n\nclass Try(Scene):\n    def construct(self):\n"


def scene(*lines: str) -> str:
    """A scene with these statements."""
    return _HEAD + "\n".join(f"        {line}" for line in lines) + "\n"


def based(base: str, *lines: str) -> str:
    return scene(*lines).replace("(Scene)", f"({base})")


MISTAKES: dict[str, str] = {
    "show_creation": scene("c = Circle()", "self.play(ShowCreation(c))"),
    "text_mobject": scene("t = TextMobject('Hi')", "self.play(Write(t))"),
    "fade_in_from": scene("c = Circle()", "self.play(FadeInFrom(c, UP))"),
    "fade_out_and_shift": scene(
        "c = Circle()", "self.add(c)", "self.play(FadeOutAndShift(c, DOWN))"
    ),
    "fade_in_from_down": scene("c = Circle()", "self.play(FadeInFromDown(c))"),
    "fade_in_from_large": scene("c = Circle()", "self.play(FadeInFromLarge(c))"),
    "grow_from_bottom": scene("c = Square()", "self.play(GrowFromBottom(c))"),
    "flash_around": scene("c = Square()", "self.add(c)", "self.play(ShowPassingFlashAround(c))"),
    "circle_indicate": scene("c = Square()", "self.add(c)", "self.play(CircleIndicate(c))"),
    "wiggle": scene("c = Square()", "self.add(c)", "self.play(WiggleOutThenIn(c))"),
    "cyan": scene("c = Circle(color=CYAN)", "self.play(Create(c))"),
    "light_blue": scene("c = Circle(color=LIGHT_BLUE)", "self.play(Create(c))"),
    "navy": scene("c = Circle()", "c.set_fill(NAVY, opacity=1)", "self.play(Create(c))"),
    "down_left": scene("c = Circle().to_corner(DOWN_LEFT)", "self.play(Create(c))"),
    "bottom": scene("c = Circle().to_edge(BOTTOM)", "self.play(Create(c))"),
    "frame_width": scene("c = Line().set_width(FRAME_WIDTH)", "self.play(Create(c))"),
    "misspelt_class": scene("c = Rectangel()", "self.play(Create(c))"),
    "misspelt_animation": scene("c = Circle()", "self.play(Craete(c))"),
    "misspelt_variable": scene("circle = Circle()", "self.play(Create(cirlce))"),
    "manimlib": scene("c = Circle()", "self.play(Create(c))").replace(
        "from manim import", "from manimlib import"
    ),
    "manimlib_imports": scene("c = Circle()", "self.play(Create(c))").replace(
        "from manim import *", "from manimlib.imports import *"
    ),
    "big_ol_pile": scene("c = Circle()", "self.play(Create(c))").replace(
        "from manim import *", "from big_ol_pile_of_manim_imports import *"
    ),
    "moved_module": "from manim.mobject.geometry import Circle\n"
    + scene("c = Circle()", "self.play(Create(c))"),
    "moved_color": "from manim.constants import BLUE\n"
    + scene("c = Circle(color=BLUE)", "self.play(Create(c))"),
    "no_import": scene("c = Circle()", "self.play(Create(c))").replace("from manim import *\n", ""),
    "no_random": scene("c = Circle(radius=random.choice([1, 2]))", "self.play(Create(c))"),
    "no_math": scene("c = Circle(radius=math.sqrt(2))", "self.play(Create(c))"),
    "numpy_name": scene("c = Circle(radius=numpy.sqrt(2))", "self.play(Create(c))"),
    "axes_min": scene("a = Axes(x_min=-3, x_max=3, y_min=-2, y_max=2)", "self.play(Create(a))"),
    "number_line_min": scene("a = NumberLine(x_min=-3, x_max=3)", "self.play(Create(a))"),
    "text_size": scene("t = Text('Hi', size=40)", "self.play(Write(t))"),
    "line_width": scene("c = Circle(line_width=5)", "self.play(Create(c))"),
    "dot_position": scene("c = Dot(position=RIGHT)", "self.play(Create(c))"),
    "arrow_start": scene("c = Arrow(start_point=LEFT, end_point=RIGHT)", "self.play(Create(c))"),
    "square_side": scene("c = Square(side=3)", "self.play(Create(c))"),
    "rectangle_w": scene("c = Rectangle(w=3, h=1)", "self.play(Create(c))"),
    "circle_position": scene("c = Circle(position=RIGHT)", "self.play(Create(c))"),
    "circle_r": scene("c = Circle(r=2)", "self.play(Create(c))"),
    "text_scale": scene("t = Text('Hi', scale=2)", "self.play(Write(t))"),
    "triangle_side": scene("c = Triangle(side_length=3)", "self.play(Create(c))"),
    "fade_direction": scene("c = Circle()", "self.play(FadeIn(c, direction=UP))"),
    "axis_config": scene("a = Axes(axis_config={'colour': BLUE})", "self.play(Create(a))"),
    "axis_config_unknown": scene("a = Axes(axis_config={'shiny': True})", "self.play(Create(a))"),
    "unknown_keyword": scene("c = Circle(shininess=4)", "self.play(Create(c))"),
    "bold": scene("t = Text('Hi', bold=True)", "self.play(Write(t))"),
    "polygon_sides": scene("c = RegularPolygon(sides=5)", "self.play(Create(c))"),
    "lag": scene(
        "g = VGroup(Dot(), Dot())", "self.play(LaggedStart(*[Create(m) for m in g], lag=0.2))"
    ),
    "next_to_gap": scene("a = Dot()", "b = Dot().next_to(a, RIGHT, gap=1)", "self.play(Create(b))"),
    "arrange_spacing": scene(
        "g = VGroup(Dot(), Dot()).arrange(RIGHT, spacing=1)", "self.play(Create(g))"
    ),
    "wait_time": scene("c = Circle()", "self.play(Create(c))", "self.wait(time=2)"),
    "wait_seconds": scene("c = Circle()", "self.play(Create(c))", "self.wait(seconds=2)"),
    "get_graph": scene("a = Axes()", "g = a.get_graph(lambda x: x)", "self.play(Create(g))"),
    "point_on_graph": scene(
        "a = Axes()",
        "g = a.plot(lambda x: x)",
        "d = Dot(a.get_point_on_graph(1, g))",
        "self.play(Create(d))",
    ),
    "coordinate_labels": scene("a = Axes()", "a.add_coordinate_labels()", "self.play(Create(a))"),
    "get_vertex": scene("s = Square()", "d = Dot(s.get_vertex(0))", "self.play(Create(d))"),
    "get_anchor": scene("s = Square()", "d = Dot(s.get_anchor(0))", "self.play(Create(d))"),
    "play_mobject": scene("s = Square()", "self.play(s)"),
    "play_text": scene("t = Text('Hi')", "self.play(t)"),
    "play_method": scene("s = Square()", "self.add(s)", "self.play(s.shift, RIGHT)"),
    "play_called": scene("s = Square()", "self.add(s)", "self.play(s.shift(RIGHT))"),
    "play_scaled": scene("s = Square()", "self.add(s)", "self.play(s.scale(2))"),
    "text_number": scene("t = Text(5)", "self.play(Write(t))"),
    "play_nothing": scene("self.play()", "self.wait()"),
    "camera_frame": scene(
        "c = Circle()", "self.add(c)", "self.play(self.camera.frame.animate.scale(0.5))"
    ),
    "camera_orientation": scene(
        "self.set_camera_orientation(phi=1)", "self.play(Create(Circle()))"
    ),
    "ambient": scene(
        "self.add(Circle())", "self.begin_ambient_camera_rotation(rate=0.1)", "self.wait()"
    ),
    "fixed_in_frame": scene("t = Text('Hi')", "self.add_fixed_in_frame_mobjects(t)", "self.wait()"),
    "group_append": scene("g = VGroup()", "g.append(Dot())", "self.play(Create(g))"),
    "add_updater_camel": scene(
        "d = Dot()", "d.addUpdater(lambda m, dt: m.shift(RIGHT * dt))", "self.add(d)", "self.wait()"
    ),
    "next_to_camel": scene("a = Dot()", "b = Dot()", "b.nextTo(a, RIGHT)", "self.play(Create(b))"),
    "translate": scene("a = Dot()", "a.translate(RIGHT)", "self.play(Create(a))"),
    "set_position": scene(
        "a = Dot()",
        "a.set_position(RIGHT)",
        "self.play(Create(a))",
        "self.play(a.animate.move_by(UP))",
    ),
    "flat_polygon": scene("p = Polygon([0, 0], [1, 0], [0, 1])", "self.play(Create(p))"),
    "flat_line": scene("p = Line((0, 0), (1, 1))", "self.play(Create(p))"),
    "flat_dot": scene("p = Dot([1, 2])", "self.play(Create(p))"),
    "flat_move": scene("p = Dot().move_to([1, 2])", "self.play(Create(p))"),
    "flat_array": scene("p = Dot(np.array([1, 2]))", "self.play(Create(p))"),
    "formula_tex": scene("t = MathTex(r'a^2 + b^2')", "self.play(Write(t))"),
    "words_tex": scene("t = Tex('Hello')", "self.play(Write(t))"),
    "greek_tex": scene("t = MathTex(r'\\frac{\\alpha}{2} + \\sqrt{x}')", "self.play(Write(t))"),
    "dollar_tex": scene("t = Tex(r'$x^2$')", "self.play(Write(t))"),
    "missing_image": scene("i = ImageMobject('cat.png')", "self.play(FadeIn(i))"),
    "missing_svg": scene("i = SVGMobject('cat.svg')", "self.play(Create(i))"),
    "numpy_math": scene("c = Circle(radius=np.math.sqrt(2))", "self.play(Create(c))"),
    "numpy_factorial": scene("c = Circle(radius=np.factorial(2))", "self.play(Create(c))"),
    "numpy_float": scene("c = Circle(radius=np.float(2))", "self.play(Create(c))"),
    "method_not_called": scene(
        "s = Square()", "d = Dot(s.get_center[0] * RIGHT)", "self.play(Create(d))"
    ),
    "property_called": scene(
        "s = Square()", "d = Line(LEFT, LEFT + RIGHT * s.width())", "self.play(Create(d))"
    ),
    "self_create": scene("c = Circle()", "self.Create(c)", "self.wait()"),
    "twice": scene("c = Circle(2, radius=2)", "self.play(Create(c))"),
    "too_many": scene("s = Star(5, RED, 3)", "self.play(Create(s))"),
    "fence": "Here is the scene:\n\n```python\n"
    + scene("self.play(Create(Circle()))")
    + "```\nEnjoy!\n",
    "prose": "Sure, this draws a circle.\n\n"
    + scene("self.play(Create(Circle()))")
    + "\nThis scene shows a circle.\n",
    "cut_off": scene("self.play(Create(Circle()))", "self.play(Create(Square()), run_time="),
    "quotes": scene("t = Text(\u201cHi\u201d)", "self.play(Write(t))"),
    "tabs": scene("self.wait()").replace("        self", "\tself"),
    "bad_run_time": scene("self.play(Create(Circle()), run_time=-1)"),
    "bad_rate": scene("self.play(Create(Circle()), rate_func=ease_in_out)"),
    "table_numbers": scene("t = Table([[1, 2], [3, 4]])", "self.play(Create(t))"),
    "empty_transform": scene("a = Circle()", "self.add(a)", "self.play(Transfrom(a, Square()))"),
    "group_images": scene("c = Circle()", "self.play(Highlight(c))"),
}

SILENT: dict[str, str] = {
    "play_runtime": scene("self.play(Create(Circle()), runtime=3)"),
    "play_duration": scene("self.play(Create(Circle()), duration=3)"),
    "misspelt_construct": scene("self.play(Create(Circle()))").replace("construct", "contruct"),
    "set_fill_opacity": scene("c = Circle()", "c.set_fill_opacity(0.5)", "self.play(Create(c))"),
    "set_stroke_width": scene("c = Circle()", "c.set_stroke_width(9)", "self.play(Create(c))"),
    "set_fill_color": scene("c = Circle()", "c.set_fill_color(RED)", "self.play(Create(c))"),
    "grid_rows": scene(
        "g = VGroup(*[Dot() for _ in range(6)]).arrange_in_grid(n_rows=2)", "self.play(Create(g))"
    ),
}
