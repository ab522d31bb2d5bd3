"""What to render, as a frozen value.

A plan names everything that may change a pixel; together with the renderer's own identity it is
the key of the whole-scene cache.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from backend.rendering.errors import PlanInvalidError

SOURCE_BYTES_MAX: Final = 64 * 1024
DEADLINE_SECONDS_MAX: Final = 3600
ASSETS_MAX: Final = 32
SIDE_MIN: Final = 16
SIDE_MAX: Final = 3840
FPS_MAX: Final = 60
ASSET_BYTES_MAX: Final = 16 * 1024 * 1024
_SCOPE = re.compile(r"[A-Za-z0-9_-]{1,128}")
_SCENE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,127}")
_ASSET = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}")
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Quality:
    """A frame size and rate."""

    width: int
    height: int
    fps: int


QUALITIES: Final = MappingProxyType(
    {
        "480p15": Quality(854, 480, 15),
        "720p30": Quality(1280, 720, 30),
        "1080p30": Quality(1920, 1080, 30),
        "1080p60": Quality(1920, 1080, 60),
        "2160p30": Quality(3840, 2160, 30),
    }
)


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that the scene may open by its bare name."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class RenderPlan:
    """One scene at one size.

    `project` is the cache's wall: nothing that one project renders is ever read by another.
    """

    source: str
    scene: str | None = None
    quality: Quality = field(default_factory=lambda: QUALITIES["1080p30"])
    project: str = "default"
    job_id: str = "job"
    seed: int = 0
    deadline_seconds: float = 120.0
    workers: int = 1
    preview: bool = False
    frame_hashes: bool = False
    inspect: bool = False
    """Whether the outcome says as well what an inspection of the scene would."""
    background_color: str | None = None
    own_size: bool = False
    """Whether a file that sets a size and a rate has its way, as with the `manim` command."""
    assets: tuple[Asset, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what could not be rendered or would leave its own folder."""
        for problem in _problems(self):
            raise PlanInvalidError(problem)


def _problems(plan: RenderPlan) -> list[str]:
    quality = plan.quality
    names = [asset.name for asset in plan.assets]
    sides = range(SIDE_MIN, SIDE_MAX + 1, 2)
    checks = {
        "The project is not a plain identifier.": _SCOPE.fullmatch(plan.project),
        "The job is not a plain identifier.": _SCOPE.fullmatch(plan.job_id),
        "The scene is not a class name.": plan.scene is None or _SCENE.fullmatch(plan.scene),
        "The width is not an even number from 16 to 3840.": quality.width in sides,
        "The height is not an even number from 16 to 3840.": quality.height in sides,
        "The rate is not a number from 1 to 60.": quality.fps in range(1, FPS_MAX + 1),
        "The deadline is not between 1 and 3600 seconds.": 1
        <= plan.deadline_seconds
        <= DEADLINE_SECONDS_MAX,
        "The number of workers is not from 1 to 64.": plan.workers in range(1, 65),
        "The seed is not from 0 to 2**32 - 1.": plan.seed in range(2**32),
        "The background is not a colour like #1c1c1c.": plan.background_color is None
        or _COLOR.fullmatch(plan.background_color),
        "There are too many assets.": len(names) <= ASSETS_MAX,
        "Two assets have one name.": len(set(names)) == len(names),
        "An asset's name is not a plain file name.": all(map(_ASSET.fullmatch, names)),
    }
    return [sentence for sentence, holds in checks.items() if not holds]
