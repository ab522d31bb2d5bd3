from manim import *
import manimpango

class FontCheck(Scene):
    def construct(self):
        fonts = manimpango.list_fonts()
        f = "Fira Code" if "Fira Code" in fonts else "sans-serif"
        self.play(Write(Text("Fonts!", font=f)))
        self.wait()
