from manim import *


class RiemannSums(Scene):
    def construct(self):
        axes = Axes(x_range=[0, 5], y_range=[0, 6], axis_config={"include_numbers": True})
        graph = axes.plot(lambda x: 0.2 * x**2 + 0.5, x_range=[0, 5], color=TEAL)
        self.add(axes, graph)
        previous = None
        for dx in (1, 0.5, 0.25, 0.1):
            rects = axes.get_riemann_rectangles(graph, x_range=[0, 5], dx=dx, fill_opacity=0.5)
            if previous is None:
                self.play(Create(rects))
            else:
                self.play(ReplacementTransform(previous, rects))
            previous = rects
        area = Text("Area → ∫ f(x) dx", font_size=32).to_edge(UP)
        self.play(Write(area))
        self.wait()
