from manim import *
import hashlib
import datetime
import json

class Block:
    def __init__(self, index, data, prev_hash):
        self.index = index
        self.data = data
        self.prev_hash = prev_hash
        self.timestamp = datetime.datetime(2024, 1, 1).isoformat()
        self.hash = self.compute_hash()

    def compute_hash(self):
        payload = json.dumps(self.__dict__, sort_keys=True, default=str)
        return hashlib.sha256(payload.encode("utf-8")).hexdigest()

class Blockchain(Scene):
    def construct(self):
        chain = [Block(0, "genesis", "0")]
        for i in range(1, 4):
            chain.append(Block(i, f"tx {i}", chain[-1].hash))
        mobs = VGroup()
        for b in chain:
            r = Rectangle(width=2.8, height=1.8)
            lines = VGroup(Text(f"#{b.index}", font_size=22), Text(b.data, font_size=18), Text(b.hash[:10] + "…", font_size=16, color=GREEN)).arrange(DOWN, buff=0.15).move_to(r)
            mobs.add(VGroup(r, lines))
        mobs.arrange(RIGHT, buff=0.6).scale_to_fit_width(config.frame_width - 1)
        self.play(LaggedStart(*[FadeIn(m, shift=RIGHT) for m in mobs], lag_ratio=0.4))
        self.play(mobs[1].animate.set_color(RED), run_time=0.5)
        self.wait()
