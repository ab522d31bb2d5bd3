from manim import *

class Matrix2D(VGroup):
    def __init__(self, rows, cell=0.6, **kwargs):
        super().__init__(**kwargs)
        self._rows = rows
        self.cells = {}
        for r, row in enumerate(rows):
            for c, v in enumerate(row):
                sq = Square(side_length=cell).move_to(RIGHT * c * cell + DOWN * r * cell)
                self.cells[r, c] = sq
                self.add(sq, Text(str(v), font_size=20).move_to(sq))
        self.center()

    def __getitem__(self, key):
        if isinstance(key, tuple):
            return self.cells[key]
        return super().__getitem__(key)

    def __len__(self):
        return len(self.submobjects)

    def __iter__(self):
        return iter(self.submobjects)

    def __repr__(self):
        return f"Matrix2D({self._rows!r})"

class DPTable(Scene):
    def construct(self):
        s1, s2 = "KITTEN", "SITTING"
        dp = [[0] * (len(s2) + 1) for _ in range(len(s1) + 1)]
        for i in range(len(s1) + 1):
            dp[i][0] = i
        for j in range(len(s2) + 1):
            dp[0][j] = j
        for i in range(1, len(s1) + 1):
            for j in range(1, len(s2) + 1):
                cost = 0 if s1[i - 1] == s2[j - 1] else 1
                dp[i][j] = min(dp[i - 1][j] + 1, dp[i][j - 1] + 1, dp[i - 1][j - 1] + cost)
        grid = Matrix2D(dp)
        print(grid, len(grid))
        self.play(FadeIn(grid))
        for k in range(min(len(s1), len(s2)) + 1):
            self.play(grid[k, k].animate.set_fill(GREEN, 0.4), run_time=0.2)
        self.wait()
