"""`make bench-render`: the renderer against the `manim` command, alternating, in one run.

A time runs from the plan handed to a `Renderer` with a warm pool to the validated film, and is held
against the wall time of the whole command on the same file and size. The last line printed is the
JSON of all figures. A whole run takes a quarter of an hour; `--samples FILE --seconds N` makes it
in sittings: values are kept in the file, and the figures are printed when none is missing.
"""

import argparse
import json
import re
import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from backend.rendering import QUALITIES, Quality
from tests.bench.render.measure import SOURCE, Bench, open_bench, run_bare, run_manim
from tests.bench.render.samples import OutOfTimeError, Samples

SCENES = re.findall(r"^class (\w+)\(Scene\)", SOURCE, re.MULTILINE)[:10]
FULL_HD, HD, SMALL = QUALITIES["1080p30"], QUALITIES["720p30"], QUALITIES["480p15"]
AIMS = {
    "cold_2d_1080p30_speedup": 4.0,
    "cold_2d_1080p30_speedup_worst": 2.0,
    "cold_720p30_speedup": 3.5,
    "cold_3d_1080p30_speedup": 2.5,
    "short_480p15_speedup": 4.0,
    "edit_1080p30_speedup": 7.0,
    "unchanged_speedup": 12.0,
    "preview_first_chunk_s": 0.25,
    "preview_whole_s": 1.0,
    "cached_scene_ms": 50.0,
    "peak_rss_mb": 350.0,
}
PREDICTED_CORES = 16
EDITED_SCENE = "Pythagoras"
EDIT = ("Circumscribe(squares[2])", "Indicate(squares[2])")
# Other text, the same pictures: the scene is stepped again and every chunk is taken from the store.
SAME = "\n# Nothing that shows.\n"
INCOMPLETE = 75
Measure = Callable[[Samples, Bench, int], None]


def cold(scenes: Sequence[str], quality: Quality) -> Measure:
    """Both sides in turn, nothing rendered before."""

    def measure(samples: Samples, bench: Bench, rounds: int) -> None:
        for scene in scenes:
            theirs, ours = cold_names(scene, quality)
            while samples.lacks(rounds, theirs, ours):
                seconds = run_manim(scene, quality)
                samples.add(**{theirs: seconds, ours: bench.render(scene, quality).whole})

    return measure


def cold_names(scene: str, quality: Quality) -> tuple[str, str]:
    place = f"{scene}_{quality.height}p{quality.fps}"
    return f"manim_{place}", f"ours_{place}"


def measure_edits(samples: Samples, bench: Bench, rounds: int) -> None:
    """One beat changed, and nothing that shows changed, against a cold command."""
    while samples.lacks(rounds, "edit_manim", "edit_ours", "unchanged_ours"):
        project = bench.new_project()
        cold = run_manim(EDITED_SCENE, FULL_HD)
        bench.render(EDITED_SCENE, FULL_HD, project=project)
        same = bench.render(EDITED_SCENE, FULL_HD, project=project, source=SOURCE + SAME)
        edited = bench.render(EDITED_SCENE, FULL_HD, project=project, source=SOURCE.replace(*EDIT))
        samples.add(edit_manim=cold, edit_ours=edited.whole, unchanged_ours=same.whole)


def measure_previews(samples: Samples, bench: Bench, rounds: int) -> None:
    """The preview of a film at full size, one explainer after another."""
    while samples.lacks(max(rounds, len(SCENES)), "preview_first", "preview_whole"):
        scene = SCENES[len(samples.of("preview_first")) % len(SCENES)]
        timing = bench.render(scene, FULL_HD, preview=True)
        if timing.first_preview is None or timing.whole_preview is None:
            message = f"{scene} had no preview."
            raise RuntimeError(message)
        samples.add(preview_first=timing.first_preview, preview_whole=timing.whole_preview)


def measure_cached(samples: Samples, bench: Bench, rounds: int) -> None:
    """The very plan that was rendered before."""
    project = bench.new_project()
    while samples.lacks(rounds, "cached"):
        bench.render("Short", SMALL, project=project)
        samples.add(cached=bench.render("Short", SMALL, project=project).whole)


def measure_parts(samples: Samples, _bench: Bench, _rounds: int) -> None:
    """Memory, and the serial and parallel parts of one film."""
    if samples.lacks(1, "peak_rss_mb"):
        answer = run_bare(EDITED_SCENE)
        samples.add(
            peak_rss_mb=answer["peakRssMb"],
            serial_s=answer["stepSeconds"],
            parallel_s=answer["drawSeconds"],
            longest_chunk_s=answer["longestDrawSeconds"],
        )


