"""Unusual objects and cameras: own classes, raw arrays, gradients, clouds, pictures, odd views."""

from manim import *


class RawArrays(Scene):
    def construct(self):
        shape = VMobject(stroke_color=RED, fill_color=BLUE, fill_opacity=0.5)
        shape.set_points_as_corners([[-1, -1, 0], [1, -1, 0], [1.5, 1, 0], [-1, -1, 0]])
        self.add(shape)

        def breathe(m, dt):
            m.points[:, 0] *= 1 + dt / 3
            m.points[2] += [0, dt, 0]

        shape.add_updater(breathe)
        self.wait(0.5)
        shape.clear_updaters()
        shape.points = shape.points[:9]
        self.wait(0.2)
        shape.fill_rgbas = np.array([[1, 0, 0, 1]])
        self.wait(0.2)
        shape.fill_rgbas = np.array([[0.2, 0.4, 0.9, 0.5]], dtype=np.float32)
        self.play(shape.animate.shift(UP), run_time=0.3)


class WidthsFromProperties(Scene):
    def construct(self):
        class Pulsing(Square):
            beat = 0

            @property
            def stroke_width(self):
                return 4 + 6 * self.beat

            @stroke_width.setter
            def stroke_width(self, value):
                pass

        square = Pulsing()
        self.add(square)
        square.add_updater(lambda m, dt: setattr(m, "beat", m.beat + dt))
        self.wait(0.6)
        self.play(square.animate.shift(RIGHT), run_time=0.3)


class OwnGetters(Scene):
    def construct(self):
        class OffCentre(Square):
            def get_center(self):
                return super().get_center() + UP * 0.5

        class Blinking(Circle):
            ticks = 0

            def get_fill_rgbas(self):
                self.ticks += 1
                return np.array([[1, self.ticks % 7 / 7, 0, 0.8]])

        self.add(OffCentre(color=[RED, BLUE], fill_opacity=0.6))
        self.play(Rotate(self.mobjects[0], 1), run_time=0.4)
        self.add(Blinking().shift(RIGHT * 2))
        self.wait(0.3)
        self.play(FadeIn(Dot(LEFT * 2)), run_time=0.4)


class StrokeGradients(Scene):
    def construct(self):
        ring = Circle(1.5, stroke_width=20).set_stroke([RED, YELLOW, GREEN, BLUE])
        ring.set_sheen_direction(UR)
        square = Square(fill_opacity=1).set_fill([PINK, TEAL], opacity=[0.1, 1]).set_sheen(0.5, DR)
        text = Text("gradient", gradient=(RED, WHITE, BLUE)).shift(DOWN * 2)
        self.add(ring, square, text)
        self.play(ring.animate.set_stroke(opacity=[0, 1, 0]), square.animate.set_sheen(-0.8, UL), run_time=0.6)
        self.play(text.animate.set_color_by_gradient(YELLOW, PURPLE), square.animate.set_opacity(0.3), run_time=0.5)
        self.play(Rotate(ring, PI / 3), FadeToColor(square, WHITE), run_time=0.4)


class BackgroundStrokesMove(Scene):
    def construct(self):
        word = Text("outlined", font_size=60).set_stroke(BLACK, 10, background=True).set_fill(YELLOW)
        grid = NumberPlane()
        self.add(grid, word)
        self.play(word.animate.shift(UP).set_stroke(RED, 16, background=True), run_time=0.6)
        word.add_background_rectangle(opacity=0.8, buff=0.2)
        self.play(word.animate.scale(0.7), run_time=0.4)


