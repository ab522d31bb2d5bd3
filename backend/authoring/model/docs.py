"""Looks a failure up in the docs server: one page, by symbol, only when something failed.

Pages in every prompt help weak models and hurt strong ones; a page about the very symbol that
failed helps all of them.
"""

import httpx

from backend.authoring.port import DocsPage

PAGE_CHARS_MAX = 2_000
_TIMEOUT_SECONDS = 3.0


class DocsLookup:
    """A docs server at an address; answers nothing when it is away."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url.rstrip("/")

    def page(self, query: str) -> DocsPage | None:
        try:
            answer = httpx.get(
                f"{self._base_url}/search",
                params={"q": query[:1_000], "limit": 1},
                timeout=_TIMEOUT_SECONDS,
            )
            results = answer.raise_for_status().json()["results"]
        except (httpx.HTTPError, ValueError, KeyError):
            return None
        if not results:
            return None
        page = results[0]
        parts = [page.get(name, "") for name in ("signature", "summary", "example")]
        text = "\n".join(str(part) for part in parts if part)[:PAGE_CHARS_MAX]
        return DocsPage(str(page.get("title") or page.get("name") or ""), text)
