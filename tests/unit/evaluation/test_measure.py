"""What `scenewright eval` counts, and how it shows it."""

import json

import pytest

from backend.authoring.offline import OfflineAuthor
from backend.authoring.pipeline import Rehearsal
from backend.clock import SystemClock
from backend.services.evaluation.measure import Bench, Results, measure
from backend.services.evaluation.picture import picture


class Standing:
    """A stage on which the third scene fails."""

    def __init__(self) -> None:
        self.runs = 0

    def rehearse(self, code: str, scene_name: str | None) -> Rehearsal:
        del code, scene_name
        self.runs += 1
        out = {"class": "Text", "text": "far", "box": [0, 0, 1, 1]}
        return Rehearsal(ok=self.runs != 3, kind="CODE_ERROR", report={"offFrame": [out]})

    def tell(self, stage: str) -> None:
        """Nobody listens."""


def measured() -> Results:
    bench = Bench(OfflineAuthor(), Standing(), SystemClock(), render=lambda _code, _scene: True)
    return measure(bench, "offline", ["Ohm's law", "!?"], scene_count=3)


@pytest.mark.requirement("author:eval")
def test_plans_first_tries_repairs_faults_and_cost_are_counted() -> None:
    results = measured()
    figures = results.figures()
    assert figures["prompts"] == 2
    assert figures["plan_validity"] == 0.5
    assert figures["scenes"] == 3
    assert figures["first_try"] == 0.6667
    assert figures["layout_faults_per_scene"] > 0
    assert figures["calls"] == figures["input_tokens"] == 0
    assert results.plans[1].failure == "author.refused"
    assert json.loads(json.dumps(results.as_json()))["figures"] == figures


@pytest.mark.requirement("author:eval")
def test_the_picture_shows_every_figure() -> None:
    figures = measured().figures()
    drawn = picture("an <author>", figures)
    assert drawn.startswith("<svg")
    assert "an &lt;author&gt;" in drawn
    assert all(name.replace("_", " ") in drawn for name in figures)
