"""The picture in memory: RGBA as Manim has it, and the same picture as the encoder's planes.

Both are changed by rectangle. A rectangle is `(left, top, right, bottom)` in whole pixels, right
and bottom excluded.
"""

import numpy as np

from render_image.door import Anything, av, cairo

Rectangle = tuple[int, int, int, int]
# swscale blends chroma over neighbouring rows, so a converted patch is cut out of a larger one.
CHROMA_MARGIN = 8
WHOLE_SHARE = 0.6


class Canvas:
    def __init__(self, *, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.whole: Rectangle = (0, 0, width, height)
        self.pixels = np.zeros((height, width, 4), np.uint8)
        self._surface = cairo.ImageSurface.create_for_data(
            self.pixels.data, cairo.FORMAT_ARGB32, width, height
        )
        self.planes = np.zeros((height * 3 // 2, width), np.uint8)
        self._luma = self.planes[:height]
        quarter = height * width // 4
        flat = self.planes.reshape(-1)
        self._blue = flat[height * width : height * width + quarter].reshape(
            height // 2, width // 2
        )
        self._red = flat[height * width + quarter :].reshape(height // 2, width // 2)
        self._reformatter = av.video.reformatter.VideoReformatter()

    def context(self, matrix: tuple[float, ...]) -> Anything:
        context = cairo.Context(self._surface)
        context.set_matrix(cairo.Matrix(*matrix))
        return context

    def convert(self, changed: Rectangle) -> None:
        """Bring the planes up to date with the pixels inside a rectangle."""
        left, top, right, bottom = changed
        outer_left = max(0, (left - CHROMA_MARGIN) & ~15)
        outer_top = max(0, (top - CHROMA_MARGIN) & ~1)
        outer_right = min(self.width, (right + CHROMA_MARGIN + 15) & ~15)
        outer_bottom = min(self.height, (bottom + CHROMA_MARGIN + 1) & ~1)
        if (outer_right - outer_left) * (
            outer_bottom - outer_top
        ) > WHOLE_SHARE * self.width * self.height:
            left, top, right, bottom = outer_left, outer_top, outer_right, outer_bottom = self.whole
        patch = self.pixels[outer_top:outer_bottom, outer_left:outer_right]
        frame = av.VideoFrame.from_numpy_buffer(np.ascontiguousarray(patch), format="rgba")
        converted = self._reformatter.reformat(frame, format="yuv420p", threads=1)
        left, top = left & ~1, top & ~1
        right, bottom = (right + 1) & ~1, (bottom + 1) & ~1
        for target, plane, scale in zip(
            (self._luma, self._blue, self._red), converted.planes, (1, 2, 2), strict=True
        ):
            rows = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
            target[top // scale : bottom // scale, left // scale : right // scale] = rows[
                (top - outer_top) // scale : (bottom - outer_top) // scale,
                (left - outer_left) // scale : (right - outer_left) // scale,
            ]


def intersection(first: Rectangle, second: Rectangle) -> Rectangle | None:
    left, top = max(first[0], second[0]), max(first[1], second[1])
    right, bottom = min(first[2], second[2]), min(first[3], second[3])
    return None if right <= left or bottom <= top else (left, top, right, bottom)
