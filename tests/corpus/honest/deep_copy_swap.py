from copy import deepcopy
import heapq
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from manim import *

Node = namedtuple("Node", "freq char")


class Huffman(Scene):
    def construct(self):
        counts = Counter("abracadabra")
        heap = [Node(f, c) for c, f in counts.items()]
        heapq.heapify(heap)
        boxes = VGroup()
        while heap:
            node = heapq.heappop(heap)
            boxes.add(VGroup(Square(0.8), Text(f"{node.char}:{node.freq}", font_size=24)))
        boxes.arrange(RIGHT)
        ghost = deepcopy(boxes).set_opacity(0.2)
        self.add(ghost)
        self.play(boxes.animate.shift(UP * 2))
        self.play(Swap(boxes[0], boxes[-1]))
