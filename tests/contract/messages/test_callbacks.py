"""What workers say to Convex and hear from it: one set of examples for two languages."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import pytest

from backend.convex_client.callbacks import JobRef, Ledger, ReportRoute
from backend.testing.contract import misfit, shapes

EXAMPLES: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "contracts" / "callbacks.json").read_text("utf-8")
)
Body = dict[str, Any]


def _flat(kind: str) -> list[tuple[str, Any]]:
    return [(route, item) for route, items in EXAMPLES[kind].items() for item in items]


class RecordingDoor:
    """A door that remembers what went through it and gives one answer."""

    def __init__(self, answer: Mapping[str, object]) -> None:
        self.sent: list[Body] = []
        self._answer = answer

    def call(
        self, route: str, body: Mapping[str, object], *, correlation_id: str
    ) -> Mapping[str, object]:
        self.sent.append({**body, "route": route, "correlationId": correlation_id})
        return self._answer


def _emit(ledger: Ledger, route: str, body: Body) -> None:
    """Say through the ledger what an example says."""
    job = JobRef(body["jobId"], body["attempt"], body["correlationId"])
    match route:
        case "/callbacks/claim":
            ledger.claim(job, body["claimId"])
        case "/callbacks/heartbeat":
            ledger.heartbeat(job, body["claimId"], body.get("seq", 1))
        case "/callbacks/release":
            ledger.release(job, body["claimId"], body["reason"])
        case _:
            known = {"route", "jobId", "attempt", "correlationId"}
            rest = {name: value for name, value in body.items() if name not in known}
            ledger.report(cast("ReportRoute", route), job, rest)


@pytest.mark.requirement("pipeline:contract:callbacks")
@pytest.mark.parametrize(("route", "body"), _flat("valid"), ids=lambda value: str(value)[:40])
def test_the_ledger_says_exactly_what_the_example_says(route: str, body: Body) -> None:
    door = RecordingDoor(EXAMPLES["answers"][route][0])
    _emit(Ledger(door), route, body)
    expected = {"seq": 1, **body} if route == "/callbacks/heartbeat" else body
    assert door.sent == [expected]
    assert misfit(shapes("bodies")[route], door.sent[0]) is None


@pytest.mark.requirement("pipeline:contract:callbacks")
@pytest.mark.parametrize(("route", "item"), _flat("invalid"), ids=lambda value: str(value)[:40])
def test_what_convex_refuses_is_a_misfit_here_too(route: str, item: Body) -> None:
    assert misfit(shapes("bodies")[route], item["body"]) is not None


@pytest.mark.requirement("pipeline:contract:callbacks")
@pytest.mark.parametrize(("route", "answer"), _flat("answers"), ids=lambda value: str(value)[:40])
def test_every_answer_is_understood(route: str, answer: Body) -> None:
    assert misfit(shapes("answers")[route], answer, "answer") is None
    job = JobRef("j", 1, "c")
    ledger = Ledger(RecordingDoor(answer))
    match route:
        case "/callbacks/claim":
            assert ledger.claim(job, "w").decision == answer["decision"]
        case "/callbacks/heartbeat":
            pulse = ledger.heartbeat(job, "w", 1)
            assert (pulse.ok, pulse.cancel) == (answer["ok"], answer["cancel"])
            assert pulse.superseded == answer["superseded"]
        case "/callbacks/release":
            ledger.release(job, "w", "shutdown")
        case _:
            heard = ledger.report(cast("ReportRoute", route), job, {})
            assert heard.accepted == answer["accepted"]
            assert heard.ignored == answer.get("ignored")
            assert (heard.superseded, heard.cancelled) == (
                answer["superseded"],
                answer["cancelled"],
            )
            assert heard.retrying == answer["retrying"]
