"""A hundred scenes as people and models commonly write them, each known to run without TeX."""

_HEAD = "from manim import *\n\n\nclass Common(Scene):\n    def construct(self):\n"


def scene(text: str, base: str = "Scene") -> str:
    """A scene with these lines in its construct method."""
    body = "\n".join(f"        {line}".rstrip() for line in text.strip("\n").split("\n"))
    return _HEAD.replace("(Scene)", f"({base})") + body + "\n"


_OPENINGS = {
    "hello": """
text = Text("Hello, world!")
self.play(Write(text))
self.wait(1)
self.play(FadeOut(text))
""",
    "title_and_subtitle": """
title = Text("Photosynthesis", font_size=56, color=GREEN)
subtitle = Text("How plants make food", font_size=30).next_to(title, DOWN)
self.play(Write(title))
self.play(FadeIn(subtitle, shift=UP))
self.wait(2)
""",
    "circle": """
circle = Circle()
circle.set_fill(PINK, opacity=0.5)
self.play(Create(circle))
""",
    "square_to_circle": """
circle = Circle()
circle.set_fill(PINK, opacity=0.5)
square = Square()
square.rotate(PI / 4)
self.play(Create(square))
self.play(Transform(square, circle))
self.play(FadeOut(square))
""",
    "side_by_side": """
circle = Circle(color=BLUE)
square = Square(color=RED)
circle.shift(LEFT * 2)
square.shift(RIGHT * 2)
self.play(Create(circle), Create(square))
self.wait()
""",
    "three_shapes": """
circle = Circle(radius=1, color=BLUE, fill_opacity=0.5)
square = Square(side_length=2, color=GREEN, fill_opacity=0.5)
triangle = Triangle(color=YELLOW, fill_opacity=0.5)
shapes = VGroup(circle, square, triangle).arrange(RIGHT, buff=1)
self.play(FadeIn(shapes))
self.wait(2)
""",
    "labelled_dot": """
dot = Dot(color=RED)
label = Text("origin", font_size=24).next_to(dot, UP)
self.add(dot)
self.play(Write(label), run_time=2)
self.wait(0.5)
""",
    "arrow": """
start = Dot(LEFT * 3)
end = Dot(RIGHT * 3)
arrow = Arrow(LEFT * 3, RIGHT * 3, buff=0.2, color=YELLOW)
self.play(FadeIn(start), FadeIn(end))
self.play(GrowArrow(arrow), run_time=1.5)
self.wait()
""",
    "line_and_brace": """
line = Line(LEFT * 2, RIGHT * 2, color=WHITE)
brace = Brace(line, DOWN)
note = Text("length", font_size=28).next_to(brace, DOWN)
self.play(Create(line))
self.play(FadeIn(brace), Write(note))
self.wait(1)
""",
    "framed_words": """
words = Text("Remember this", color=YELLOW)
box = SurroundingRectangle(words, color=WHITE, buff=0.3)
self.play(Write(words))
self.play(Create(box))
self.wait(2)
""",
}

