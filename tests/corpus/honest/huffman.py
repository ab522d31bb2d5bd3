from manim import *
from collections import Counter
import heapq
import functools

@functools.total_ordering
class Node:
    __slots__ = ("char", "freq", "left", "right")

    def __init__(self, char, freq, left=None, right=None):
        self.char = char
        self.freq = freq
        self.left = left
        self.right = right

    def __lt__(self, other):
        return self.freq < other.freq

    def __eq__(self, other):
        return self.freq == other.freq

def build(text):
    heap = [Node(c, f) for c, f in Counter(text).items()]
    heapq.heapify(heap)
    while len(heap) > 1:
        a, b = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, Node(None, a.freq + b.freq, a, b))
    return heap[0]

class Huffman(Scene):
    def construct(self):
        root = build("abracadabra")
        group = VGroup()
        def draw(node, pos, dx):
            lab = f"{node.char or ''}:{node.freq}"
            m = VGroup(Circle(0.35, color=TEAL), Text(lab, font_size=18)).move_to(pos)
            for child, sign in ((node.left, -1), (node.right, 1)):
                if child is not None:
                    target = pos + DOWN * 1.2 + RIGHT * dx * sign
                    group.add(Line(pos, target, buff=0.35))
                    draw(child, target, dx / 2)
            group.add(m)
        draw(root, UP * 3, 2.5)
        self.play(Create(group), run_time=4)
        self.wait()
