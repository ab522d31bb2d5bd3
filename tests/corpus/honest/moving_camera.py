from manim import *


class ZoomIn(MovingCameraScene):
    def construct(self):
        text = Text("Look closer").scale(1.5)
        dot = Dot(color=RED).next_to(text, RIGHT, buff=1)
        self.add(text, dot)
        self.camera.frame.save_state()
        self.play(self.camera.frame.animate.scale(0.3).move_to(dot))
        self.wait(0.5)
        self.play(Restore(self.camera.frame))