_MOTIONS = {
    "shift": """
square = Square(color=BLUE)
self.play(Create(square))
self.play(square.animate.shift(UP * 2))
self.play(square.animate.shift(RIGHT * 3), run_time=2)
self.wait()
""",
    "scale_and_colour": """
star = Star(color=YELLOW, fill_opacity=1)
self.play(FadeIn(star))
self.play(star.animate.scale(2))
self.play(star.animate.set_color(RED))
self.wait(1)
""",
    "rotate": """
square = Square(color=TEAL)
self.add(square)
self.play(Rotate(square, angle=PI / 2), run_time=2)
self.wait(1)
""",
    "move_along": """
circle = Circle(radius=2, color=BLUE)
dot = Dot(color=RED)
dot.move_to(circle.get_start())
self.add(circle, dot)
self.play(MoveAlongPath(dot, circle), run_time=4, rate_func=linear)
self.wait()
""",
    "indicate": """
text = Text("Important", font_size=60)
self.play(Write(text))
self.play(Indicate(text, color=RED))
self.play(Circumscribe(text))
self.wait()
""",
    "flash": """
dot = Dot(color=YELLOW)
self.add(dot)
self.play(Flash(dot))
self.wait(0.5)
""",
    "replacement": """
first = Text("Before", color=BLUE)
second = Text("After", color=GREEN)
self.play(Write(first))
self.wait(1)
self.play(ReplacementTransform(first, second))
self.wait(1)
""",
    "lagged_dots": """
dots = VGroup(*[Dot() for _ in range(6)]).arrange(RIGHT)
self.play(LaggedStart(*[FadeIn(dot) for dot in dots], lag_ratio=0.2))
self.wait()
""",
    "lagged_words": """
a = Text("one", color=RED)
b = Text("two", color=GREEN)
c = Text("three", color=BLUE)
words = VGroup(a, b, c).arrange(DOWN)
self.play(LaggedStart(Write(a), Write(b), Write(c), lag_ratio=0.5), run_time=3)
self.wait(2)
""",
    "animation_group": """
left = Circle(color=RED).shift(LEFT * 2)
right = Square(color=BLUE).shift(RIGHT * 2)
self.play(AnimationGroup(Create(left), Create(right), lag_ratio=0.5))
self.wait()
""",
    "in_succession": """
circle = Circle(color=ORANGE)
self.play(Succession(Create(circle), circle.animate.shift(UP), FadeOut(circle)), run_time=3)
""",
    "grow": """
circle = Circle(color=PURPLE, fill_opacity=1)
square = Square(color=GOLD).shift(RIGHT * 3)
self.play(GrowFromCenter(circle))
self.play(GrowFromEdge(square, DOWN))
self.wait(1)
""",
    "spin": """
gear = RegularPolygon(n=8, color=GREY)
self.add(gear)
self.play(Rotating(gear, radians=TAU), run_time=3)
self.wait()
""",
    "wiggle": """
box = Rectangle(width=4, height=1, color=MAROON)
word = Text("shake", font_size=32)
self.play(Create(box), Write(word))
self.play(Wiggle(box))
self.wait(1)
""",
    "fade_with_direction": """
title = Text("Coming up", color=TEAL)
self.play(FadeIn(title, shift=UP))
self.wait(1)
self.play(FadeOut(title, shift=DOWN))
""",
    "draw_border": """
hexagon = RegularPolygon(n=6, color=GREEN, fill_opacity=0.8)
self.play(DrawBorderThenFill(hexagon), run_time=2)
self.wait()
""",
    "uncreate": """
spiral = Annulus(inner_radius=0.5, outer_radius=1.5, color=BLUE)
self.play(Create(spiral))
self.wait(1)
self.play(Uncreate(spiral))
""",
    "unwrite": """
word = Text("goodbye", color=RED_B)
self.play(Write(word))
self.play(Unwrite(word), run_time=1.5)
""",
    "rate_functions": """
a = Dot(LEFT * 4 + UP, color=RED)
b = Dot(LEFT * 4 + DOWN, color=BLUE)
self.add(a, b)
self.play(a.animate.shift(RIGHT * 8), run_time=3, rate_func=linear)
self.play(b.animate.shift(RIGHT * 8), run_time=3, rate_func=smooth)
self.wait()
""",
    "simultaneous": """
square = Square(color=BLUE)
circle = Circle(color=RED)
self.add(square)
self.add(circle)
self.play(square.animate.shift(LEFT * 2), circle.animate.shift(RIGHT * 2), run_time=2)
self.play(square.animate.rotate(PI / 4), circle.animate.scale(0.5))
self.wait(1)
""",
}

