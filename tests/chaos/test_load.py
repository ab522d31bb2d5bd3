"""Five hundred jobs of a hundred people: everybody is served, nobody waits for all of another's."""

import json
import sys

import pytest

from backend.testing.stack import LEASE_SECONDS, REDISPATCH_SECONDS, Stack
from tests.bench.pipeline.load import UNSCALED, run_load

pytestmark = [pytest.mark.timeout(5400)]


@pytest.mark.slow
@pytest.mark.requirement("chaos:c34")
def test_a_burst_is_served_in_fair_order_with_flat_memory(stack: Stack) -> None:
    stack.set_variables(**UNSCALED)
    try:
        # A worker holds as many as it carries: what is in its hands waits for nobody's turn.
        few = {"SCENEWRIGHT_WORKER_CONCURRENCY": "2"}
        with stack.worker(**few) as one, stack.worker(**few) as two:
            found = run_load(stack, (one, two), users=100, heavy=151, seconds=2400)
    finally:
        stack.set_variables(
            LIMIT_LEASE_MS=str(round(LEASE_SECONDS * 1000)),
            LIMIT_REDISPATCH_MS=str(round(REDISPATCH_SECONDS * 1000)),
        )
    sys.stdout.write(f"C34: {json.dumps(found.as_json())}\n")
    assert (found.jobs, found.unfinished, found.failed) == (500, 0, 0)
    assert found.others_place_last < found.heavy_place_last
    assert found.memory_growth_mib < 64
