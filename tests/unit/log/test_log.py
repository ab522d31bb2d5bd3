"""Log lines: JSON, with the ids of the action, without what must stay secret."""

import io
import json
import logging

import pytest

from backend.log import bound, get_logger, set_up_logging


def _lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.mark.requirement("pipeline:log:correlated")
def test_a_line_carries_the_ids_bound_around_it() -> None:
    stream = io.StringIO()
    set_up_logging(service="worker", level="info", release="r1", stream=stream)
    with bound(jobId="j1", correlationId="c1", sceneId=None):
        get_logger("test").info("job.started", seconds=1)
        logging.getLogger("library").warning("by the standard library")
    get_logger("test").info("job.ended")
    first, second, third = _lines(stream)
    assert first["jobId"] == second["jobId"] == "j1"
    assert "sceneId" not in first
    assert (first["service"], first["release"], first["event"]) == ("worker", "r1", "job.started")
    assert "jobId" not in third


@pytest.mark.requirement("pipeline:log:no-secrets")
def test_prompts_code_and_secrets_are_never_written() -> None:
    stream = io.StringIO()
    set_up_logging(service="api", level="info", release="r1", stream=stream)
    get_logger("test").info(
        "x", prompt="canary-1", code="x = canary-2", signature="canary-3", authorization="canary-4"
    )
    assert "canary" not in stream.getvalue()


def test_the_code_of_an_error_is_written() -> None:
    stream = io.StringIO()
    set_up_logging(service="api", level="info", release="r1", stream=stream)
    get_logger("test").info("x", code="render.time_limit")
    assert _lines(stream)[0]["code"] == "render.time_limit"
