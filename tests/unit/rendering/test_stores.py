"""The scene cache and the chunk store keep what we wrote, bounded and by project."""

from dataclasses import replace
from pathlib import Path

import pytest

from backend.ids import SystemIds
from backend.rendering import QUALITIES, Asset, Rendered
from backend.rendering.cache import SceneCache, scene_key
from backend.rendering.chunks import ChunkStore
from backend.rendering.outcome import Play, Section
from backend.rendering.sandbox.port import Program
from backend.testing.sandbox import FakeBox
from tests.unit.rendering.conftest import make_plan, render_well

KEY = "ab" * 32


def film(folder: Path, content: bytes = b"film") -> Rendered:
    folder.mkdir(exist_ok=True)
    (folder / "a.mp4").write_bytes(content)
    (folder / "a.jpg").write_bytes(b"poster")
    return Rendered(
        chunk=folder / "a.mp4",
        poster=folder / "a.jpg",
        preview=None,
        frame_hashes=None,
        sha256="0",
        bytes=len(content),
        duration_in_frames=30,
        fps=15,
        width=854,
        height=480,
        codec="h264",
        has_audio=True,
        render_ms=5,
        cache_hit=False,
        plays=(Play(0, 30, None),),
        sections=(Section("all", 0, 30),),
    )


@pytest.fixture
def into(tmp_path: Path) -> Path:
    folder = tmp_path / "into"
    folder.mkdir()
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> SceneCache:
    return SceneCache(tmp_path / "cache", ids=SystemIds(), bytes_max=10_000)


def test_what_was_kept_is_found_whole(tmp_path: Path, cache: SceneCache, into: Path) -> None:
    kept = film(tmp_path / "made")
    cache.keep("p", KEY, kept)
    found = cache.find("p", KEY, into)
    assert found is not None
    assert found.chunk.read_bytes() == b"film"
    assert found.poster is not None
    paths = {"chunk": kept.chunk, "poster": kept.poster}
    assert replace(found, cache_hit=False, **paths) == kept
    assert found.cache_hit


def test_a_key_of_one_project_is_nothing_to_another(
    tmp_path: Path, cache: SceneCache, into: Path
) -> None:
    cache.keep("p", KEY, film(tmp_path / "made"))
    assert cache.find("q", KEY, into) is None


@pytest.mark.requirement("rendering:cache:heals")
@pytest.mark.parametrize("name", ["chunk.mp4", "chunk.jpg", "meta.json"])
def test_a_damaged_entry_is_deleted_and_made_again(
    tmp_path: Path, cache: SceneCache, into: Path, name: str
) -> None:
    cache.keep("p", KEY, film(tmp_path / "made"))
    damaged = tmp_path / "cache" / "p" / KEY[:2] / KEY / name
    damaged.write_bytes(b"damaged")
    assert cache.find("p", KEY, into) is None
    assert not damaged.exists()
    cache.keep("p", KEY, film(tmp_path / "made"))
    (tmp_path / "again").mkdir()
    assert cache.find("p", KEY, tmp_path / "again") is not None


@pytest.mark.requirement("rendering:cache:bounded")
def test_the_least_recently_used_goes_first(tmp_path: Path, cache: SceneCache, into: Path) -> None:
    keys = [f"{number:02d}" * 32 for number in range(4)]
    for key in keys[:3]:
        cache.keep("p", key, film(tmp_path / "made", bytes(2500)))
    assert cache.find("p", keys[0], into) is not None
    cache.keep("p", keys[3], film(tmp_path / "made", bytes(2500)))
    cache.sweep()
    left = {entry.name for entry in (tmp_path / "cache").glob("p/*/*")}
    assert keys[1] not in left
    assert {keys[0], keys[3]} <= left


@pytest.mark.requirement("rendering:cache:key")
def test_whatever_may_change_a_pixel_changes_the_key(tmp_path: Path) -> None:
    asset = tmp_path / "logo.png"
    asset.write_bytes(b"one")
    base = make_plan(assets=(Asset("logo.png", asset),))
    changes: list[dict[str, object]] = [
        {"source": "x = 1\n"},
        {"scene": "A"},
        {"quality": QUALITIES["720p30"]},
        {"project": "other"},
        {"seed": 1},
        {"background_color": "#000000"},
        {"frame_hashes": True},
        {"assets": ()},
    ]
    keys = {scene_key(base, identity="one"), scene_key(base, identity="two")}
    for change in changes:
        keys.add(scene_key(replace(base, **change), identity="one"))
    asset.write_bytes(b"two")
    keys.add(scene_key(base, identity="one"))
    assert len(keys) == len(changes) + 3
    same = replace(base, deadline_seconds=5, workers=8, job_id="other", preview=True)
    assert scene_key(same, identity="one") == scene_key(base, identity="one")


def boxed(**chunks: str) -> FakeBox:
    box = FakeBox(Program.RENDER, render_well)
    (box.folder / "cache" / "chunks").mkdir()
    for name, text in chunks.items():
        (box.folder / "cache" / "chunks" / name).write_text(text)
    return box


def test_a_damaged_chunk_is_not_lent(tmp_path: Path) -> None:
    store = ChunkStore(tmp_path / "chunks", ids=SystemIds())
    first = boxed(a="one", b="two")
    assert store.collect("p", first, frozenset()) == 2
    stored = next(p for p in (tmp_path / "chunks" / "p").iterdir() if p.name.endswith("~chunks~a"))
    stored.write_text("damaged")
    second = boxed()
    assert store.lend("p", second) == {"cache/chunks/b"}
    assert not stored.exists()
    for box in (first, second):
        box.destroy()


@pytest.mark.requirement("rendering:chunks:bounded")
def test_lending_and_keeping_are_bounded(tmp_path: Path) -> None:
    store = ChunkStore(
        tmp_path / "chunks", ids=SystemIds(), lend_bytes_max=2500, project_bytes_max=3500
    )
    first = boxed(**{f"c{number}": "x" * 1000 for number in range(6)})
    store.collect("p", first, frozenset())
    assert len(list((tmp_path / "chunks" / "p").iterdir())) == 3
    second = boxed()
    assert len(store.lend("p", second)) == 2
    for box in (first, second):
        box.destroy()


def test_hostile_names_and_links_are_not_collected(tmp_path: Path) -> None:
    store = ChunkStore(tmp_path / "chunks", ids=SystemIds())
    box = boxed(
        **{"a b": "x", "..x": "x", "x~y": "x", "ok": "x", "y" * 200: "x", "z.1.partial": "x"}
    )
    (box.folder / "cache" / "chunks" / "link").symlink_to("/etc/hostname")
    # A file of that name would stand where the next box wants a folder.
    (box.folder / "cache" / "formulas").write_text("x")
    (box.folder / "cache" / "other").mkdir()
    (box.folder / "cache" / "other" / "name").write_text("x")
    assert store.collect("p", box, frozenset()) == 1
    box.destroy()


def test_a_box_is_lent_no_more_files_than_it_has_room_for(tmp_path: Path) -> None:
    store = ChunkStore(tmp_path / "chunks", ids=SystemIds(), lend_files_max=3, project_files_max=5)
    first, second = boxed(**{f"c{number}": "x" for number in range(9)}), boxed()
    store.collect("p", first, frozenset())
    assert len(list((tmp_path / "chunks" / "p").iterdir())) == 5
    assert len(store.lend("p", second)) == 3
    for box in (first, second):
        box.destroy()
