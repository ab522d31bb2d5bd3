from manim import *


class PythonMemory(Scene):
    def construct(self):
        heap = Rectangle(width=6, height=4, color=BLUE)
        self.gc = Text("gc", font_size=40).move_to(heap)
        names = VGroup(Text("globals()"), Text("locals()"), Text("id(x)")).scale(0.6).arrange(DOWN).to_edge(LEFT)
        self.play(Create(heap), Write(self.gc), FadeIn(names))
        self.play(Indicate(self.gc), self.gc.animate.set_color(RED))
        self.wait()
