from manim import *


class ShearTransformation(LinearTransformationScene):
    def __init__(self, **kwargs):
        super().__init__(
            show_coordinates=True,
            leave_ghost_vectors=True,
            **kwargs,
        )

    def construct(self):
        matrix = [[1, 1], [0, 1]]
        vector = self.add_vector([1, 2], color=YELLOW)
        self.apply_matrix(matrix)
        self.wait()
