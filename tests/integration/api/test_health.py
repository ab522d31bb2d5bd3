"""Health, figures, the document and the envelope."""

import pytest

from backend.testing.api import Api, edit_body


@pytest.mark.requirement("pipeline:health:advice")
async def test_readiness_names_what_is_away_and_what_to_do(api: Api) -> None:
    assert (await api.http.get("/health/ready")).status_code == 200
    api.queue.away = True
    answer = await api.http.get("/health/ready")
    assert answer.status_code == 503
    found = answer.json()["dependencies"]
    assert found["queue"]["ok"] is False
    assert "REDIS_URL" in found["queue"]["advice"]
    assert found["storage"]["ok"] is True


async def test_liveness_needs_nothing(api: Api) -> None:
    api.queue.away = api.storage.away = True
    assert (await api.http.get("/health/live")).status_code == 200


@pytest.mark.requirement("pipeline:metrics:named")
async def test_figures_carry_our_prefix_and_no_identifiers(api: Api) -> None:
    await api.signed("/jobs/edit", edit_body(jobId="canary-job"))
    text = (await api.http.get("/metrics")).text
    names = {line.split("{")[0].split(" ")[0] for line in text.splitlines() if line[:1] != "#"}
    assert names
    assert all(name.startswith("scenewright_") for name in names)
    assert 'scenewright_jobs_accepted_total{kind="edit",replayed="false"} 1.0' in text
    assert "canary-job" not in text


@pytest.mark.requirement("pipeline:envelope")
@pytest.mark.parametrize(("method", "path"), [("GET", "/nowhere"), ("DELETE", "/jobs/edit")])
async def test_every_refusal_has_the_one_envelope(api: Api, method: str, path: str) -> None:
    answer = await api.http.request(method, path, headers={"X-Request-Id": "caller-chose-this"})
    body = answer.json()
    assert set(body) == {"error", "code", "details", "request_id"}
    assert body["request_id"] == answer.headers["x-request-id"] == "caller-chose-this"


async def test_the_document_shows_every_job_with_an_example(api: Api) -> None:
    document = (await api.http.get("/openapi.json")).json()
    for kind in ("generate", "edit", "render", "export", "cancel", "sweep"):
        operation = document["paths"][f"/jobs/{kind}"]["post"]
        content = operation["requestBody"]["content"]["application/json"]
        assert content["example"]["route"] == f"/jobs/{kind}"
        assert {each["name"] for each in operation["parameters"]} >= {
            "X-Timestamp",
            "X-Signature",
            "X-Correlation-Id",
        }
