"""A scene made ready to run: Manim's configuration for one job, the file loaded, the class chosen.

Everything here mirrors what `manim FILE SCENE -r W,H --fps N --seed S --disable_caching` sets up,
so that a scene cannot tell the two apart.
"""

import importlib.util
import inspect
import sys
from dataclasses import replace
from pathlib import Path

from manim import config
from manim.constants import RendererType
from manim.scene.scene import Scene

from render_image.failures import NoSceneError, OtherRendererError, OwnSizeError
from render_image.job import FPS_MAX, SIDE_MAX, Job

SCENE_FILE = "scene.py"
MODULE_NAME = "scene"
SHAPE_TOLERANCE = 0.01


def configure(job: Job, folder: Path) -> None:
    """Set Manim's global configuration for this job; its files go below the private folder."""
    config.verbosity = "ERROR"
    config.progress_bar = "none"
    config.notify_outdated_version = False
    config.disable_caching = True
    config.media_dir = folder / "media"
    config.input_file = folder / SCENE_FILE
    config.pixel_width = job.width
    config.pixel_height = job.height
    config.frame_rate = float(job.fps)
    if job.seed is not None:
        config.seed = job.seed
    if job.background_color is not None:
        config.background_color = job.background_color


def own_settings(job: Job) -> Job | None:
    """The job as the loaded file wants it, or None when it runs as it is.

    Raises:
        OwnSizeError: the file asks for a picture that cannot be encoded, or not in this job.
        OtherRendererError: the file asks for another renderer than Cairo.
    """
    if config.renderer != RendererType.CAIRO:
        message = "The file asks for another renderer; scenes are drawn with Cairo here."
        raise OtherRendererError(message)
    width, height = int(config.pixel_width), int(config.pixel_height)
    fps = float(config.frame_rate)
    if (width, height, fps) == (job.width, job.height, float(job.fps)):
        return None
    if not job.own_size:
        _hold_to(job, width / height)
        return None
    sides_fit = all(side % 2 == 0 and 0 < side <= SIDE_MAX for side in (width, height))
    if not sides_fit or not 1 <= fps <= FPS_MAX:
        message = f"The file asks for {width}x{height} at {fps:g} a second; sides must be even."
        raise OwnSizeError(message)
    return replace(job, width=width, height=height, fps=fps)


def _hold_to(job: Job, aspect: float) -> None:
    """Film a file that sets a size as the job says; what is drawn for another shape cannot be."""
    shape = job.width / job.height
    if abs(aspect / shape - 1) > SHAPE_TOLERANCE:
        asked = f"{job.width}x{job.height}"
        message = f"The file sets a picture of another shape than {asked}, which was asked for."
        raise OwnSizeError(message)
    config.pixel_width, config.pixel_height = job.width, job.height
    config.frame_rate = float(job.fps)


def load_scene_class(job: Job, folder: Path) -> type[Scene]:
    """Run the scene file and choose the class: the one named, else the only one.

    Raises:
        NoSceneError: nothing to choose, or more than one and no name given.
    """
    file = folder / SCENE_FILE
    file.write_text(job.source, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(MODULE_NAME, file)
    if spec is None or spec.loader is None:
        message = "The scene file cannot be loaded."
        raise NoSceneError(message)
    module = importlib.util.module_from_spec(spec)
    sys.modules[MODULE_NAME] = module
    sys.path.insert(0, str(folder))
    spec.loader.exec_module(module)
    classes = {
        name: member
        for name, member in inspect.getmembers(module, inspect.isclass)
        if issubclass(member, Scene)
        and member is not Scene
        and member.__module__.startswith(MODULE_NAME)
    }
    return _choose(classes, job.scene)


def _choose(classes: dict[str, type[Scene]], wanted: str | None) -> type[Scene]:
    if wanted is not None:
        by_class_name = {cls.__name__: cls for cls in classes.values()}
        if wanted in by_class_name:
            return by_class_name[wanted]
        there = ", ".join(sorted(classes)) or "none"
        message = f"The file has no scene class named {wanted}. Its scene classes: {there}."
        raise NoSceneError(message)
    # A class that another one of the file builds on is a base, and not what is to be seen.
    last = [x for x in classes.values() if not any(x in y.__mro__[1:] for y in classes.values())]
    if len(last) == 1:
        return last[0]
    if not classes:
        message = "The file has no class that inherits from Scene."
        raise NoSceneError(message)
    message = f"The file has several scene classes: {', '.join(sorted(classes))}. Name one."
    raise NoSceneError(message)
