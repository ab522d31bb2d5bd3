"""Chunks into one MP4: packets are copied, frames are counted, nothing is guessed.

All chunks share one H.264 profile without B-frames, so a frame is a packet and the time of frame
`n` is `n / fps`. Sound, where there is any, is laid on one track at exact sample positions.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import ClassVar

import numpy as np

from backend.errors import Owner, ServiceError
from backend.services.export.av_door import Anything, FFmpegError, av

AUDIO_HZ = 48_000
_CHANNELS = 2
_AAC_SAMPLES = 1024
_TICKS_PER_FRAME = 512


class ChunkUnfitError(ServiceError):
    """A chunk does not have the frames, size or profile that it was said to have."""

    code: ClassVar[str] = "export.chunk_unfit"
    http_status: ClassVar[int] = 500
    owner: ClassVar[Owner] = "us"


@dataclass(frozen=True)
class Sound:
    """Where a chunk's sound is: a film, and the frame of it at which the chunk starts."""

    path: Path
    first_frame: int = 0


@dataclass(frozen=True)
class ChunkFile:
    """One scene's film on disk."""

    path: Path
    frames: int
    title: str
    sound: Sound | None = None


@dataclass(frozen=True)
class Film:
    """What was joined."""

    path: Path
    frames: int
    fps: Fraction
    width: int
    height: int


@dataclass(frozen=True)
class Shape:
    """What must be equal for packets to be copied into one stream."""

    width: int
    height: int
    fps: Fraction
    codec_setup: bytes


def shape_of(path: Path) -> Shape:
    """Read a chunk's shape.

    Raises:
        ChunkUnfitError: it is not a readable film.
    """
    try:
        with av.open(str(path)) as film:
            video = film.streams.video[0]
            return Shape(
                video.width,
                video.height,
                Fraction(video.average_rate or 0),
                bytes(video.codec_context.extradata or b""),
            )
    except (FFmpegError, IndexError) as error:
        message = "A chunk cannot be read."
        raise ChunkUnfitError(message) from error


def join_chunks(
    chunks: Sequence[ChunkFile],
    target: Path,
    *,
    check_stop: Callable[[], None],
    on_frames: Callable[[int], None] = lambda _frames: None,
) -> Film:
    """Copy all packets into one MP4 with a chapter for each chunk.

    Raises:
        ChunkUnfitError: a chunk differs in shape or does not have the frames it was said to have.
    """
    shape = shape_of(chunks[0].path)
    with (
        av.open(str(target), "w", format="mp4", options={"movflags": "+faststart"}) as output,
        av.open(str(chunks[0].path)) as first,
    ):
        out_video: Anything = output.add_stream_from_template(first.streams.video[0])
        tick = 1 / (shape.fps * _TICKS_PER_FRAME)
        out_video.time_base = tick
        out_audio = _audio_stream(output) if any(each.sound for each in chunks) else None
        if len(chunks) > 1:
            output.set_chapters(_chapters(chunks, shape.fps))
        frame = 0
        for chunk in chunks:
            check_stop()
            if shape_of(chunk.path) != shape:
                message = "A chunk has another size, rate or profile than the first."
                raise ChunkUnfitError(message)
            _copy_video(chunk, output, out_video, first_frame=frame, tick=tick)
            frame += chunk.frames
            on_frames(frame)
        if out_audio is not None:
            _lay_audio(chunks, output, out_audio, fps=shape.fps)
    counted = count_frames(target)
    if counted != frame:
        message = f"The film has {counted} frames instead of {frame}."
        raise ChunkUnfitError(message)
    return Film(target, frame, shape.fps, shape.width, shape.height)


def count_frames(path: Path) -> int:
    """Frames of a film, by its packets."""
    with av.open(str(path)) as film:
        return sum(1 for packet in film.demux(video=0) if packet.size > 0)


