from manim import *
from manim.utils import rate_functions
from queue import PriorityQueue


class AStarSearch(Scene):
    def construct(self):
        goal, walls = (5, 3), {(2, 0), (2, 1), (2, 2), (4, 3), (4, 2)}
        cells = {
            (x, y): Square(0.8, fill_opacity=0.6, fill_color=GREY if (x, y) in walls else BLACK).move_to([x - 3, y - 1.5, 0])
            for x in range(6)
            for y in range(4)
        }
        self.play(FadeIn(VGroup(*cells.values())), rate_func=rate_functions.ease_out_quad)
        frontier = PriorityQueue()
        frontier.put((0, (0, 0)))
        cost, came_from = {(0, 0): 0}, {}
        while not frontier.empty():
            _, current = frontier.get()
            if current == goal:
                break
            self.play(cells[current].animate.set_fill(BLUE), run_time=0.1)
            for dx, dy in [(0, 1), (1, 0), (0, -1), (-1, 0)]:
                nxt = (current[0] + dx, current[1] + dy)
                if nxt not in cells or nxt in walls or cost[current] + 1 >= cost.get(nxt, 99):
                    continue
                cost[nxt] = cost[current] + 1
                came_from[nxt] = current
                frontier.put((cost[nxt] + abs(goal[0] - nxt[0]) + abs(goal[1] - nxt[1]), nxt))
        while goal in came_from:
            self.play(cells[goal].animate.set_fill(YELLOW), run_time=0.1)
            goal = came_from[goal]
        self.wait()
