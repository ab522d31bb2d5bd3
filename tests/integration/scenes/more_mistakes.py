"""A second catalogue of one-mistake scenes, written without regard to what the fixer knows.

Longer than those of `mistakes.py` and in many manners: a mistake seldom stands alone on its line.
"""

_HEAD = "from manim import *\n\n\nclass Lesson(Scene):\n    def construct(self):\n"


def scene(text: str, head: str = _HEAD) -> str:
    """A scene with these statements, one a line."""
    return head + "".join(f"        {line}\n" for line in text.strip().split("\n"))


def based(base: str, text: str) -> str:
    return scene(text).replace("(Scene)", f"({base})")


MORE_MISTAKES: dict[str, str] = {
    "legacy_creation_in_a_group": scene("""
shapes = VGroup(Circle(), Square()).arrange(RIGHT)
self.play(*[ShowCreation(shape) for shape in shapes])
"""),
    "legacy_tex": scene("""
formula = TexMobject("a^2 + b^2 = c^2").scale(1.5)
self.play(Write(formula))
"""),
    "legacy_text_with_colour": scene("""
title = TextMobject("Welcome").set_color(YELLOW)
self.play(Write(title), run_time=2)
"""),
    "graph_with_range_keywords": scene("""
axes = Axes(x_range=[-3, 3], y_range=[-2, 8])
graph = axes.get_graph(lambda x: x ** 2, x_min=-2, x_max=2, color=YELLOW)
self.play(Create(axes), Create(graph))
"""),
    "graph_label": scene("""
axes = Axes(x_range=[-3, 3], y_range=[-2, 8])
graph = axes.plot(lambda x: x ** 2)
label = axes.get_graph_label(graph, label=Text("f"), x=2, direction=UP)
self.play(Create(graph), Write(label))
"""),
    "plot_with_domain": scene("""
axes = Axes()
graph = axes.plot(lambda x: np.sin(x), domain=[-3, 3], color=BLUE)
self.play(Create(graph))
"""),
    "axes_number_keyword": scene("""
axes = Axes(x_range=[-3, 3], y_range=[-3, 3], include_numbers=False, axis_color=BLUE)
self.play(Create(axes))
"""),
    "axes_size_keyword": scene("""
axes = Axes(x_range=[0, 5], y_range=[0, 5], width=6, height=4)
self.play(Create(axes))
"""),
    "axis_labels_made_up": scene("""
axes = Axes(x_range=[0, 5], y_range=[0, 5])
labels = axes.add_axis_labels(Text("x"), Text("y"))
self.play(Create(axes))
"""),
    "area_with_graph_keyword": scene("""
axes = Axes(x_range=[0, 5], y_range=[0, 5])
graph = axes.plot(lambda x: x)
area = axes.get_area_under_graph(graph, x_range=[1, 3])
self.play(FadeIn(area))
"""),
    "riemann_keyword": scene("""
axes = Axes(x_range=[0, 5], y_range=[0, 5])
graph = axes.plot(lambda x: x)
bars = axes.get_riemann_rectangles(graph, x_range=[0, 4], num_rectangles=8)
self.play(Create(bars))
"""),
    "tangent_line_made_up": scene("""
axes = Axes(x_range=[0, 5], y_range=[0, 5])
graph = axes.plot(lambda x: x ** 2 / 5)
line = axes.get_tangent_line(graph, x=2, length=3)
self.play(Create(graph), Create(line))
"""),
    "point_made_up": scene("""
axes = Axes(x_range=[0, 5], y_range=[0, 5])
dot = Dot(axes.coord_to_point(2, 3), color=RED)
self.play(Create(dot))
"""),
    "point_from_number": scene("""
line = NumberLine(x_range=[0, 10, 1])
dot = Dot(line.get_number_position(4))
self.play(Create(line), FadeIn(dot))
"""),
    "number_line_keyword": scene("""
line = NumberLine(x_range=[0, 10, 1], show_numbers=False, width=10)
self.play(Create(line))
"""),
    "play_adds": scene("""
circle = Circle()
square = Square()
self.play(circle, Create(square))
"""),
    "play_a_wait": scene("""
circle = Circle()
self.play(Create(circle))
self.play(self.wait(1))
"""),
    "play_none": scene("""
circle = Circle()
self.play(self.add(circle))
self.wait()
"""),
    "play_scene_method": scene("""
circle = Circle()
self.add(circle)
self.play(circle.animate(run_time=2).shift_to(RIGHT))
"""),
    "play_list": scene("""
dots = [Dot(RIGHT * i) for i in range(4)]
self.play([FadeIn(dot) for dot in dots])
"""),
    "play_generator": scene("""
dots = [Dot(RIGHT * i) for i in range(4)]
self.play(FadeIn(dot) for dot in dots)
"""),
    "animate_missing": scene("""
square = Square()
self.play(Create(square))
self.play(square.set_color(RED), run_time=1)
"""),
    "animate_on_a_list": scene("""
dots = [Dot(RIGHT * i) for i in range(4)]
self.add(*dots)
self.play(dots.animate.shift(UP))
"""),
    "animate_called_last": scene("""
square = Square()
self.add(square)
self.play(square.shift(RIGHT).animate)
"""),
    "animation_groups_wrong_keyword": scene("""
a, b = Circle(), Square()
self.play(AnimationGroup(Create(a), Create(b), lag=0.5))
"""),
    "transform_to_none": scene("""
a = Circle()
b = a.shift(RIGHT) if False else None
self.add(a)
self.play(Transform(a, b))
"""),
    "transform_one": scene("""
a = Circle()
self.add(a)
self.play(Transform(a))
"""),
    "replacement_misspelt": scene("""
a, b = Circle(), Square()
self.add(a)
self.play(ReplacmentTransform(a, b))
"""),
    "morph": scene("""
a, b = Circle(), Square()
self.add(a)
self.play(Morph(a, b))
"""),
    "fade_transform_keyword": scene("""
a, b = Circle(), Square()
self.add(a)
self.play(FadeOut(a, direction=DOWN), FadeIn(b, direction=UP))
"""),
    "grow_keyword": scene("""
arrow = Arrow(LEFT, RIGHT)
self.play(GrowArrow(arrow, duration=2))
"""),
    "missing_self_parameter": (
        "from manim import *\n\n\nclass Lesson(Scene):\n    def construct():\n"
        "        circle = Circle()\n        self.play(Create(circle))\n"
    ),
    "missing_self": scene("""
circle = Circle()
play(Create(circle))
self.wait()
"""),
    "missing_self_wait": scene("""
circle = Circle()
self.play(Create(circle))
wait(1)
"""),
    "missing_numpy": scene(
        """
points = [numpy.array([x, np.sin(x), 0]) for x in range(4)]
self.play(Create(Polygon(*points)))
"""
    ),
    "missing_import_everything": (
        "import numpy as np\n\n\nclass Lesson(Scene):\n    def construct(self):\n"
        "        self.play(Create(Circle(color=BLUE)))\n"
    ),
    "partial_import": (
        "from manim import Scene, Circle, Create\n\n\nclass Lesson(Scene):\n"
        "    def construct(self):\n        label = Text('radius')\n"
        "        self.play(Create(Circle(color=BLUE)), Write(label))\n"
    ),
    "manimce_import": scene("self.play(Create(Circle()))").replace("from manim", "from manimce"),
    "manimgl_import": scene("self.play(Create(Circle()))").replace("from manim", "from manimlib"),
    "import_of_a_plugin": "from manim_slides import Slide\n"
    + scene("""
self.play(Create(Circle()))
"""),
    "colour_name_light": scene("""
box = Rectangle(width=3, height=2, color=LIGHTBLUE, fill_opacity=0.4)
self.play(FadeIn(box))
"""),
    "colour_name_css": scene("""
words = VGroup(Text("a", color=DARKGREEN), Text("b", color=CRIMSON)).arrange(RIGHT)
self.play(Write(words))
"""),
    "colour_word": scene("""
words = Text("hello", color="lightgrey-ish")
self.play(Write(words))
"""),
    "colour_variant": scene("""
dot = Dot(color=ORANGE_E)
self.play(FadeIn(dot))
"""),
    "frame_constant": scene("""
line = Line(LEFT * FRAME_X_RADIUS, RIGHT * FRAME_X_RADIUS)
self.play(Create(line))
"""),
    "config_item": scene("""
box = Rectangle(width=config["frame_widht"] - 1, height=2)
self.play(Create(box))
"""),
    "camera_background": scene("""
self.camera.set_background_color(WHITE)
self.play(Create(Circle(color=BLACK)))
"""),
    "camera_zoom": scene("""
square = Square()
self.add(square)
self.play(self.camera.frame.animate.set_width(5).move_to(square))
"""),
    "camera_in_3d": scene("""
cube = Cube()
self.set_camera_orientation(phi=75 * DEGREES, theta=30 * DEGREES)
self.play(Create(cube))
"""),
    "text_weight": scene("""
title = Text("Big", font_size=60, weight="bold")
self.play(Write(title))
"""),
    "text_style": scene("""
title = Text("Big", style="italic", align="center")
self.play(Write(title))
"""),
    "text_two_strings": scene("""
title = Text("Force", " equals ", "mass", font_size=40)
self.play(Write(title))
"""),
    "text_from_float": scene("""
value = Text(round(3.14159, 2), font_size=40)
self.play(Write(value))
"""),
    "paragraph_keyword": scene("""
notes = Paragraph("one", "two", line_height=0.5)
self.play(Write(notes))
"""),
    "bulleted_list_keyword": scene("""
notes = BulletList("one", "two", dot_color=RED)
self.play(FadeIn(notes))
"""),
    "formula_with_text": scene(r"""
formula = MathTex(r"\text{area} = \pi r^2", color=YELLOW)
self.play(Write(formula))
"""),
    "formula_in_parts": scene(r"""
formula = MathTex("x", "=", r"\frac{-b}{2a}", font_size=60)
self.play(Write(formula))
self.play(formula[2].animate.set_color(RED))
"""),
    "formula_by_tex": scene(r"""
formula = MathTex(r"e^{i\pi} + 1 = 0")
formula.set_color_by_tex("e", BLUE)
self.play(Write(formula))
"""),
    "brace_text": scene("""
line = Line(LEFT, RIGHT)
brace = Brace(line, DOWN)
label = brace.get_label("length")
self.play(Create(line), Create(brace), Write(label))
"""),
    "brace_side": scene("""
line = Line(LEFT, RIGHT)
brace = Brace(line, side=DOWN)
self.play(Create(brace))
"""),
    "arrow_tip": scene("""
arrow = Arrow(start=LEFT, end=RIGHT, tip_size=0.2, thickness=4)
self.play(Create(arrow))
"""),
    "arrow_curved": scene("""
arrow = CurvedArrow(start=LEFT, end=RIGHT)
self.play(Create(arrow))
"""),
    "angle_keyword": scene("""
a, b = Line(ORIGIN, RIGHT), Line(ORIGIN, UP)
angle = Angle(a, b, radius=0.5, arc_color=RED)
self.play(Create(a), Create(b), Create(angle))
"""),
    "arc_angles": scene("""
arc = Arc(radius=1, start_angle=0, end_angle=PI / 2)
self.play(Create(arc))
"""),
    "polygon_list": scene("""
shape = Polygon([[0, 0, 0], [1, 0, 0], [0, 1, 0]])
self.play(Create(shape))
"""),
    "polygon_flat": scene("""
shape = Polygon((0, 0), (2, 0), (1, 1.5), color=GREEN)
self.play(Create(shape))
"""),
    "dashed_shape": scene("""
shape = DashedVMobject(Circle(), dash_length=0.1)
self.play(Create(shape))
"""),
    "rounded_keyword": scene("""
box = RoundedRectangle(width=3, height=2, radius=0.3)
self.play(Create(box))
"""),
    "surrounding_keyword": scene("""
words = Text("hello")
box = SurroundingRectangle(words, padding=0.2, color=RED)
self.play(Write(words), Create(box))
"""),
    "table_numbers": scene("""
table = Table([[1, 2], [3, 4]], row_labels=["a", "b"], col_labels=["c", "d"])
self.play(FadeIn(table))
"""),
    "matrix_keyword": scene("""
grid = IntegerTable([[1, 2], [3, 4]], h_spacing=2, element_color=RED)
self.play(FadeIn(grid))
"""),
    "bar_chart_keyword": scene("""
chart = BarChart(values=[1, 2, 3], bar_labels=["a", "b", "c"], max_value=4)
self.play(Create(chart))
"""),
    "graph_edges": scene("""
graph = Graph([1, 2, 3], [(1, 2), (2, 3)], layout="circle", node_color=RED)
self.play(Create(graph))
"""),
    "group_arrange": scene("""
row = VGroup(*[Square() for _ in range(3)])
row.arrange(direction=RIGHT, spacing=0.5, aligned=DOWN)
self.play(FadeIn(row))
"""),
    "group_index_method": scene("""
row = VGroup(*[Square() for _ in range(3)]).arrange(RIGHT)
self.add(row)
self.play(row.get_submobject(1).animate.set_fill(RED, 1))
"""),
    "group_of_list": scene("""
row = VGroup([Square() for _ in range(3)]).arrange(RIGHT)
row.extend([Circle()])
self.play(FadeIn(row))
"""),
    "next_to_string": scene("""
a = Square()
b = Text("side").next_to(a, direction="RIGHT")
self.play(Create(a), Write(b))
"""),
    "to_corner_string": scene("""
a = Square().to_corner("UL")
self.play(Create(a))
"""),
    "align_missing": scene("""
a, b = Square(), Circle()
b.align_left(a)
self.play(Create(a), Create(b))
"""),
    "rotate_degrees": scene("""
a = Square()
self.add(a)
self.play(Rotate(a, degrees=45))
"""),
    "rotating_keyword": scene("""
a = Square()
self.add(a)
self.play(Rotating(a, angle_in_radians=PI, run_time=1))
"""),
    "updater_signature": scene("""
a = Dot()
a.add_updater(lambda m, dt, t: m.shift(RIGHT * dt))
self.add(a)
self.wait(0.5)
"""),
    "tracker_method": scene("""
value = ValueTracker(0)
number = always_redraw(lambda: Text(f"{value.value:.1f}"))
self.add(number)
self.play(value.animate.set_value(3))
"""),
    "tracker_increment": scene("""
value = ValueTracker(0)
dot = always_redraw(lambda: Dot(RIGHT * value.get_value()))
self.add(dot)
self.play(value.animate.increment(2))
"""),
    "rate_function_name": scene("""
a = Square()
self.play(Create(a), rate_func=ease_in_out_sine)
"""),
    "rate_function_module": scene("""
a = Square()
self.play(Create(a), rate_func=rate_functions.ease_in_out)
"""),
    "rate_function_string": scene("""
a = Square()
self.play(Create(a), rate_func="smooth")
"""),
    "sound_missing": scene("""
self.add_sound("click.wav")
self.play(Create(Circle()))
"""),
    "svg_missing": scene("""
logo = SVGMobject("assets/logo.svg").scale(2)
self.play(DrawBorderThenFill(logo))
"""),
    "updating_play": scene("""
a = Square()
self.play(Create(a, run_time=1), run_tme=2)
"""),
    "clear_all": scene("""
self.add(Square(), Circle())
self.play(*[FadeOut(m) for m in self.get_mobjects()])
"""),
    "remove_all": scene("""
self.add(Square(), Circle())
self.play(FadeOut(self.mobjects))
"""),
    "getter_made_up": scene("""
a = Square()
label = Text("side").next_to(a.get_top_edge(), UP)
self.play(Create(a), Write(label))
"""),
    "size_property": scene("""
a = Square()
b = Line(ORIGIN, RIGHT * a.get_side_length())
self.play(Create(b))
"""),
    "colour_function": scene("""
a = Square().set_color(rgb(255, 0, 0))
self.play(Create(a))
"""),
    "gradient_keyword": scene("""
words = Text("rainbow", gradient=[RED, BLUE]).set_gradient_color(RED, BLUE)
self.play(Write(words))
"""),
    "fence_with_words": "Sure! Here's your animation:\n\n```python\n"
    + scene("self.play(Create(Circle()))")
    + "```\n\n**How it works:** it draws a circle.\n",
    "fence_left_open": "```python\n" + scene("self.play(Create(Circle()))"),
    "indented_whole": "".join(
        f"    {line}\n" for line in scene("self.play(Create(Circle()))").splitlines()
    ),
    "indentation_slip": (
        "from manim import *\n\n\nclass Lesson(Scene):\n    def construct(self):\n"
        "        a = Circle()\n         \n          self.play(Create(a))\n        self.wait()\n"
    ),
    "bracket_missing": scene("""
a = Circle()
self.play(Create(a)
self.wait()
"""),
    "bracket_extra": scene("""
a = Circle()
self.play(Create(a)))
self.wait()
"""),
    "colon_missing": (
        "from manim import *\n\n\nclass Lesson(Scene)\n    def construct(self):\n"
        "        self.play(Create(Circle()))\n"
    ),
    "main_block": scene("self.play(Create(Cricle()))")
    + '\n\nif __name__ == "__main__":\n    Lesson().render()\n',
    "undefined_variable": scene("""
square1 = Square()
self.play(Create(square_1))
"""),
    "used_before": scene("""
self.play(Create(box))
box = Square()
self.wait()
"""),
    "string_times": scene("""
title = Text("Hello" + 5)
self.play(Write(title))
"""),
    "zero_wait": scene("""
self.play(Create(Circle()))
self.wait(0)
"""),
    "three_d_in_flat": scene("""
axes = ThreeDAxes()
self.set_camera_orientation(phi=60 * DEGREES)
self.begin_ambient_camera_rotation(rate=0.2)
self.play(Create(axes))
self.stop_ambient_camera_rotation()
"""),
    "surface_keyword": based(
        "ThreeDScene",
        """
surface = Surface(lambda u, v: [u, v, u * v], u_range=[-1, 1], v_range=[-1, 1], res=8)
self.add(surface)
self.wait()
""",
    ),
    "sphere_keyword": based(
        "ThreeDScene",
        """
ball = Sphere(radius=1, fill_color=BLUE, center=RIGHT)
self.add(ball)
self.wait()
""",
    ),
    "numbers_in_play": scene("""
self.play(Create(Circle()), 2)
"""),
    "flash_keyword": scene("""
a = Dot()
self.add(a)
self.play(Flash(a, radius=1, num_line=12))
"""),
    "indicate_keyword": scene("""
a = Dot()
self.add(a)
self.play(Indicate(a, scale=2, colour=RED))
"""),
    "highlight_text": scene("""
words = Text("one two")
self.add(words)
self.play(words[0:3].animate.highlight(YELLOW))
"""),
}
