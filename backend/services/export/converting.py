"""Films into other films: another size, WebM, GIF. Every frame in gives one frame out."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from backend.services.export.av_door import WAITS, AudioFrame, Graph, VideoFrame, av

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
            ":colormatrix=smpte170m:stitchable=1"
        ),
    }
)
_WEBM_OPTIONS: Final = MappingProxyType(
    {"crf": "32", "b": "0", "deadline": "realtime", "cpu-used": "6", "row-mt": "1"}
)
_GIF_COLOURS = 128


@dataclass(frozen=True)
class Cut:
    """Frames of a film, the last one exclusive."""

    first: int
    last: int


def encode_chunk(
    source: Path,
    target: Path,
    *,
    size: tuple[int, int] | None = None,
    cut: Cut | None = None,
    check_stop: Callable[[], None],
) -> int:
    """Encode a film, or a part of it, as a chunk; answers its frames."""
    with av.open(str(source)) as film:
        video = film.streams.video[0]
        rate = Fraction(video.average_rate or 0)
        width, height = size or (video.width, video.height)
        options = {"movflags": "+faststart"}
        with av.open(str(target), "w", format="mp4", options=options) as output:
            stream: Any = output.add_stream("libx264", rate=rate)
            stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
            stream.options = {**CHUNK_OPTIONS, "g": str(max(1, int(rate)))}
            stream.codec_context.time_base = 1 / rate
            written = 0
            for number, frame in enumerate(film.decode(video=0)):
                check_stop()
                if cut is not None and not cut.first <= number < cut.last:
                    continue
                scaled: Any = frame.reformat(width=width, height=height, format="yuv420p")
                scaled.pts, scaled.time_base = written, 1 / rate
                scaled.pict_type = 0
                for packet in stream.encode(scaled):
                    output.mux(packet)
                written += 1
            for packet in stream.encode(None):
                output.mux(packet)
    return written


def to_webm(
    source: Path,
    target: Path,
    *,
    check_stop: Callable[[], None],
    on_frames: Callable[[int], None],
) -> int:
    """Encode as VP9 and Opus; answers the frames."""
    with av.open(str(source)) as film, av.open(str(target), "w", format="webm") as output:
        video = film.streams.video[0]
        rate = Fraction(video.average_rate or 0)
        out_video: Any = output.add_stream("libvpx-vp9", rate=rate)
        out_video.width, out_video.height, out_video.pix_fmt = video.width, video.height, "yuv420p"
        out_video.options = dict(_WEBM_OPTIONS)
        out_video.codec_context.time_base = 1 / rate
        out_audio: Any = (
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
                made: Any = frame.reformat(format="yuv420p")
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
    *,
    check_stop: Callable[[], None],
    on_frames: Callable[[int], None],
) -> int:
    """Encode as GIF with one palette for the whole film, read in a first pass."""
    palette = _palette(source, check_stop)
    with av.open(str(source)) as film, av.open(str(target), "w", format="gif") as output:
        video = film.streams.video[0]
        rate = Fraction(video.average_rate or 0)
        stream: Any = output.add_stream("gif", rate=rate)
        stream.width, stream.height, stream.pix_fmt = video.width, video.height, "pal8"
        stream.codec_context.time_base = 1 / rate
        graph: Any = Graph()
        pictures: Any = graph.add_buffer(template=video)
        colours: Any = graph.add_buffer(
            width=palette.width, height=palette.height, format="bgra", time_base=1 / rate
        )
        use: Any = graph.add("paletteuse", "dither=bayer:bayer_scale=4:diff_mode=rectangle")
        sink: Any = graph.add("buffersink")
        pictures.link_to(use, 0, 0)
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


def _palette(source: Path, check_stop: Callable[[], None]) -> Any:  # noqa: ANN401 - PyAV's frames are loosely typed
    graph: Any = Graph()
    with av.open(str(source)) as film:
        pictures: Any = graph.add_buffer(template=film.streams.video[0])
        make: Any = graph.add("palettegen", f"max_colors={_GIF_COLOURS}:stats_mode=diff")
        sink: Any = graph.add("buffersink")
        pictures.link_to(make)
        make.link_to(sink)
        graph.configure()
        for frame in film.decode(video=0):
            check_stop()
            pictures.push(frame)
        pictures.push(None)
        return sink.pull()


def _pulled(sink: Any) -> list[Any]:  # noqa: ANN401 - PyAV's filters are loosely typed
    frames: list[Any] = []
    while True:
        try:
            frames.append(sink.pull())
        except WAITS:
            return frames
