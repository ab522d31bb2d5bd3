from manim import *


class NeuralNetwork(Scene):
    def construct(self):
        layers = [3, 4, 4, 2]
        network = VGroup()
        for size in layers:
            layer = VGroup(*[Circle(radius=0.25, color=WHITE) for _ in range(size)])
            layer.arrange(DOWN, buff=0.4)
            network.add(layer)
        network.arrange(RIGHT, buff=1.6)
        edges = VGroup()
        for a, b in zip(network[:-1], network[1:]):
            for left in a:
                for right in b:
                    edges.add(Line(left.get_right(), right.get_left(), stroke_width=1, color=GREY))
        self.play(LaggedStart(*[Create(layer) for layer in network], lag_ratio=0.3))
        self.play(Create(edges), run_time=2)
        for layer in network:
            self.play(*[node.animate.set_fill(BLUE, opacity=0.8) for node in layer], run_time=0.4)
        self.wait()
