"""From signing up to a shared video, against the whole product."""

import re
from pathlib import Path

import av
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.product import Product
from tests.e2e.web.visitor import Theme, Visitor, visiting

RENDER_MS = 150_000
LIST = "aside[aria-label=Scenes]"
ROWS = f"{LIST} ol > li"
TITLES = f"{ROWS} button[aria-label^=Scene]"
THEMES: tuple[Theme, ...] = ("light", "dark")


def frames_of(path: Path) -> int:
    with av.open(path) as film:
        return sum(1 for _ in film.decode(video=0))


def wait_until_ready(page: Page) -> None:
    badge = page.locator("header").get_by_text("Ready", exact=True)
    expect(badge).to_be_visible(timeout=RENDER_MS)


def start_scenes(visitor: Visitor, count: int) -> None:
    page = visitor.page
    page.get_by_label("Describe the video").fill("Explain the sine function with a unit circle")
    page.locator("label").filter(has_text=re.compile(f"^{count}$")).click()
    page.get_by_role("combobox", name="Size").click()
    page.get_by_role("option", name="480p, quick draft").click()
    page.get_by_role("button", name="Make the video").click()
    page.wait_for_url("**/sessions/**")


def make_two_scenes(visitor: Visitor) -> None:
    start_scenes(visitor, 2)
    wait_until_ready(visitor.page)
    assert visitor.page.locator(TITLES).count() == 2


def watch_four_scenes_become_ready(visitor: Visitor) -> None:
    """Each scene says what it is doing, then how long it is."""
    start_scenes(visitor, 4)
    rows = visitor.page.locator(ROWS)
    expect(rows).to_have_count(4, timeout=RENDER_MS)
    expect(rows.get_by_role("progressbar").first).to_be_visible(timeout=RENDER_MS)
    for index in range(4):
        expect(rows.nth(index).get_by_text("· v1")).to_be_visible(timeout=RENDER_MS)
    wait_until_ready(visitor.page)


def playhead(page: Page, name: str = "valuenow") -> int:
    value = page.locator("[role=slider][aria-label=Playhead]").get_attribute(f"aria-{name}")
    return int(value or -1)


def last_frame(page: Page) -> int:
    return playhead(page, "valuemax")


def seek_to_each_marker(page: Page) -> None:
    """The start of every scene by key and by block, then one frame back into the scene before."""
    expect(page.locator("[data-player] canvas").nth(1)).to_be_attached()
    starts = [0]
    for _ in range(3):
        page.keyboard.press("Shift+ArrowRight")
        starts.append(playhead(page))
    assert starts == sorted(set(starts))
    blocks = page.get_by_role("list", name="Timeline").get_by_role("button")
    for index, start in enumerate(starts):
        blocks.nth(index).click()
        assert playhead(page) == start
        expect(page.locator(TITLES).nth(index)).to_have_attribute("aria-current", "true")
    page.keyboard.press("ArrowLeft")
    assert playhead(page) == starts[-1] - 1
    expect(page.locator("[data-cover]")).to_have_count(0)


def edit_the_second_while_another_window_watches(page: Page) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    wait_until_ready(other)
    page.get_by_role("button", name=re.compile("^Scene 2:")).click()
    page.get_by_label("What should change in this scene?").fill("Make the title red")
    page.keyboard.press("Control+Enter")
    understood = page.get_by_role("group", name="Understood as")
    chip = understood.get_by_role("button", name="make the title red")
    expect(chip).to_have_attribute("aria-pressed", "true")
    expect(page.locator(ROWS).nth(1).get_by_text("· v1")).to_be_visible()
    page.keyboard.press("Enter")
    changing = other.locator(ROWS).nth(1)
    expect(changing.get_by_role("progressbar")).to_be_visible(timeout=20_000)
    expect(changing.get_by_text("· v2")).to_be_visible(timeout=RENDER_MS)
    other.close()


