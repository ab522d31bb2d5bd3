from manim import *


class TruthTable(Scene):
    def construct(self):
        rows = [[str(int(a)), str(int(b)), str(int(a and b))] for a in (False, True) for b in (False, True)]
        table = Table(rows, col_labels=[Text("A"), Text("B"), Text("A AND B")], include_outer_lines=True).scale(0.7)
        self.play(table.create())
        for row in range(2, 6):
            self.play(table.get_rows()[row - 1].animate.set_color(YELLOW), run_time=0.4)
        self.wait()
