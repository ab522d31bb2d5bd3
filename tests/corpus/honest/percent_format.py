from manim import *


class Table10(Scene):
    def construct(self):
        rows = [["%d x %d" % (i, j) for j in range(1, 4)] for i in range(1, 4)]
        table = Table(rows, include_outer_lines=True).scale(0.6)
        self.play(table.create())
        self.play(table.get_cell((2, 2)).animate.set_color(YELLOW))
        self.wait()
