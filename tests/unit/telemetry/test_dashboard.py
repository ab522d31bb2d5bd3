"""The dashboard asks only for figures that the processes really have."""

import json
import re
from pathlib import Path

import pytest
from prometheus_client import generate_latest

from backend.api.metrics import ApiMetrics
from backend.workers.metrics import WorkerMetrics

DASHBOARD = Path(__file__).parents[3] / "deploy" / "grafana" / "dashboards" / "pipeline.json"


@pytest.mark.requirement("pipeline:dashboard")
def test_every_figure_of_the_dashboard_exists() -> None:
    asked = set(re.findall(r"scenewright_[a-z_]+", DASHBOARD.read_text("utf-8")))
    text = (
        generate_latest(ApiMetrics("r").registry)
        + generate_latest(WorkerMetrics(release="r").registry)
    ).decode()
    offered = set(re.findall(r"# TYPE (scenewright_[a-z_]+)", text))
    parts = {f"{name}{end}" for name in offered for end in ("", "_bucket", "_count", "_sum")}
    assert asked
    assert asked <= parts


def test_the_dashboard_is_whole() -> None:
    panels = json.loads(DASHBOARD.read_text("utf-8"))["panels"]
    assert all(panel["title"] and panel["targets"] for panel in panels)
