import logging
from manim import *

logger = logging.getLogger(__name__)


class Counting(Scene):
    def construct(self):
        number = Integer(0).scale(3)
        self.add(number)
        for n in range(1, 6):
            logger.info("now %d", n)
            self.play(number.animate.set_value(n), run_time=0.3)