class DashesAndTips(Scene):
    def construct(self):
        dashed = DashedVMobject(Circle(1.5), num_dashes=15, dashed_ratio=0.4)
        line = DashedLine(LEFT * 3, RIGHT * 3 + UP, dash_length=0.3)
        arrow = CurvedDoubleArrow(LEFT * 2, RIGHT * 2, tip_shape_start=ArrowCircleFilledTip, tip_shape_end=StealthTip)
        self.play(Create(dashed), Create(line), run_time=0.7)
        self.play(GrowArrow(Arrow(ORIGIN, UP * 2, stroke_width=12, tip_shape=ArrowTriangleTip)), FadeIn(arrow), run_time=0.5)
        dashed.add_updater(lambda m, dt: m.rotate(dt * 2))
        self.wait(0.5)
        labelled = LabeledDot(Text("x", font_size=20)).shift(DOWN * 2)
        angle = Angle(Line(ORIGIN, RIGHT), Line(ORIGIN, UR), radius=0.8, dot=True)
        self.play(FadeIn(labelled), Create(angle), Create(RightAngle(Line(ORIGIN, LEFT), Line(ORIGIN, UP))), run_time=0.4)


class MarkupEverywhere(Scene):
    def construct(self):
        markup = MarkupText('<span foreground="red">red</span> <b>bold</b> <i>it</i> <sub>sub</sub> <span underline="double">u</span>')
        plain = Text("Hello world", t2c={"world": RED, "[0:2]": BLUE}, t2s={"world": ITALIC}, t2w={"Hello": BOLD}, t2g={"lo": (RED, GREEN)})
        lines = Text("a\nb  c\n\ttab", line_spacing=1.4, slant=OBLIQUE, disable_ligatures=True)
        VGroup(markup, plain, lines).arrange(DOWN)
        self.play(Write(markup), run_time=0.6)
        self.play(AddTextLetterByLetter(plain, time_per_char=0.05))
        self.play(FadeIn(lines, scale=0.5), run_time=0.4)
        self.play(RemoveTextLetterByLetter(plain, time_per_char=0.05))
        self.play(Unwrite(markup, reverse=False), run_time=0.4)


class CodeAndTable(Scene):
    def construct(self):
        code = Code(code_string="def f(x):\n    return x ** 2  # square\n", language="python", background="window").scale(0.6)
        table = Table([["1", "two"], ["3", "4"]], row_labels=[Text("a"), Text("b")], include_outer_lines=True).scale(0.4)
        self.play(FadeIn(code), run_time=0.4)
        self.play(code.animate.to_edge(LEFT), Create(table.to_edge(RIGHT)), run_time=0.6)
        self.play(table.get_entries((2, 2)).animate.set_color(RED), Indicate(code.code_lines[1]), run_time=0.4)
        self.add(table.get_highlighted_cell((1, 1), color=GREEN))
        self.wait(0.2)


class MatricesOfText(Scene):
    def construct(self):
        entries = VGroup(*[Text(str(i)) for i in range(9)]).arrange_in_grid(3, 3, buff=0.5)
        brace = BraceBetweenPoints(entries.get_corner(UL), entries.get_corner(DL), LEFT)
        self.play(LaggedStartMap(FadeIn, entries, lag_ratio=0.1), run_time=0.6)
        self.play(Create(brace), entries.animate.set_color_by_gradient(RED, BLUE), run_time=0.4)
        self.play(*[Rotate(e, PI / 4) for e in entries[::2]], run_time=0.4)


class VectorFieldsMove(Scene):
    def construct(self):
        field = ArrowVectorField(lambda p: np.sin(p[1] / 2) * RIGHT + np.cos(p[0] / 2) * UP, x_range=[-3, 3], y_range=[-2, 2])
        self.add(field)
        dot = Dot(LEFT * 2)
        dot.add_updater(field.get_nudge_updater())
        self.add(dot)
        self.wait(0.5)
        field.start_submobject_movement()
        self.wait(0.3)
        field.stop_submobject_movement()
        self.wait(0.2)


class StreamsStartAndEnd(Scene):
    def construct(self):
        lines = StreamLines(lambda p: p[0] * UR / 2 + p[1] * DR / 2 - p, x_range=[-2, 2, 1], y_range=[-2, 2, 1], stroke_width=3, virtual_time=1)
        self.add(lines)
        lines.start_animation(warm_up=False, flow_speed=1.5)
        self.wait(0.8)
        self.play(lines.end_animation())


