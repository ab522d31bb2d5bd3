"""Weight, accessibility and liveliness of the whole product in a browser."""

import statistics
import tempfile
from pathlib import Path
from typing import cast

from playwright.sync_api import Browser, Page, expect

from tests.bench.web.account import Account
from tests.e2e.product import Product
from tests.e2e.web.test_journey import TITLES, make_two_scenes
from tests.e2e.web.test_pages import PRIVATE, PUBLIC
from tests.e2e.web.visitor import visiting

ROUNDS = 7
Measured = tuple[float, str, float]

# Renaming a scene shows at once in the list; the clock stops when the new title is drawn.
_RENAME = """async ([index, title]) => {
  const row = document.querySelectorAll('aside[aria-label=Scenes] ol > li')[index];
  const shows = () => row.innerText.includes(title);
  const input = row.querySelector('input');
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  set.call(input, title);
  input.dispatchEvent(new Event('input', { bubbles: true }));
  const start = performance.now();
  input.blur();
  while (!shows() && performance.now() - start < 5000) await new Promise(requestAnimationFrame);
  return performance.now() - start;
}"""
_TITLE_SHOWN = """([index, title]) => new Promise((resolve) => {
  const look = () => {
    const rows = document.querySelectorAll('aside[aria-label=Scenes] ol > li');
    if (rows[index]?.innerText.includes(title)) resolve(Date.now());
    else requestAnimationFrame(look);
  };
  look();
})"""


# The first load ends when the scenes are listed; the player's engine comes after that picture.
_MARK_LISTED = """new MutationObserver((_changes, observer) => {
  if (!document.querySelector('aside[aria-label=Scenes] ol > li')) return;
  performance.mark('listed');
  observer.disconnect();
}).observe(document, { childList: true, subtree: true });"""
_SCRIPT_BYTES = """(until) => {
  const end = performance.getEntriesByName(until)[0]?.startTime ?? Infinity;
  return performance.getEntriesByType('resource')
    .filter((entry) => entry.name.endsWith('.js') && entry.startTime <= end)
    .reduce((sum, entry) => sum + entry.encodedBodySize, 0) / 1000;
}"""
_LONGEST_TASK = """async (milliseconds) => {
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration);
  });
  observer.observe({ type: 'longtask' });
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  observer.disconnect();
  return longest;
}"""
SCENES = 200
VERSIONS = 50
PLAYED_MS = 8_000


def script_bytes(page: Page, until: str = "") -> float:
    """Kilobytes of script as they came over the line, up to a mark of the page's."""
    return cast("float", page.evaluate(_SCRIPT_BYTES, until))


def longest_task(page: Page, account: Account) -> float:
    """The longest task while 200 scenes play, the chosen one with fifty versions."""
    session = page.url.rsplit("/", 1)[1]
    scenes = account.query("scenes:listBySession", {"sessionId": session})
    first = str(scenes[0]["_id"])
    for _ in range(SCENES - len(scenes)):
        account.change("scenes:duplicate", {"sceneId": first})
    for number in range(VERSIONS - 1):
        account.change(
            "jobs:triggerEdit", {"sceneId": first, "prompt": f"Make it {number} % larger"}
        )
    page.reload()
    expect(page.locator(TITLES)).to_have_count(SCENES, timeout=60_000)
    page.get_by_role("tab", name="Versions").click()
    expect(page.locator("[data-player] canvas").nth(1)).to_be_attached(timeout=60_000)
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    return cast("float", page.evaluate(_LONGEST_TASK, PLAYED_MS))


def measure_product(browser: Browser) -> dict[str, Measured]:
    with tempfile.TemporaryDirectory() as folder:
        product = Product(Path(folder) / "data")
        product.start()
        try:
            return _measure(browser, product)
        finally:
            product.stop()


def _measure(browser: Browser, product: Product) -> dict[str, Measured]:
    base = product.url("web")
    faults = 0
    for theme in ("light", "dark"):
        with visiting(browser, base, theme=theme) as visitor:
            for path in PUBLIC:
                visitor.go(path)
                faults += len(visitor.faults())
            visitor.sign_in_locally()
            for path in PRIVATE:
                visitor.go(path)
                faults += len(visitor.faults())
    with visiting(browser, base) as visitor:
        visitor.go("/")
        visitor.page.wait_for_load_state("networkidle")
        landing = script_bytes(visitor.page)
        visitor.sign_in_locally("/new")
        make_two_scenes(visitor)
        visitor.page.add_init_script(_MARK_LISTED)
        visitor.page.reload()
        expect(visitor.page.locator("[data-player] canvas").nth(1)).to_be_attached(timeout=60_000)
        editor = script_bytes(visitor.page, "listed")
        whole = script_bytes(visitor.page)
        faults += len(visitor.faults())
        clicks, changes = _liveliness(visitor.page)
        longest = longest_task(visitor.page, Account.local(product))
    return {
        "axe_serious": (faults, "faults", 0),
        "landing_js_kb": (landing, "kB", 130),
        "editor_js_kb": (editor, "kB", 350),
        "editor_and_player_js_kb": (whole, "kB", 450),
        "playing_200_scenes_longest_task_ms": (longest, "ms", 100),
        "click_to_optimistic_ms": (statistics.median(clicks), "ms", 50),
        "change_to_pixels_p95_ms": (statistics.quantiles(changes, n=20)[-1], "ms", 150),
    }


def _liveliness(page: Page) -> tuple[list[float], list[float]]:
    """A rename in one window: how soon it shows there, and how soon in another."""
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator(TITLES).first).to_be_visible()
    clicks, changes = list[float](), list[float]()
    for number in range(ROUNDS):
        title = f"Take {number}"
        shown = other.evaluate_handle(f"() => ({{ at: ({_TITLE_SHOWN})([0, '{title}']) }})")
        page.locator(TITLES).first.dblclick()
        started = cast("float", page.evaluate("Date.now()"))
        clicks.append(cast("float", page.evaluate(_RENAME, [0, title])))
        changes.append(cast("float", other.evaluate("(shown) => shown.at", shown)) - started)
    other.close()
    return clicks, changes
