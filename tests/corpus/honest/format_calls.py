from manim import *
TEMPLATE = "x = {:.2f}"
class Fmt(Scene):
    def construct(self):
        t = ValueTracker(0)
        label = always_redraw(lambda: Text(TEMPLATE.format(t.get_value())))
        other = Text("{} + {} = {}".format(1, 2, 3)).to_edge(UP)
        self.add(label, other)
        self.play(t.animate.set_value(3))
