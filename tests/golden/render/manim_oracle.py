"""Runs the real `manim` command and writes the hash of every frame that its encoder is given.

    python manim_oracle.py HASHES.txt [manim arguments…]

Nothing of `render_image` is imported, so the two sides share no code.
"""

import sys
from hashlib import blake2b
from pathlib import Path

from manim.__main__ import main
from manim.scene.video_segment_encoder import VideoSegmentEncoder


def hook(lines: list[str]) -> None:
    write_frame = VideoSegmentEncoder.write_frame

    def recording(self: VideoSegmentEncoder, pixels, *, repeat: int = 1) -> None:
        lines.extend([blake2b(pixels.tobytes(), digest_size=16).hexdigest()] * repeat)
        write_frame(self, pixels, repeat=repeat)

    VideoSegmentEncoder.write_frame = recording


if __name__ == "__main__":
    recorded: list[str] = []
    hook(recorded)
    target = Path(sys.argv[1])
    try:
        main(args=sys.argv[2:], standalone_mode=False)
    finally:
        target.write_text("".join(f"{line}\n" for line in recorded), encoding="ascii")