class Booleans(Scene):
    def construct(self):
        a = Circle(1, fill_opacity=0.5, color=RED).shift(LEFT * 0.5)
        t = ValueTracker(0)
        b = always_redraw(lambda: Square(1.5, fill_opacity=0.5, color=BLUE).shift(RIGHT * t.get_value()))
        both = always_redraw(lambda: Intersection(a, b, color=GREEN, fill_opacity=0.9))
        self.add(a, b, both)
        self.play(t.animate.set_value(1.2), run_time=0.6)
        self.play(FadeIn(Exclusion(a, Triangle(), color=YELLOW, fill_opacity=1).shift(UP * 2)), FadeIn(Difference(a, b.copy()).shift(DOWN * 2)), run_time=0.4)
        self.play(Create(Cutout(Square(3), Circle(), Triangle(), fill_opacity=0.5, color=PINK)), run_time=0.4)


class LinearTransformations(LinearTransformationScene):
    def __init__(self, **kwargs):
        LinearTransformationScene.__init__(self, show_coordinates=False, leave_ghost_vectors=False, include_background_plane=True, **kwargs)

    def construct(self):
        vector = self.add_vector([1, 2], color=YELLOW, animate=True)
        self.add_unit_square(animate=False)
        self.apply_matrix([[1, 1], [0, 1]], run_time=0.7)
        self.moving_mobjects = []
        self.apply_nonlinear_transformation(lambda p: p + 0.2 * np.sin(p[1]) * RIGHT, run_time=0.4)
        self.play(FadeOut(vector), run_time=0.2)


class CloudsOfPoints(Scene):
    def construct(self):
        cloud = PMobject(stroke_width=6)
        rng = np.random.default_rng(1)
        cloud.add_points(rng.normal(size=(400, 3)) * [1, 1, 0], color=BLUE)
        cloud.set_color_by_gradient(RED, YELLOW)
        group = PGroup(cloud, PointCloudDot(radius=0.5, density=8, color=GREEN).shift(RIGHT * 3))
        self.add(group)
        self.play(Rotate(cloud, 1), run_time=0.4)
        cloud.filter_out(lambda p: p[0] > 0.5)
        cloud.add_updater(lambda m, dt: m.shift(UP * dt))
        self.wait(0.4)
        self.play(cloud.animate.fade_to(PINK, 0.5), FadeOut(group[1], shift=UP), run_time=0.4)
        cloud.clear_updaters().thin_out(3)
        self.wait(0.2)


class ImagesThatChange(Scene):
    def construct(self):
        pixels = np.zeros((20, 30, 4), np.uint8)
        pixels[..., 3] = 255
        pixels[:, ::3] = (255, 0, 0, 255)
        image = ImageMobject(pixels).set_resampling_algorithm(RESAMPLING_ALGORITHMS["nearest"]).scale(8)
        tick = [0]

        def flicker(m, dt):
            tick[0] += 1
            m.pixel_array[tick[0] % 20] = (0, 255, tick[0] * 9 % 255, 255)

        image.add_updater(flicker)
        self.add(image, Text("over"))
        self.wait(0.5)
        image.clear_updaters()
        self.play(image.animate.scale(0.5).rotate(0.5).set_opacity(0.4), run_time=0.5)
        grey = ImageMobject(np.uint8(np.arange(0, 240).reshape(12, 20))).shift(LEFT * 3).set_z_index(-1)
        grey.stretch(3, 0)
        self.play(FadeIn(grey), run_time=0.3)
        self.play(FadeOut(image, scale=2), run_time=0.3)


