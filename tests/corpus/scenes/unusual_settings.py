"""Unusual ways to set up a scene: settings, bases, own cameras and own groups."""

import manim as mn
from manim import *
from manim.utils.color import *


class SettingsChangedOnTheWay(Scene):
    def construct(self):
        with tempconfig({"frame_width": 10, "background_color": RED}):
            self.play(Create(Circle()), run_time=0.5)
        config.background_color = GREEN
        self.camera.background_color = "#123456"
        self.play(Create(Square()), run_time=0.5)
        self.camera.frame_rate = 5
        self.play(FadeIn(Dot()), run_time=1)


class ThinBackground(Scene):
    def construct(self):
        self.play(Create(Circle(fill_opacity=0.4)), run_time=0.5)
        self.camera.background_opacity = 0.2
        self.wait(0.4)


class Common(mn.MovingCameraScene):
    def intro(self):
        self.play(FadeIn(self.title), run_time=0.4)


CommonScene = Common


class TwoBases(CommonScene):
    random_seed = 7

    def __init__(self, **kw):
        super().__init__(**kw)
        self.title = Text("x")

    def construct(self):
        import random

        self.intro()
        self.play(self.camera.frame.animate.scale(0.5), run_time=0.3)
        self.play(*[FadeIn(Dot([random.random(), np.random.rand(), 0])) for _ in range(4)], run_time=0.4)
        self.renderer.camera.frame.move_to(RIGHT)
        self.wait(0.2)


class DrawnByHand(Scene):
    def construct(self):
        a = Square()
        self.add(a)
        self.play(a.animate.shift(RIGHT), run_time=0.3)
        self.renderer.update_frame(self, ignore_skipping=True)
        p = self.camera.pixel_array.copy()
        self.add(ImageMobject(p).scale(0.3))
        self.wait(0.2)
        self.camera.reset()
        self.wait(0.2)
        self.renderer.freeze_current_frame(0.5)
        self.play(FadeOut(a), run_time=0.3)


class FrameCam(Camera):
    def capture_mobjects(self, mobs, **kw):
        super().capture_mobjects([m for m in mobs if not isinstance(m, Dot)], **kw)


class OwnCameraClass(Scene):
    def __init__(self, **kw):
        super().__init__(camera_class=FrameCam, **kw)

    def construct(self):
        self.add(Dot(radius=1), Square())
        self.play(Create(Circle()), run_time=0.3)
        self.wait(0.2)


class MyGroup(VGroup):
    def get_family(self, recurse=True):
        return [self] + [m for m in self.submobjects if not isinstance(m, Circle)]


class OwnFamilies(Scene):
    def construct(self):
        g = MyGroup(Circle(), Square())
        self.add(g)
        self.wait(0.2)
        self.play(g.animate.shift(RIGHT), run_time=0.3)
        s = Square(fill_opacity=1)
        s.get_fill_rgbas = lambda: np.array([[0, 1, 0, 1.0]])
        self.add(Square(fill_opacity=1))
        self.add(s)
        self.wait(0.3)


class ScriptsAndNumbers(Scene):
    def construct(self):
        np.random.seed()
        t = Text("é漢字😀 ﷺ", font_size=50)
        self.play(Write(t), run_time=0.5)
        n = DecimalNumber(3.14, mob_class=Text)
        v = Integer(4, mob_class=Text)
        v.add_updater(lambda m: m.set_value(int(self.time * 10)))
        self.add(v.shift(UP))
        self.wait(0.5)
        self.play(ChangeDecimalToValue(v.clear_updaters(), 40), run_time=0.5)


class CloudsInSpace(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=60 * DEGREES)
        s = Sphere(radius=1, resolution=(10, 10))
        self.play(Create(s), run_time=0.4)
        self.play(self.camera.light_source.animate.move_to([3, 3, 3]), run_time=0.4)
        d = PointCloudDot(radius=1, density=8)
        self.add(d)
        self.move_camera(theta=1, run_time=0.5)
        im = ImageMobject(np.full((10, 10, 3), 200, np.uint8)).scale(4)
        self.add_fixed_in_frame_mobjects(im)
        self.move_camera(theta=2, run_time=0.3)


class StageRebuilt(Scene):
    def construct(self):
        g = mn.VGroup(*(mn.Square() for _ in range(3))).arrange()
        self.play(mn.Write(g), run_time=0.3)
        self.play(g.animate(lag_ratio=0.3, run_time=0.6).set_color(mn.RED))
        self.play(g[0].animate.become(mn.Circle()), mn.Uncreate(g[1]), run_time=0.4)
        s = self.mobjects[:]
        self.remove(*s)
        self.wait(0.2)
        self.add(*s[::-1])
        self.wait(0.2)
        self.replace(s[0], mn.Star())
        self.wait(0.2)
        self.restructure_mobjects([g[0]])
        self.wait(0.2)


class MixedGroup(Scene):
    def construct(self):
        c = Circle()
        s = Square()
        g = Group(c, ImageMobject(np.uint8([[0, 100, 30, 200], [255, 0, 5, 33]])).scale(20), Dot())
        self.add(g)
        self.play(g.animate.shift(LEFT), run_time=0.3)
        g[1].add_updater(lambda m, dt: m.rotate(dt))
        g.set_z_index(2)
        s.set_z_index(3).set_fill(RED, 0.5)
        self.play(FadeIn(s), run_time=0.4)
        self.play(g.animate.scale(0.5), s.animate.set_z_index(0), run_time=0.4)
        self.play(FadeOut(Group(*self.mobjects)), run_time=0.4)


class CameraThatIgnoresLayers(Scene):
    def construct(self):
        self.camera.use_z_index = False
        above = Square(fill_opacity=1, color=RED).set_z_index(2)
        self.add(above, Circle(fill_opacity=1, color=BLUE).shift(RIGHT))
        self.play(above.animate.shift(UP), run_time=0.4)


class CloudUnderOtherSettings(Scene):
    def construct(self):
        cloud = PointCloudDot(radius=1, density=6, stroke_width=4)
        with tempconfig({"pixel_width": 2 * config.pixel_width}):
            self.play(cloud.animate.shift(RIGHT), run_time=0.3)
        self.wait(0.2)


class MethodsOfManimReplaced(Scene):
    def construct(self):
        colours = VMobject.get_fill_rgbas
        square = Square(fill_opacity=1, color=RED)
        self.play(FadeIn(square), run_time=0.3)
        VMobject.get_fill_rgbas = lambda mobject: colours(mobject) * [0.5, 1, 1, 1]
        self.play(square.animate.shift(RIGHT), run_time=0.3)
        VMobject.get_fill_rgbas = colours
        self.wait(0.2)


class CameraMovedByTheFirstUpdate(Scene):
    def construct(self):
        def zoom(mobject):
            self.camera.frame_width, self.camera.frame_height = 8, 4.5
            self.camera.frame_center = RIGHT

        self.add(Square().add_updater(zoom))
        self.play(Create(Circle()), run_time=0.4)


class GroundPaintedInPlace(Scene):
    def construct(self):
        square = Square()
        self.play(Create(square), run_time=0.3)
        square.add_updater(lambda m: self.camera.background.__iadd__(5))
        self.wait(0.3)
