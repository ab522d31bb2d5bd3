from manim import *
class Perceptron(Scene):
    def construct(self):
        inputs = VGroup(*[Circle(0.3) for _ in range(3)]).arrange(DOWN)
        for i, input in enumerate(inputs):
            input.set_fill(BLUE, opacity=0.2 * i)
            self.play(Create(input), run_time=0.3)
        self.wait()
