from manim import *

config.background_color = BLACK


class Hexagons(Scene):
    def construct(self):
        hexagons = VGroup(*[RegularPolygon(6, color=c) for c in (RED, GREEN, BLUE)]).arrange(RIGHT)
        self.play(Create(hexagons), run_time=2)
        self.play(Rotate(hexagons, PI / 3))


if __name__ == "__main__":
    scene = Hexagons()
    scene.render()
