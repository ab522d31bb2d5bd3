"""Takes the README's pictures of the running product: `python scripts/take_pictures.py [DATA]`.

Signs in locally, makes a film, asks for a change, and keeps a still of the editor and a short
animation of the change as it swaps in. Needs `make run` in another terminal.
"""

import io
import json
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
PROMPT = "Explain the sine function with a unit circle"
WISH = "make the title red"
READY_MS = 240_000
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
GIF_WIDTH = 720
FRAME_MS = 160
FRAMES_MAX = 240
FRAMES_KEPT = 48


def make_film(page: Page, base: str) -> None:
    page.goto(f"{base}/sign-in?next=/new")
    page.get_by_role("button", name="Continue on this computer").click()
    page.get_by_label("Describe the video").fill(PROMPT)
    page.get_by_role("button", name="Make the video").click()
    page.wait_for_url("**/sessions/**")
    ready = page.locator("header").get_by_text("Ready", exact=True)
    ready.wait_for(state="visible", timeout=READY_MS)


def seek(page: Page, share: float) -> None:
    """Puts the playhead at a share of the film: the first frame of a scene is still empty."""
    area = page.locator("[role=slider][aria-label=Playhead]").bounding_box()
    if area is None:
        message = "the playhead is not on the page"
        raise RuntimeError(message)
    page.mouse.click(area["x"] + area["width"] * share, area["y"] + area["height"] / 2)
    page.wait_for_timeout(1_500)


def shot(page: Page) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot(type="png"))).convert("RGB")


def watch_change(page: Page) -> list[Image.Image]:
    """The editor from the wish to the swap, a picture every little while."""
    page.get_by_role("button", name="Scene 2:").first.click()
    box = page.get_by_label("What should change in this scene?")
    box.click()
    seek(page, 0.42)
    box.click()
    frames = [shot(page)]
    for part in WISH.split(" "):
        box.press_sequentially(part + " ")
        frames.append(shot(page))
    page.get_by_role("button", name="Change it").click()
    apply = page.get_by_role("button", name="Apply", exact=True)
    apply.wait_for()
    frames += [shot(page)] * 3
    apply.click()
    swapped = page.locator("aside[aria-label=Scenes] ol > li").nth(1).get_by_text("· v2")
    for _ in range(FRAMES_MAX):
        frames.append(shot(page))
        if swapped.is_visible():
            break
        page.wait_for_timeout(FRAME_MS)
    for _ in range(8):
        page.wait_for_timeout(FRAME_MS)
        frames.append(shot(page))
    return frames


def save_animation(frames: list[Image.Image], target: Path) -> None:
    """Few colours, few frames: a picture in a README is fetched by everybody."""
    every = max(1, len(frames) // FRAMES_KEPT)
    kept = [*frames[:6], *frames[6:-8:every], *frames[-8:]]
    height = round(kept[0].height * GIF_WIDTH / kept[0].width)
    small = [frame.resize((GIF_WIDTH, height), Image.Resampling.LANCZOS) for frame in kept]
    palette = palette_of(small)
    plain = [frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in small]
    times = [FRAME_MS * 2] * (len(plain) - 1) + [1500]
    plain[0].save(
        target, save_all=True, append_images=plain[1:], duration=times, loop=0, optimize=True
    )


def palette_of(frames: list[Image.Image]) -> Image.Image:
    """The colours of the first and the last frame; an octree keeps the few bright ones."""
    width, height = frames[0].size
    both = Image.new("RGB", (width, 2 * height))
    both.paste(frames[0], (0, 0))
    both.paste(frames[-1], (0, height))
    return both.quantize(128, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def main() -> int:
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / ".data"
    base = json.loads((data / "run.json").read_text())["addresses"]["web"]
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        page = browser.new_page(viewport={"width": 1440, "height": 860}, color_scheme="dark")
        make_film(page, base)
        page.get_by_role("button", name="Scene 2:").first.click()
        seek(page, 0.42)
        shot(page).save(PICTURES / "editor.png", optimize=True)
        save_animation(watch_change(page), PICTURES / "swap.gif")
        browser.close()
    for picture in sorted(PICTURES.iterdir()):
        print(f"{picture.relative_to(ROOT)}  {picture.stat().st_size // 1024} KiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
