"""Three dimensions: surfaces, solids, moving cameras, things fixed to the frame."""

from manim import *


class TurningCube(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=70 * DEGREES, theta=30 * DEGREES)
        cube = Cube(fill_opacity=0.8)
        self.play(FadeIn(cube), run_time=0.4)
        self.play(Rotate(cube, PI / 3), run_time=0.5)


class AmbientRotation(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=60 * DEGREES, theta=45 * DEGREES)
        sphere = Sphere(radius=1.5, resolution=(8, 12))
        self.add(ThreeDAxes(), sphere)
        self.begin_ambient_camera_rotation(rate=0.5)
        self.wait(0.8)
        self.stop_ambient_camera_rotation()
        self.wait(0.3)


class MoveCameraAround(ThreeDScene):
    def construct(self):
        axes = ThreeDAxes()
        self.add(axes, Torus(major_radius=2, minor_radius=0.5, resolution=(10, 10)))
        self.set_camera_orientation(phi=75 * DEGREES, theta=-45 * DEGREES)
        self.move_camera(phi=30 * DEGREES, theta=20 * DEGREES, zoom=1.2, run_time=0.8)
        self.move_camera(gamma=0.3, frame_center=[1, 0, 0], run_time=0.5)


class SaddleSurface(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=65 * DEGREES, theta=-60 * DEGREES)
        surface = Surface(lambda u, v: np.array([u, v, u**2 - v**2]), u_range=[-1, 1], v_range=[-1, 1], resolution=(8, 8))
        surface.set_style(fill_opacity=0.9).set_fill_by_checkerboard(BLUE, TEAL)
        self.play(Create(surface), run_time=0.9)
        self.play(surface.animate.scale(1.3), run_time=0.4)


class FixedTitleInSpace(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=70 * DEGREES, theta=20 * DEGREES)
        title = Text("A cone", font_size=36).to_corner(UL)
        self.add_fixed_in_frame_mobjects(title)
        self.add(Cone(direction=OUT, resolution=8))
        self.begin_ambient_camera_rotation(rate=0.4)
        self.wait(0.7)


class FixedOrientationLabel(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=60 * DEGREES, theta=30 * DEGREES)
        label = Text("P", font_size=40).move_to([1, 1, 1])
        dot = Dot3D([1, 1, 0.6])
        self.add_fixed_orientation_mobjects(label)
        self.add(ThreeDAxes(), dot, label)
        self.move_camera(theta=80 * DEGREES, run_time=0.8)


class FlatShapesInSpace(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=50 * DEGREES, theta=10 * DEGREES)
        circle = Circle(fill_opacity=0.5).rotate(PI / 4, UP)
        square = Square(color=YELLOW).shift(OUT)
        self.play(Create(circle), Create(square), run_time=0.6)
        self.play(square.animate.shift(IN * 2), run_time=0.5)


class HelixCurve(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=60 * DEGREES, theta=60 * DEGREES)
        helix = ParametricFunction(lambda t: np.array([np.cos(t), np.sin(t), t / 4]), t_range=[-TAU, TAU, 0.1]).set_shade_in_3d(True)
        self.play(Create(helix), run_time=0.8)
        self.move_camera(theta=100 * DEGREES, run_time=0.5)


class PolyhedraRow(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=70 * DEGREES, theta=30 * DEGREES)
        solids = VGroup(Tetrahedron(), Octahedron(), Icosahedron()).arrange(RIGHT)
        self.add(solids)
        self.play(Rotate(solids, PI / 4, axis=OUT), run_time=0.6)


class CylinderAndPrism(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=65 * DEGREES, theta=40 * DEGREES)
        self.add(Cylinder(radius=0.8, height=2, resolution=(6, 10)).shift(LEFT * 2), Prism([1, 1, 2]).shift(RIGHT * 2))
        self.begin_3dillusion_camera_rotation(rate=2)
        self.wait(0.6)
        self.stop_3dillusion_camera_rotation()


class ArrowsInSpace(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=60 * DEGREES, theta=-45 * DEGREES)
        arrow = Arrow3D(ORIGIN, [1, 1, 1], resolution=4)
        line = Line3D([-1, 0, 0], [1, -1, 1], resolution=4)
        self.add(arrow, line)
        self.play(Rotate(arrow, 1, axis=UP), run_time=0.6)


class LightMoves(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=60 * DEGREES, theta=30 * DEGREES)
        sphere = Sphere(resolution=(6, 8))
        self.add(sphere)
        self.play(self.camera.light_source.animate.move_to([3, 3, 3]), run_time=0.6)
        self.wait(0.2)


class GrowingSurface(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=60 * DEGREES, theta=30 * DEGREES)
        height = ValueTracker(0)
        surface = always_redraw(lambda: Surface(lambda u, v: np.array([u, v, height.get_value() * np.sin(u) * np.cos(v)]), u_range=[-2, 2], v_range=[-2, 2], resolution=(6, 6)))
        self.add(surface)
        self.play(height.animate.set_value(1), run_time=0.7)


class SphereColouredByHeight(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=70 * DEGREES, theta=30 * DEGREES)
        axes = ThreeDAxes()
        surface = Surface(lambda u, v: axes.c2p(u, v, np.sin(u * v)), u_range=[-2, 2], v_range=[-2, 2], resolution=8)
        surface.set_fill_by_value(axes=axes, colorscale=[(RED, -0.5), (YELLOW, 0), (GREEN, 0.5)], axis=2)
        self.add(axes, surface)
        self.move_camera(theta=60 * DEGREES, run_time=0.6)


class PlainSceneInThreeD(ThreeDScene):
    def construct(self):
        text = Text("flat").to_edge(UP)
        self.play(Write(text), run_time=0.5)
        self.play(Create(Circle()), run_time=0.5)
        self.wait(0.3)


class ShadedSquareOnPlane(Scene):
    def construct(self):
        cube = Cube(side_length=2, fill_opacity=0.7).rotate(0.5, UP + RIGHT)
        self.play(FadeIn(cube), run_time=0.4)
        self.play(Rotate(cube, 0.8, axis=UP), run_time=0.6)
