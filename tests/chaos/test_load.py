"""A burst of jobs of many people: everybody is served, nobody waits for all of another's."""

import pytest

from backend.testing.stack import Stack
from tests.bench.pipeline.load import run_load

pytestmark = [pytest.mark.timeout(600)]


@pytest.mark.slow
@pytest.mark.requirement("chaos:c34")
def test_a_burst_is_served_in_fair_order_with_flat_memory(stack: Stack) -> None:
    with stack.worker() as one, stack.worker() as two:
        found = run_load(stack, (one, two), users=8, heavy=16, seconds=400)
    assert (found.unfinished, found.failed) == (0, 0)
    assert found.others_place_last < found.heavy_place_last
    assert found.memory_growth_mib < 64
