from manim import *
class Maze(Scene):
    def construct(self):
        exit = Square(color=GREEN).to_edge(RIGHT)
        walker = Dot().to_edge(LEFT)
        self.add(exit, walker)
        self.play(walker.animate.move_to(exit))
