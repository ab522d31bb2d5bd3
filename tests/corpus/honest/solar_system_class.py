from manim import *
class SolarSystem(ThreeDScene):
    def setup(self):
        self.system = VGroup()
    def construct(self):
        self.set_camera_orientation(phi=70 * DEGREES)
        for r in range(1, 4):
            self.system.add(Circle(r))
        self.play(Create(self.system))
        self.begin_ambient_camera_rotation(rate=0.1)
        self.wait(2)
