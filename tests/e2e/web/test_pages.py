"""Every page, as a person meets it: no fault, no complaint, no request that leaves the machine."""

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.product import Product
from tests.e2e.web.visitor import Theme, visiting

PUBLIC = ("/", "/sign-in", "/sign-up", "/forgot", "/reset", "/confirm", "/help", "/share/nothing")
PRIVATE = (
    "/library",
    "/new",
    "/settings",
    "/settings/usage",
    "/settings/model",
    "/settings/keys",
    "/settings/webhooks",
    "/settings/admin",
)


def named(path: str) -> str:
    return path.strip("/").replace("/", "-") or "start"


@pytest.mark.requirement("web:pages:accessible")
@pytest.mark.requirement("web:pages:self-contained")
@pytest.mark.requirement("web:pages:no-console-error")
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.timeout(180)
def test_every_page_is_accessible_quiet_and_self_contained(
    product: Product, browser: Browser, theme: Theme
) -> None:
    faults: list[str] = []
    with visiting(browser, product.url("web"), theme=theme) as visitor:
        for path in PUBLIC:
            visitor.go(path)
            faults += visitor.faults()
            visitor.keep(f"{named(path)}-{theme}")
        visitor.sign_in_locally()
        for path in PRIVATE:
            visitor.go(path)
            faults += visitor.faults()
            visitor.keep(f"{named(path)}-{theme}")
    assert not faults
    assert not visitor.complaints
    assert not visitor.outside


@pytest.mark.requirement("web:pages:narrow")
@pytest.mark.timeout(120)
def test_no_page_is_wider_than_a_small_telephone(product: Product, browser: Browser) -> None:
    wide: list[str] = []
    with visiting(browser, product.url("web"), width=360, height=740) as visitor:
        for path in PUBLIC:
            visitor.go(path)
            visitor.keep(f"{named(path)}-narrow")
            if visitor.page.evaluate("document.documentElement.scrollWidth") > 360:
                wide.append(path)
        visitor.sign_in_locally()
        for path in PRIVATE:
            visitor.go(path)
            visitor.keep(f"{named(path)}-narrow")
            if visitor.page.evaluate("document.documentElement.scrollWidth") > 360:
                wide.append(path)
    assert not wide


@pytest.mark.requirement("web:pages:policy")
def test_scripts_run_only_with_this_pages_nonce(product: Product, browser: Browser) -> None:
    with visiting(browser, product.url("web")) as visitor:
        answers = [visitor.page.request.get(product.url("web")) for _ in range(2)]
    policies = [answer.headers["content-security-policy"] for answer in answers]
    scripts = next(part for part in policies[0].split("; ") if part.startswith("script-src"))
    assert "unsafe" not in scripts
    assert "'strict-dynamic'" in scripts
    assert policies[0] != policies[1]
    assert answers[0].headers["x-content-type-options"] == "nosniff"


@pytest.mark.requirement("web:pages:guarded")
@pytest.mark.parametrize("path", PRIVATE)
def test_a_page_of_ones_own_asks_for_sign_in_and_comes_back(
    product: Product, browser: Browser, path: str
) -> None:
    with visiting(browser, product.url("web")) as visitor:
        visitor.page.goto(product.url("web") + path)
        assert "/sign-in?next=" in visitor.page.url
        visitor.page.get_by_role("button", name="Continue on this computer").click()
        visitor.arrive(path)


@pytest.mark.requirement("web:pages:not-found")
def test_an_unknown_address_says_so(product: Product, browser: Browser) -> None:
    with visiting(browser, product.url("web")) as visitor:
        answer = visitor.page.goto(f"{product.url('web')}/no/such/page")
        assert answer is not None
        assert answer.status == 404
        visitor.sign_in_locally()
        for path in ("/no/such/page", "/sessions/mistyped", "/projects/mistyped"):
            visitor.page.goto(product.url("web") + path)
            heading = visitor.page.get_by_role("heading", level=1)
            expect(heading).to_have_text("This page is off screen")


@pytest.mark.requirement("web:pages:links")
@pytest.mark.timeout(120)
def test_no_link_leads_nowhere(product: Product, browser: Browser) -> None:
    base = product.url("web")
    seen: set[str] = set()
    waiting = ["/", "/library"]
    dead: list[str] = []
    with visiting(browser, base) as visitor:
        visitor.sign_in_locally()
        while waiting:
            path = waiting.pop()
            if path in seen:
                continue
            seen.add(path)
            answer = visitor.page.goto(base + path)
            if answer is None or answer.status >= 400:
                dead.append(path)
                continue
            # What a signed-in person sees comes after the page itself.
            visitor.page.wait_for_load_state("networkidle")
            links = visitor.page.evaluate(
                "[...document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href'))"
            )
            waiting += [
                link.split("#")[0]
                for link in links
                if link.startswith("/") and link.split("#")[0] not in seen
            ]
        assert not visitor.complaints
    assert not dead
    assert {"/", "/library", "/new", "/help"} <= seen
    assert len(seen) >= 8


@pytest.mark.requirement("author:own-key")
@pytest.mark.timeout(60)
def test_a_model_key_is_typed_once_and_shown_by_its_last_letters(
    product: Product, browser: Browser
) -> None:
    with visiting(browser, product.url("web")) as visitor:
        page = visitor.page
        visitor.sign_up("mary@example.com", "analytical engine no 2")
        visitor.go("/settings/model")
        page.get_by_label("Key", exact=True).fill("sk-quite-secret-9876")
        page.get_by_label("Model", exact=True).fill("some-model")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("with the key that ends in 9876")).to_be_visible()
        assert "sk-quite-secret" not in page.content()
        page.get_by_role("button", name="Remove the key").click()
        expect(page.get_by_text("No key of yours is stored.")).to_be_visible()


@pytest.mark.requirement("web:pages:found")
def test_search_engines_and_telephones_find_what_they_ask_for(
    product: Product, browser: Browser
) -> None:
    with visiting(browser, product.url("web")) as visitor:
        base = product.url("web")
        ask = visitor.page.request.get
        assert f"{base}/sitemap.xml" in ask(f"{base}/robots.txt").text()
        assert f"<loc>{base}/help</loc>" in ask(f"{base}/sitemap.xml").text()
        manifest = ask(f"{base}/manifest.webmanifest").json()
        assert manifest["display"] == "standalone"
        assert all(ask(base + icon["src"]).ok for icon in manifest["icons"])
        visitor.go("/")
        card = visitor.page.locator("meta[property='og:image']").get_attribute("content")
        assert card is not None
        assert ask(card).headers["content-type"] == "image/png"
