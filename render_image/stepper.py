"""Runs a scene in Manim's own loop, with the drawing taken out of it.

Manim's renderer does, frame by frame: update the scene, draw it, hand the picture to the writer.
Here the middle step lists what would be drawn instead. Everything the scene's code can see
(updates, random numbers, the clock, stop conditions) happens as in a drawn run, because drawing
never writes back into the scene.

    play ── save_static_frame_data ──▶ can everything on stage be listed?
              │ yes: frames are lists             │ no: Manim draws this play here, as always

Code that looks at drawn pixels in between raises `NeedsManimError`, and the whole scene is run
again with Manim drawing every frame.
"""

import sys
from collections.abc import Callable, Mapping
from typing import Protocol

from render_image.door import Anything, manim
from render_image.drawlist import FrameList, Layer, NotListableError, Recorder
from render_image.timeline import Timeline

CairoRenderer: Anything = manim.renderer.cairo_renderer.CairoRenderer
SceneFileWriter: Anything = manim.scene.scene_file_writer.SceneFileWriter
Camera: Anything = manim.Camera
list_update: Anything = manim.utils.iterables.list_update
ORIGINAL: dict[str, Anything] = {
    name: getattr(CairoRenderer, name)
    for name in (
        "save_static_frame_data",
        "update_frame",
        "render",
        "freeze_current_frame",
        "get_frame",
        "add_frame",
        "scene_finished",
    )
}


class NeedsManimError(BaseException):
    """Only Manim itself can draw this scene; not an `Exception`, lest the scene's code catch it."""

    # Remembered, because a bare `except` in the scene's code catches this as well.
    was_raised = False

    def __init__(self) -> None:
        super().__init__()
        NeedsManimError.was_raised = True


class FrameSink(Protocol):
    """Where frames go, in order."""

    recorder: Recorder

    def listed(self, frame: FrameList, repeat: int) -> None: ...
    def drawn(self, pixels: Anything, repeat: int) -> None: ...
    def renew(self, still: Layer | None) -> Layer | None: ...
    def end_play(self) -> None: ...


def run_scene(
    scene_class: Anything,
    timeline: Timeline,
    play_ended: Callable[[Anything], None],
    sink: FrameSink | None,
    *,
    draw_all: bool = False,
) -> Anything:
    """Run a scene to its end; without a sink nothing is listed, nor drawn if it need not be.

    Returns:
        The scene.

    Raises:
        NeedsManimError: the run is worth nothing, and has to be done again with `draw_all`.
    """
    _install_writer(timeline, sink, play_ended)
    if not draw_all:
        if sink is None:
            _install_blank()
        else:
            _install_lists(sink)
    try:
        scene = scene_class()
        if scene.manager is None:
            manim.manager.Manager(scene)
        scene.render()
    except ValueError as error:
        if "read-only" in str(error):  # a background that lists rely on is about to change
            raise NeedsManimError from error
        raise
    finally:
        if NeedsManimError.was_raised:
            raise NeedsManimError
    return scene


def _install_writer(  # noqa: C901 (one small class whose methods close over the run)
    timeline: Timeline, sink: FrameSink | None, play_ended: Callable[[Anything], None]
) -> None:
    class Writer(SceneFileWriter):
        scene: Anything = None
        recording = False

        def next_section(self, name: str, type_: str, skip_animations: bool) -> None:  # noqa: FBT001 (Manim's signature)
            SceneFileWriter.next_section(self, name, type_, skip_animations)
            timeline.begin_section(name, type_)

        def begin_animation(self, *allow_write: object, animation_index: int, **_: object) -> None:
            if any(allow_write):
                self.refuse_broken_film(self.partial_movie_files[animation_index] is None)
                self.recording = True
            timeline.begin_play()

        def end_animation(self, *allow_write: object) -> None:
            if any(allow_write):
                self.recording = False
            if sink is not None:
                sink.end_play()
            play_ended(self.scene)

        def write_frame(self, frame: Anything, *, repeat: int = 1) -> None:
            if not self.recording:
                return
            if sink is None:
                pass
            elif isinstance(frame, FrameList):
                sink.listed(frame, repeat)
            else:
                sink.drawn(frame, repeat)
            timeline.add_frames(repeat)

        def refuse_broken_film(self, *signs: bool) -> None:
            """As Manim does: a play that failed leaves a gap, even if its error was caught."""
            if self.recording or any(signs):
                message = "A play failed before its end; the film cannot go on from there."
                raise RuntimeError(message)

        def save_image(self, pixels: Anything) -> None:
            pass

        def finish(self) -> None:
            self.refuse_broken_film()

    def init_scene(self: Anything, scene: Anything, _spec: object, settings: Anything) -> None:
        self.file_writer = Writer(settings)
        self.file_writer.scene = scene

    CairoRenderer.init_scene = init_scene


def _install_blank() -> None:
    """Draw nothing; code that looks at pixels all the same needs Manim."""
    guard = _PixelGuard()
    guard.armed = True
    Camera.pixel_array = guard

    def save_static_frame_data(self: Anything, *_: object) -> None:
        if not _films_as_usual(self, usual):
            raise NeedsManimError

    def update_frame(*_: object, **__: object) -> None:
        return None

    def render(self: Anything, *_: object) -> None:
        self.add_frame(None)

    def freeze_current_frame(self: Anything, duration: float) -> None:
        self.add_frame(None, num_frames=_frozen_frames(self, duration))

    def scene_finished(self: Anything, *_: object) -> None:
        self.file_writer.finish()

    usual = _install(
        save_static_frame_data, update_frame, render, freeze_current_frame, scene_finished
    )