_LESSONS = {
    "three_points": """
title = Text("Three laws", font_size=48).to_edge(UP)
first = Text("1. Inertia", font_size=32)
second = Text("2. Force", font_size=32)
third = Text("3. Reaction", font_size=32)
laws = VGroup(first, second, third).arrange(DOWN, aligned_edge=LEFT)
self.play(Write(title))
self.play(FadeIn(first, shift=RIGHT))
self.play(FadeIn(second, shift=RIGHT))
self.play(FadeIn(third, shift=RIGHT))
self.wait(2)
""",
    "definition": """
term = Text("Entropy", font_size=64, color=BLUE).to_edge(UP)
meaning = Text("a measure of disorder", font_size=36)
self.play(Write(term), run_time=1.5)
self.wait(0.5)
self.play(FadeIn(meaning))
self.wait(3)
self.play(FadeOut(term), FadeOut(meaning))
""",
    "question": """
question = Text("Why is the sky blue?", font_size=48)
answer = Text("Because blue light scatters most", font_size=36, color=BLUE)
answer.next_to(question, DOWN, buff=1)
self.play(Write(question))
self.wait(2)
self.play(FadeIn(answer, shift=UP))
self.wait(3)
""",
    "comparison": """
left_title = Text("Mitosis", color=BLUE).shift(LEFT * 3 + UP * 2)
right_title = Text("Meiosis", color=RED).shift(RIGHT * 3 + UP * 2)
divider = Line(UP * 3, DOWN * 3, color=GREY)
self.play(Create(divider))
self.play(Write(left_title), Write(right_title))
left_note = Text("two cells", font_size=28).next_to(left_title, DOWN)
right_note = Text("four cells", font_size=28).next_to(right_title, DOWN)
self.play(FadeIn(left_note), FadeIn(right_note))
self.wait(2)
""",
    "flow": """
a = Rectangle(width=2, height=1, color=BLUE).shift(LEFT * 4)
b = Rectangle(width=2, height=1, color=GREEN)
c = Rectangle(width=2, height=1, color=RED).shift(RIGHT * 4)
ab = Arrow(LEFT * 3, LEFT, buff=0)
bc = Arrow(RIGHT, RIGHT * 3, buff=0)
self.play(Create(a))
self.play(GrowArrow(ab))
self.play(Create(b))
self.play(GrowArrow(bc))
self.play(Create(c))
self.wait(1)
""",
    "boxes_with_words": """
box = RoundedRectangle(width=3, height=1.5, corner_radius=0.2, color=YELLOW)
word = Text("CPU", font_size=36).move_to(box)
self.play(Create(box), Write(word))
self.wait(1)
memory = RoundedRectangle(width=3, height=1.5, corner_radius=0.2, color=ORANGE)
memory.next_to(box, RIGHT, buff=1)
memory_word = Text("RAM", font_size=36).move_to(memory)
self.play(Create(memory), Write(memory_word))
self.wait(2)
""",
    "pythagoras": """
triangle = Polygon([-2, -1, 0], [2, -1, 0], [2, 2, 0], color=WHITE)
a = Text("a", font_size=30).next_to(triangle, DOWN)
b = Text("b", font_size=30).next_to(triangle, RIGHT)
self.play(Create(triangle), run_time=2)
self.play(Write(a), Write(b))
self.wait(1)
""",
    "unit_circle": """
circle = Circle(radius=2, color=BLUE)
radius = Line([0, 0, 0], [1.414, 1.414, 0], color=YELLOW)
point = Dot([1.414, 1.414, 0], color=RED)
self.play(Create(circle), run_time=2)
self.play(Create(radius), FadeIn(point))
self.wait(1)
""",
    "right_angle": """
base = Line([0, 0, 0], [3, 0, 0])
side = Line([0, 0, 0], [0, 2, 0])
corner = RightAngle(base, side, length=0.4, color=YELLOW)
self.play(Create(base), Create(side))
self.play(Create(corner))
self.wait()
""",
    "angle": """
base = Line([0, 0, 0], [3, 0, 0])
side = Line([0, 0, 0], [2, 2, 0])
turn = Angle(base, side, radius=0.6, color=GREEN)
name = Text("45°", font_size=28).next_to(turn, RIGHT)
self.play(Create(base), Create(side))
self.play(Create(turn), Write(name))
self.wait(2)
""",
    "vector": """
arrow = Vector([2, 1], color=YELLOW)
name = Text("v", font_size=36, color=YELLOW).next_to(arrow, UP)
self.play(GrowArrow(arrow))
self.play(Write(name))
self.wait(1)
""",
    "adding_vectors": """
a = Arrow([0, 0, 0], [2, 1, 0], buff=0, color=RED)
b = Arrow([2, 1, 0], [3, 3, 0], buff=0, color=BLUE)
total = Arrow([0, 0, 0], [3, 3, 0], buff=0, color=GREEN)
self.play(GrowArrow(a))
self.play(GrowArrow(b))
self.wait(0.5)
self.play(GrowArrow(total), run_time=2)
self.wait(1)
""",
    "venn": """
left = Circle(radius=1.5, color=RED, fill_opacity=0.4).shift(LEFT)
right = Circle(radius=1.5, color=BLUE, fill_opacity=0.4).shift(RIGHT)
both = Text("both", font_size=24)
self.play(Create(left), Create(right))
self.play(Write(both))
self.wait(2)
""",
    "solar_system": """
sun = Dot(radius=0.5, color=YELLOW)
path = Circle(radius=2.5, color=GREY)
earth = Dot(radius=0.2, color=BLUE).move_to([2.5, 0, 0])
self.add(sun, path)
self.play(FadeIn(earth))
self.play(MoveAlongPath(earth, path), run_time=5, rate_func=linear)
""",
    "traffic_light": """
frame = Rectangle(width=1.5, height=4, color=GREY)
red = Circle(radius=0.5, color=RED, fill_opacity=1).shift(UP * 1.2)
yellow = Circle(radius=0.5, color=YELLOW, fill_opacity=1)
green = Circle(radius=0.5, color=GREEN, fill_opacity=1).shift(DOWN * 1.2)
self.play(Create(frame))
self.play(FadeIn(red), FadeIn(yellow), FadeIn(green), run_time=1)
self.play(Indicate(green))
self.wait(1)
""",
    "number_counts": """
tracker = ValueTracker(0)
number = always_redraw(lambda: Text(f"{tracker.get_value():.0f}", font_size=72))
self.add(number)
self.play(tracker.animate.set_value(10), run_time=3, rate_func=linear)
self.wait(1)
""",
    "cross_out": """
wrong = Text("1 + 1 = 3", font_size=48)
cross = Cross(wrong, stroke_color=RED)
right = Text("1 + 1 = 2", font_size=48, color=GREEN).next_to(wrong, DOWN)
self.play(Write(wrong))
self.play(Create(cross))
self.play(Write(right))
self.wait(2)
""",
    "clock": """
face = Circle(radius=2, color=WHITE)
hand = Line([0, 0, 0], [0, 1.6, 0], color=RED)
self.add(face, hand)
self.play(Rotate(hand, angle=-TAU, about_point=ORIGIN), run_time=4, rate_func=linear)
self.wait()
""",
    "timeline": """
axis = Line(LEFT * 5, RIGHT * 5, color=GREY)
first = Dot(LEFT * 4, color=BLUE)
second = Dot(ORIGIN, color=BLUE)
third = Dot(RIGHT * 4, color=BLUE)
year1 = Text("1903", font_size=24).next_to(first, UP)
year2 = Text("1969", font_size=24).next_to(second, UP)
year3 = Text("2020", font_size=24).next_to(third, UP)
self.play(Create(axis), run_time=2)
self.play(FadeIn(first), Write(year1))
self.play(FadeIn(second), Write(year2))
self.play(FadeIn(third), Write(year3))
self.wait(3)
""",
}

