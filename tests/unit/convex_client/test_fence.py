"""The fence, against the vectors that both languages share, and against disorder."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from backend.convex_client.fence import FenceTarget, Position, fence
from backend.testing.fuzz import examples, seeded

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "contracts" / "fence.json").read_text("utf-8")
)
START = Position(1, 0, 0)


@pytest.mark.requirement("pipeline:fence:vectors")
@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_the_fence_agrees_with_the_shared_vector(case: dict[str, Any]) -> None:
    target, message = case["target"], case["message"]
    found = fence(
        FenceTarget(target["jobId"], target["attempt"], target["end"], Position(**target["last"])),
        message["jobId"],
        Position(message["attempt"], message["rank"], message["seq"]),
    )
    assert found == case["verdict"].get("ignored")
    assert (found is None) == case["verdict"]["accepted"]


def _run(random: Random) -> tuple[list[Position], Position | None]:
    """One attempt after another writes; deliveries are late, doubled and out of order."""
    attempts = random.randint(1, 3)
    sent = [
        Position(attempt, rank, seq)
        for attempt in range(1, attempts + 1)
        for seq, rank in enumerate((1, 2, 2, 2, 3, 4), start=1)
    ]
    crash = random.randint(0, 5)
    delivered = [each for each in sent if each.attempt == attempts or each.seq <= crash]
    delivered = [each for each in delivered for _copy in range(random.randint(1, 3))]
    random.shuffle(delivered)
    target = FenceTarget("j", attempts, "none", Position(attempts, 0, 0))
    accepted: list[Position] = []
    for message in delivered:
        if fence(target, "j", message) is None:
            accepted.append(message)
            end = "finished" if message.rank == 4 else "none"
            target = FenceTarget("j", attempts, end, message)
    final = next((each for each in accepted if each.rank == 4), None)
    return accepted, final


@pytest.mark.requirement("pipeline:fence:disorder")
@pytest.mark.requirement("chaos:c16")
@pytest.mark.parametrize("seed", range(examples(usual=500, all_of_them=10_000)))
def test_reports_in_any_order_end_in_the_newest_attempts_result(seed: int) -> None:
    accepted, final = _run(seeded(seed))
    assert accepted == sorted(set(accepted))
    assert final is not None
    assert final.attempt == max(each.attempt for each in accepted)
    assert accepted[-1] == final
