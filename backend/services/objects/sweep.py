"""The sweep of the store: places that were left first, then a walk through all of it.

```text
left place ──▶ list it ──▶ ask Convex, a hundred keys at a time ──▶ delete the unnamed ──▶ emptied
walk       ──▶ next page ──▶ leave what is young ──▶ ask ──▶ delete strays ──▶ tell how far it came
```

Nothing here remembers anything. What is left and how far the walk came stands in Convex, so that a
sweep that dies is taken up by another; and since what is unnamed once is never named again, two
sweeps at once, or one done twice, delete nothing else than one would.

The walk deletes only below sessions that the ledger knows: in a store that two installations
share, or beside a ledger that was set back, what is unknown is not known to be waste.
"""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, cast

from backend.clock import Clock
from backend.convex_client.door import Door
from backend.convex_client.errors import ConvexRefusedError, ConvexUnavailableError
from backend.log import get_logger
from backend.storage.port import Found, Shelf, Storage, StorageUnavailableError

_LOG = get_logger(__name__)
_ROOT: Final = "projects/"
_SHELVES: Final[tuple[Shelf, ...]] = ("chunks", "sources")
_ASKED_AT_ONCE = 100
_PLACES_AT_ONCE = 10

Fate = Literal["deleted", "wanted", "young", "unknown"]


def _no_count(_shelf: Shelf, _fate: Fate, _objects: int) -> None:
    return


@dataclass(frozen=True, kw_only=True)
class SweepTools:
    """What a sweep works with, and how much one does; what is left is for the next."""

    storage: Storage
    door: Door
    clock: Clock
    count: Callable[[Shelf, Fate, int], None] = _no_count
    seconds_max: float = 600.0
    page_rows: int = 1000


@dataclass(frozen=True)
class _Step:
    shelf: Shelf
    after: str | None
    grace_ms: int


class StoreSweeper:
    """Sweeps when it is sent for."""

    def __init__(self, tools: SweepTools) -> None:
        self._tools = tools
        self._stopping = threading.Event()

    def stop(self) -> None:
        """End between two pages; what is not done is noted in Convex still."""
        self._stopping.set()

    def sweep(self, *, correlation_id: str) -> dict[Fate, int]:
        """Delete what nothing names; answers how many objects met which fate."""
        clock = self._tools.clock
        run = _Sweep(self._tools, correlation_id)
        until_s = clock.monotonic_s() + self._tools.seconds_max

        def goes_on() -> bool:
            return not self._stopping.is_set() and clock.monotonic_s() < until_s

        try:
            run.empty_left_places(goes_on)
            run.walk(goes_on)
        except (StorageUnavailableError, ConvexUnavailableError, ConvexRefusedError) as error:
            # Nothing is lost with it: the next sweep goes on from what Convex has noted.
            _LOG.warning("sweep.interrupted", code=error.code, reason=error.message, **run.fates)
        else:
            _LOG.info("sweep.done", whole=goes_on(), **run.fates)
        return run.fates


class _Sweep:
    """One sweep."""

    def __init__(self, tools: SweepTools, correlation_id: str) -> None:
        self._tools = tools
        self._storage = tools.storage
        self._correlation_id = correlation_id
        self.fates: dict[Fate, int] = {"deleted": 0, "wanted": 0, "young": 0, "unknown": 0}

    def empty_left_places(self, goes_on: Callable[[], bool]) -> None:
        """Delete what is unnamed where rows were deleted."""
        while goes_on():
            places = self._ask("claimPlaces", {"limit": _PLACES_AT_ONCE}).get("places")
            if not isinstance(places, list) or not places:
                return
            for place in cast("list[Mapping[str, object]]", places):
                if not self._empty(str(place["prefix"]), goes_on):
                    return
                claimed = {"placeId": place["placeId"], "claim": place["claim"]}
                self._ask("placeEmptied", claimed)

    def walk(self, goes_on: Callable[[], bool]) -> None:
        """Go on through the whole store, if a walk is due."""
        step = self._step({})
        while step is not None and goes_on():
            page = self._storage.list_page(
                step.shelf, _ROOT, after=step.after, rows_max=self._tools.page_rows
            )
            self._judge(step, page.objects)
            after = page.objects[-1].key if page.more and page.objects else None
            step = self._step({"done": {"shelf": step.shelf, "after": after}})

    def _empty(self, prefix: str, goes_on: Callable[[], bool]) -> bool:
        """Whether the place was seen to its end."""
        # A key of another form was never ours; an empty prefix would be the whole store.
        for shelf in _SHELVES if prefix.startswith(_ROOT) else ():
            after: str | None = None
            while True:
                if not goes_on():
                    return False
                page = self._storage.list_page(
                    shelf, prefix, after=after, rows_max=self._tools.page_rows
                )
                for keys in _batches([found.key for found in page.objects]):
                    wanted, _unknown = self._ask_which(keys)
                    self._met(shelf, "wanted", len(wanted))
                    self._delete(shelf, [key for key in keys if key not in wanted])
                if not page.more:
                    break
                after = page.objects[-1].key
        return True

    def _judge(self, step: _Step, objects: Sequence[Found]) -> None:
        oldest_ms = self._tools.clock.now_ms() - step.grace_ms
        old = [found.key for found in objects if found.modified_ms <= oldest_ms]
        self._met(step.shelf, "young", len(objects) - len(old))
        for keys in _batches(old):
            wanted, unknown = self._ask_which(keys)
            self._met(step.shelf, "wanted", len(wanted))
            self._met(step.shelf, "unknown", len(unknown))
            self._delete(step.shelf, [key for key in keys if key not in wanted | unknown])

    def _delete(self, shelf: Shelf, keys: Sequence[str]) -> None:
        self._storage.delete(shelf, keys)
        self._met(shelf, "deleted", len(keys))
        for key in keys:
            _LOG.info("sweep.deleted", shelf=shelf, key=key)

    def _met(self, shelf: Shelf, fate: Fate, objects: int) -> None:
        self.fates[fate] += objects
        self._tools.count(shelf, fate, objects)

    def _ask_which(self, keys: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
        """Those that a row names or may name still, and those of sessions nobody knows."""
        answer = self._ask("referenced", {"keys": list(keys)})
        return _names(answer, "referenced"), _names(answer, "unknown")

    def _step(self, body: Mapping[str, object]) -> _Step | None:
        walk = self._ask("walk", body).get("walk")
        if not isinstance(walk, dict):
            return None
        said = cast("Mapping[str, object]", walk)
        after = said["after"]
        return _Step(
            shelf="sources" if said["shelf"] == "sources" else "chunks",
            after=after if isinstance(after, str) else None,
            grace_ms=int(cast("float", said["graceMs"])),
        )

    def _ask(self, name: str, body: Mapping[str, object]) -> Mapping[str, object]:
        return self._tools.door.call(
            f"/server/storage.{name}", body, correlation_id=self._correlation_id
        )


def _batches(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(keys), _ASKED_AT_ONCE):
        yield keys[start : start + _ASKED_AT_ONCE]


def _names(answer: Mapping[str, object], field: str) -> frozenset[str]:
    """The names in an answer.

    Raises:
        ConvexUnavailableError: it does not say; then nothing may be deleted.
    """
    found = answer.get(field)
    if not isinstance(found, list):
        message = f"the answer has no {field}"
        raise ConvexUnavailableError(message, field=field)
    return frozenset(str(name) for name in cast("list[object]", found))
