"""Rendering a scene that nobody trusts.

Owns the sandboxes, the pool of warm boxes, the caches, the static check and the probe that looks at
what comes out. Never knows a web request, a queue, a setting or a database: everything it needs is
passed in. Start with `renderer.py`; what a box can see is all in `bubblewrap/command.py`; the
system calls it may make are in `sandbox/seccomp.py`.
"""

from backend.rendering.bubblewrap.adapter import BubblewrapSandbox
from backend.rendering.choice import make_sandbox
from backend.rendering.docker.adapter import DockerSandbox
from backend.rendering.errors import (
    PlanInvalidError,
    RenderCancelledError,
    RenderingError,
    SandboxFailedError,
    SandboxUnavailableError,
)
from backend.rendering.outcome import (
    ErrorClass,
    Inspected,
    LimitHit,
    Outcome,
    Play,
    Progress,
    Rejected,
    Rendered,
    Section,
)
from backend.rendering.plan import QUALITIES, Asset, Quality, RenderPlan
from backend.rendering.pool import sizes_for, sizes_for_machine
from backend.rendering.renderer import Renderer
from backend.rendering.sandbox.port import Layer, Limits, Program, Sandbox
from backend.rendering.sandbox.supervise import CancelToken
from backend.rendering.workspace import Workspace

__all__ = [
    "QUALITIES",
    "Asset",
    "BubblewrapSandbox",
    "CancelToken",
    "DockerSandbox",
    "ErrorClass",
    "Inspected",
    "Layer",
    "LimitHit",
    "Limits",
    "Outcome",
    "PlanInvalidError",
    "Play",
    "Program",
    "Progress",
    "Quality",
    "Rejected",
    "RenderCancelledError",
    "RenderPlan",
    "Rendered",
    "Renderer",
    "RenderingError",
    "Sandbox",
    "SandboxFailedError",
    "SandboxUnavailableError",
    "Section",
    "Workspace",
    "make_sandbox",
    "sizes_for",
    "sizes_for_machine",
]
