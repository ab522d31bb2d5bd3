from manim import *
class H(MovingCameraScene):
    def construct(self):
        if hasattr(self.camera, "frame"):
            self.play(self.camera.frame.animate.scale(0.5))
        color = getattr(self, "accent", BLUE)
        setattr(self, "accent", RED)
        self.add(Dot(color=color))
        self.wait()