def _install(*methods: Anything) -> Mapping[str, Anything]:
    """Put these into Manim's renderer; returns what makes the film from here on.

    Raises:
        NeedsManimError: the file has put something of its own there.
    """
    if any(getattr(CairoRenderer, name) is not method for name, method in ORIGINAL.items()):
        raise NeedsManimError
    usual = {**ORIGINAL, **{method.__name__: method for method in methods}}
    for name, method in usual.items():
        setattr(CairoRenderer, name, method)
    return usual


def _films_as_usual(renderer: Anything, usual: Mapping[str, Anything]) -> bool:
    """Whether frames go from the camera to the film with nothing of the scene's own between."""
    cls = renderer.__class__
    kept = all(getattr(cls, name) is method for name, method in usual.items())
    own = usual.keys() & renderer.__dict__.keys()
    return kept and not own and "write_frame" not in renderer.file_writer.__dict__


def _frozen_frames(renderer: Anything, duration: float) -> int:
    """As Manim counts them, with the error of floating point."""
    step = 1 / renderer.camera.frame_rate
    return int(duration / step)


def _install_lists(sink: FrameSink) -> None:
    lists = _Lists(sink)
    guard = _PixelGuard()
    Camera.pixel_array = guard

    def save_static_frame_data(self: Anything, scene: Anything, still: Anything) -> Anything:
        guard.armed = False
        if not lists.begin_play(self, scene, still, usual):
            return ORIGINAL["save_static_frame_data"](self, scene, still)
        guard.armed = True
        return self.static_image

    def update_frame(
        self: Anything, scene: Anything, mobjects: Anything = None, **options: Anything
    ) -> None:
        if not lists.listing:
            ORIGINAL["update_frame"](self, scene, mobjects, **options)
        else:
            lists.update(self, scene, mobjects, options)

    def render(self: Anything, scene: Anything, _time: float, moving: Anything = None) -> None:
        self.update_frame(scene, moving)
        self.add_frame(lists.current if lists.listing else self.get_frame())

    def freeze_current_frame(self: Anything, duration: float) -> None:
        if lists.listing and lists.current is None:
            raise NeedsManimError
        frame = lists.current if lists.listing else self.get_frame()
        self.add_frame(frame, num_frames=_frozen_frames(self, duration))

    def scene_finished(self: Anything, *_: object) -> None:
        guard.armed = False
        self.file_writer.finish()

    usual = _install(
        save_static_frame_data, update_frame, render, freeze_current_frame, scene_finished
    )


class _Lists:
    """The renderer's part that lists: the still layer of a play and the frame at hand."""

    def __init__(self, sink: FrameSink) -> None:
        self._sink = sink
        # Before the first play Manim draws, should the scene ask for a picture that early.
        self.listing = False
        self.current: Anything = None

    def begin_play(
        self, renderer: Anything, scene: Anything, still: Anything, usual: Mapping[str, Anything]
    ) -> bool:
        """Try to list what is on stage; False when Manim has to draw this play."""
        self._sink.renew(None)
        recorder, camera = self._sink.recorder, renderer.camera
        renderer.static_image = self.current = None
        self.listing = _films_as_usual(renderer, usual)
        if not self.listing:
            return False
        try:
            recorder.begin_play(camera)
            if still:
                renderer.static_image = recorder.layer(camera, still)
            recorder.layer(camera, scene.moving_mobjects or _all_on_stage(scene), only_check=True)
        except NotListableError:
            self.listing = False
        return self.listing

    def update(
        self, renderer: Anything, scene: Anything, mobjects: Anything, options: Anything
    ) -> None:
        if any(name != "ignore_skipping" for name in options):
            raise NeedsManimError
        still: Layer | None = renderer.static_image
        recorder = self._sink.recorder
        if recorder.held_bytes > HELD_BYTES_MAX:
            still = renderer.static_image = self._sink.renew(still)
        try:
            moving = recorder.layer(renderer.camera, mobjects or _all_on_stage(scene))
        except NotListableError as error:
            raise NeedsManimError from error
        self.current = recorder.frame(still, moving)


# States are forgotten beyond this, so that a long play of ever new objects stays small.
HELD_BYTES_MAX = 24 * 1024 * 1024


def _all_on_stage(scene: Anything) -> Anything:
    return list_update(scene.mobjects, scene.foreground_mobjects)


class _PixelGuard:
    """Stands for `Camera.pixel_array`: nothing is drawn into it, so nothing may be read from it."""

    def __init__(self) -> None:
        self.armed = False

    def __get__(self, camera: Anything, owner: type) -> Anything:
        if camera is None:
            return self
        if self.armed and sys._getframe(1).f_code.co_name != "set_pixel_array":  # noqa: SLF001 (the only way to ask who reads)  # pyright: ignore[reportPrivateUsage] - see left
            raise NeedsManimError
        try:
            return camera.__dict__["pixel_array"]
        except KeyError:
            message = "pixel_array"
            raise AttributeError(message) from None

    def __set__(self, camera: Anything, pixels: Anything) -> None:
        camera.__dict__["pixel_array"] = pixels