_GRAPHS = {
    "parabola": """
axes = Axes(x_range=[-3, 3, 1], y_range=[-1, 9, 1], x_length=6, y_length=5)
graph = axes.plot(lambda x: x**2, color=BLUE)
title = Text("A parabola", font_size=36).to_edge(UP)
self.play(Write(title))
self.play(Create(axes), run_time=2)
self.play(Create(graph), run_time=2)
self.wait(2)
""",
    "sine": """
axes = Axes(x_range=[-6, 6], y_range=[-2, 2])
curve = axes.plot(np.sin, color=YELLOW)
self.play(Create(axes))
self.play(Create(curve), run_time=3)
self.wait(1)
""",
    "two_graphs": """
axes = Axes(x_range=[-4, 4], y_range=[-2, 2])
sine = axes.plot(lambda x: np.sin(x), color=BLUE)
cosine = axes.plot(lambda x: np.cos(x), color=RED)
self.add(axes)
self.play(Create(sine), Create(cosine), run_time=3)
self.wait()
""",
    "area": """
axes = Axes(x_range=[0, 5], y_range=[0, 6])
graph = axes.plot(lambda x: 0.2 * x**2 + 1, color=GREEN)
area = axes.get_area(graph, x_range=[1, 4], color=GREEN, opacity=0.4)
self.play(Create(axes), Create(graph))
self.play(FadeIn(area), run_time=2)
self.wait(2)
""",
    "point_on_graph": """
axes = Axes(x_range=[0, 5], y_range=[0, 5])
graph = axes.plot(lambda x: x**0.5)
dot = Dot(axes.c2p(4, 2), color=RED)
label = Text("(4, 2)", font_size=24).next_to(dot, UP)
self.play(Create(axes), Create(graph))
self.play(FadeIn(dot), Write(label))
self.wait(2)
""",
    "moving_point": """
axes = Axes(x_range=[-3, 3], y_range=[-1, 9])
graph = axes.plot(lambda x: x**2, color=BLUE)
t = ValueTracker(-3)
dot = always_redraw(lambda: Dot(axes.c2p(t.get_value(), t.get_value() ** 2), color=RED))
self.add(axes, graph, dot)
self.play(t.animate.set_value(3), run_time=4)
self.wait(1)
""",
    "plane": """
plane = NumberPlane()
arrow = Arrow(ORIGIN, [2, 1, 0], buff=0, color=YELLOW)
self.play(Create(plane), run_time=2)
self.play(GrowArrow(arrow))
self.wait(1)
""",
    "linear_map": """
plane = NumberPlane()
self.play(Create(plane))
self.play(plane.animate.apply_matrix([[1, 1], [0, 1]]), run_time=3)
self.wait(2)
""",
    "number_line": """
line = NumberLine(x_range=[-5, 5, 1], length=10)
dot = Dot(color=RED).move_to(line.n2p(2))
name = Text("2", font_size=30).next_to(dot, UP)
self.play(Create(line))
self.play(FadeIn(dot), Write(name))
self.wait(1)
""",
    "bars": """
heights = [1, 2, 3, 2]
bars = VGroup(*[Rectangle(width=0.8, height=h, fill_opacity=0.8, color=BLUE) for h in heights])
bars.arrange(RIGHT, aligned_edge=DOWN)
self.play(LaggedStart(*[GrowFromEdge(bar, DOWN) for bar in bars], lag_ratio=0.3))
self.wait(2)
""",
}

