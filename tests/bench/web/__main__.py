"""`make bench-web`: seeks, swaps, weight, liveliness and accessibility, as one line of JSON.

The player's figures come from the real player on a page of its own with numbered frames; the
others from the whole product.
"""

import json
import statistics
import sys
import tempfile
from pathlib import Path
from random import Random

from playwright.sync_api import Browser, sync_playwright

from tests.bench.web.product_figures import measure_product
from tests.e2e.web.barcode import HEIGHT, WIDTH
from tests.e2e.web.conftest import CHROMIUM, FLAGS, NEXT, SCENES, build_harness
from tests.e2e.web.harness_page import HarnessPage, number, reading_of
from tests.e2e.web.site import serve
from tests.e2e.web.test_player import TOTAL, boundaries, located, start_of, swapped, watch_swap

SEEKS = 150
Figure = dict[str, object]


def figure(value: float, unit: str, aim: float, *, more: bool) -> Figure:
    ok = value >= aim if more else value <= aim
    return {"value": round(value, 3), "unit": unit, "aim": aim, "ok": ok}


def measure_player(browser: Browser) -> dict[str, Figure]:
    with tempfile.TemporaryDirectory() as folder:
        build_harness(Path(folder))
        with serve(Path(folder)) as base:
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            harness = HarnessPage.open(page, base)
            harness.show_loaded(SCENES)
            return {**_seeks(harness), **_boundaries(harness), **_swaps(harness)}


def _seeks(harness: HarnessPage) -> dict[str, Figure]:
    chance = Random(20_261_121)  # noqa: S311 - frames to look at, not secrets
    asked = [*boundaries(), *(chance.randrange(TOTAL) for _ in range(SEEKS))]
    exact, waits = 0, list[float]()
    for frame in asked:
        wanted = located(SCENES, frame)
        seen, waited = harness.seek_and_read(frame, wanted)
        exact += seen == wanted
        waits.append(waited)
    return {
        "seek_exact_ratio": figure(exact / len(asked), "ratio", 1, more=True),
        "seek_p50_ms": figure(statistics.median(waits), "ms", 100, more=False),
        "seek_p95_ms": figure(statistics.quantiles(waits, n=20)[-1], "ms", 250, more=False),
    }


def _boundaries(harness: HarnessPage) -> dict[str, Figure]:
    """Black, unreadable or backward pictures while playing over twelve boundaries."""
    harness.seek_and_read(0, located(SCENES, 0))
    harness.start_recording()
    harness.play_to_end()
    bad, last = 0, -1
    for sample in harness.stop_recording():
        reading = reading_of(sample)
        if reading["kind"] != "frame":
            bad += 1
            continue
        frame = start_of(number(reading, "scene")) + number(reading, "frame")
        bad += frame < last
        last = frame
    return {"boundary_bad_frames": figure(bad, "frames", 0, more=False)}


def _swaps(harness: HarnessPage) -> dict[str, Figure]:
    black = 0
    for new in NEXT:
        frame = start_of(new.scene) + 5
        harness.show_loaded(SCENES)
        harness.seek_and_read(frame, located(SCENES, frame))
        readings = watch_swap(harness, swapped(new))
        black += sum(reading["kind"] != "frame" for reading in readings)
    return {"swap_black_frames": figure(black, "frames", 0, more=False)}


def main() -> int:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        figures = measure_player(browser)
        for name, (value, unit, aim) in measure_product(browser).items():
            figures[name] = figure(value, unit, aim, more=False)
        browser.close()
    sys.stdout.write(json.dumps(figures) + "\n")
    return 0 if all(one["ok"] for one in figures.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
