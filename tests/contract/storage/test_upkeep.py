"""Listing and deleting: what the sweep of the store asks of every store."""

import pytest

from backend.storage.port import Storage


@pytest.mark.requirement("pipeline:sweep:deleted")
def test_a_listing_goes_on_behind_any_key_and_what_is_deleted_is_gone(storage: Storage) -> None:
    root = "projects/listed/"
    keys = {
        f"{root}sessions/{session}/scenes/{scene}/v1-a.{ending}"
        for session in ("s", "s-1", "t")
        for scene in (0, 1, 10)
        for ending in ("mp4", "jpg")
    }
    for key in keys:
        storage.put_bytes("chunks", key, key.encode())

    def listed(rows_max: int) -> list[str]:
        found: list[str] = []
        more, after = True, None
        while more:
            page = storage.list_page("chunks", root, after=after, rows_max=rows_max)
            found += [each.key for each in page.objects]
            more, after = page.more, found[-1] if found else None
        return found

    for rows_max in (1, 4, 1000):
        assert sorted(listed(rows_max)) == sorted(keys)
    some = storage.list_page("chunks", f"{root}sessions/s/").objects
    assert {each.key for each in some} == {key for key in keys if "/s/" in key}
    for _twice in range(2):
        storage.delete("chunks", [each.key for each in some])
    storage.delete("chunks", [])
    assert set(listed(1000)) == {key for key in keys if "/s/" not in key}
    assert storage.list_page("sources", root).objects == ()
