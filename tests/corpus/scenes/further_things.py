"""Further things on stage: own scenes, skipped plays, solids, charts, pictures, points edited."""

import math
import random

import numpy as np
from manim import *
from manim.animation.updaters.mobject_update_utils import always_rotate, always_shift, cycle_animation, turn_animation_into_updater

Text.set_default(font_size=32)


class CustomScene(Scene):
    def __init__(self, **kwargs):
        super().__init__(random_seed=5, always_update_mobjects=True, **kwargs)

    def play(self, *args, **kwargs):
        kwargs.setdefault("run_time", 0.4)
        super().play(*args, **kwargs)
        self.beats = getattr(self, "beats", 0) + 1

    def add(self, *m):
        return super().add(*[x for x in m if x is not None])

    def construct(self):
        d = VGroup(*[Dot([random.uniform(-3, 3), np.random.uniform(-2, 2), 0]) for _ in range(8)])
        self.add(None, d)
        self.play(d.animate.set_color(BLUE))
        self.play(Write(Text(f"{self.beats}")))
        self.wait(0.3)


class AlwaysUpdating(Scene):
    def construct(self):
        self.always_update_mobjects = True
        s = Square()
        self.add(s)
        self.wait(0.3)
        self.add_updater(lambda dt: s.rotate(dt))
        self.wait(0.4)
        self.play(Create(Circle()), run_time=0.5)


class TimeBased(Scene):
    def construct(self):
        d = Dot(color=RED)
        d.add_updater(lambda m: m.move_to([3 * math.sin(self.time * 3), math.cos(self.renderer.time * 2), 0]))
        self.add(d)
        self.wait(0.5)
        self.play(Create(Square()), run_time=0.45)
        self.wait(0.27)


class OddTimes(Scene):
    def construct(self):
        s = Square()
        for t in (0.1 + 0.2, 0.07, 0.33, 1 / 3, 0.4666, 0.0667):
            self.play(s.animate.shift(RIGHT * 0.2), run_time=t)
            self.wait(t)
        self.wait(0.25)


class Skipper(Scene):
    def construct(self):
        s = Square()
        self.play(Create(s), run_time=0.3)
        self.renderer.skip_animations = True
        self.play(s.animate.shift(UP * 2), run_time=0.6)
        self.renderer.skip_animations = False
        self.play(s.animate.set_color(RED), run_time=0.4)


class Pointwise(Scene):
    def construct(self):
        p = NumberPlane(x_range=[-4, 4], y_range=[-2, 2]).set_opacity(0.6)
        p.prepare_for_nonlinear_transform(10)
        self.add(p)
        self.play(p.animate.apply_function(lambda q: q + np.array([0.3 * np.sin(q[1]), 0.3 * np.sin(q[0]), 0])), run_time=0.5)
        self.play(ApplyPointwiseFunction(lambda q: complex_to_R3(np.exp(R3_to_complex(q) / 3)), p), run_time=0.5)
        self.play(ApplyMatrix([[1, 0.5], [0, 1]], p), run_time=0.4)
        self.play(Homotopy(lambda x, y, z, t: (x, y + 0.4 * t * np.sin(x), z), p), run_time=0.4)
        self.play(PhaseFlow(lambda q: np.array([-q[1], q[0], 0]), p, virtual_time=0.5), run_time=0.4)


class UpdaterHelpers(Scene):
    def construct(self):
        a, b = Square(0.7), Circle(0.4, color=BLUE).shift(RIGHT * 2)
        always_rotate(a, rate=2)
        always_shift(b, UP, 0.5)
        self.add(a, b)
        self.wait(0.4)
        b.clear_updaters()
        turn_animation_into_updater(Create(Triangle().shift(LEFT * 3), run_time=0.6))
        tri = Star(color=RED).shift(LEFT * 3)
        turn_animation_into_updater(GrowFromCenter(tri, run_time=0.6))
        cycle_animation(Indicate(b, run_time=0.5))
        self.add(tri, b)
        self.wait(0.9)
        self.play(UpdateFromAlphaFunc(a, lambda m, al: m.set_fill(YELLOW, al)), MaintainPositionRelativeTo(b, a), run_time=0.5)


