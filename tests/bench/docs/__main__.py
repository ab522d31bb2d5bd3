"""`make bench-docs`: hit rates and latency of the documentation search, as one line of JSON."""

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from mcp_server.library import open_library
from tests.bench.docs.judge import hits, questions, rank

ROUNDS = 5


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        library = open_library(Path(folder))
        build_seconds = time.perf_counter() - started
        started = time.perf_counter()
        open_library(Path(folder))
        load_seconds = time.perf_counter() - started
    asked = questions(library)
    ranks = [rank(library.search(question.text, limit=5), question) for question in asked]
    times: list[float] = []
    for _ in range(ROUNDS):
        for question in asked:
            started = time.perf_counter()
            library.search(question.text, limit=5)
            times.append((time.perf_counter() - started) * 1000)
    p95 = statistics.quantiles(times, n=20)[-1]
    for question, place in zip(asked, ranks, strict=True):
        if place != 1:
            best = next((page.title for page in library.search(question.text, limit=1)), "nothing")
            sys.stderr.write(f"{place or '-'}\t{question.text}\t(first: {best})\n")
    figures = {
        "hit_at_1": figure(hits(ranks, 1), "ratio", 0.75, more=True),
        "hit_at_5": figure(hits(ranks, 5), "ratio", 0.93, more=True),
        "p95_ms": figure(p95, "ms", 10, more=False),
        "questions": figure(len(asked), "count", 150, more=True),
        "build_s": figure(build_seconds, "s", 10, more=False),
        "load_s": figure(load_seconds, "s", 1, more=False),
    }
    print(json.dumps(figures))  # noqa: T201 - the bench's answer
    return 0


def figure(value: float, unit: str, aim: float, *, more: bool) -> dict[str, object]:
    met = value >= aim if more else value <= aim
    return {"value": round(value, 4), "unit": unit, "aim": aim, "ok": met}


if __name__ == "__main__":
    sys.exit(main())
