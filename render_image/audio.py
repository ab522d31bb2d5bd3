"""The sound of a scene as AAC at 48 kHz, exactly as long as its pictures."""

import numpy as np

from render_image.door import Anything, av
from render_image.mp4 import AAC_FRAME, AudioTrack

RATE = 48_000
CHANNELS = 2
SAMPLE_BYTES = 2
BIT_RATE = 160_000


def audio_track(writer: Anything, *, frames: int, fps: float) -> AudioTrack | None:
    """Encode what the scene's writer collected, or None when the scene made no sound."""
    if not writer.includes_sound:
        return None
    segment = writer.audio_segment.set_channels(CHANNELS).set_sample_width(SAMPLE_BYTES)
    samples = np.frombuffer(segment.set_frame_rate(RATE).raw_data, np.int16).reshape(-1, CHANNELS)
    wanted = round(frames / fps * RATE)
    fitted = np.zeros((wanted, CHANNELS), np.int16)
    common = min(wanted, len(samples))
    fitted[:common] = samples[:common]
    return _encode(fitted)


def _encode(samples: Anything) -> AudioTrack:
    codec = av.CodecContext.create("aac", "w")
    codec.sample_rate, codec.layout, codec.format = RATE, "stereo", "fltp"
    codec.bit_rate = BIT_RATE
    codec.flags |= int(av.codec.context.Flags.global_header)
    codec.open()
    packets: list[bytes] = []
    planar = np.ascontiguousarray(samples.T.astype(np.float32) / 32768.0)
    for first in range(0, planar.shape[1], AAC_FRAME):
        part = np.ascontiguousarray(planar[:, first : first + AAC_FRAME])
        frame = av.AudioFrame.from_ndarray(part, format="fltp", layout="stereo")
        frame.sample_rate, frame.pts = RATE, first
        packets.extend(bytes(packet) for packet in codec.encode(frame))
    packets.extend(bytes(packet) for packet in codec.encode(None))
    return AudioTrack(
        samples=packets,
        rate=RATE,
        channels=CHANNELS,
        config=bytes(codec.extradata),
        priming=AAC_FRAME,
        duration=len(samples),
    )