class RateFunctions(Scene):
    def construct(self):
        d = VGroup(*[Dot().shift(UP * k + LEFT * 3) for k in range(-2, 3)])
        fs = [lambda t: 1.4 * t, running_start, exponential_decay, not_quite_there(smooth, 0.6), squish_rate_func(rush_from, 0.2, 0.5)]
        self.play(*[m.animate(rate_func=f).shift(RIGHT * 5) for m, f in zip(d, fs)], run_time=0.8)
        self.play(AnimationGroup(*[Rotate(m, PI, about_point=ORIGIN) for m in d], rate_func=wiggle, lag_ratio=0.1), run_time=0.6)
        self.play(ApplyMethod(d.scale, 1.3), rate_func=there_and_back_with_pause, run_time=0.6)


class GraphChanges(Scene):
    def construct(self):
        g = Graph([1, 2, 3, 4], [(1, 2), (2, 3), (3, 4)], layout="circular", vertex_config={2: {"fill_color": RED}})
        self.play(Create(g), run_time=0.5)
        self.play(g[1].animate.shift(UP), run_time=0.3)
        self.play(g.animate.change_layout("spring", layout_config={"seed": 3}), run_time=0.5)
        self.play(g.animate.add_vertices(5, positions={5: [2, 2, 0]}), run_time=0.4)
        self.play(g.animate.add_edges((5, 1), (5, 3)), run_time=0.4)
        self.play(g.animate.remove_vertices(2), run_time=0.4)
        dg = DiGraph([1, 2], [(1, 2)], edge_config={"tip_config": {"tip_length": 0.2}}).shift(LEFT * 4)
        self.play(FadeIn(dg), run_time=0.3)


class Solids(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=65 * DEGREES, theta=20 * DEGREES, zoom=0.8)
        t = Torus(major_radius=1, minor_radius=0.4, resolution=(8, 6))
        c = Cone(resolution=8).shift(RIGHT * 2.5)
        a = Arrow3D([-2, 0, 0], [-2, 0, 2], resolution=6)
        d = Dot3D([0, 0, 2], resolution=(6, 6), color=RED)
        o = Octahedron().shift(LEFT * 3)
        self.add(t)
        self.play(FadeIn(c), GrowFromCenter(d), run_time=0.4)
        self.play(Rotate(t, PI / 3, axis=RIGHT), Create(a), Create(o), run_time=0.5)
        lab = Text("up").move_to([0, 0, 2.5])
        self.add_fixed_orientation_mobjects(lab)
        self.move_camera(theta=70 * DEGREES, gamma=10 * DEGREES, run_time=0.5)
        self.camera.light_source.move_to([3, 3, 3])
        self.wait(0.1)
        self.play(self.camera.phi_tracker.animate.set_value(0.5), c.animate.set_color(BLUE), run_time=0.4)


class TextStyles(Scene):
    def construct(self):
        a = Text("gradient words", gradient=(RED, BLUE), weight=BOLD)
        b = Text("colours", t2c={"col": YELLOW}, t2s={"ours": ITALIC}, t2w={"[2:4]": BOLD}).shift(UP)
        c = MarkupText('<span foreground="red">mark</span> <b>up</b> <u>line</u> <gradient from="RED" to="YELLOW">grad</gradient>').shift(DOWN)
        d = Text("tab\tand\nlines", line_spacing=1.2, slant=ITALIC).shift(DOWN * 2.5)
        self.play(Write(a), FadeIn(b, scale=2), run_time=0.6)
        self.play(Unwrite(a), TransformMatchingShapes(b, c), run_time=0.6)
        self.play(LaggedStart(*[m.animate.shift(UP * 0.3) for m in d], lag_ratio=0.05), run_time=0.5)
        d[0:3].set_color_by_gradient(GREEN, PINK)
        self.play(Circumscribe(d, fade_out=True), ApplyWave(c), run_time=0.6)
        self.play(c.animate.become(Text("done")), run_time=0.3)


