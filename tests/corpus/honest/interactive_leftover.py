from manim import *


class Explore(ThreeDScene):
    def construct(self):
        sphere = Surface(lambda u, v: np.array([np.cos(u) * np.cos(v), np.cos(u) * np.sin(v), np.sin(u)]),
                         u_range=[-PI / 2, PI / 2], v_range=[0, TAU], resolution=(12, 24))
        self.set_camera_orientation(phi=60 * DEGREES, theta=30 * DEGREES)
        self.play(Create(sphere))
        self.move_camera(phi=20 * DEGREES, run_time=2)
        # self.interactive_embed()
