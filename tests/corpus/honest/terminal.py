from manim import *
class Terminal(Scene):
    def construct(self):
        console = RoundedRectangle(width=8, height=4, fill_color=BLACK, fill_opacity=1)
        line = Text("$ ls -la", font="Monospace").move_to(console)
        self.play(FadeIn(console), AddTextLetterByLetter(line))
        self.wait()
