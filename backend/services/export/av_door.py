"""PyAV passes through here: its own types are loose, so the rest sees it as untyped on purpose."""

from typing import Any

import av as _av
import av.error as _error
import av.filter as _filter

# What comes through here, wherever it goes; modules that use it name what they expect.
Anything = Any

av: Anything = _av
FFmpegError = _error.FFmpegError
WAITS: tuple[type[Exception], ...] = (_error.BlockingIOError, _error.EOFError)
Graph: Anything = _filter.Graph
VideoFrame: Anything = _av.VideoFrame
AudioFrame: Anything = _av.AudioFrame
