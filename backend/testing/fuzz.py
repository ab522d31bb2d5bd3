"""How many examples a property tries: a sample by default, all of them when asked."""

import os
from random import Random


def examples(*, usual: int, all_of_them: int) -> int:
    """`SCENEWRIGHT_FUZZ=full` asks for all of them."""
    return all_of_them if os.environ.get("SCENEWRIGHT_FUZZ") == "full" else usual  # noqa: TID251 - a switch of the suites, not of the product


def seeded(seed: int) -> Random:
    """Choices that repeat from run to run."""
    return Random(seed)  # noqa: S311 - of tests: shuffled deliveries and jitter, not secrets
