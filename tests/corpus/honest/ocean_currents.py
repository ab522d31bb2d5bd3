from manim import *
import os
import sys

# Add custom fonts if needed
FONT = "Noto Sans"
DEBUG = False

def log(*args):
    if DEBUG:
        print("[debug]", *args, file=sys.stderr)

class OceanCurrents(Scene):
    def construct(self):
        log("starting", self.__class__.__name__)
        field = lambda p: np.array([np.sin(p[1]), np.cos(p[0]), 0])
        colors = [BLUE_E, BLUE, TEAL, GREEN]
        stream = StreamLines(field, x_range=[-6, 6, 0.8], y_range=[-3.5, 3.5, 0.8], stroke_width=2, colors=colors, virtual_time=2)
        self.play(stream.create(), run_time=2)
        t = Text("Ocean currents", font=FONT, font_size=36).to_edge(UP).add_background_rectangle()
        self.play(FadeIn(t))
        self.wait()

if __name__ == "__main__":
    os.system(f"manim -pql {__file__} OceanCurrents")
