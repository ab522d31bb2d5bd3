"""Ten explainer scenes of 10 to 25 seconds, as a model would write them, without TeX; and one in 3-D."""

from manim import *


def heading(scene, words):
    title = Text(words, font_size=44).to_edge(UP)
    scene.play(Write(title))
    return title


class Pythagoras(Scene):
    def construct(self):
        heading(self, "The theorem of Pythagoras")
        triangle = Polygon([-1.5, -1, 0], [1.5, -1, 0], [-1.5, 1.2, 0], color=WHITE)
        self.play(Create(triangle), run_time=1.5)
        squares = VGroup(
            Square(1.1, color=BLUE, fill_opacity=0.5).next_to(triangle, LEFT),
            Square(1.5, color=GREEN, fill_opacity=0.5).next_to(triangle, DOWN),
            Square(1.9, color=RED, fill_opacity=0.5).next_to(triangle, RIGHT),
        )
        for square in squares:
            self.play(DrawBorderThenFill(square), run_time=1.2)
        self.wait(2)
        self.play(
            squares[0].animate.move_to(squares[2]).scale(0.5),
            squares[1].animate.move_to(squares[2]).scale(0.6),
            run_time=2,
        )
        self.play(Circumscribe(squares[2]))
        self.wait(2)


class Sorting(Scene):
    def construct(self):
        heading(self, "Bubble sort")
        values = [5, 2, 7, 1, 6, 3]
        bars = VGroup(
            *[Rectangle(width=0.8, height=v * 0.6, fill_opacity=0.8, color=BLUE) for v in values]
        ).arrange(RIGHT, aligned_edge=DOWN)
        self.play(LaggedStartMap(FadeIn, bars))
        bars = list(bars)
        for end in range(len(values) - 1, 0, -1):
            for i in range(end):
                self.play(
                    bars[i].animate.set_color(YELLOW),
                    bars[i + 1].animate.set_color(YELLOW),
                    run_time=0.25,
                )
                if values[i] > values[i + 1]:
                    values[i], values[i + 1] = values[i + 1], values[i]
                    left, right = bars[i].get_x(), bars[i + 1].get_x()
                    self.play(
                        bars[i].animate.set_x(right), bars[i + 1].animate.set_x(left), run_time=0.3
                    )
                    bars[i], bars[i + 1] = bars[i + 1], bars[i]
                self.play(
                    bars[i].animate.set_color(BLUE),
                    bars[i + 1].animate.set_color(BLUE),
                    run_time=0.2,
                )
        self.wait(1)


class Network(Scene):
    def construct(self):
        heading(self, "A neural network")
        layers = VGroup(
            *[
                VGroup(*[Circle(0.22, color=WHITE) for _ in range(n)]).arrange(DOWN)
                for n in (4, 6, 6, 2)
            ]
        ).arrange(RIGHT, buff=1.6)
        edges = VGroup(
            *[
                Line(a.get_center(), b.get_center(), stroke_width=1, color=GREY)
                for one, two in zip(layers, layers[1:])
                for a in one
                for b in two
            ]
        )
        self.play(LaggedStart(*[Create(layer) for layer in layers], lag_ratio=0.4), run_time=2)
        self.play(Create(edges), run_time=2)
        for _ in range(3):
            self.play(
                LaggedStart(
                    *[edge.animate(rate_func=there_and_back).set_color(YELLOW) for edge in edges],
                    lag_ratio=0.01,
                ),
                run_time=2,
            )
        self.wait(2)


class Tangent(Scene):
    def construct(self):
        heading(self, "The derivative is a slope")
        axes = Axes(x_range=[-3, 3], y_range=[-1, 5], x_length=8, y_length=4.5)
        graph = axes.plot(lambda x: x**2 / 2, color=BLUE)
        x = ValueTracker(-2)
        dot = always_redraw(lambda: Dot(axes.c2p(x.get_value(), x.get_value() ** 2 / 2)))
        line = always_redraw(
            lambda: Line(
                axes.c2p(x.get_value() - 1, x.get_value() ** 2 / 2 - x.get_value()),
                axes.c2p(x.get_value() + 1, x.get_value() ** 2 / 2 + x.get_value()),
                color=YELLOW,
            )
        )
        self.play(Create(axes), run_time=1.5)
        self.play(Create(graph), run_time=1.5)
        self.add(line, dot)
        self.play(x.animate.set_value(2), run_time=4)
        self.play(x.animate.set_value(0), run_time=2)
        self.wait(2)


class Waves(Scene):
    def construct(self):
        heading(self, "Adding waves")
        axes = Axes(x_range=[0, 10], y_range=[-2, 2], x_length=10, y_length=4)
        self.play(Create(axes))
        curves = [
            axes.plot(
                lambda t, k=k: sum(np.sin((2 * j + 1) * t) / (2 * j + 1) for j in range(k)),
                color=color,
            )
            for k, color in ((1, BLUE), (2, GREEN), (4, YELLOW), (8, RED))
        ]
        current = curves[0]
        self.play(Create(current), run_time=2)
        for curve in curves[1:]:
            self.play(Transform(current, curve), run_time=2)
            self.wait(1)