_LOOPS = {
    "growing_circles": """
title = Text("Growth", font_size=40, color=GREEN).to_edge(UP)
self.play(Write(title))
for radius in (0.5, 1, 1.5):
    self.play(Create(Circle(radius=radius)), run_time=0.5)
self.wait(1)
""",
    "sort_bars": """
numbers = [3, 1, 2]
bars = VGroup(*[Rectangle(width=0.6, height=n) for n in numbers]).arrange(RIGHT)
note = Text("swap", font_size=24).to_edge(DOWN)
self.add(bars)
self.play(Write(note))
self.play(Swap(bars[0], bars[1]))
self.play(Swap(bars[1], bars[2]))
self.wait(1)
""",
    "countdown": """
for count in (3, 2, 1):
    number = Text(str(count), font_size=96)
    self.play(FadeIn(number), run_time=0.3)
    self.play(FadeOut(number), run_time=0.3)
go = Text("Go!", font_size=96, color=GREEN)
self.play(Write(go))
self.wait(1)
""",
    "colour_cycle": """
square = Square(fill_opacity=1, color=RED)
self.add(square)
for color in (GREEN, BLUE, YELLOW):
    self.play(square.animate.set_color(color), run_time=0.5)
self.wait()
""",
    "grid": """
grid = VGroup(*[Square(side_length=0.5) for _ in range(9)]).arrange_in_grid(rows=3, buff=0.1)
title = Text("Nine squares", font_size=32).to_edge(UP)
self.play(FadeIn(title))
self.play(Create(grid), run_time=2)
self.play(grid.animate.set_color(BLUE))
self.wait(1)
""",
}


