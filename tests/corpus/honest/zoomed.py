from manim import *


class Zoomed(ZoomedScene):
    def __init__(self, **kwargs):
        ZoomedScene.__init__(self, zoom_factor=0.3, zoomed_display_height=2, zoomed_display_width=4, **kwargs)

    def construct(self):
        dot = Dot().set_color(GREEN)
        self.add(dot)
        self.activate_zooming(animate=False)
        self.play(dot.animate.shift(LEFT))
        self.play(self.zoomed_camera.frame.animate.scale(0.5))
        self.wait()