class Budget(Scene):
    def construct(self):
        heading(self, "Where the money goes")
        for share, words, color in (
            (4, "Rent", RED),
            (3, "Food", GREEN),
            (2, "Travel", BLUE),
            (1, "Savings", YELLOW),
        ):
            bar = Rectangle(width=share * 1.6, height=0.7, fill_opacity=0.8, color=color)
            label = Text(words, font_size=34).next_to(bar, UP)
            self.play(GrowFromEdge(bar, LEFT), FadeIn(label))
            self.wait(2.5)
            self.play(FadeOut(bar), FadeOut(label))
        self.wait(1)


class Gravity(Scene):
    def construct(self):
        heading(self, "Planets fall around the sun")
        sun = Circle(0.6, color=YELLOW, fill_opacity=1)
        self.play(GrowFromCenter(sun))
        planets = VGroup()
        for radius, speed, color in ((1.4, 2, BLUE), (2.2, 1.2, RED), (3, 0.7, GREEN)):
            planet = Dot(RIGHT * radius, color=color, radius=0.15)
            planet.add_updater(lambda m, dt, s=speed: m.rotate(s * dt, about_point=ORIGIN))
            planets.add(planet)
            self.play(Create(Circle(radius, stroke_width=1, color=GREY)), run_time=0.7)
        self.add(planets)
        self.wait(6)
        for planet in planets:
            planet.clear_updaters()
        self.wait(2)


class BinarySearch(Scene):
    def construct(self):
        heading(self, "Binary search")
        cells = VGroup(
            *[VGroup(Square(0.8), Text(str(2 * i + 1), font_size=28)) for i in range(12)]
        ).arrange(RIGHT, buff=0.1)
        self.play(LaggedStartMap(FadeIn, cells, lag_ratio=0.1), run_time=2)
        low, high = 0, 11
        while low < high:
            middle = (low + high) // 2
            pointer = Triangle(fill_opacity=1, color=RED).scale(0.2).next_to(cells[middle], DOWN)
            self.play(FadeIn(pointer, shift=UP))
            self.play(cells[middle][0].animate.set_fill(YELLOW, 0.5))
            self.wait(0.5)
            self.play(
                *[cell.animate.set_opacity(0.2) for cell in cells[low : middle + 1]],
                FadeOut(pointer),
            )
            low = middle + 1
        self.play(Indicate(cells[low]))
        self.wait(1)


class Fractions(Scene):
    def construct(self):
        heading(self, "Halves, thirds, quarters")
        previous = None
        for parts in (2, 3, 4, 6):
            pie = VGroup(
                *[
                    Sector(
                        radius=2,
                        angle=TAU / parts,
                        start_angle=i * TAU / parts,
                        fill_opacity=0.8,
                        color=color,
                        stroke_color=WHITE,
                        stroke_width=2,
                    )
                    for i, color in zip(range(parts), (RED, BLUE, GREEN, YELLOW, PURPLE, ORANGE))
                ]
            )
            self.play(
                FadeIn(pie) if previous is None else ReplacementTransform(previous, pie),
                run_time=1.2,
            )
            self.play(pie[0].animate.shift(UR * 0.4), run_time=0.6)
            self.wait(1.2)
            previous = pie
        self.play(FadeOut(previous))


class Cells(Scene):
    def construct(self):
        heading(self, "Cells divide")
        cells = VGroup(Circle(0.5, color=GREEN, fill_opacity=0.6))
        self.play(GrowFromCenter(cells[0]))
        for _ in range(4):
            children = VGroup(*[cell.copy() for cell in cells for _ in range(2)])
            target = (
                children.copy()
                .scale(0.85)
                .arrange_in_grid(rows=max(1, int(len(children) ** 0.5)), buff=0.25)
                .shift(DOWN * 0.5)
            )
            self.remove(*cells)
            self.add(children)
            self.play(Transform(children, target), run_time=1.6)
            self.wait(0.8)
            cells = children
        self.wait(1.5)


class Surfaces(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=65 * DEGREES, theta=30 * DEGREES)
        surface = Surface(
            lambda u, v: np.array([u, v, np.sin(u) * np.cos(v)]),
            u_range=[-3, 3],
            v_range=[-3, 3],
            resolution=(20, 20),
        )
        self.play(FadeIn(surface), run_time=1)
        self.begin_ambient_camera_rotation(rate=0.4)
        self.wait(3)


class Short(Scene):
    def construct(self):
        circle = Circle()
        self.play(Create(circle))
        self.play(circle.animate.shift(RIGHT), run_time=0.5)