class BackgroundPictures(Scene):
    def construct(self):
        self.camera.background_color = DARK_BLUE
        self.camera.init_background()
        circle = Circle(fill_opacity=1)
        self.play(Create(circle), run_time=0.3)
        ramp = np.zeros((self.camera.pixel_height, self.camera.pixel_width, 4), np.uint8)
        ramp[..., 2] = np.linspace(0, 255, self.camera.pixel_width, dtype=np.uint8)
        ramp[..., 3] = 255
        self.camera.background = ramp
        self.play(circle.animate.shift(RIGHT), run_time=0.4)
        self.wait(0.2)


class PictureOfTheScreen(Scene):
    def construct(self):
        self.play(Create(Square()), run_time=0.3)
        image = ImageMobject(np.array(self.renderer.get_frame()))
        image.height = 3
        self.play(FadeIn(image.shift(RIGHT * 3)), run_time=0.3)
        self.wait(0.2)


class FrameTurnsAndStretches(MovingCameraScene):
    def construct(self):
        self.add(NumberPlane(), Square(fill_opacity=0.5), Text("corner").to_corner(UR))
        frame = self.camera.frame
        self.play(frame.animate.rotate(0.4), run_time=0.4)
        self.play(frame.animate.stretch(0.7, 0), run_time=0.3)
        frame.add_updater(lambda m, dt: m.scale(1 + dt / 4))
        self.wait(0.4)
        self.play(Create(Circle(3, color=RED)), frame.animate.move_to(UR), run_time=0.4)
        frame.clear_updaters()
        self.wait(0.2)


class ZoomedPopOut(ZoomedScene):
    def __init__(self, **kwargs):
        super().__init__(zoom_factor=0.3, zoomed_display_height=2, zoomed_display_width=3, image_frame_stroke_width=8, **kwargs)

    def construct(self):
        dot = Dot().set_color(GREEN)
        self.add(dot, Text("zoom", font_size=12).next_to(dot, UP, buff=0.1))
        self.zoomed_camera.frame.move_to(dot)
        self.activate_zooming(animate=True)
        self.play(dot.animate.shift(LEFT), run_time=0.4)
        self.play(self.get_zoomed_display_pop_out_animation(), rate_func=lambda t: smooth(1 - t), run_time=0.4)


class OtherCameraClass(Scene):
    def __init__(self, **kwargs):
        super().__init__(camera_class=MovingCamera, **kwargs)

    def construct(self):
        shapes = VGroup(Square(), Circle().shift(RIGHT * 3))
        self.play(Create(shapes), run_time=0.3)
        self.play(self.camera.frame.animate.set(width=6).move_to(shapes[1]), run_time=0.5)
        self.camera.frame_width = 10
        self.wait(0.2)


class TurnedTables(ThreeDScene):
    def construct(self):
        axes = ThreeDAxes()
        surface = Surface(lambda u, v: axes.c2p(u, v, np.sin(u) * np.cos(v)), u_range=[-2, 2], v_range=[-2, 2], resolution=(8, 8))
        surface.set_fill_by_value(axes=axes, colorscale=[(RED, -0.5), (YELLOW, 0), (GREEN, 0.5)], axis=2)
        self.set_camera_orientation(phi=70 * DEGREES, theta=-45 * DEGREES, zoom=0.7)
        title = Text("title").to_corner(UL)
        self.add_fixed_in_frame_mobjects(title)
        self.add(axes, surface)
        self.begin_3dillusion_camera_rotation(rate=2)
        self.wait(0.5)
        self.stop_3dillusion_camera_rotation()
        self.move_camera(phi=30 * DEGREES, theta=10 * DEGREES, gamma=0.3, zoom=1, frame_center=[1, 0, 0], added_anims=[FadeOut(title)], run_time=0.6)
        self.remove_fixed_in_frame_mobjects(title)
        self.play(surface.animate.shift(OUT), title.animate.shift(RIGHT * 3), run_time=0.4)


