"""The images build on a Debian base of one's own, and their services run as the compose file says.

Convex's own image cannot be made here, so the embedded Convex takes its place; Valkey and the
object store run from their wheels. Everything of ours runs in its container: the set-up commands,
the docs server, the API, the worker with its sandbox, and the web app.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import httpx
import pytest

from backend.cli.smoke import Smoke
from backend.testing.services import (
    CALLBACK_SECRET,
    S3_KEY,
    S3_SECRET,
    WEBHOOK_SECRET,
    embedded_convex,
    free_ports,
    seaweedfs,
    valkey,
)
from tests.e2e.images.engine import Engine, Service, engine, services

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600)]

BASE, NODE = "scenewright/base", "scenewright/node"
OURS = {
    "scenewright/web:dev": ("web.Dockerfile", NODE),
    "scenewright/convex-deploy:dev": ("convex-deploy.Dockerfile", NODE),
    "scenewright/backend:dev": ("backend.Dockerfile", BASE),
}
LASTING = ("docs", "api", "worker", "web")


@dataclass(frozen=True)
class Product:
    """Our services in containers, next to their stores."""

    engine: Engine
    services: dict[str, Service]
    api_url: str
    convex_url: str
    web_url: str


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine that has every image of ours."""
    with engine(tmp_path_factory.mktemp("engine")) as opened:
        opened.make_base(BASE)
        opened.build(NODE, "node.Dockerfile", base=BASE)
        for name, (dockerfile, base) in OURS.items():
            opened.build(name, dockerfile, base=base)
        yield opened


@pytest.fixture(scope="module")
def product(built: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    folder = tmp_path_factory.mktemp("stores")
    convex_port, site_port, docs_port, api_port, web_port = free_ports(5)
    with ExitStack() as opened:
        redis_url, _ = opened.enter_context(valkey(folder))
        s3, _ = opened.enter_context(seaweedfs(folder))
        addresses = {
            "valkey:6379": redis_url.removeprefix("redis://").split("/")[0],
            "storage:8333": s3["S3_ENDPOINT_URL"].removeprefix("http://"),
            "convex:3210": f"127.0.0.1:{convex_port}",
            "convex:3211": f"127.0.0.1:{site_port}",
            "docs:8800": f"127.0.0.1:{docs_port}",
            "api:8000": f"127.0.0.1:{api_port}",
            "127.0.0.1:8800": f"127.0.0.1:{docs_port}",
            "127.0.0.1:8000": f"127.0.0.1:{api_port}",
            "127.0.0.1:3000": f"127.0.0.1:{web_port}",
        }
        variables = {
            "WEBHOOK_SECRET": WEBHOOK_SECRET,
            "CALLBACK_SECRET": CALLBACK_SECRET,
            "NEXTAUTH_SECRET": "a-secret-of-this-test-alone-and-long",
            "S3_ACCESS_KEY_ID": S3_KEY,
            "S3_SECRET_ACCESS_KEY": S3_SECRET,
            "CONVEX_INSTANCE_SECRET": "0" * 64,
            "CONVEX_ADMIN_KEY": "made-later",
            "AUTH_JWKS": "made-later",
            "PUBLIC_URL": f"http://127.0.0.1:{web_port}",
            "CONVEX_PUBLIC_URL": f"http://127.0.0.1:{convex_port}",
            "CHUNK_BASE_URL": f"{s3['S3_ENDPOINT_URL']}/chunks",
        }
        found = services(variables, addresses)
        for name, key, port in (
            ("docs", "SCENEWRIGHT_DOCS_PORT", docs_port),
            ("api", "SCENEWRIGHT_API_PORT", api_port),
            ("web", "PORT", web_port),
        ):
            found[name].table["environment"][key] = str(port)
        keys = found["api"].doing(
            "python", "-m", "backend.services.identity.keys", "--folder", "/keys"
        )
        public = json.loads(built.run_once(keys).splitlines()[-1])
        convex = {
            "FASTAPI_BASE_URL": f"http://127.0.0.1:{api_port}",
            "WEBHOOK_SECRET": WEBHOOK_SECRET,
            "CALLBACK_SECRET": CALLBACK_SECRET,
            "AUTH_ISSUER": found["api"].table["environment"]["AUTH_ISSUER"],
            "AUTH_AUDIENCE": found["api"].table["environment"]["AUTH_AUDIENCE"],
            "AUTH_JWKS": public["jwks"],
            "CHUNK_BASE_URL": variables["CHUNK_BASE_URL"],
        }
        opened.enter_context(
            embedded_convex(folder, variables=convex, ports=(convex_port, site_port))
        )
        for name in ("objects-config", "storage-setup"):
            built.run_once(found[name])
        for name in LASTING:
            built.start(found[name])
        for name in LASTING:
            built.await_health(found[name])
        yield Product(
            engine=built,
            services=found,
            api_url=f"http://127.0.0.1:{api_port}",
            convex_url=f"http://127.0.0.1:{convex_port}",
            web_url=f"http://127.0.0.1:{web_port}",
        )


@pytest.mark.requirement("house:images:build")
def test_every_image_of_ours_builds_on_a_base_of_ones_own(built: Engine) -> None:
    sizes = {name: built.megabytes(name) for name in OURS}
    sys.stderr.write(json.dumps({f"{n}_mb": round(size) for n, size in sizes.items()}) + "\n")
    assert all(size > 0 for size in sizes.values())


@pytest.mark.requirement("house:images:serve")
def test_the_services_in_containers_make_a_film_that_plays(product: Product) -> None:
    page = httpx.get(f"{product.web_url}/", follow_redirects=True, trust_env=False)
    assert "Scenewright" in page.text
    with httpx.Client(timeout=30.0, trust_env=False) as http:
        times = Smoke(product.api_url, product.convex_url, http).run(scenes=2)
    assert list(times)[-1] == "delete"


@pytest.mark.requirement("house:images:objects-config")
def test_the_store_can_read_who_may_read_it(product: Product) -> None:
    storage = product.services["storage"]
    reader = product.services["objects-config"].doing("cat", "/objects/objects.json")
    assert "scenewright" in product.engine.run_once(reader)
    assert storage.table["user"] == "10001:10001"


@pytest.mark.requirement("house:images:push-says-what-is-missing")
def test_the_push_of_convex_names_an_address_that_does_not_answer(product: Product) -> None:
    with pytest.raises(AssertionError, match="127\\.0\\.0\\.1"):
        product.engine.run_once(product.services["convex-deploy"])