def _explainer(topic: str, first: str, second: str, colours: tuple[str, str]) -> str:
    """A short explanation in the manner of many models."""
    one, two = colours
    return f"""
# Title
title = Text("{topic}", font_size=48, color={one}).to_edge(UP)
self.play(Write(title))
self.wait(1)

# First idea
first = Text("{first}", font_size=32).shift(UP * 0.5)
shape = Circle(radius=1, color={two}, fill_opacity=0.5).shift(DOWN * 1.5 + LEFT * 3)
self.play(FadeIn(first), Create(shape), run_time=1.5)
self.wait(1)

# Second idea
second = Text("{second}", font_size=32, color={two}).next_to(first, DOWN)
box = Square(side_length=2, color={one}).shift(DOWN * 1.5 + RIGHT * 3)
self.play(FadeIn(second, shift=UP), Create(box))
self.play(shape.animate.shift(RIGHT * 2), box.animate.scale(0.7), run_time=2)
self.wait(2)

# The end
self.play(FadeOut(title), FadeOut(first), FadeOut(second), FadeOut(shape), FadeOut(box))
"""


_TOPICS = (
    ("Gravity", "Masses attract", "Distance weakens it", ("BLUE", "YELLOW")),
    ("Supply and demand", "Price rises", "Buyers leave", ("GREEN", "RED")),
    ("Recursion", "A function calls itself", "Until the base case", ("PURPLE", "ORANGE")),
    ("Photosynthesis", "Light comes in", "Sugar goes out", ("GREEN", "GOLD")),
    ("The water cycle", "Water rises", "Rain falls", ("BLUE", "TEAL")),
    ("Derivatives", "A slope at a point", "The limit of secants", ("YELLOW", "RED")),
    ("Integrals", "Add thin strips", "Find the area", ("TEAL", "PINK")),
    ("Probability", "Count the good cases", "Divide by all", ("MAROON", "BLUE")),
    ("Electric current", "Charges move", "Volts push them", ("GOLD", "WHITE")),
    ("Sound", "Air is pressed", "Waves travel", ("RED", "GREY")),
    ("Evolution", "Some survive", "They have children", ("GREEN", "BLUE")),
    ("Sets", "Things together", "Order does not matter", ("ORANGE", "PURPLE")),
    ("Hashing", "A key becomes a number", "The number finds a slot", ("BLUE", "GREEN")),
    ("Inflation", "Money buys less", "Prices go up", ("RED", "GOLD")),
    ("Vaccines", "The body learns", "Next time it is ready", ("TEAL", "RED")),
)


def _steps(name: str, lines: tuple[str, ...]) -> str:
    """Steps one after the other, each in the place of the last."""
    parts = [f'title = Text("{name}", font_size=40).to_edge(UP)', "self.play(Write(title))"]
    for number, text in enumerate(lines, start=1):
        parts.append(f'step{number} = Text("{text}", font_size=36)')
        change = f"ReplacementTransform(step{number - 1}, step{number})"
        parts.append(f"self.play({'Write(step1)' if number == 1 else change})")
        parts.append("self.wait(1)")
    parts.append(f"self.play(FadeOut(step{len(lines)}), FadeOut(title))")
    return "\n".join(parts)