def _copy_video(
    chunk: ChunkFile,
    output: Anything,
    stream: Anything,
    *,
    first_frame: int,
    tick: Fraction,
) -> None:
    copied = 0
    with av.open(str(chunk.path)) as film:
        for packet in film.demux(video=0):
            if packet.size == 0:
                continue
            packet.stream = stream
            # The muxer may choose other ticks than asked for; it converts from these.
            packet.time_base = tick
            packet.pts = packet.dts = (first_frame + copied) * _TICKS_PER_FRAME
            packet.duration = _TICKS_PER_FRAME
            output.mux(packet)
            copied += 1
    if copied != chunk.frames:
        message = f"A chunk has {copied} frames instead of {chunk.frames}."
        raise ChunkUnfitError(message)


def _chapters(chunks: Sequence[ChunkFile], fps: Fraction) -> list[Anything]:
    chapters: list[Anything] = []
    start = 0
    for number, chunk in enumerate(chunks):
        chapters.append(
            {
                "id": number + 1,
                "start": start,
                "end": start + chunk.frames,
                "time_base": 1 / fps,
                "metadata": {"title": chunk.title},
            }
        )
        start += chunk.frames
    return chapters


def _audio_stream(output: Anything) -> Anything:
    stream = output.add_stream("aac", rate=AUDIO_HZ, layout="stereo")
    stream.time_base = Fraction(1, AUDIO_HZ)
    return stream


def _lay_audio(
    chunks: Sequence[ChunkFile],
    output: Anything,
    stream: Anything,
    *,
    fps: Fraction,
) -> None:
    position = 0
    waiting = np.zeros((_CHANNELS, 0), dtype=np.float32)
    for samples in _samples(chunks, fps):
        waiting = np.concatenate([waiting, samples], axis=1)
        whole = waiting.shape[1] - waiting.shape[1] % _AAC_SAMPLES
        for start in range(0, whole, _AAC_SAMPLES):
            _encode_audio(waiting[:, start : start + _AAC_SAMPLES], position, output, stream)
            position += _AAC_SAMPLES
        waiting = waiting[:, whole:]
    if waiting.shape[1]:
        _encode_audio(waiting, position, output, stream)
    for packet in stream.encode(None):
        output.mux(packet)


def _encode_audio(samples: Anything, position: int, output: Anything, stream: Anything) -> None:
    frame: Anything = av.AudioFrame.from_ndarray(
        np.ascontiguousarray(samples), format="fltp", layout="stereo"
    )
    frame.sample_rate = AUDIO_HZ
    frame.pts = position
    frame.time_base = Fraction(1, AUDIO_HZ)
    for packet in stream.encode(frame):
        output.mux(packet)


def _samples(chunks: Sequence[ChunkFile], fps: Fraction) -> Iterator[Anything]:
    """Exactly as many samples for each chunk as its frames last; silence where there is none."""
    start_frame = 0
    for chunk in chunks:
        first = int(start_frame * AUDIO_HZ / fps)
        last = int((start_frame + chunk.frames) * AUDIO_HZ / fps)
        start_frame += chunk.frames
        wanted = last - first
        samples = np.zeros((_CHANNELS, wanted), dtype=np.float32)
        found = _decode_audio(chunk.sound.path) if chunk.sound is not None else None
        if chunk.sound is not None and found is not None:
            heard = found[:, int(chunk.sound.first_frame * AUDIO_HZ / fps) :]
            taken = min(wanted, int(heard.shape[1]))
            samples[:, :taken] = heard[:, :taken]
        yield samples


def _decode_audio(path: Path) -> Anything:
    pieces: list[Anything] = []
    resampler = av.AudioResampler(format="fltp", layout="stereo", rate=AUDIO_HZ)
    with av.open(str(path)) as film:
        if not film.streams.audio:
            return None
        for frame in film.decode(audio=0):
            pieces += [made.to_ndarray() for made in resampler.resample(frame)]
        pieces += [made.to_ndarray() for made in resampler.resample(None)]
    return np.concatenate(pieces, axis=1) if pieces else None
