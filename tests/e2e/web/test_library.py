"""Videos, projects, keys and hooks: what is made, found, renamed, deleted and brought back."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.product import Product
from tests.e2e.web.visitor import Visitor, visiting


def begin(visitor: Visitor, template: str) -> None:
    """Start a video of one template and go back to the library while it is being drawn."""
    page = visitor.page
    visitor.go("/new")
    page.get_by_role("combobox", name="Size").click()
    page.get_by_role("option", name="480p, quick draft").click()
    page.get_by_role("tab", name="Templates").click()
    page.get_by_role("searchbox", name="Search templates").fill(template)
    page.get_by_role("button", name=re.compile(f"^{template}")).first.click()
    page.get_by_role("button", name="Make a video of this scene").click()
    page.wait_for_url("**/sessions/**")
    page.get_by_role("link", name="Back to the library").click()
    visitor.arrive("/library")


def act(page: Page, title: str, item: str) -> None:
    page.get_by_role("button", name=f"Actions for {title}").first.click()
    page.get_by_role("menuitem", name=item, exact=True).click()


def rename(page: Page, title: str) -> None:
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill(title)
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_be_hidden()


def cards(page: Page) -> Locator:
    return page.locator("main ul > li a[href^='/sessions/']")


@pytest.mark.slow
@pytest.mark.requirement("web:library:videos")
@pytest.mark.requirement("web:library:projects")
@pytest.mark.timeout(180)
def test_videos_and_projects_are_found_renamed_copied_and_brought_back(
    product: Product, browser: Browser
) -> None:
    with visiting(browser, product.url("web")) as visitor:
        page = visitor.page
        visitor.sign_up("grace@example.com", "compiler of compilers 1")
        visitor.go("/library")
        expect(page.get_by_text("Your library is empty")).to_be_visible()
        begin(visitor, "Title card")
        act(page, "Title card", "Rename")
        rename(page, "Zebra")
        act(page, "Zebra", "Duplicate")
        expect(cards(page)).to_have_count(2)
        act(page, "Zebra", "Rename")
        rename(page, "Aardvark")

        page.get_by_role("searchbox", name="Search by title").fill("zeb")
        expect(cards(page)).to_have_text(re.compile("^Zebra"))
        page.get_by_role("searchbox", name="Search by title").fill("")
        page.get_by_role("combobox", name="Order").click()
        page.get_by_role("option", name="Title", exact=True).click()
        expect(cards(page)).to_have_text([re.compile("^Aardvark"), re.compile("^Zebra")])
        page.get_by_role("combobox", name="Show").click()
        page.get_by_role("option", name="With problems").click()
        expect(page.get_by_text("Nothing matches")).to_be_visible()
        page.get_by_role("button", name="Show all").click()

        act(page, "Aardvark", "Delete")
        expect(cards(page)).to_have_count(1)
        page.get_by_text("Deleted", exact=True).click()
        page.get_by_role("button", name="Restore: Aardvark").click()
        expect(page.get_by_text("Nothing has been deleted.")).to_be_visible()

        page.get_by_text("Projects", exact=True).click()
        page.get_by_role("button", name="New project").click()
        rename(page, "Lectures")
        act(page, "Lectures", "Rename")
        rename(page, "Talks")
        act(page, "Talks", "Delete")
        messages = page.get_by_role("region", name="Messages")
        messages.get_by_role("button", name="Undo").last.click()
        page.get_by_role("link", name="Talks").click()
        expect(page.get_by_text("No videos in this project")).to_be_visible()
        assert not visitor.complaints


@pytest.mark.slow
@pytest.mark.requirement("web:settings")
@pytest.mark.timeout(120)
def test_a_name_a_key_and_a_hook_are_made_and_taken_back(
    product: Product, browser: Browser
) -> None:
    with visiting(browser, product.url("web")) as visitor:
        page = visitor.page
        visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
        visitor.sign_in_locally("/settings")
        page.get_by_label("Name").fill("Ada")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("region", name="Messages")).to_contain_text("Saved")
        page.reload()
        expect(page.get_by_label("Name")).to_have_value("Ada")

        visitor.go("/settings/keys")
        page.get_by_label("What is it for?").fill("Lecture builder")
        page.get_by_role("button", name="Make a key").click()
        page.get_by_role("button", name="Copy").click()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert page.locator("code.select-all").inner_text() == copied
        row = page.get_by_role("listitem").filter(has_text="Lecture builder")
        row.get_by_role("button", name="Revoke").click()
        expect(row.get_by_text("Revoked")).to_be_visible()

        visitor.go("/settings/usage")
        expect(page.get_by_text("Scenes drawn")).to_be_visible()
        assert not visitor.complaints
