"""PyAV passes through here: its own types are loose, so the rest sees it as untyped on purpose."""

from typing import Any

import av as _av
import av.error as _error
import av.filter as _filter

av: Any = _av
FFmpegError = _error.FFmpegError
WAITS: tuple[type[Exception], ...] = (_error.BlockingIOError, _error.EOFError)
Graph: Any = _filter.Graph
VideoFrame: Any = _av.VideoFrame
AudioFrame: Any = _av.AudioFrame
