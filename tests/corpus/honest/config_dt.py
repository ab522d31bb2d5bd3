from manim import *
import numpy as np


class Lorenz(ThreeDScene):
    def construct(self):
        axes = ThreeDAxes(x_range=(-50, 50, 10), y_range=(-50, 50, 10), z_range=(0, 50, 10))
        self.set_camera_orientation(phi=70 * DEGREES, theta=-45 * DEGREES, zoom=0.5)
        dt = 1 / config.frame_rate
        state = np.array([1.0, 1.0, 1.0])
        points = []
        for _ in range(int(10 / dt)):
            x, y, z = state
            state = state + dt * np.array([10 * (y - x), x * (28 - z) - y, x * y - 8 / 3 * z])
            points.append(axes.c2p(*state))
        curve = VMobject(stroke_width=1.5).set_points_as_corners(points)
        curve.set_color_by_gradient(BLUE, PURPLE)
        self.add(axes)
        self.begin_ambient_camera_rotation(rate=0.2)
        self.play(Create(curve), run_time=5, rate_func=linear)
        self.stop_ambient_camera_rotation()