def change_the_last_part_from_the_box_for_the_whole_video(page: Page) -> None:
    """An unsure wish asks which reading is meant; a sure one about the last part changes it."""
    box = page.get_by_label("What should change in the video?").locator("visible=true")
    box.fill("more cowbell")
    box.press("Enter")
    meant = page.get_by_role("group", name="This will change")
    expect(meant.get_by_text("Which scene do you mean?")).to_be_visible()
    box.fill("make the last part faster")
    box.press("Enter")
    expect(meant.get_by_text("It names scene 4.")).to_be_visible()
    meant.get_by_role("button", name="Change 1 scene").click()
    expect(page.locator(ROWS).nth(3).get_by_text("· v2")).to_be_visible(timeout=RENDER_MS)


def be_offered_other_shapes(page: Page) -> None:
    page.get_by_role("button", name="Show it another way").click()
    others = page.get_by_role("group", name="Show it another way")
    expect(others.get_by_role("button").first).to_be_visible()


def revert_and_undo(page: Page) -> None:
    row = page.locator(ROWS).nth(1)
    page.get_by_role("tab", name="Versions").click()
    page.get_by_role("button", name="Make this live").first.click()
    expect(row.get_by_text("· v1")).to_be_visible()
    page.get_by_role("button", name="Undo", exact=True).first.click()
    expect(row.get_by_text("· v2")).to_be_visible()


def move_the_second_to_the_front(page: Page) -> None:
    second = page.locator(TITLES).nth(1).inner_text()
    page.locator(TITLES).nth(1).focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(TITLES).first).to_have_text(second)


def export_film(page: Page, target: Path) -> None:
    page.get_by_role("button", name="Export").click()
    page.get_by_role("button", name="Make the file").click()
    link = page.get_by_role("link", name="Download")
    expect(link).to_be_visible(timeout=RENDER_MS)
    with page.expect_download() as saved:
        link.click()
    saved.value.save_as(target)
    page.keyboard.press("Escape")


def find_no_fault_in_either_theme(visitor: Visitor) -> None:
    for theme in THEMES:
        visitor.page.emulate_media(color_scheme=theme)
        assert not visitor.faults()


@pytest.mark.requirement("web:journey:whole")
@pytest.mark.requirement("web:editor:markers")
@pytest.mark.requirement("web:wishes:chips")
@pytest.mark.requirement("author:wishes:shapes")
@pytest.mark.requirement("web:wishes:locate")
@pytest.mark.requirement("web:editor:accessible")
@pytest.mark.timeout(420)
def test_a_person_goes_from_a_sentence_to_a_shared_video(
    product: Product, browser: Browser, tmp_path: Path
) -> None:
    base = product.url("web")
    with visiting(browser, base, width=1440, height=900) as visitor:
        page = visitor.page
        visitor.sign_up("ada@example.com", "analytical engine no 1")
        watch_four_scenes_become_ready(visitor)
        find_no_fault_in_either_theme(visitor)
        seek_to_each_marker(page)
        edit_the_second_while_another_window_watches(page)
        change_the_last_part_from_the_box_for_the_whole_video(page)
        page.get_by_role("button", name=re.compile("^Scene 2:")).click()
        be_offered_other_shapes(page)
        revert_and_undo(page)
        move_the_second_to_the_front(page)
        last = last_frame(page)
        export_film(page, tmp_path / "film.mp4")
        assert frames_of(tmp_path / "film.mp4") == last + 1

        page.get_by_role("button", name="Share").click()
        page.get_by_role("button", name="Make a link").click()
        opened = page.get_by_role("link", name="Open").get_attribute("href")
        assert opened is not None
        with visiting(browser, base) as guest:
            guest.page.goto(opened)
            expect(guest.page.locator("[data-player] canvas").nth(1)).to_be_attached()
            assert last_frame(guest.page) == last
            find_no_fault_in_either_theme(guest)
            assert not guest.complaints
            page.get_by_role("button", name="Switch off").click()
            expect(page.get_by_text("Switched off")).to_be_visible()
            guest.page.reload()
            expect(guest.page.get_by_text("This link no longer works")).to_be_visible()
        assert not visitor.complaints
        assert not visitor.outside
