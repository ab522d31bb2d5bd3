"""What a person changes about an account of their own: the address, the password, and its end."""

import re
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.product import Product, until
from tests.e2e.web.visitor import visiting

FIRST, SECOND = "analytical engine 1", "difference engine 2"


def link_to(folder: Path, address: str, subject: str) -> str:
    """The link of the letter that this machine would have sent."""
    found: list[str] = []

    def written() -> bool:
        letters = [
            message_from_bytes(path.read_bytes(), policy=policy.default)
            for path in folder.glob("*.eml")
        ]
        found[:] = [
            match[0]
            for letter in letters
            if letter["To"] == address and letter["Subject"] == subject
            for match in re.finditer(r"http\S+#token=\S+", letter.get_content())
        ]
        return bool(found)

    until(written, seconds_max=10, what=f"a letter to {address}")
    return found[-1]


def says(page: Page, words: str) -> None:
    expect(page.get_by_role("region", name="Messages")).to_contain_text(words)


@pytest.mark.slow
@pytest.mark.requirement("web:settings:account")
@pytest.mark.timeout(180)
def test_an_address_is_changed_by_its_link_and_a_password_by_the_old_one(
    product: Product, browser: Browser
) -> None:
    with visiting(browser, product.url("web")) as visitor:
        page = visitor.page
        visitor.sign_up("lovelace@example.com", FIRST)
        visitor.go("/settings")
        expect(page.get_by_text("Not confirmed yet")).to_be_visible()

        page.get_by_label("New address").fill("countess@example.com")
        address_form = page.locator("form").filter(has=page.get_by_label("New address"))
        address_form.get_by_label("Current password").fill("not that one at all")
        page.get_by_role("button", name="Change the address").click()
        expect(address_form.get_by_role("alert")).to_have_text("That is not your current password.")
        assert page.get_by_label("New address").input_value() == "countess@example.com"
        visitor.complaints.clear()  # the browser reports the refusal, which was wanted
        address_form.get_by_label("Current password").fill(FIRST)
        page.get_by_role("button", name="Change the address").click()
        says(page, "A link is on its way to countess@example.com")
        visitor.keep("settings-account")

        page.goto(
            link_to(
                product.data / "worker" / "letters",
                "countess@example.com",
                "Confirm your new address",
            )
        )
        page.get_by_role("button", name="This is my address").click()
        expect(page.get_by_text("The address is confirmed.")).to_be_visible()
        visitor.go("/settings")
        expect(page.get_by_text("countess@example.com")).to_be_visible()
        expect(page.get_by_text("Confirmed", exact=True)).to_be_visible()

        password_form = page.locator("form").filter(has=page.get_by_label("New password"))
        password_form.get_by_label("Current password").fill(FIRST)
        password_form.get_by_label("New password").fill(SECOND)
        page.get_by_role("button", name="Change the password").click()
        says(page, "The password has been changed.")
        visitor.go("/settings")
        expect(page.get_by_text("countess@example.com")).to_be_visible()

        assert not visitor.complaints


@pytest.mark.slow
@pytest.mark.requirement("web:settings:account")
@pytest.mark.timeout(120)
def test_an_account_is_ended_by_its_owner(product: Product, browser: Browser) -> None:
    with visiting(browser, product.url("web")) as visitor:
        page = visitor.page
        visitor.sign_up("byron@example.com", FIRST)
        visitor.go("/settings")
        page.get_by_role("button", name="Delete my account").click()
        dialog = page.get_by_role("dialog")
        ending = dialog.get_by_role("button", name="Delete everything")
        expect(ending).to_be_disabled()
        dialog.get_by_label("Current password").fill(FIRST)
        dialog.get_by_label("I understand").check()
        visitor.keep("settings-account-delete")
        ending.click()
        visitor.arrive("/")
        visitor.go("/sign-in")
        page.get_by_label("E-mail address").fill("byron@example.com")
        page.get_by_label("Password", exact=True).fill(FIRST)
        page.get_by_role("button", name="Sign in", exact=True).click()
        expect(page.get_by_text("do not match")).to_be_visible()
