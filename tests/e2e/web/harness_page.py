"""What a test does with the player's page, in the test's own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from playwright.sync_api import Page

from tests.e2e.web.barcode import Chunk

Reading = dict[str, object]
Sample = dict[str, object]


def reading_of(sample: Sample) -> Reading:
    """The picture of one paint."""
    return cast("Reading", sample["reading"])


def number(reading: Reading, name: str) -> int:
    """One number of a barcode."""
    return cast("int", reading[name])


def says(chunk: Chunk, frame: int) -> Reading:
    """What the picture of a frame reads as."""
    return {"kind": "frame", "scene": chunk.scene, "version": chunk.version, "frame": frame}


@dataclass
class HarnessPage:
    """The player on a page of its own."""

    page: Page
    base: str

    @classmethod
    def open(cls, page: Page, base: str) -> "HarnessPage":
        """Go to the player's page."""
        page.goto(f"{base}/index.html")
        page.wait_for_function("globalThis.harness !== undefined")
        return cls(page, base)

    def show(self, chunks: Sequence[Chunk]) -> None:
        """Ask for these chunks, and do not wait."""
        clips = [chunk.clip(self.base) for chunk in chunks]
        self.page.evaluate("(clips) => globalThis.harness.show(clips)", clips)

    def show_loaded(self, chunks: Sequence[Chunk]) -> None:
        """Ask for these chunks and wait until all are in memory."""
        self.show(chunks)
        self.page.wait_for_function(
            "(count) => globalThis.harness.loaded() === count", arg=len(chunks)
        )

    def versions(self) -> list[int]:
        """The versions in the picture now."""
        script = "globalThis.harness.shown().map((clip) => clip.url ? clip.version : 0)"
        return cast("list[int]", self.page.evaluate(script))

    def frame(self) -> int:
        return cast("int", self.page.evaluate("globalThis.harness.playback.frame()"))

    def seek(self, frame: int) -> None:
        self.page.evaluate("(frame) => globalThis.harness.playback.seek(frame)", frame)

    def read(self) -> Reading:
        return cast("Reading", self.page.evaluate("globalThis.harness.read()"))

    def seek_and_read(self, frame: int, wanted: Reading) -> tuple[Reading, float]:
        """Seek, then watch every paint until the wanted picture shows; answers it and the wait.

        A picture that never comes is answered as it was at the end.
        """
        script = """async ([frame, wanted]) => {
          const same = (left, right) => Object.keys(right).every((key) => left[key] === right[key]);
          const start = performance.now();
          globalThis.harness.playback.seek(frame);
          let reading;
          do {
            await new Promise(requestAnimationFrame);
            reading = globalThis.harness.read();
          } while (!same(reading, wanted) && performance.now() - start < 3000);
          const waited = performance.now() - start;
          // What shows must also stay.
          for (let paint = 0; paint < 3; paint += 1) await new Promise(requestAnimationFrame);
          return [globalThis.harness.read(), waited];
        }"""
        answer = cast("list[object]", self.page.evaluate(script, [frame, wanted]))
        return cast("Reading", answer[0]), cast("float", answer[1])

    def start_recording(self) -> None:
        self.page.evaluate(
            "() => { const { record, playback } = globalThis.harness;"
            " globalThis.stopped = record(playback.frame); }"
        )

    def stop_recording(self) -> list[Sample]:
        samples = cast("list[Sample]", self.page.evaluate("globalThis.stopped()"))
        assert samples
        return samples

    def play_to_end(self, *, seconds_max: float = 60) -> None:
        """Play until the player stops by itself."""
        self.page.evaluate("globalThis.harness.playback.play()")
        self.page.wait_for_function("globalThis.harness.playback.state.getState().playing")
        self.page.wait_for_function(
            "!globalThis.harness.playback.state.getState().playing", timeout=seconds_max * 1000
        )
