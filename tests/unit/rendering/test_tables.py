"""Tables that have to agree: system calls in two spellings, versions in two files."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from backend.rendering.docker.command import ContainerLaunch, run_command
from backend.rendering.errors import PlanInvalidError
from backend.rendering.plan import QUALITIES, RenderPlan
from backend.rendering.sandbox import seccomp
from backend.rendering.sandbox.port import Limits, Program
from backend.rendering.sandbox.slots import Slot, Slots

ROOT = Path(__file__).parents[3]
BPF_INSTRUCTION_BYTES = 8


@pytest.mark.requirement("rendering:seccomp:table")
def test_both_spellings_allow_the_same_calls() -> None:
    profile: Any = seccomp.docker_profile()
    allowed = {
        name
        for rule in profile["syscalls"]
        if rule["action"] == "SCMP_ACT_ALLOW" and "args" not in rule
        for name in rule["names"]
    }
    conditional = {rule["names"][0] for rule in profile["syscalls"] if "args" in rule}
    assert allowed == set(seccomp.ALLOWED)
    assert conditional == {condition.call for condition in seccomp.CONDITIONS}
    assert profile["defaultAction"] == "SCMP_ACT_ERRNO"


def test_no_call_is_in_two_lists() -> None:
    conditional = {condition.call for condition in seccomp.CONDITIONS}
    lists = [set(seccomp.ALLOWED), set(seccomp.REFUSED), set(seccomp.ABSENT), conditional]
    every = set[str]().union(*lists)
    assert sum(len(names) for names in lists) == len(every)


def test_the_filter_is_a_program_of_whole_instructions() -> None:
    program = seccomp.bpf()
    assert len(program) > 100 * BPF_INSTRUCTION_BYTES
    assert len(program) % BPF_INSTRUCTION_BYTES == 0
    assert seccomp.bpf() == program


@pytest.mark.requirement("rendering:image:pinned")
def test_the_image_installs_the_locked_versions() -> None:
    locked = tomllib.loads((ROOT / "uv.lock").read_text())
    versions = {(package["name"], package["version"]) for package in locked["package"]}
    lines = (ROOT / "render_image" / "requirements.txt").read_text().splitlines()
    pins = [re.match(r"([a-z0-9-]+)(?:\[\w+\])?==(\S+)", line) for line in lines]
    found = [(pin.group(1), pin.group(2)) for pin in pins if pin]
    assert "manim" in {name for name, _ in found}
    assert [pin for pin in found if pin not in versions] == []


def test_a_container_has_every_wall() -> None:
    launch = ContainerLaunch(
        program=Program.RENDER,
        slot=Slot(3, 64_003, -1),
        limits=Limits(),
        name="n",
        owner="o",
        image="i",
        runtime="runsc",
        profile=Path("p.json"),
    )
    line = " ".join(run_command(launch))
    for wall in (
        "--network none",
        "--read-only",
        "--cap-drop ALL",
        "no-new-privileges",
        "seccomp=p.json",
        "--user 64003:64003",
        "--log-driver none",
        "--pids-limit 96",
        "noexec,nosuid,nodev",
        "--runtime runsc",
    ):
        assert wall in line


@pytest.mark.parametrize(
    "change",
    [
        {"project": "../other"},
        {"project": ""},
        {"job_id": "a/b"},
        {"scene": "not a name"},
        {"deadline_seconds": 0},
        {"workers": 0},
        {"seed": -1},
        {"background_color": "red"},
    ],
)
def test_a_plan_that_could_leave_its_folder_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(PlanInvalidError):
        RenderPlan(source="", quality=QUALITIES["480p15"], **change)  # pyright: ignore[reportArgumentType] - each is wrong


def test_a_slot_has_one_holder_and_comes_back(tmp_path: Path) -> None:
    slots, others = Slots(tmp_path), Slots(tmp_path)
    first, second = slots.acquire(), others.acquire()
    assert (first.number, second.number) == (0, 1)
    assert second.uid == first.uid + 1
    first.release()
    again = others.acquire()
    assert again.number == 0
    for slot in (second, again):
        slot.release()
