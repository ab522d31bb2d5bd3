from manim import *
from collections import deque

GRID = [
    "S.#.....",
    "..#.###.",
    ".##...#.",
    "....#..E",
]

class MazeBFS(Scene):
    def construct(self):
        rows, cols = len(GRID), len(GRID[0])
        cells = {}
        for r in range(rows):
            for c in range(cols):
                ch = GRID[r][c]
                color = {"#": GREY_D, "S": GREEN, "E": RED}.get(ch, BLACK)
                cells[(r, c)] = Square(0.8, fill_color=color, fill_opacity=1, stroke_width=1).move_to([c * 0.8, -r * 0.8, 0])
        grid = VGroup(*cells.values()).center()
        self.play(FadeIn(grid))
        start = next((r, c) for r in range(rows) for c in range(cols) if GRID[r][c] == "S")
        queue, prev = deque([start]), {start: None}
        end = None
        while queue:
            cur = queue.popleft()
            r, c = cur
            if GRID[r][c] == "E":
                end = cur
                break
            for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
                nxt = (r + dr, c + dc)
                if 0 <= nxt[0] < rows and 0 <= nxt[1] < cols and GRID[nxt[0]][nxt[1]] != "#" and nxt not in prev:
                    prev[nxt] = cur
                    queue.append(nxt)
                    if GRID[nxt[0]][nxt[1]] == ".":
                        self.play(cells[nxt].animate.set_fill(BLUE_E), run_time=0.08)
        path = []
        while end is not None:
            path.append(cells[end])
            end = prev[end]
        self.play(LaggedStart(*[p.animate.set_fill(YELLOW) for p in reversed(path)], lag_ratio=0.2))
        self.wait()
