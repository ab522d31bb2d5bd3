from manim import *
from dataclasses import dataclass

@dataclass(frozen=True)
class Atom:
    symbol: str
    color: ManimColor
    radius: float = 0.4

H = Atom("H", WHITE, 0.3)
O = Atom("O", RED, 0.5)
C = Atom("C", GREY)

class Molecule(VGroup):
    def __init__(self, atoms, bonds, **kwargs):
        super().__init__(**kwargs)
        self.atoms = VGroup()
        for atom, pos in atoms:
            c = Circle(radius=atom.radius, color=atom.color, fill_opacity=0.8)
            t = Text(atom.symbol, font_size=24, color=BLACK)
            self.atoms.add(VGroup(c, t).move_to(pos))
        for i, j, order in bonds:
            for k in range(order):
                off = UP * 0.1 * (k - (order - 1) / 2)
                self.add(Line(self.atoms[i].get_center() + off, self.atoms[j].get_center() + off, z_index=-1))
        self.add(self.atoms)

class Combustion(Scene):
    def construct(self):
        methane = Molecule([(C, ORIGIN), (H, UP), (H, DOWN), (H, LEFT), (H, RIGHT)], [(0, k, 1) for k in range(1, 5)])
        co2 = Molecule([(O, LEFT * 1.2), (C, ORIGIN), (O, RIGHT * 1.2)], [(0, 1, 2), (1, 2, 2)])
        methane.shift(LEFT * 3)
        co2.shift(RIGHT * 3)
        arrow = Arrow(LEFT, RIGHT)
        self.play(FadeIn(methane))
        self.play(GrowArrow(arrow), TransformFromCopy(methane, co2))
        self.wait()
