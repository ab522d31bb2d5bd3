"""What every button of the editor does, in a video of two templates."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.product import Product
from tests.e2e.web.test_journey import (
    RENDER_MS,
    ROWS,
    TITLES,
    frames_of,
    playhead,
    wait_until_ready,
)
from tests.e2e.web.visitor import Visitor, visiting

SMALL = """from manim import *


class Small(Scene):
    def construct(self):
        {}
"""


def start_from_templates(visitor: Visitor, *names: str) -> None:
    """Choose templates in the gallery, smallest size, and make a video of them."""
    page = visitor.page
    page.get_by_role("combobox", name="Size").click()
    page.get_by_role("option", name="480p, quick draft").click()
    page.get_by_role("tab", name="Templates").click()
    for name in names:
        page.get_by_role("searchbox", name="Search templates").fill(name)
        page.get_by_role("button", name=re.compile(f"^{name}")).first.click()
    page.get_by_role("button", name=re.compile("^Make a video of")).click()
    page.wait_for_url("**/sessions/**")
    wait_until_ready(page)


@pytest.fixture(scope="module")
def studio(product: Product, browser: Browser) -> Iterator[Visitor]:
    """The editor of a video that was started from two templates."""
    with visiting(browser, product.url("web"), width=1440, height=900) as visitor:
        visitor.sign_in_locally("/new")
        start_from_templates(visitor, "Title card", "Ending")
        visitor.page.reload()
        wait_until_ready(visitor.page)
        expect(visitor.page.locator("[data-player] canvas").nth(1)).to_be_attached()
        yield visitor
        assert not visitor.complaints
        assert not visitor.outside


def titles(page: Page) -> list[str]:
    return page.locator(TITLES).all_inner_texts()


def row_menu(page: Page, index: int, item: str) -> None:
    page.locator(ROWS).nth(index).get_by_role("button", name=re.compile("^More actions")).click()
    page.get_by_role("menuitem", name=item, exact=True).click()


def block(page: Page, index: int) -> Locator:
    return page.get_by_role("list", name="Timeline").get_by_role("button").nth(index)


def drag(page: Page, what: Locator, to: Locator) -> None:
    """Press in the middle of one thing and let go past the middle of another."""
    start, end = what.bounding_box(), to.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] * 0.9, end["y"] + end["height"] / 2, steps=8)
    page.mouse.up()


@pytest.mark.requirement("web:templates:start")
@pytest.mark.requirement("web:editor:order")
@pytest.mark.timeout(240)
def test_scenes_are_dragged_deleted_and_brought_back(studio: Visitor) -> None:
    page = studio.page
    first, second = titles(page)

    drag(page, block(page, 0), block(page, 1))
    expect(page.locator(TITLES)).to_have_text([second, first])
    page.locator(ROWS).nth(1).drag_to(page.locator(ROWS).nth(0))
    expect(page.locator(TITLES)).to_have_text([first, second])

    row_menu(page, 1, "Delete")
    expect(page.locator(TITLES)).to_have_text([first])
    toast = page.get_by_role("region", name="Messages")
    toast.get_by_role("button", name="Undo").click()
    expect(page.locator(TITLES)).to_have_text([first, second])

    row_menu(page, 0, "Delete")
    page.get_by_role("button", name="Deleted scenes").click()
    page.get_by_role("button", name="Restore").first.click()
    expect(page.locator(TITLES)).to_have_text([first, second])


@pytest.mark.requirement("web:editor:rolled-back")
def test_a_change_that_is_refused_is_taken_back_and_says_why(studio: Visitor) -> None:
    page = studio.page
    before = titles(page)
    row_menu(page, 0, "Lock")
    expect(page.locator(ROWS).first.get_by_label(re.compile("^Locked"))).to_be_visible()
    row_menu(page, 0, "Delete")
    refusal = page.get_by_role("alert").filter(has_text="That change was not made")
    expect(refusal).to_contain_text("The scene is locked.")
    expect(page.locator(TITLES)).to_have_text(before)
    row_menu(page, 0, "Unlock")
    # The client writes each refusal to the console; this one was asked for.
    assert all("scene.locked" in said for said in studio.complaints)
    studio.complaints.clear()


@pytest.mark.requirement("web:player:controls")
def test_captions_speed_and_the_whole_screen_do_what_they_say(studio: Visitor) -> None:
    page = studio.page
    page.locator(TITLES).first.click()
    page.get_by_label("Narration").fill("The first sentence. The second one.")
    page.get_by_role("tab", name="Edit").focus()
    page.get_by_role("button", name="Captions").click()
    panel = page.get_by_role("region", name="Player")
    expect(panel.get_by_text("The first sentence.")).to_be_visible()
    page.keyboard.press("c")
    expect(panel.get_by_text("The first sentence.")).to_be_hidden()

    page.get_by_role("combobox", name="Speed").click()
    page.get_by_role("option", name="2×", exact=True).click()
    expect(page.get_by_role("combobox", name="Speed")).to_contain_text("2×")
    page.get_by_role("button", name="Mute").click()
    expect(page.get_by_role("button", name="Unmute")).to_be_visible()

    page.get_by_role("button", name="Full screen").click()
    expect(page.get_by_role("button", name="Leave full screen")).to_be_visible()
    assert page.evaluate("document.fullscreenElement?.getAttribute('aria-label')") == "Player"
    page.keyboard.press("f")
    expect(page.get_by_role("button", name="Full screen", exact=True)).to_be_visible()

    page.keyboard.press("End")
    assert playhead(page) > 0
    page.keyboard.press("j")
    expect(page.get_by_text("backwards, 1×")).to_be_visible()
    page.keyboard.press("j")
    expect(page.get_by_text("backwards, 2×")).to_be_visible()
    page.keyboard.press("k")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()


@pytest.mark.slow
@pytest.mark.requirement("web:share:ends")
def test_a_link_says_how_long_it_works_and_that_it_has_ended(
    studio: Visitor, browser: Browser
) -> None:
    page = studio.page
    page.get_by_role("button", name="Share").click()
    page.get_by_role("combobox", name="Link works for").click()
    page.get_by_role("option", name="1 day", exact=True).click()
    page.get_by_role("button", name="Make a link").click()
    expect(page.get_by_text(re.compile("until "))).to_be_visible()
    address = page.get_by_role("link", name="Open").get_attribute("href")
    assert address is not None
    with visiting(browser, studio.base) as guest:
        guest.page.goto(address)
        expect(guest.page.locator("[data-player] canvas").nth(1)).to_be_attached()
        page.get_by_role("button", name="Switch off").click()
        expect(page.get_by_text("Switched off")).to_be_visible()
        guest.page.reload()
        expect(guest.page.get_by_text("This link no longer works")).to_be_visible()
    page.keyboard.press("Escape")


def start_export(page: Page, *, kind: str, rate: str) -> None:
    def one_of(label: str, choice: str) -> Locator:
        choices = page.get_by_role("radiogroup", name=label).locator("label")
        return choices.filter(has_text=re.compile(f"^{choice}$"))

    one_of("Format", kind).click()
    if kind == "GIF":
        expect(one_of("Frames per second", "60")).to_have_count(0)
        one_of("Colors", "16").click()
        one_of("Dithering", "None").click()
        page.get_by_role("combobox", name="Width").click()
        page.get_by_role("option", name="320 px").click()
    one_of("Frames per second", rate).click()
    page.get_by_role("button", name="Make the file").click()


@pytest.mark.slow
@pytest.mark.requirement("web:editor:export")
@pytest.mark.timeout(300)
def test_an_export_is_made_small_saved_under_its_title_stopped_and_deleted(
    studio: Visitor, tmp_path: Path
) -> None:
    page = studio.page
    page.get_by_role("button", name="Export").click()
    dialog = page.get_by_role("dialog", name="Export")
    start_export(page, kind="GIF", rate="15")
    row = dialog.locator("[data-export=ready]").filter(has_text="GIF · 320 × 180 · 15 fps")
    expect(row.get_by_text("16 colors")).to_be_visible(timeout=RENDER_MS)
    with page.expect_download() as saved:
        row.get_by_role("link", name="Download").click()
    assert saved.value.suggested_filename.endswith(".gif")
    target = tmp_path / saved.value.suggested_filename
    saved.value.save_as(target)
    assert frames_of(target) > 0
    row.get_by_role("button", name=re.compile("^Delete GIF")).click()
    expect(dialog.get_by_text("GIF ·")).to_have_count(0)

    start_export(page, kind="MP4", rate="60")
    working = dialog.locator("[data-export=rendering]")
    expect(working.get_by_text(re.compile(r"^Drawing frames \d+ of \d+"))).to_be_visible(
        timeout=RENDER_MS
    )
    working.get_by_role("button", name="Stop").click()
    ended = dialog.locator("[data-export=cancelled]")
    expect(ended.get_by_text("Cancelled")).to_be_visible()
    assert not studio.faults()
    ended.get_by_role("button", name=re.compile("^Delete MP4")).click()
    expect(dialog.locator("[data-export]")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


@pytest.mark.slow
@pytest.mark.requirement("web:editor:failure")
@pytest.mark.requirement("web:editor:compare")
@pytest.mark.timeout(300)
def test_a_failed_version_says_why_and_two_versions_stand_side_by_side(studio: Visitor) -> None:
    page = studio.page
    row = page.locator(ROWS).first
    page.locator(TITLES).first.click()
    page.get_by_role("tab", name="Code").click()
    code = page.get_by_role("textbox", name="Scene code (Python)")
    code.fill(SMALL.format("1 / 0"))
    page.get_by_role("button", name="Save as new version").click()
    expect(row.get_by_text("Failed")).to_be_visible(timeout=RENDER_MS)
    expect(row.get_by_text("· v1")).to_be_visible()

    page.get_by_role("tab", name="Edit").click()
    failure = page.get_by_role("alert").filter(has_text="could not be made")
    expect(failure).to_contain_text("division by zero")
    expect(failure).to_contain_text("Version 1 keeps playing.")
    page.get_by_role("button", name="Try again").click()
    expect(row.get_by_role("progressbar")).to_be_visible()
    expect(failure).to_be_visible(timeout=RENDER_MS)
    page.get_by_role("button", name="Dismiss").click()
    expect(failure).to_be_hidden()

    page.get_by_role("tab", name="Code").click()
    code.fill(SMALL.format("self.wait(1)"))
    page.get_by_role("button", name="Save as new version").click()
    expect(row.get_by_text("· v4")).to_be_visible(timeout=RENDER_MS)
    page.get_by_role("tab", name="Versions").click()
    page.get_by_role("button", name="Compare").last.click()
    dialog = page.get_by_role("dialog", name="Compare versions")
    expect(dialog.locator("video")).to_have_count(2)
    expect(dialog.get_by_text("+         self.wait(1)")).to_be_visible()
    dialog.get_by_role("button", name="Play both").click()
    moving = "() => [...document.querySelectorAll('dialog video, [role=dialog] video')]"
    page.wait_for_function(f"({moving})().every((video) => video.currentTime > 0)")
    dialog.get_by_role("button", name="Make this live").click()
    expect(row.get_by_text("· v1")).to_be_visible()


@pytest.mark.slow
@pytest.mark.requirement("web:editor:split")
@pytest.mark.requirement("web:editor:insert")
@pytest.mark.timeout(300)
def test_a_scene_is_split_at_the_playhead_and_another_one_added(studio: Visitor) -> None:
    page = studio.page
    page.reload()
    wait_until_ready(page)
    expect(page.locator("[data-player] canvas").nth(1)).to_be_attached()
    count = len(titles(page))
    frames = playhead(page, "valuemax")
    page.locator(TITLES).first.click()
    for _ in range(2):
        page.keyboard.press("Control+ArrowRight")
    page.get_by_role("button", name="Split at the playhead").click()
    expect(page.locator(TITLES)).to_have_count(count + 1, timeout=RENDER_MS)
    wait_until_ready(page)
    page.locator(TITLES).nth(1).click()
    assert playhead(page) == 20
    assert playhead(page, "valuemax") == frames

    page.get_by_role("button", name="Add scene").first.click()
    page.get_by_label("What should the scene show?").fill("A title card that says The end")
    page.get_by_role("button", name="Add the scene").click()
    expect(page.locator(TITLES)).to_have_count(count + 2)
    added = page.locator(ROWS).nth(count + 1)
    expect(added.get_by_text("· v1")).to_be_visible(timeout=RENDER_MS)
    assert playhead(page, "valuemax") > frames
