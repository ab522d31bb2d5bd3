"""Films into other films: another size, WebM, GIF. Every frame in gives one frame out."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

from backend.services.export.av_door import WAITS, Anything, AudioFrame, Graph, VideoFrame, av
from backend.services.export.joining import Film
from backend.services.jobs.messages import Picture

# The profile of our chunks (`render_image/encode.py`): what is encoded here joins them by copy.
CHUNK_OPTIONS: Final = MappingProxyType(
    {
        "preset": "ultrafast",
        "qp": "18",
        "threads": "1",
        "bf": "0",
        "forced-idr": "1",
        "x264-params": (
            "scenecut=0:open-gop=0:rc-lookahead=0:sync-lookahead=0:force-cfr=1"
            ":colormatrix=smpte170m:stitchable=1:deadzone-inter=6"
        ),
    }
)
_WEBM_OPTIONS: Final = MappingProxyType(
    {"crf": "32", "b": "0", "deadline": "realtime", "cpu-used": "6", "row-mt": "1"}
)
_GIF_COLOURS = 128
_DITHERS: Final = MappingProxyType(
    {"none": "none", "pattern": "bayer:bayer_scale=4", "diffusion": "sierra2_4a"}
)


@dataclass(frozen=True)
class Cut:
    """Frames of a film, the last one exclusive."""

    first: int
    last: int


@dataclass(frozen=True)
class Look:
    """The size of a converted film, and the palette of a GIF."""

    width: int
    height: int
    colors: int = _GIF_COLOURS
    dither: Literal["none", "pattern", "diffusion"] = "pattern"


def look_of(picture: Picture | None, film: Film) -> Look:
    """What was asked for, of a film of this size; a given width keeps the shape."""
    asked = picture or Picture()
    width = (asked.width or film.width) // 2 * 2
    height = max(2, round(film.height * width / film.width / 2) * 2)
    return Look(width, height, asked.colors or _GIF_COLOURS, asked.dither or "pattern")


def encode_chunk(
    source: Path,
    target: Path,
    *,
    size: tuple[int, int] | None = None,
    fps: int | None = None,
    cut: Cut | None = None,
    check_stop: Callable[[], None],
) -> int:
    """Encode a film, or a part of it, as a chunk; answers its frames.

    At another rate, frames are repeated or left out so that it lasts as long. In another shape the
    picture lies whole in the middle.
    """
    with av.open(str(source)) as film:
        video = film.streams.video[0]
        given = Fraction(video.average_rate or 0)
        rate = given if fps is None else Fraction(fps)
        width, height = size or (video.width, video.height)
        fit = _fitter(video, width, height)
        options = {"movflags": "+faststart"}
        with av.open(str(target), "w", format="mp4", options=options) as output:
            stream: Anything = output.add_stream("libx264", rate=rate)
            stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
            stream.options = {**CHUNK_OPTIONS, "g": str(max(1, int(rate)))}
            stream.codec_context.time_base = 1 / rate
            written = 0
            part = cut or Cut(0, sys.maxsize)
            for number, frame in enumerate(film.decode(video=0)):
                check_stop()
                if not part.first <= number < part.last:
                    continue
                shown: Anything = fit(frame)
                while written * given < (number - part.first + 1) * rate:
                    shown.pts, shown.time_base, shown.pict_type = written, 1 / rate, 0
                    for packet in stream.encode(shown):
                        output.mux(packet)
                    written += 1
            for packet in stream.encode(None):
                output.mux(packet)
    return written


def _fitter(video: Anything, width: int, height: int) -> Callable[[Anything], Anything]:
    """Brings frames to a size, with bars where the shape is another."""
    if (video.width, video.height) == (width, height):
        return lambda frame: frame.reformat(format="yuv420p")
    graph: Anything = Graph()
    pictures: Anything = graph.add_buffer(template=video)
    size = f"{width}:{height}"
    scale: Anything = graph.add(
        "scale", f"{size}:force_original_aspect_ratio=decrease:flags=lanczos"
    )
    pad: Anything = graph.add("pad", f"{size}:(ow-iw)/2:(oh-ih)/2")
    sink: Anything = graph.add("buffersink")
    pictures.link_to(scale)
    scale.link_to(pad)
    pad.link_to(sink)
    graph.configure()

    def fit(frame: Anything) -> Anything:
        # By the graph, which its parts do not keep alive.
        graph.push(frame)
        return graph.pull().reformat(format="yuv420p")

    return fit


def to_webm(
    source: Path,
    target: Path,
    look: Look,
    *,
    check_stop: Callable[[], None],
    on_frames: Callable[[int], None],
) -> int:
    """Encode as VP9 and Opus; answers the frames."""
    with av.open(str(source)) as film, av.open(str(target), "w", format="webm") as output:
        video = film.streams.video[0]
        rate = Fraction(video.average_rate or 0)
        out_video: Anything = output.add_stream("libvpx-vp9", rate=rate)
        out_video.width, out_video.height, out_video.pix_fmt = look.width, look.height, "yuv420p"
        out_video.options = dict(_WEBM_OPTIONS)
        out_video.codec_context.time_base = 1 / rate
        fit = _fitter(video, look.width, look.height)
        out_audio: Anything = (
            output.add_stream("libopus", rate=48_000, layout="stereo")
            if film.streams.audio
            else None
        )
        resampler = av.AudioResampler(format="s16", layout="stereo", rate=48_000)
        written = 0
        # Named streams only: chapters come as a data stream, which nothing decodes.
        wanted = (video, film.streams.audio[0]) if film.streams.audio else (video,)
        for frame in film.decode(*wanted):
            check_stop()
            if isinstance(frame, VideoFrame):
                made: Anything = fit(frame)
                made.pts, made.time_base, made.pict_type = written, 1 / rate, 0
                output.mux(out_video.encode(made))
                written += 1
                on_frames(written)
            elif out_audio is not None and isinstance(frame, AudioFrame):
                for part in resampler.resample(frame):
                    output.mux(out_audio.encode(part))
        output.mux(out_video.encode(None))
        if out_audio is not None:
            output.mux(out_audio.encode(None))
    return written


def to_gif(
    source: Path,
    target: Path,
    look: Look,
    *,
    check_stop: Callable[[], None],
    on_frames: Callable[[int], None],
) -> int:
    """Encode as GIF with one palette for the whole film, read in a first pass."""
    palette = _palette(source, look, check_stop)
    with av.open(str(source)) as film, av.open(str(target), "w", format="gif") as output:
        video = film.streams.video[0]
        rate = Fraction(video.average_rate or 0)
        stream: Anything = output.add_stream("gif", rate=rate)
        stream.width, stream.height, stream.pix_fmt = look.width, look.height, "pal8"
        stream.codec_context.time_base = 1 / rate
        graph: Anything = Graph()
        pictures: Anything = graph.add_buffer(template=video)
        colours: Anything = graph.add_buffer(
            width=palette.width, height=palette.height, format="bgra", time_base=1 / rate
        )
        scale: Anything = graph.add("scale", f"{look.width}:{look.height}:flags=lanczos")
        use: Anything = graph.add(
            "paletteuse", f"dither={_DITHERS[look.dither]}:diff_mode=rectangle"
        )
        sink: Anything = graph.add("buffersink")
        pictures.link_to(scale)
        scale.link_to(use, 0, 0)
        colours.link_to(use, 0, 1)
        use.link_to(sink)
        graph.configure()
        colours.push(palette)
        colours.push(None)
        written = 0

        def drain() -> None:
            nonlocal written
            for made in _pulled(sink):
                made.pts, made.time_base = written, 1 / rate
                output.mux(stream.encode(made))
                written += 1
                on_frames(written)

        for frame in film.decode(video=0):
            check_stop()
            pictures.push(frame)
            drain()
        pictures.push(None)
        drain()
        output.mux(stream.encode(None))
    return written


def _palette(source: Path, look: Look, check_stop: Callable[[], None]) -> Anything:
    graph: Anything = Graph()
    with av.open(str(source)) as film:
        pictures: Anything = graph.add_buffer(template=film.streams.video[0])
        scale: Anything = graph.add("scale", f"{look.width}:{look.height}:flags=lanczos")
        # One place more, for the colour that means "as before".
        places = min(256, look.colors + 1)
        make: Anything = graph.add("palettegen", f"max_colors={places}:stats_mode=diff")
        sink: Anything = graph.add("buffersink")
        pictures.link_to(scale)
        scale.link_to(make)
        make.link_to(sink)
        graph.configure()
        for frame in film.decode(video=0):
            check_stop()
            pictures.push(frame)
        pictures.push(None)
        return sink.pull()


def _pulled(sink: Anything) -> list[Anything]:
    frames: list[Anything] = []
    while True:
        try:
            frames.append(sink.pull())
        except WAITS:
            return frames
