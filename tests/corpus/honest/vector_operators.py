from manim import *

class Vector2:
    def __init__(self, x, y): self.x, self.y = x, y
    def __add__(self, o): return Vector2(self.x + o.x, self.y + o.y)
    def __mul__(self, k): return Vector2(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __neg__(self): return self * -1
    def __sub__(self, o): return self + (-o)
    def __abs__(self): return (self.x ** 2 + self.y ** 2) ** 0.5
    def __matmul__(self, o): return self.x * o.x + self.y * o.y
    def __bool__(self): return abs(self) > 0
    def __hash__(self): return hash((self.x, self.y))
    def __call__(self): return np.array([self.x, self.y, 0])
    def __str__(self): return f"({self.x}, {self.y})"

class VectorAddition(VectorScene):
    def construct(self):
        plane = self.add_plane(animate=True)
        a, b = Vector2(2, 1), Vector2(-1, 2)
        va = self.add_vector(a(), color=RED)
        vb = self.add_vector(b(), color=BLUE)
        s = a + b
        self.play(vb.animate.shift(a()))
        self.add_vector(s(), color=YELLOW)
        self.play(Write(Text(str(s)).to_corner(UL)))
        self.wait()
