import csv
import io
import json
from manim import *

DATA = """year,value
2020,3
2021,5
2022,9
"""


class Growth(Scene):
    def construct(self):
        rows = list(csv.DictReader(io.StringIO(DATA)))
        settings = json.loads('{"color": "#00ff88"}')
        chart = BarChart([float(r["value"]) for r in rows], bar_names=[r["year"] for r in rows],
                         bar_colors=[settings["color"]])
        self.play(Create(chart))
        self.wait()
