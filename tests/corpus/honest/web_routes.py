from manim import *
class Routes(Scene):
    def construct(self):
        routes = ["/", "/home", "/users/42", "/dev", "/api/v1"]
        rows = VGroup(*[Text(r, font="Monospace") for r in routes]).arrange(DOWN, aligned_edge=LEFT)
        self.play(Write(rows))
        self.wait()