class SpaceUpdaters(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=60 * DEGREES, theta=30 * DEGREES)
        cube = Cube(side_length=1, fill_opacity=0.7).add_updater(lambda m, dt: m.rotate(dt, axis=UP + OUT))
        ball = Dot3D(RIGHT * 2, color=RED)
        trace = TracedPath(ball.get_center, stroke_color=YELLOW)
        self.add(cube, ball, trace)
        self.begin_ambient_camera_rotation(rate=0.5)
        self.play(Rotate(ball, PI, axis=OUT, about_point=ORIGIN), run_time=0.7)
        self.stop_ambient_camera_rotation()
        tracker = self.camera.phi_tracker
        self.play(tracker.animate.set_value(0.3), run_time=0.4)
        label = Text("faces you").next_to(ball, OUT)
        self.add_fixed_orientation_mobjects(label)
        self.wait(0.3)


class SolidsAndLights(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=65 * DEGREES, theta=-60 * DEGREES, focal_distance=8)
        solids = VGroup(Torus(0.6, 0.2, resolution=(8, 8)), Cone(0.5, 1, resolution=8), Cylinder(0.4, 1, resolution=(6, 6)), Tetrahedron(), Arrow3D(ORIGIN, UP + OUT)).arrange(RIGHT)
        self.add(solids)
        self.play(self.camera.light_source.animate.move_to([3, 3, 5]), run_time=0.5)
        self.play(LaggedStart(*[s.animate.shift(OUT * 0.5) for s in solids], lag_ratio=0.2), run_time=0.6)
        self.camera.should_apply_shading = False
        self.wait(0.2)
        self.camera.exponential_projection = True
        self.play(solids.animate.rotate(0.4), run_time=0.4)


class SpaceLayers(ThreeDScene):
    def construct(self):
        back = Square(2, fill_opacity=1, color=RED).shift(OUT).set_z_index(-2)
        front = Circle(1, fill_opacity=1, color=BLUE).set_z_index(5)
        shaded = Square(1.5, fill_opacity=0.8, shade_in_3d=True).rotate(PI / 3, RIGHT)
        self.add(front, shaded, back)
        self.move_camera(phi=50 * DEGREES, run_time=0.4)
        self.play(back.animate.shift(IN * 2), shaded.animate.set_color(GREEN), run_time=0.4)
        self.add_foreground_mobject(Text("front"))
        self.play(FadeIn(Star(shade_in_3d=True, fill_opacity=1)), run_time=0.3)
        image = ImageMobject(np.full((10, 10, 3), 200, np.uint8)).scale(4)
        self.add(image)
        self.wait(0.2)


class SceneWithinSpace(ThreeDScene):
    def construct(self):
        axes = ThreeDAxes(x_range=[-2, 2], y_range=[-2, 2], z_range=[-2, 2])
        t = ValueTracker(0.1)
        curve = always_redraw(
            lambda: ParametricFunction(lambda u: axes.c2p(np.cos(u), np.sin(u), u / 4), t_range=[0, t.get_value() * TAU], color=YELLOW)
        )
        self.add(axes, curve)
        self.set_camera_orientation(phi=75 * DEGREES, theta=30 * DEGREES)
        self.play(t.animate.set_value(1.5), run_time=0.7)
        self.set_camera_orientation(theta=90 * DEGREES, gamma=20 * DEGREES)
        self.wait(0.2)
        self.play(Uncreate(curve.clear_updaters()), run_time=0.3)


class TypstTransforms(Scene):
    def construct(self):
        first = MathTypst("a^2 + b^2 = c^2")
        second = MathTypst("c = sqrt(a^2 + b^2)")
        self.play(Write(first), run_time=0.6)
        self.play(TransformMatchingShapes(first, second), run_time=0.6)
        self.play(second.animate.set_color_by_gradient(BLUE, RED), run_time=0.3)
        page = Typst("= Title\n- one\n- two $x/2$").next_to(second, DOWN)
        self.play(FadeIn(page, shift=UP), run_time=0.4)