_RECIPES = (
    ("Solve 2x + 3 = 7", ("2x + 3 = 7", "2x = 4", "x = 2")),
    ("Make tea", ("Boil water", "Add leaves", "Wait", "Pour")),
    ("Binary search", ("Look in the middle", "Drop one half", "Again")),
    ("A proof", ("Assume the opposite", "Find a contradiction", "So it holds")),
    ("Cell division", ("The chromosomes double", "They line up", "They part")),
    ("Compound interest", ("100", "105", "110.25", "115.76")),
    ("Reading a file", ("Open it", "Read each line", "Close it")),
    ("Newton's method", ("Guess", "Follow the tangent", "Guess again")),
    ("Scientific method", ("Observe", "Guess", "Test", "Conclude")),
    ("Factorising", ("x² − 1", "(x − 1)(x + 1)")),
)


def _labelled(shape: str, colour: str, word: str, seconds: float) -> str:
    """A shape, its name, and what happens to it."""
    return f"""
shape = {shape}
name = Text("{word}", font_size=30, color={colour})
name.next_to(shape, DOWN, buff=0.5)
self.play(Create(shape), run_time={seconds})
self.play(Write(name))
self.play(shape.animate.set_fill({colour}, opacity=0.6))
self.wait({seconds})
self.play(FadeOut(shape), FadeOut(name))
"""


_SHAPES = (
    ("Circle(radius=1.5, color=BLUE)", "BLUE", "circle", 1),
    ("Square(side_length=3)", "RED", "square", 2),
    ("Rectangle(width=5, height=2, color=GREEN)", "GREEN", "rectangle", 1.5),
    ("Triangle(color=YELLOW).scale(1.5)", "YELLOW", "triangle", 1),
    ("RegularPolygon(n=5, color=PURPLE)", "PURPLE", "pentagon", 2),
    ("Star(n=5, outer_radius=2, color=GOLD)", "GOLD", "star", 3),
    ("Ellipse(width=4, height=2, color=TEAL)", "TEAL", "ellipse", 1),
    ("Annulus(inner_radius=1, outer_radius=2, color=ORANGE)", "ORANGE", "ring", 1),
    ("Sector(radius=2, angle=PI / 2, color=PINK)", "PINK", "sector", 2),
    ("Polygon([-2, -1, 0], [2, -1, 0], [0, 2, 0], color=MAROON)", "MAROON", "triangle", 1),
    ("DashedLine(LEFT * 3, RIGHT * 3, color=WHITE)", "WHITE", "dashed", 1),
    ("Arc(radius=2, start_angle=0, angle=PI, color=RED)", "RED", "half a circle", 2),
)

_CAMERAS = {
    "zoom": """
circle = Circle(color=BLUE)
label = Text("closer", font_size=24).next_to(circle, UP)
self.add(circle)
self.play(Write(label))
self.play(self.camera.frame.animate.scale(0.5), run_time=2)
self.wait(1)
""",
}
_SPACE = {
    "cube": """
cube = Cube(side_length=2, fill_color=BLUE)
self.set_camera_orientation(phi=70 * DEGREES, theta=30 * DEGREES)
self.play(Create(cube))
self.wait(1)
""",
    "sphere_turns": """
ball = Sphere(radius=1, resolution=(8, 8))
self.set_camera_orientation(phi=60 * DEGREES, theta=45 * DEGREES)
self.add(ball)
self.begin_ambient_camera_rotation(rate=0.3)
self.wait(1)
""",
}

_PLAIN = {
    name: scene(text)
    for group in (_OPENINGS, _MOTIONS, _LESSONS, _GRAPHS, _LOOPS)
    for name, text in group.items()
}
COMMON: dict[str, str] = {
    **_PLAIN,
    **{f"about {parts[0]}": scene(_explainer(*parts)) for parts in _TOPICS},
    **{f"steps {name}": scene(_steps(name, lines)) for name, lines in _RECIPES},
    **{f"shape {n}": scene(_labelled(*parts)) for n, parts in enumerate(_SHAPES, start=1)},
    **{name: scene(text, "MovingCameraScene") for name, text in _CAMERAS.items()},
    **{name: scene(text, "ThreeDScene") for name, text in _SPACE.items()},
}
