from manim import *


class WaterMolecule(Scene):
    def construct(self):
        oxygen = VGroup(Circle(radius=0.8, color=RED, fill_opacity=1), Text("O"))
        hydrogens = VGroup()
        for angle in (-PI / 2 + 0.9, -PI / 2 - 0.9):
            position = 1.8 * np.array([np.cos(angle), np.sin(angle), 0])
            hydrogens.add(VGroup(Circle(radius=0.5, color=WHITE, fill_opacity=1), Text("H", color=BLACK)).move_to(position))
        bonds = VGroup(*[Line(oxygen.get_center(), h.get_center(), stroke_width=10, z_index=-1) for h in hydrogens])
        self.play(FadeIn(oxygen))
        self.play(Create(bonds), FadeIn(hydrogens))
        angle = Angle(bonds[1], bonds[0], radius=1.1, color=YELLOW)
        self.play(Create(angle), Write(Text("104.5°", font_size=24).next_to(angle, DOWN)))
        self.wait(2)
