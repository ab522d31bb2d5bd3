"""Cameras that move and zoom, sections, sound, images, point clouds, vector scenes."""

import math
import struct
import tempfile
import wave
from pathlib import Path

from manim import *


def beep(seconds=0.3, pitch=440):
    path = Path(tempfile.mkdtemp()) / "beep.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22050)
        count = int(22050 * seconds)
        file.writeframes(b"".join(struct.pack("<h", int(8000 * math.sin(TAU * pitch * i / 22050))) for i in range(count)))
    return str(path)


def checker(size=24):
    cells = np.indices((size, size)).sum(axis=0) % 2
    picture = np.zeros((size, size, 3), np.uint8)
    picture[cells == 1] = (230, 120, 40)
    picture[:, :, 2] += np.arange(size, dtype=np.uint8) * 5
    return picture


class ZoomIn(MovingCameraScene):
    def construct(self):
        dots = VGroup(*[Dot(RIGHT * i + UP * (i % 3)) for i in range(-4, 5)])
        self.add(dots)
        self.camera.frame.save_state()
        self.play(self.camera.frame.animate.scale(0.4).move_to(dots[2]), run_time=0.7)
        self.wait(0.2)
        self.play(Restore(self.camera.frame), run_time=0.5)


class CameraFollowsDot(MovingCameraScene):
    def construct(self):
        graph = FunctionGraph(np.sin, x_range=[-6, 6])
        dot = Dot().move_to(graph.get_start())
        self.add(graph, dot)
        self.camera.frame.scale(0.5)
        self.camera.frame.add_updater(lambda m: m.move_to(dot))
        self.add(self.camera.frame)
        self.play(MoveAlongPath(dot, graph), run_time=0.9)


class AutoZoom(MovingCameraScene):
    def construct(self):
        pair = VGroup(Square().shift(LEFT * 3), Triangle().shift(RIGHT * 3))
        self.add(pair)
        self.play(self.camera.auto_zoom([pair[0]], margin=1), run_time=0.6)
        self.play(self.camera.auto_zoom(pair, margin=0.5), run_time=0.5)


class VisibleCameraFrame(MovingCameraScene):
    def construct(self):
        self.camera.frame.set_stroke(YELLOW, 4)
        self.add(self.camera.frame, Circle())
        self.play(self.camera.frame.animate.shift(RIGHT), run_time=0.5)


class ZoomedWindow(ZoomedScene):
    def construct(self):
        self.add(Dot(), Square())
        self.play(Create(Circle()), run_time=0.3)
        self.activate_zooming(animate=False)
        self.wait(0.3)
        self.play(self.zoomed_camera.frame.animate.shift(UP), run_time=0.4)


class ImageFades(Scene):
    def construct(self):
        image = ImageMobject(checker()).scale(4)
        self.play(FadeIn(image), run_time=0.5)
        self.play(image.animate.shift(RIGHT * 2).rotate(0.4), run_time=0.5)
        self.play(FadeOut(image), run_time=0.3)


class ImageBehindShapes(Scene):
    def construct(self):
        image = ImageMobject(checker()).set_resampling_algorithm(RESAMPLING_ALGORITHMS["nearest"]).scale(6)
        circle = Circle(fill_opacity=0.5, color=RED)
        self.add(image, circle)
        self.play(circle.animate.shift(RIGHT * 2), run_time=0.6)
        self.wait(0.2)


class ImageOnTop(Scene):
    def construct(self):
        square = Square(fill_opacity=1)
        image = ImageMobject(checker(8)).scale(3).set_opacity(0.6)
        self.add(square, image)
        self.play(Rotate(square, 1), run_time=0.5)


class PointCloud(Scene):
    def construct(self):
        cloud = PointCloudDot(radius=1.5, density=6, color=YELLOW)
        self.add(cloud)
        self.play(cloud.animate.shift(RIGHT), run_time=0.5)
        self.play(FadeOut(cloud), run_time=0.3)


class CloudsAndShapes(Scene):
    def construct(self):
        points = Mobject1D()
        points.add_line(LEFT * 3, RIGHT * 3, RED)
        self.add(Square(), points, Circle(fill_opacity=0.4, color=BLUE))
        self.play(points.animate.rotate(0.5), run_time=0.5)


class ThreeSections(Scene):
    def construct(self):
        self.next_section("first")
        self.play(Create(Square()), run_time=0.3)
        self.next_section("second", skip_animations=False)
        self.play(Create(Circle()), run_time=0.3)
        self.wait(0.2)
        self.next_section("third")
        self.play(*[FadeOut(m) for m in self.mobjects], run_time=0.3)


class SkippedSection(Scene):
    def construct(self):
        square = Square().add_updater(lambda m, dt: m.rotate(dt))
        self.add(square)
        self.next_section("skipped", skip_animations=True)
        self.play(square.animate.shift(RIGHT), run_time=0.5)
        self.wait(0.3)
        self.next_section("shown")
        self.play(square.animate.shift(UP), run_time=0.5)


class WithSound(Scene):
    def construct(self):
        self.add_sound(beep())
        self.play(Create(Circle()), run_time=0.5)
        self.add_sound(beep(0.2, 880), time_offset=0.2, gain=-6)
        self.wait(0.5)


class MatrixOnPlane(LinearTransformationScene):
    def __init__(self, **kwargs):
        super().__init__(show_coordinates=False, leave_ghost_vectors=True, show_basis_vectors=True, **kwargs)

    def construct(self):
        self.apply_matrix([[1, 1], [0, 1]], run_time=0.8)
        self.wait(0.2)


class VectorsOnPlane(VectorScene):
    def construct(self):
        self.add_plane()
        vector = self.add_vector([2, 1], color=YELLOW)
        self.play(vector.animate.put_start_and_end_on(ORIGIN, [1, 2, 0]), run_time=0.5)


class CameraPixelsUsed(Scene):
    def construct(self):
        square = Square(fill_opacity=1)
        self.add(square)
        self.wait(0.2)
        picture = ImageMobject(np.array(self.camera.pixel_array[::8, ::8, :3])).scale(2).shift(RIGHT * 3)
        self.add(picture)
        self.play(square.animate.shift(LEFT * 2), run_time=0.4)


class OwnDrawingClass(Scene):
    def construct(self):
        class Fading(Square):
            def get_fill_rgbas(self):
                return np.array([[1, 0.5, 0, 0.7]])

        shape = Fading()
        self.play(FadeIn(Circle()), run_time=0.3)
        self.add(shape)
        self.play(shape.animate.shift(RIGHT), run_time=0.4)
        self.remove(shape)
        self.wait(0.2)


class FrameCenterShift(Scene):
    def construct(self):
        self.add(Square())
        self.wait(0.2)
        self.camera.frame_center = RIGHT
        self.play(Create(Circle()), run_time=0.4)
        self.add(PointCloudDot(density=3))
        self.wait(0.2)


class BackgroundImageOnShape(Scene):
    def construct(self):
        from PIL import Image

        path = Path(tempfile.mkdtemp()) / "pattern.png"
        Image.fromarray(checker(64)).convert("RGBA").save(path)
        square = Square(side_length=3, fill_opacity=1).color_using_background_image(str(path))
        self.play(FadeIn(square), run_time=0.3)
        self.play(Rotate(square, 0.5), run_time=0.3)
