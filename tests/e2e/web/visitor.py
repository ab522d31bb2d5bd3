"""A person with a browser, and everything that the browser complained about."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import (  # pyright: ignore[reportMissingTypeStubs] - it ships none
    Axe,
)
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

Theme = Literal["light", "dark"]
PICTURES = Path(__file__).resolve().parents[3] / "test-results" / "web"
GRAVE = ("serious", "critical")


@dataclass
class Visitor:
    """One browser window of one person."""

    base: str
    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list[str])
    outside: list[str] = field(default_factory=list[str])

    def heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(f"{self.page.url}: {message.text}")

    def asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.hostname != "127.0.0.1":
            self.outside.append(request.url)

    def go(self, path: str) -> None:
        self.page.goto(self.base + path, wait_until="load")
        self.page.wait_for_selector("main h1", state="attached")

    def sign_in_locally(self, then: str = "/library") -> None:
        self.go(f"/sign-in?next={then}")
        self.page.get_by_role("button", name="Continue on this computer").click()
        self.arrive(then)

    def sign_up(self, email: str, password: str) -> None:
        self.go("/sign-up")
        self.page.get_by_label("Your name").fill("Ada")
        self.page.get_by_label("E-mail address").fill(email)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.page.get_by_role("button", name="Create account").click()
        self.arrive("/new")

    def arrive(self, path: str) -> None:
        """Wait for a page; the address of the sign-in page names it too, so only paths count."""
        self.page.wait_for_url(lambda url: urlsplit(url).path == path)

    def keep(self, name: str) -> None:
        """A picture of the page for people to look at, in `test-results/web/`."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png", full_page=True)

    def faults(self) -> list[str]:
        """The serious and critical accessibility faults of the page."""
        axe: Any = Axe()
        found: list[dict[str, Any]] = axe.run(self.page).response["violations"]
        return [
            f"{self.page.url}: {fault['id']}: {node['html'][:160]}"
            for fault in found
            if fault["impact"] in GRAVE
            for node in fault["nodes"]
        ]


@contextmanager
def visiting(
    browser: Browser, base: str, *, theme: Theme = "dark", width: int = 1280, height: int = 800
) -> Generator[Visitor]:
    """Opens a window with an empty jar of cookies."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=theme,
        reduced_motion="reduce",
        accept_downloads=True,
    )
    page = context.new_page()
    visitor = Visitor(base, context, page)
    page.on("console", visitor.heard)
    page.on("pageerror", lambda error: visitor.complaints.append(f"{page.url}: {error}"))
    page.on("request", visitor.asked)
    try:
        yield visitor
    finally:
        context.close()
