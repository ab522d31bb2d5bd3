from manim import *


class SafeFont(Scene):
    def construct(self):
        try:
            title = Text("Elegant", font="Helvetica Neue")
        except Exception as error:
            print(f"font not found: {error}")
            title = Text("Elegant")
        self.play(Write(title))
        self.play(title.animate.set_color_by_gradient(RED, ORANGE, YELLOW))
        self.wait()
