"""Axes, plots, planes, graphs, charts and fields, without TeX labels."""

from manim import *


class PlotTwoFunctions(Scene):
    def construct(self):
        axes = Axes(x_range=[-4, 4], y_range=[-2, 2])
        sine, cosine = axes.plot(np.sin, color=BLUE), axes.plot(np.cos, color=RED)
        self.play(Create(axes), run_time=0.6)
        self.play(Create(sine), Create(cosine), run_time=0.8)


class AreaUnderCurve(Scene):
    def construct(self):
        axes = Axes(x_range=[0, 5], y_range=[0, 6], tips=False)
        curve = axes.plot(lambda x: 0.2 * x**2 + 1)
        area = axes.get_area(curve, x_range=(1, 4), color=[GREEN, BLUE])
        self.add(axes, curve)
        self.play(FadeIn(area), run_time=0.6)


class RiemannBars(Scene):
    def construct(self):
        axes = Axes(x_range=[0, 4], y_range=[0, 5])
        curve = axes.plot(lambda x: x)
        self.add(axes, curve)
        bars = axes.get_riemann_rectangles(curve, dx=0.5)
        self.play(Create(bars), run_time=0.7)
        self.play(Transform(bars, axes.get_riemann_rectangles(curve, dx=0.25)), run_time=0.5)


class PlaneTransform(Scene):
    def construct(self):
        plane = NumberPlane()
        self.add(plane)
        plane.prepare_for_nonlinear_transform()
        self.play(plane.animate.apply_function(lambda p: p + 0.3 * np.array([np.sin(p[1]), np.sin(p[0]), 0])), run_time=0.7)


class PolarGrid(Scene):
    def construct(self):
        plane = PolarPlane(size=6)
        rose = plane.plot_polar_graph(lambda t: 2 * np.sin(3 * t), [0, PI], color=YELLOW)
        self.add(plane)
        self.play(Create(rose), run_time=0.8)


class NetworkGraph(Scene):
    def construct(self):
        graph = Graph([1, 2, 3, 4, 5], [(1, 2), (2, 3), (3, 4), (4, 5), (5, 1), (1, 3)], layout="circular")
        self.play(Create(graph), run_time=0.7)
        self.play(graph[1].animate.move_to(UP * 2), graph[3].animate.move_to(DOWN), run_time=0.6)


class DirectedTree(Scene):
    def construct(self):
        tree = DiGraph(list(range(6)), [(0, 1), (0, 2), (1, 3), (1, 4), (2, 5)], layout="tree", root_vertex=0)
        self.play(Create(tree), run_time=0.8)
        self.wait(0.2)


class FieldOfArrows(Scene):
    def construct(self):
        field = ArrowVectorField(lambda p: np.array([-p[1], p[0], 0]) / 3, x_range=[-3, 3], y_range=[-2, 2])
        self.play(Create(field), run_time=0.6)


class FlowingStreams(Scene):
    def construct(self):
        np.random.seed(2)
        lines = StreamLines(lambda p: np.array([1, np.sin(p[0]), 0]), x_range=[-3, 3, 1], y_range=[-2, 2, 1], padding=0.5, virtual_time=1)
        self.add(lines)
        lines.start_animation(warm_up=False, flow_speed=1.5)
        self.wait(0.6)


class NumberLineWalk(Scene):
    def construct(self):
        line = NumberLine(x_range=[0, 10], length=10)
        pointer = Triangle(fill_opacity=1).scale(0.2).rotate(PI).next_to(line.n2p(0), UP)
        self.add(line, pointer)
        self.play(pointer.animate.next_to(line.n2p(7), UP), run_time=0.6)


class BarsGrow(Scene):
    def construct(self):
        bars = VGroup(*[Rectangle(width=0.7, height=h, fill_opacity=0.8, color=c) for h, c in ((1, RED), (3, GREEN), (2, BLUE))]).arrange(RIGHT, aligned_edge=DOWN)
        self.play(LaggedStart(*[GrowFromEdge(bar, DOWN) for bar in bars], lag_ratio=0.3), run_time=0.9)
        self.play(bars[0].animate.stretch_to_fit_height(3.5, about_edge=DOWN), run_time=0.4)


class ImplicitCurve(Scene):
    def construct(self):
        curve = ImplicitFunction(lambda x, y: x**2 + y**2 - 4 + np.sin(3 * x), color=TEAL)
        self.play(Create(curve), run_time=0.7)


class ParametricHeart(Scene):
    def construct(self):
        heart = ParametricFunction(lambda t: 0.15 * np.array([16 * np.sin(t) ** 3, 13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t), 0]), t_range=[0, TAU], color=RED, fill_opacity=0.5)
        self.play(DrawBorderThenFill(heart), run_time=0.8)


class ScatterAndFit(Scene):
    def construct(self):
        rng = np.random.default_rng(4)
        axes = Axes(x_range=[0, 10], y_range=[0, 10])
        dots = VGroup(*[Dot(axes.c2p(x, x * 0.8 + rng.normal())) for x in range(1, 10)])
        self.add(axes)
        self.play(LaggedStartMap(FadeIn, dots, scale=0.2), run_time=0.8)
        self.play(Create(axes.plot(lambda x: 0.8 * x, color=YELLOW)), run_time=0.4)


class MovingTangentLines(Scene):
    def construct(self):
        axes = Axes(x_range=[-3, 3], y_range=[-2, 4])
        graph = axes.plot(lambda x: 0.5 * x**2 - 1, color=BLUE)
        x = ValueTracker(-2)
        dot = always_redraw(lambda: Dot(axes.c2p(x.get_value(), 0.5 * x.get_value() ** 2 - 1)))
        lines = always_redraw(lambda: axes.get_lines_to_point(dot.get_center()))
        self.add(axes, graph, lines, dot)
        self.play(x.animate.set_value(2), run_time=0.9)


class LogScale(Scene):
    def construct(self):
        axes = Axes(x_range=[0, 4], y_range=[-2, 2], y_axis_config={"scaling": LogBase()})
        self.play(Create(axes), run_time=0.4)
        self.play(Create(axes.plot(lambda x: 10 ** (x - 2), x_range=[0, 4])), run_time=0.5)


class HexGrid(Scene):
    def construct(self):
        cells = VGroup(*[RegularPolygon(6, fill_opacity=0.5).scale(0.4).shift([0.75 * i, 0.7 * j + 0.35 * (i % 2), 0]) for i in range(-4, 5) for j in range(-2, 3)])
        cells.set_color_by_gradient(BLUE, GREEN)
        self.play(LaggedStartMap(SpinInFromNothing, cells, lag_ratio=0.02), run_time=1)


class ApplyComplex(Scene):
    def construct(self):
        grid = ComplexPlane(x_range=[-2, 2], y_range=[-2, 2])
        self.add(grid)
        grid.prepare_for_nonlinear_transform()
        self.play(ApplyComplexFunction(lambda z: z**2 / 2, grid), run_time=0.8)