class GraphsThatGrow(Scene):
    def construct(self):
        graph = Graph([1, 2, 3], [(1, 2), (2, 3)], layout="circular", vertex_config={2: {"fill_color": RED}})
        self.play(Create(graph), run_time=0.4)
        self.play(graph.animate.add_vertices(4, positions={4: UP * 2}), run_time=0.3)
        self.play(graph.animate.add_edges((3, 4)), run_time=0.3)
        graph[1].add_updater(lambda m, dt: m.shift(LEFT * dt))
        self.wait(0.3)
        self.play(graph.animate.remove_vertices(2), run_time=0.3)
        self.play(graph.animate.change_layout("spring", layout_config={"seed": 3}), run_time=0.3)


class PathsThatAreTraced(Scene):
    def construct(self):
        wheel = VGroup(Circle(1), Dot(RIGHT)).shift(LEFT * 3)
        path = TracedPath(wheel[1].get_center, stroke_width=6, stroke_opacity=0.5)
        tail = TracedPath(lambda: wheel[0].get_top(), dissipating_time=0.2)
        self.add(wheel, path, tail)
        self.play(wheel.animate.shift(RIGHT * 4), Rotate(wheel[1], -4, about_point=wheel[0].get_center()), run_time=0.8)
        path.clear_updaters()
        boundary = AnimatedBoundary(wheel[0], colors=[RED, GREEN, BLUE], cycle_rate=3)
        self.add(boundary)
        self.wait(0.5)


class NegativeAndHugeNumbers(Scene):
    def construct(self):
        self.add(Line(LEFT * 1000, RIGHT * 1000, stroke_width=1), Circle(500, color=RED).shift(DOWN * 500))
        tiny = Square(1e-4, stroke_width=0.2)
        self.add(tiny, Dot(radius=-0.2), Square(stroke_width=-3, fill_opacity=0.2))
        self.play(tiny.animate.scale(1e4), run_time=0.5)
        self.play(tiny.animate.shift(RIGHT * 1e6), run_time=0.3)
        self.play(Rotate(Line(LEFT * 3, RIGHT * 3, stroke_width=200), 1), run_time=0.3)


class SvgAndCutOut(Scene):
    def construct(self):
        path = VMobject()
        path.start_new_path(LEFT * 2)
        path.add_cubic_bezier_curve_to(LEFT + UP * 2, RIGHT + DOWN * 2, RIGHT * 2)
        path.start_new_path(UP)
        path.add_quadratic_bezier_curve_to(RIGHT, UR)
        path.close_path()
        path.set_fill(GREEN, 0.4)
        self.play(Create(path), run_time=0.5)
        self.play(path.animate.make_smooth(), run_time=0.4)
        self.play(path.animate.reverse_direction().make_jagged(), run_time=0.3)
        part = VMobject().pointwise_become_partial(path, 0.2, 0.6).set_stroke(RED, 8)
        self.add(part)
        self.play(MoveAlongPath(Dot(), path), run_time=0.4)


class FarThingsThatWrapRound(Scene):
    def construct(self):
        # Cairo counts pixels modulo 2**24, so this square is to be seen.
        away = 2**24 / (config.pixel_width / config.frame_width)
        far = Square(2, fill_opacity=1, color=RED, stroke_width=0).shift(RIGHT * away)
        self.add(far, Dot(UP))
        self.play(far.animate.shift(UP), run_time=0.5)


class NumberThatIsReadOtherwise(Scene):
    def construct(self):
        class Score(DecimalNumber):
            def get_value(self, scale):
                return self.number * scale

        self.add(Score(3.5, mob_class=Text))
        self.wait(0.2)


class MethodsOfOneObject(Scene):
    def construct(self):
        arc = Circle(color=BLUE, fill_opacity=0.5)
        arc.get_subpath_split_indices_from_points = lambda points, n_dims=2: np.array([[0, 8]])
        self.add(arc)
        self.play(arc.animate.shift(UP), run_time=0.3)