class ImageEffects(Scene):
    def construct(self):
        y, x = np.mgrid[0:40, 0:60]
        rgba = np.dstack([x * 4, y * 6, (x + y) * 2, np.where((x - 30) ** 2 + (y - 20) ** 2 < 300, 255, 60)]).astype(np.uint8)
        im = ImageMobject(rgba).set(height=3)
        inv = ImageMobject(rgba, invert=True).set(height=2).to_edge(LEFT)
        self.add(im, inv)
        self.wait(0.2)
        self.play(im.animate.set_opacity(0.3).shift(RIGHT), run_time=0.4)
        self.play(FadeOut(inv), Rotate(im, PI / 5), run_time=0.4)
        self.play(im.animate.stretch(0.5, 0).set_z_index(3), FadeIn(Square(fill_opacity=1, color=BLUE)), run_time=0.4)
        g = Group(im, Circle(color=RED))
        self.play(g.animate.scale(0.6).to_corner(UR), run_time=0.4)
        im2 = ImageMobject(rgba[::-1]).match_height(im).move_to(im)
        self.play(Transform(im, im2), run_time=0.4)


class Removers(Scene):
    def construct(self):
        s, c = Square(), Circle(color=BLUE)
        self.play(Create(s, remover=True), run_time=0.3)
        self.wait(0.1)
        self.play(FadeIn(c), run_time=0.3)
        self.play(Succession(Add(s), Wait(0.2), Transform(s, c, replace_mobject_with_target_in_scene=True)))
        self.play(Rotating(c, angle=PI / 2, run_time=0.4))
        self.play(Restore(self.saved(c)), run_time=0.3)
        self.play(Uncreate(c), run_time=0.3)
        self.wait(0.2)

    def saved(self, m):
        m.save_state()
        m.shift(UP).set_color(RED)
        return m


class FrameGames(MovingCameraScene):
    def construct(self):
        p = NumberPlane()
        s = Square(color=RED)
        self.add(p, s)
        self.play(self.camera.frame.animate.scale(0.4).move_to(s.get_corner(UR)), run_time=0.5)
        self.camera.frame.set(width=8).shift(LEFT)
        self.wait(0.2)
        self.play(Rotate(s, PI / 4), self.camera.frame.animate.set_stroke(YELLOW, 4), run_time=0.4)
        self.add(self.camera.frame)
        self.play(self.camera.frame.animate.stretch(1.2, 0), run_time=0.4)
        d = Dot(color=BLUE)
        self.camera.frame.add_updater(lambda f: f.move_to(d))
        self.add(d)
        self.play(MoveAlongPath(d, Circle(2)), run_time=0.7)


class TrackedTraces(Scene):
    def construct(self):
        d = Dot()
        tr = TracedPath(d.get_center, dissipating_time=0.3, stroke_width=6, stroke_color=[RED, BLUE])
        tr2 = TracedPath(lambda: d.get_center() + UP, stroke_opacity=[0, 1])
        self.add(d, tr, tr2)
        self.play(MoveAlongPath(d, Ellipse(width=5, height=2)), run_time=0.8)
        self.play(d.animate.shift(LEFT * 2), run_time=0.3)
        tr.suspend_updating()
        self.play(d.animate.shift(UP * 2), run_time=0.3)
        self.play(FadeOut(tr), run_time=0.3)


