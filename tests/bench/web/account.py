"""The local user's own calls to Convex, to fill a session faster than a person could."""

from dataclasses import dataclass
from typing import Any

import httpx

from tests.e2e.product import Product

TIMEOUT = 30


def _post(url: str, body: object, token: str = "") -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return httpx.post(url, json=body, headers=headers, timeout=TIMEOUT).raise_for_status().json()


@dataclass(frozen=True, slots=True)
class Account:
    """Whose calls these are."""

    convex: str
    token: str

    @classmethod
    def local(cls, product: Product) -> "Account":
        signed_in = _post(f"{product.url('api')}/auth/local", {"delivery": "body"})
        return cls(product.url("convex"), str(signed_in["accessToken"]))

    def query(self, path: str, arguments: object) -> list[dict[str, Any]]:
        return self._call("query", path, arguments)

    def change(self, path: str, arguments: object) -> None:
        self._call("mutation", path, arguments)

    def _call(self, kind: str, path: str, arguments: object) -> list[dict[str, Any]]:
        body = {"path": path, "args": arguments, "format": "json"}
        answer = _post(f"{self.convex}/api/{kind}", body, self.token)
        assert answer["status"] == "success", answer
        return answer["value"]
