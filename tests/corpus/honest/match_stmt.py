from manim import *
class Matching(Scene):
    def make(self, spec):
        match spec:
            case {"kind": "circle", "r": r}:
                return Circle(r)
            case ["square", side]:
                return Square(side)
            case str() as words if words:
                return Text(words)
            case _:
                return Dot()
    def construct(self):
        for s in ({"kind": "circle", "r": 1}, ["square", 2], "hi", None):
            self.play(FadeIn(self.make(s)))
            self.clear()
