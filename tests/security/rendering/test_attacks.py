"""Every attack of the corpus meets a box with the static check off, and a benign scene follows."""

import threading
import zlib

import pytest

from backend.rendering import QUALITIES, LimitHit, Rejected, Rendered, Renderer, RenderPlan
from backend.rendering.policy.checker import check_source
from backend.testing.box_users import own_uids
from tests.security.rendering.attack_case import CASES, SAMPLE, AttackCase
from tests.security.rendering.canaries import ENVIRONMENT_CANARY, FILE_CANARY, MARK, Canaries
from tests.security.rendering.conftest import attacked, open_folder

BENIGN = """
from manim import *


class Benign(Scene):
    def construct(self):
        self.add(Square(), Dot(RIGHT * {number} / 2**32))
        self.wait(0.2)
"""
DEADLINE_SECONDS = 6.0
# What has to end for another reason gets time to: filling memory is slow on a busy machine.
PATIENT_SECONDS = 40.0
BENIGN_SECONDS = 50.0
SYSTEM_ERRORS = frozenset(
    {"PermissionError", "FileNotFoundError", "ConnectionRefusedError", "URLError", "gaierror"}
)
LEAKS = (FILE_CANARY, ENVIRONMENT_CANARY, "/root", "/etc/shadow", "/proc/")


def plan(source: str, deadline_seconds: float) -> RenderPlan:
    return RenderPlan(
        source=source,
        quality=QUALITIES["480p15"],
        project="attacker",
        deadline_seconds=deadline_seconds,
    )


def attack(case: AttackCase, renderer: Renderer, canaries: Canaries) -> None:
    never = threading.Event()
    ends_by_time = "RENDER_TIMEOUT" in case.classes
    outcome = renderer.render(
        plan(
            case.source(canaries.placeholders),
            DEADLINE_SECONDS if ends_by_time else PATIENT_SECONDS,
        ),
        on_progress=lambda _: None,
        cancel=never,
    )
    if isinstance(outcome, Rendered):
        assert "RENDERED" in case.classes
        served = outcome.chunk.read_bytes()
        served += outcome.poster.read_bytes() if outcome.poster else b""
        assert MARK.encode() not in served
        assert FILE_CANARY.encode() not in served
        assert (outcome.width, outcome.height, outcome.fps) == (854, 480, 15)
        renderer.release(outcome)
    else:
        assert_contained(outcome, case)
    assert canaries.touched == []
    benign = renderer.render(
        # Never rendered before, so that no cache answers in a box's place.
        plan(BENIGN.format(number=zlib.crc32(case.id.encode())), BENIGN_SECONDS),
        on_progress=lambda _: None,
        cancel=never,
    )
    assert isinstance(benign, Rendered)
    assert benign.duration_in_frames == 3
    assert not benign.cache_hit
    renderer.release(benign)


def assert_contained(outcome: Rejected | LimitHit, case: AttackCase) -> None:
    assert "REACHED" not in outcome.message
    assert outcome.error_class.value in case.classes, outcome
    assert not any(leak in outcome.message for leak in LEAKS)
    assert outcome.message.isprintable() or "\n" in outcome.message
    if isinstance(outcome, Rejected) and case.errors and outcome.error_class == "CODE_ERROR":
        allowed = case.errors | (SYSTEM_ERRORS if "OSError" in case.errors else frozenset[str]())
        assert outcome.error_type in allowed, outcome


@pytest.mark.timeout(120)
@pytest.mark.requirement("rendering:attacks:contained")
@pytest.mark.parametrize("case", SAMPLE, ids=lambda case: case.id)
def test_a_sampled_attack_is_contained_and_the_next_scene_renders(
    case: AttackCase, renderer: Renderer, canaries: Canaries
) -> None:
    attack(case, renderer, canaries)


@pytest.mark.slow
@pytest.mark.timeout(120)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_every_attack_is_contained_and_the_next_scene_renders(
    case: AttackCase, renderer: Renderer, canaries: Canaries
) -> None:
    attack(case, renderer, canaries)


@pytest.mark.timeout(120)
@pytest.mark.requirement("rendering:attacks:nothing-left")
@pytest.mark.parametrize("sandbox", ["bwrap", pytest.param("docker", marks=pytest.mark.slow)])
def test_of_an_attack_that_tries_to_stay_nothing_is_left(sandbox: str, canaries: Canaries) -> None:
    staying = [case for case in CASES if case.id == "L-01"]
    # Boxes of the other attacks may stand by meanwhile; these have a folder and users of their own.
    with open_folder() as folder, attacked(sandbox, folder, own_uids(3)) as renderer:
        for case in staying:
            attack(case, renderer, canaries)


@pytest.mark.requirement("rendering:attacks:static")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_static_check_says_of_each_attack_what_its_header_says(
    case: AttackCase, canaries: Canaries
) -> None:
    verdict = check_source(case.source(canaries.placeholders))
    assert (verdict is not None) == case.is_refused_statically, verdict


@pytest.mark.requirement("rendering:attacks:count")
def test_there_are_at_least_a_hundred_attacks_with_distinct_names() -> None:
    assert len(CASES) >= 100
    assert len({case.id for case in CASES}) == len(CASES)