class BarsAndAxes(Scene):
    def construct(self):
        ax = Axes(x_range=[0, 4, 1], y_range=[0, 4, 1], x_length=6, y_length=4, tips=False)
        f = ax.plot(lambda x: 0.25 * x**2, color=BLUE)
        area = ax.get_area(f, x_range=(1, 3), color=[BLUE, GREEN], opacity=0.5)
        rects = ax.get_riemann_rectangles(f, x_range=[0, 4], dx=0.5, color=(RED, YELLOW))
        self.play(Create(ax), run_time=0.4)
        self.play(Create(f), FadeIn(area), run_time=0.4)
        self.play(FadeIn(rects, lag_ratio=0.1), run_time=0.5)
        x = ValueTracker(1)
        sec = always_redraw(lambda: ax.get_secant_slope_group(x.get_value(), f, dx=0.5, secant_line_length=4, secant_line_color=RED))
        dot = always_redraw(lambda: Dot(ax.i2gp(x.get_value(), f)))
        vl = always_redraw(lambda: ax.get_vertical_line(dot.get_center(), color=YELLOW))
        self.add(sec, dot, vl)
        self.play(x.animate.set_value(3), run_time=0.7)
        self.play(Transform(rects, ax.get_riemann_rectangles(f, x_range=[0, 4], dx=0.25)), run_time=0.4)


class Polys(Scene):
    def construct(self):
        r = RegularPolygram(7, density=3, color=BLUE)
        a = Annulus(0.5, 1, color=RED).shift(LEFT * 3)
        b = AnnularSector(inner_radius=0.5, outer_radius=1.5, angle=PI / 2, color=YELLOW).shift(RIGHT * 3)
        cs = CubicBezier([-3, -2, 0], [-1, 0, 0], [1, -4, 0], [3, -2, 0])
        self.play(*map(DrawBorderThenFill, (r, a, b)), Create(cs), run_time=0.8)
        self.play(r.animate.round_corners(0.2), a.animate.reverse_direction(), run_time=0.4)
        arrows = VGroup(CurvedArrow(LEFT, RIGHT), CurvedDoubleArrow(UP, DOWN), DoubleArrow(UL, DR), Vector([1, 2]), Arrow(ORIGIN, UP, tip_shape=StealthTip), LabeledDot(Text("a", font_size=20)))
        self.play(LaggedStartMap(GrowFromCenter, arrows.arrange()), run_time=0.6)
        b1 = BraceBetweenPoints(LEFT * 2, RIGHT * 2)
        ang = Angle(Line(ORIGIN, RIGHT), Line(ORIGIN, UR), radius=0.6, dot=True)
        ra = RightAngle(Line(DOWN, UP), Line(LEFT, RIGHT), length=0.4)
        tan = TangentLine(Circle(), alpha=0.2, length=3)
        self.play(FadeIn(b1, ang, ra, tan), run_time=0.4)
        self.play(ArcBetweenPoints(LEFT, RIGHT, angle=2).animate.shift(UP), Create(Elbow(width=1)), Create(DashedVMobject(Circle(2), num_dashes=20)), run_time=0.5)


class PointsEdited(Scene):
    def construct(self):
        m = VMobject(color=BLUE).set_points_smoothly([LEFT * 3, UP, RIGHT * 2, DOWN])
        self.add(m)
        self.wait(0.1)
        m.add_updater(lambda m, dt: m.points.__iadd__(np.random.default_rng(int(self.time * 100)).normal(size=m.points.shape) * 0.02))
        self.wait(0.4)
        m.clear_updaters()
        m.points[3] += UP
        self.wait(0.1)
        m.insert_n_curves(5).make_jagged()
        self.play(m.animate.make_smooth(), run_time=0.3)
        m.append_vectorized_mobject(Square())
        m.pointwise_become_partial(m.copy(), 0.2, 0.9)
        self.wait(0.1)
        m.start_new_path(DOWN * 2)
        m.add_line_to(DOWN * 2 + RIGHT)
        m.add_cubic_bezier_curve_to(DOWN, UP, RIGHT * 3)
        m.set_fill(RED, 0.4)
        self.wait(0.2)
        self.play(m.animate.reverse_points().flip(), run_time=0.3)


