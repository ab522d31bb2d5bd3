# attack: T-17
# what: Fetch a picture from an SVG.
# layer: network namespace
# static: rejected
# class: CODE_ERROR RENDERED

from manim import *


class Attack(Scene):
    def construct(self):
        open("/job/work/x.svg", "w").write('<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="http://127.0.0.1:@TCP_PORT@/x.png" width="9" height="9"/><use xlink:href="file:///etc/passwd#x"/><path d="M0 0L1 1"/></svg>')
        self.add(SVGMobject("x.svg"))
        self.wait(0.1)
