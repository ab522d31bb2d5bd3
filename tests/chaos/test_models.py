"""A model that is away, overloaded, silent, or talks nonsense."""

from collections.abc import Callable
from typing import Any

import pytest

from backend.testing.scripted_model import Fail, Raw, Say, Turn, scripted_model
from backend.testing.stack import Stack

pytestmark = [pytest.mark.timeout(180)]


def _environment(url: str) -> dict[str, str]:
    return {
        "SCENEWRIGHT_AUTHOR": "openai",
        "OPENAI_API_KEY": "sk-of-the-tests",
        "OPENAI_BASE_URL": url,
        "OPENAI_MODEL": "scripted",
    }


def _generated(
    stack: Stack, turns: list[Turn], done: Callable[[dict[str, Any]], bool]
) -> dict[str, Any]:
    project, session = stack.session()
    with scripted_model(turns) as model, stack.worker(**_environment(model.base_url)) as part:
        asked = stack.person.mutation(
            "jobs:triggerGenerate",
            projectId=project,
            sessionId=session,
            sceneCount=1,
            prompt="Light is a wave.",
        )
        job = stack.sweep_until_ended(asked["jobId"], seconds=120)
        assert done(job), job
        assert part.alive()
        assert model.requests
        if job["status"] == "succeeded":
            for row in stack.person.scenes(session):
                stack.settled(row["_id"], seconds=90)
    return stack.person.query("videoSessions:get", sessionId=session)


@pytest.mark.slow
@pytest.mark.requirement("chaos:c28")
@pytest.mark.parametrize("turn", [Fail(429), Fail(500)], ids=["overloaded", "broken"])
def test_a_model_that_is_away_makes_a_failure_with_a_name_after_bounded_tries(
    stack: Stack, turn: Turn
) -> None:
    def named(job: dict[str, Any]) -> bool:
        return (job["status"], job["error"]["code"]) == ("failed", "author.unavailable")

    found = _generated(stack, [turn], named)
    assert found["status"] == "error"
    assert found["error"]["retryable"] is True


@pytest.mark.slow
@pytest.mark.requirement("chaos:c28")
@pytest.mark.parametrize("turn", [Raw(b"<html>busy</html>"), Say("I cannot draw that.")])
def test_a_model_that_talks_nonsense_ends_with_a_name_or_a_plain_scene(
    stack: Stack, turn: Turn
) -> None:
    found = _generated(stack, [turn], lambda job: job["status"] in {"succeeded", "failed"})
    assert found["status"] in {"ready", "error"}
    if found["status"] == "error":
        assert found["error"]["code"].startswith(("author.", "render."))
