"""The compose file keeps its promises: health, limits, hardening, and no way to the engine."""

import re
from typing import Any

import pytest
import yaml

from backend.config import load_settings
from tests.unit.house.tree import ROOT

TEXT = (ROOT / "docker-compose.yml").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
EXAMPLE = (ROOT / "deploy/compose/example.env").read_text()
# These run once and end; Compose waits for their exit code instead of a health check.
ONCE = {"objects-config", "storage-setup", "convex-deploy"}
each_service = pytest.mark.parametrize("name", sorted(SERVICES))


@each_service
@pytest.mark.requirement("house:compose:healthy")
def test_every_lasting_service_has_a_health_check(name: str) -> None:
    service = SERVICES[name]
    if name in ONCE:
        assert service["restart"] == "no"
    else:
        assert service["healthcheck"]["test"][0] == "CMD"
        assert service["restart"] == "unless-stopped"


@each_service
@pytest.mark.requirement("house:compose:bounded")
def test_every_service_is_bounded(name: str) -> None:
    limits = SERVICES[name]["deploy"]["resources"]["limits"]
    assert set(limits) == {"cpus", "memory", "pids"}
    assert SERVICES[name]["logging"]["options"]["max-size"]


@each_service
@pytest.mark.requirement("house:compose:hardened")
def test_every_service_is_read_only_without_capabilities(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert "privileged" not in service
    assert service.get("cap_add", []) == ([] if name != "proxy" else service["cap_add"])


@pytest.mark.requirement("house:compose:no-engine")
def test_nothing_can_reach_the_container_engine() -> None:
    mounts = [str(mount) for service in SERVICES.values() for mount in service.get("volumes", [])]
    assert [mount for mount in mounts if "docker.sock" in mount or mount.startswith("/")] == []


def test_only_the_worker_goes_without_the_engines_own_filter() -> None:
    loose = [n for n, s in SERVICES.items() if "seccomp=unconfined" in s["security_opt"]]
    assert loose == ["worker"]


@pytest.mark.requirement("house:compose:loopback")
def test_only_the_proxy_listens_to_the_world() -> None:
    for name, service in SERVICES.items():
        for port in service.get("ports", []):
            assert name == "proxy" or port.startswith("127.0.0.1:"), (name, port)


def test_every_service_waits_for_services_that_exist() -> None:
    for service in SERVICES.values():
        for other, condition in service.get("depends_on", {}).items():
            wanted = "service_completed_successfully" if other in ONCE else "service_healthy"
            assert condition["condition"] == wanted


def test_every_named_volume_and_network_is_declared_and_used() -> None:
    volumes = {
        str(mount).split(":")[0]
        for service in SERVICES.values()
        for mount in service.get("volumes", [])
        if not str(mount).startswith((".", "$"))
    }
    assert volumes == set(COMPOSE["volumes"])
    networks = {n for service in SERVICES.values() for n in service.get("networks", [])}
    assert networks == set(COMPOSE["networks"])


def test_files_that_are_mounted_or_built_from_exist() -> None:
    for service in SERVICES.values():
        if "build" in service:
            assert (ROOT / service["build"]["dockerfile"]).is_file()
        for mount in service.get("volumes", []):
            if mount.startswith("./"):
                assert (ROOT / mount.split(":")[0]).exists(), mount


@pytest.mark.requirement("house:compose:secrets")
def test_secrets_have_no_default_and_stand_in_the_example() -> None:
    demanded = set(re.findall(r"\$\{([A-Z0-9_]+):\?", TEXT))
    assert demanded >= {
        "WEBHOOK_SECRET",
        "CALLBACK_SECRET",
        "NEXTAUTH_SECRET",
        "S3_SECRET_ACCESS_KEY",
    }
    example = dict(re.findall(r"^([A-Z0-9_]+)=(.*)$", EXAMPLE, re.MULTILINE))
    assert {name for name in demanded if example.get(name, "?") != ""} == set()


@pytest.mark.parametrize("dockerfile", sorted((ROOT / "deploy/images").glob("*.Dockerfile")))
@pytest.mark.requirement("house:images:base")
def test_every_image_takes_its_base_as_an_argument_and_runs_as_nobody_special(
    dockerfile: Any,  # noqa: ANN401 - pytest's own parameter
) -> None:
    lines = dockerfile.read_text().splitlines()
    assert any(re.match(r"ARG BASE=\S+:\S+", line) for line in lines)
    assert all(line.split()[1] == "${BASE}" for line in lines if line.startswith("FROM"))
    # The node image serves nothing: it is only what others are built on.
    serves = dockerfile.name != "node.Dockerfile"
    assert serves == any(re.match(r"USER [1-9]\d+:[1-9]\d+", line) for line in lines)


@pytest.mark.requirement("house:limits:set")
def test_every_limit_that_convex_reads_can_be_set_in_every_place_that_starts_it() -> None:
    read = set(re.findall(r'"(LIMIT_\w+)"', between("function limits", "timings")))
    settings = set(load_settings({"SCENEWRIGHT_ENVIRONMENT": "test"}).limits)
    pushed = set(
        re.findall(r'"(LIMIT_\w+)"', (ROOT / "deploy/compose/push-convex.mjs").read_text())
    )
    told = {name for name in SERVICES["convex-deploy"]["environment"] if name.startswith("LIMIT_")}
    assert read == settings == pushed == told


@pytest.mark.requirement("house:limits:set")
def test_limits_have_the_same_defaults_in_both_languages() -> None:
    pairs = re.findall(r'"(LIMIT_\w+)", ([\d_]+)', between("function limits", "timings"))
    defaults = load_settings({"SCENEWRIGHT_ENVIRONMENT": "test"}).limits
    assert {name: value.replace("_", "") for name, value in pairs} == defaults


def between(start: str, end: str) -> str:
    return (ROOT / "convex/lib/settings.ts").read_text().split(start)[1].split(end)[0]
