from manim import *
from collections import deque


class BreadthFirstSearch(Scene):
    def construct(self):
        vertices = [1, 2, 3, 4, 5, 6]
        edges = [(1, 2), (1, 3), (2, 4), (3, 5), (4, 6), (5, 6)]
        graph = Graph(vertices, edges, layout="kamada_kawai", labels=True)
        self.play(Create(graph))
        adjacency = {v: [] for v in vertices}
        for a, b in edges:
            adjacency[a].append(b)
            adjacency[b].append(a)
        queue, seen = deque([1]), {1}
        while queue:
            v = queue.popleft()
            self.play(graph.vertices[v].animate.set_color(YELLOW), run_time=0.4)
            for w in adjacency[v]:
                if w not in seen:
                    seen.add(w)
                    queue.append(w)
                    edge = (v, w) if (v, w) in graph.edges else (w, v)
                    self.play(graph.edges[edge].animate.set_color(GREEN), run_time=0.3)
        self.wait()
