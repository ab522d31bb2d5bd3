"""The store of a whole stack: what lies in it, what is named, and the sweep between the two."""

from backend.clock import SystemClock
from backend.ids import SystemIds
from backend.services.objects.sweep import StoreSweeper, SweepTools
from backend.storage.port import Shelf
from backend.storage.s3 import S3Options, S3Storage
from backend.testing.stack import Stack

DAY_MS = 86_400_000
STRAY_MS = 2 * DAY_MS
_NAMES = ("chunkKey", "sourceKey", "posterKey", "key", "captionsKey")
_SHELVES: tuple[Shelf, ...] = ("chunks", "sources")


class StoredObjects:
    """Past every fault that a test puts between a worker and the store."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        public = stack.environment["CLOUDFRONT_BASE_URL"]
        self.storage = S3Storage(
            S3Options(
                endpoint_url=public.removesuffix("/chunks"),
                region="us-east-1",
                access_key_id=stack.environment["S3_ACCESS_KEY_ID"],
                secret_access_key=stack.environment["S3_SECRET_ACCESS_KEY"],
                chunks_bucket="chunks",
                sources_bucket="sources",
                public_base_url=public,
            )
        )

    def below(self, prefix: str) -> set[str]:
        """The keys on both shelves that begin so."""
        return {key for shelf in _SHELVES for key in self._listed(shelf, prefix)}

    def named(self, session: str) -> set[str]:
        """The keys that a session's versions and exports name."""
        versions = [
            version
            for scene in self._stack.person.scenes(session)
            for version in self._stack.versions(scene["_id"])
        ]
        page = {"numItems": 100, "cursor": None}
        exports = self._stack.person.query(
            "exports:listBySession", sessionId=session, paginationOpts=page
        )["page"]
        rows = [*versions, *exports]
        return {str(row[name]) for row in rows for name in _NAMES if row.get(name)}

    def place(self, session: str) -> str:
        """Where a session keeps its objects."""
        found = self._stack.person.query("videoSessions:get", sessionId=session)
        return f"projects/{found['projectId']}/sessions/{session}/"

    def is_purged(self, session: str) -> bool:
        """Whether a session's rows are gone."""
        key = f"projects/p/sessions/{session}/scenes/0/v1-0123456789abcdef.mp4"
        return self._stack.ask("storage.referenced", keys=[key])["unknown"] == [key]

    def send_for_sweep(self) -> None:
        """Have Convex send a worker now, for all of the store."""
        self._stack.operator("sweeps:objects", walk=True)

    def sweep(self, *, grace_ms: int = STRAY_MS) -> None:
        """Sweep the whole store here and now, with this grace."""
        stack = self._stack
        stack.set_variables(LIMIT_STRAY_MS=str(grace_ms))
        stack.operator("sweeps:objects", walk=True)
        tools = SweepTools(storage=self.storage, door=stack.door, clock=SystemClock())
        StoreSweeper(tools).sweep(correlation_id=SystemIds().uuid())
        stack.set_variables(LIMIT_STRAY_MS=str(STRAY_MS))

    def _listed(self, shelf: Shelf, prefix: str) -> list[str]:
        found: list[str] = []
        more, after = True, None
        while more:
            page = self.storage.list_page(shelf, prefix, after=after)
            found += [each.key for each in page.objects]
            more, after = page.more, found[-1] if found else None
        return found
