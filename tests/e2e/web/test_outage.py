"""What a person meets when the line, Convex or the sign-in goes away in the middle of an edit."""

import os
import re
import signal
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.e2e.product import Product
from tests.e2e.web.test_journey import RENDER_MS, ROWS, TITLES, wait_until_ready
from tests.e2e.web.visitor import Visitor, visiting

WISH = "What should change in this scene?"
SIGN_IN_MS = 60_000


@dataclass
class Line:
    """The browser's line to Convex, which can be cut: sockets close and none opens."""

    page: Page
    up: bool = True
    sockets: list[WebSocketRoute] = field(default_factory=list[WebSocketRoute])

    def opened(self, socket: WebSocketRoute) -> None:
        if not self.up:
            socket.close()
            return
        socket.connect_to_server()
        self.sockets.append(socket)

    def cut(self) -> None:
        self.up = False
        self.page.context.set_offline(True)
        while self.sockets:
            self.sockets.pop().close()

    def mend(self) -> None:
        self.up = True
        self.page.context.set_offline(False)


@pytest.fixture
def visitor(product: Product, browser: Browser) -> Iterator[Visitor]:
    """Somebody whose clock the test can turn."""
    with visiting(browser, product.url("web"), width=1440, height=900) as made:
        made.page.clock.install()
        yield made


def make_a_video_of_a_template(visitor: Visitor) -> None:
    page = visitor.page
    visitor.sign_in_locally("/new")
    page.get_by_role("combobox", name="Size").click()
    page.get_by_role("option", name="480p, quick draft").click()
    page.get_by_role("tab", name="Templates").click()
    page.get_by_role("searchbox", name="Search templates").fill("title card")
    page.get_by_role("button", name=re.compile("^Title card")).click()
    page.get_by_role("button", name="Make a video of this scene").click()
    page.wait_for_url("**/sessions/**")
    wait_until_ready(page)


def wish(page: Page, said: str) -> None:
    page.get_by_label(WISH).fill(said)
    page.get_by_role("button", name="Change it").click()


@pytest.mark.slow
@pytest.mark.requirement("web:templates:start")
@pytest.mark.requirement("web:outage:offline")
@pytest.mark.requirement("web:outage:convex")
@pytest.mark.requirement("web:outage:sign-in")
@pytest.mark.timeout(300)
def test_nothing_typed_is_lost_and_the_editor_recovers_by_itself(
    product: Product, visitor: Visitor
) -> None:
    page = visitor.page
    line = Line(page)
    page.route_web_socket(re.compile(f":{product.ports['convex']}/"), line.opened)
    make_a_video_of_a_template(visitor)
    page.reload()
    wait_until_ready(page)
    expect(page.locator("[data-player] canvas").nth(1)).to_be_attached(timeout=RENDER_MS)
    row = page.locator(ROWS).first

    # A minute without a line: the change shows at once, is said to wait, and is made afterwards.
    line.cut()
    expect(page.get_by_text("You are offline")).to_be_visible()
    wish(page, "Make the title red")
    expect(row.get_by_role("progressbar")).to_be_visible()
    page.clock.fast_forward(60_000)
    expect(page.get_by_label(WISH)).to_have_value("Make the title red")
    line.mend()
    expect(page.get_by_text("You are offline")).to_be_hidden()
    expect(row.get_by_text("· v2")).to_be_visible(timeout=RENDER_MS)
    expect(page.get_by_label(WISH)).to_have_value("")

    # Convex is killed and started again by the supervisor.
    page.get_by_label(WISH).fill("Make it bigger")
    os.kill(product.pids()["convex"], signal.SIGKILL)
    expect(page.get_by_text("Reconnecting")).to_be_visible(timeout=RENDER_MS)
    expect(page.get_by_text("Reconnecting")).to_be_hidden(timeout=RENDER_MS)
    expect(page.get_by_label(WISH)).to_have_value("Make it bigger")

    # The sign-in ends while a title is being typed; a sign-in in another tab brings it back.
    page.context.clear_cookies()
    page.clock.fast_forward("16:00")
    expect(page.get_by_text("Your sign-in has ended")).to_be_visible(timeout=SIGN_IN_MS)
    expect(page.get_by_label(WISH)).to_have_value("Make it bigger")
    expect(page.locator(TITLES)).to_have_count(1)
    other = Visitor(visitor.base, visitor.context, visitor.context.new_page())
    other.sign_in_locally()
    other.page.close()
    page.clock.fast_forward(5_000)
    expect(page.get_by_text("Your sign-in has ended")).to_be_hidden(timeout=SIGN_IN_MS)
    page.get_by_role("button", name="Change it").click()
    # "It" could be more than one thing: the person says which.
    page.get_by_role("group", name="Did you mean one of these?").get_by_role("button").first.click()
    page.get_by_role("button", name="Apply").click()
    expect(row.get_by_text("· v3")).to_be_visible(timeout=RENDER_MS)