class Gets(VGroup):
    def get_family(self, recurse=True):
        return super().get_family(recurse)


class ForeignClasses(Scene):
    def construct(self):
        g = Gets(Square(), Circle())

        class Moody(Dot):
            def get_fill_color(self):
                return RED

            def interpolate(self, a, b, alpha, path_func=None):
                return super().interpolate(a, b, alpha**2, path_func or straight_path())

        m = Moody().shift(LEFT * 3)
        self.add(g, m)
        self.play(g.animate.shift(UP), m.animate.shift(RIGHT * 2), run_time=0.5)
        s = Star()
        s.get_stroke_width = lambda background=False: 12
        self.add(s)
        self.wait(0.2)
        self.play(FadeOut(s), run_time=0.3)


class EarlyEnd(Scene):
    def construct(self):
        from manim.utils.exceptions import EndSceneEarlyException
        self.play(Create(Square()), run_time=0.4)
        self.wait(0.2)
        raise EndSceneEarlyException


class MovedCamera(Scene):
    def construct(self):
        s = Square()
        self.add(s)
        self.wait(0.1)
        self.camera.frame_center = np.array([1.0, 0.5, 0])
        self.wait(0.1)
        self.camera.frame_width *= 1.2
        self.play(s.animate.shift(UP), run_time=0.3)
        self.camera.cairo_line_width_multiple = 0.03
        self.play(s.animate.shift(DOWN), run_time=0.3)
        s.shade_in_3d = True
        self.play(s.animate.set_fill(BLUE, 0.5), run_time=0.3)


class Matching(Scene):
    def construct(self):
        a = VGroup(*[Text(c) for c in "abc"]).arrange()
        b = VGroup(*[Text(c) for c in "cab"]).arrange().shift(UP)
        self.add(a)
        self.play(TransformMatchingShapes(a, b, path_arc=1), run_time=0.5)
        t1 = Text("x + y = z")
        t2 = Text("z - y = x")
        self.play(FadeOut(b), FadeIn(t1), run_time=0.3)
        self.play(TransformMatchingShapes(t1, t2, transform_mismatches=True), run_time=0.5)
        self.play(t2.animate.apply_complex_function(lambda z: z * np.exp(0.1j * abs(z))), run_time=0.4)
        self.play(Flash(t2, flash_radius=2, num_lines=8, color=RED), Wiggle(t2), run_time=0.5)


class VariableAndNumbers(Scene):
    def construct(self):
        n = DecimalNumber(1.5, num_decimal_places=2, mob_class=Text)
        v = ValueTracker(0)
        n.add_updater(lambda m: m.set_value(v.get_value()).to_edge(UP))
        self.add(n)
        self.play(v.animate.set_value(12.345), run_time=0.6)
        self.play(ChangeDecimalToValue(n.clear_updaters(), 3), run_time=0.4)
        self.play(ChangingDecimal(n, lambda a: 5 * a), run_time=0.4)
        nl = NumberLine([-3, 3], length=6, include_numbers=False, include_ticks=True, rotation=0.2)
        nl.add_labels({-1: Text("a"), 2: Text("b")})
        self.play(Create(nl), run_time=0.4)
        ct = ComplexValueTracker(1 + 1j)
        d = Dot().add_updater(lambda m: m.move_to(ct.points))
        self.add(d)
        self.play(ct.animate.set_value(-2 + 0.5j), run_time=0.4)


class LongHolds(Scene):
    def construct(self):
        s = Square(fill_opacity=1, color=BLUE)
        self.play(FadeIn(s), run_time=0.3)
        self.wait(2.3)
        s.set_color(RED)
        self.wait(1.7)
        s.add_updater(lambda m: None)
        self.wait(1.1)
        s.clear_updaters()
        self.play(Wait(0.5))
        self.wait(3.05)
