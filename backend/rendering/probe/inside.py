"""Look at one film inside a sandbox, and write its packets anew. Stands alone.

One job as a JSON line in, one JSON line out, like the renderer itself. The demuxer is fixed, so
that a playlist or a script in a film's clothes is refused instead of followed.
"""

import json
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import av.bitstream
import av.container
import av.error
from PIL import Image

_OPEN = {"protocol_whitelist": "file", "enable_drefs": "0", "use_absolute_path": "0"}
_MOV_FLAGS = "+faststart+negative_cts_offsets"
_KEYFRAME_SECONDS_MAX = 2
_SAMPLE_RATE = 48000
_LENGTH_BYTES = 4
_PARAMETER_SETS = {7, 8}


class UnfitError(Exception):
    """The film is not what a chunk has to be."""


def demand(holds: object, reason: str) -> None:
    """Raise the reason unless it holds."""
    if not holds:
        raise UnfitError(reason)


def check_streams(container: av.container.InputContainer) -> None:
    """One H.264 picture, at most one AAC sound, and nothing else."""
    video, audio = container.streams.video, container.streams.audio
    demand(len(video) == 1, "There is not exactly one video stream.")
    demand(len(audio) <= 1, "There is more than one audio stream.")
    demand(len(container.streams) == len(video) + len(audio), "There are other streams.")
    demand(video[0].codec_context.name == "h264", "The video is not H.264.")
    demand(video[0].codec_context.pix_fmt == "yuv420p", "The pixels are not 4:2:0.")
    if audio:
        demand(audio[0].codec_context.name == "aac", "The sound is not AAC.")
        demand(audio[0].codec_context.sample_rate == _SAMPLE_RATE, "The sound is not 48 kHz.")
        demand(audio[0].codec_context.channels in {1, 2}, "The sound is not mono or stereo.")


def units(data: memoryview) -> set[int]:
    """Which kinds of units one picture consists of."""
    at, found = 0, set[int]()
    while at + _LENGTH_BYTES < len(data):
        found.add(data[at + _LENGTH_BYTES] & 31)
        at += _LENGTH_BYTES + int.from_bytes(data[at : at + _LENGTH_BYTES], "big")
    demand(at == len(data), "A frame is cut short.")
    return found


def copy(source: Path, target: Path, job: dict[str, int]) -> tuple[int, int]:
    """Write the packets anew; returns the number of frames and the last key frame's time."""
    fps, frames, last_key, since_key = job["fps"], 0, 0, 0
    with (
        av.open(str(source), format="mov", options=_OPEN) as read,
        av.open(
            str(target),
            "w",
            format="mp4",
            options={"movflags": _MOV_FLAGS, "fflags": "+bitexact", "brand": "isom"},
        ) as write,
    ):
        check_streams(read)
        picture = read.streams.video[0]
        size = (picture.codec_context.width, picture.codec_context.height)
        demand(size == (job["width"], job["height"]), "The frame has another size.")
        demand(picture.time_base is not None, "The video has no clock.")
        step = Fraction(1, fps) / (picture.time_base or Fraction(1))
        demand(step.denominator == 1, "The clock cannot count these frames.")
        # The library's types stop at its packets.
        output_container: Any = write
        outputs: dict[int, Any] = {
            stream.index: output_container.add_stream_from_template(stream)
            for stream in read.streams
        }
        outputs[picture.index].time_base = picture.time_base or Fraction(1)
        # Free text can ride in the picture's own stream (SEI); none of it is needed to decode.
        # The filter answers with start codes; told of the output, it says so there, and the muxer
        # writes lengths again. Browsers refuse a film that mixes the two.
        bare: Any = av.bitstream.BitStreamFilterContext(
            "filter_units=remove_types=6", picture, outputs[picture.index]
        )
        packet: Any
        for packet in read.demux():
            if packet.pts is None or packet.size == 0:
                continue
            output = outputs[packet.stream.index]
            if packet.stream.index == picture.index:
                demand(packet.pts == frames * step, "A frame is not at its time.")
                demand(packet.dts == packet.pts, "Frames are out of order.")
                demand(packet.is_keyframe or frames > 0, "The first frame is not a key frame.")
                demand(
                    not units(memoryview(packet)) & _PARAMETER_SETS, "The picture changes its form."
                )
                since_key = 0 if packet.is_keyframe else since_key + 1
                last_key = packet.pts if packet.is_keyframe else last_key
                demand(since_key < _KEYFRAME_SECONDS_MAX * fps, "Key frames are too far apart.")
                frames += 1
                demand(frames <= job["framesMax"], "The film is too long.")
                _mux(output_container, output, bare.filter(packet))
            else:
                _mux(output_container, output, [packet])
    return frames, last_key


def _mux(container: Any, stream: Any, packets: list[Any]) -> None:  # noqa: ANN401 - untyped there
    """Write what the filter left of one packet, which must be one packet."""
    demand(len(packets) == 1, "A frame is empty.")
    packets[0].stream = stream
    container.mux(packets[0])


def decode_ends(film: Path, job: dict[str, int], last_key: int) -> None:
    """Decode the first frame and everything from the last key frame on."""
    size = (job["width"], job["height"])
    with av.open(str(film), format="mov", options=_OPEN) as container:
        picture = container.streams.video[0]
        picture.thread_count = 1
        picture.codec_context.options = {"err_detect": "explode"}
        first = next(container.decode(picture), None)
        demand(first and (first.width, first.height) == size, "The first frame is damaged.")
        container.seek(last_key, stream=picture)
        frames = [(frame.width, frame.height) for frame in container.decode(picture)]
        demand(frames and set(frames) == {size}, "The last frames are damaged.")


def clean_poster(source: Path, target: Path, job: dict[str, int]) -> bool:
    """Decode the poster and write its pixels anew; says whether there is one."""
    try:
        with Image.open(source, formats=("JPEG",)) as image:
            if image.width > job["width"] or image.height > job["height"]:
                return False
            image.convert("RGB").save(target, "JPEG", quality=88)
    except (OSError, ValueError, SyntaxError):
        return False
    return True


def probe(job: dict[str, int], folder: Path) -> dict[str, object]:
    """Everything, as the last line."""
    clean = folder / "out" / "clean.mp4"
    try:
        frames, last_key = copy(folder / "work" / "film.mp4", clean, job)
        demand(frames > 0, "There is no frame.")
        decode_ends(clean, job, last_key)
    except UnfitError as verdict:
        return {"type": "probed", "fit": False, "reason": str(verdict)}
    except (av.error.FFmpegError, ValueError, OSError, EOFError):
        return {"type": "probed", "fit": False, "reason": "It is not a readable film."}
    poster = clean_poster(folder / "work" / "poster.jpg", folder / "out" / "clean.jpg", job)
    return {"type": "probed", "fit": True, "frames": frames, "poster": poster}


def main() -> None:
    """Say ready, read one job, answer."""
    Image.init()
    sys.stdout.write('{"type": "ready"}\n')
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        return
    job = json.loads(line)
    sys.stdout.write(json.dumps(probe(job, Path(job.pop("folder")))) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
