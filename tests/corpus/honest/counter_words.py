from collections import Counter, defaultdict, namedtuple, deque, OrderedDict
from manim import *
Point = namedtuple("Point", "x y")
class Words(Scene):
    def construct(self):
        counts = Counter("the cat the dog the end".split())
        groups = defaultdict(list)
        for w, c in counts.most_common():
            groups[c].append(w)
        queue = deque(groups.items(), maxlen=5)
        while queue:
            c, ws = queue.popleft()
            t = Text(f"{c}: {', '.join(ws)}")
            self.play(FadeIn(t))
            self.play(FadeOut(t))
        p = Point(1, 2)
        self.add(Dot([p.x, p._replace(y=0).y, 0]))
        self.wait()