# Memory comes first, while no child of this process was the command, which would be counted too.
MEASURES: Mapping[str, Measure] = {
    "peak_rss_mb": measure_parts,
    "preview": measure_previews,
    "cached_scene_ms": measure_cached,
    "edit_1080p30_speedup": measure_edits,
    "short_480p15_speedup": cold(["Short"], SMALL),
    "cold_720p30_speedup": cold(SCENES[:1], HD),
    "cold_3d_1080p30_speedup": cold(["Surfaces"], FULL_HD),
    "cold_2d_1080p30_speedup": cold(SCENES, FULL_HD),
}


def figures_of(samples: Samples) -> dict[str, dict[str, object]]:
    """Every figure for which there are values."""
    found: dict[str, float] = {}

    def middle(name: str) -> float:
        return statistics.median(samples.of(name))

    def keep(name: str, needed: str, value: Callable[[], float]) -> None:
        if samples.of(needed):
            found[name] = value()

    def ratio(scene: str, quality: Quality) -> float:
        theirs, ours = cold_names(scene, quality)
        return middle(theirs) / middle(ours)

    def each_explainer() -> list[float]:
        return [ratio(scene, FULL_HD) for scene in SCENES]

    last = cold_names(SCENES[-1], FULL_HD)[1]
    keep("cold_2d_1080p30_speedup", last, lambda: statistics.geometric_mean(each_explainer()))
    keep("cold_2d_1080p30_speedup_worst", last, lambda: min(each_explainer()))
    for name, scene, quality in (
        ("cold_720p30_speedup", SCENES[0], HD),
        ("cold_3d_1080p30_speedup", "Surfaces", FULL_HD),
        ("short_480p15_speedup", "Short", SMALL),
    ):
        keep(name, cold_names(scene, quality)[1], lambda s=scene, q=quality: ratio(s, q))
    keep("edit_1080p30_speedup", "edit_ours", lambda: middle("edit_manim") / middle("edit_ours"))
    keep("unchanged_speedup", "edit_ours", lambda: middle("edit_manim") / middle("unchanged_ours"))
    keep("preview_first_chunk_s", "preview_first", lambda: middle("preview_first"))
    keep("preview_whole_s", "preview_whole", lambda: middle("preview_whole"))
    keep("cached_scene_ms", "cached", lambda: middle("cached") * 1000)
    keep("peak_rss_mb", "peak_rss_mb", lambda: max(samples.of("peak_rss_mb")))
    figures = {name: figure(name, value) for name, value in found.items()}
    return figures | predicted(samples)


def figure(name: str, value: float) -> dict[str, object]:
    aim = AIMS[name]
    at_most = not name.endswith(("speedup", "worst"))
    unit = name.rsplit("_", 1)[1].replace("mb", "MB") if at_most else "ratio"
    ok = value <= aim if at_most else value >= aim
    return {"value": round(value, 3), "unit": unit, "aim": aim, "ok": ok}


def predicted(samples: Samples) -> dict[str, dict[str, object]]:
    """The wall time on many cores: stepping is serial, chunks are drawn beside it."""
    names = ("serial_s", "parallel_s", "longest_chunk_s")
    if not samples.of(names[0]):
        return {}
    serial, parallel, longest = (samples.of(name)[-1] for name in names)
    wall = max(serial + longest, (serial + parallel) / PREDICTED_CORES)
    parts = {"serial_s": serial, "parallel_s": parallel, "longest_chunk_s": longest}
    shown = {"value": round(wall, 3), "unit": "s", "aim": None, "ok": None}
    shown |= {"cores": PREDICTED_CORES, **parts}
    return {"predicted_16_core_s": dict[str, object](shown)}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", help="figures whose name starts so")
    parser.add_argument("--samples", type=Path, help="keep values here; measure what lacks")
    parser.add_argument("--seconds", type=float, help="end the sitting after so long")
    options = parser.parse_args()
    rounds: int = options.rounds
    samples = Samples(options.samples, seconds=options.seconds)
    with open_bench() as bench:
        try:
            for name, measure in MEASURES.items():
                if name.startswith(options.only):
                    measure(samples, bench, rounds)
        except OutOfTimeError:
            sys.stderr.write(json.dumps(figures_of(samples)) + "\n")
            return INCOMPLETE
    sys.stdout.write(json.dumps(figures_of(samples)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
