"""The webhook pump: the dispatcher in a thread of its own, beside the queue's tasks.

Deliveries are due at their own times and are kept by Convex, so they need no message in a queue:
a worker that serves the queue `webhooks` asks the ledger what is due.
"""

import asyncio
import threading
from dataclasses import dataclass

from backend.clock import Clock
from backend.convex_client.door import Door
from backend.ids import IdSource
from backend.log import get_logger
from backend.services.convex_door import ServerRoutes
from backend.services.identity.mail import Mailer
from backend.services.redis_door import open_redis
from backend.services.webhooks.dispatcher import Dispatcher
from backend.services.webhooks.ledger import ConvexLedger
from backend.services.webhooks.letters import OwnerLetters
from backend.services.webhooks.pace import MemoryPace, RedisPace
from backend.webhooks.delivery import Sender
from backend.webhooks.guard import Rules

_LOG = get_logger(__name__)
_STOP_SECONDS = 4.0


@dataclass(frozen=True, kw_only=True)
class PumpOptions:
    """What the pump needs besides the ledger; the queue's Redis holds the pace of all workers."""

    rules: Rules
    redis_url: str
    prefix: str
    mailer: Mailer
    web_url: str
    lease_seconds: float


class WebhookPump:
    """Starts and stops the dispatcher."""

    def __init__(self, door: Door, options: PumpOptions, *, clock: Clock, ids: IdSource) -> None:
        self._options = options
        self._ledger = ConvexLedger(ServerRoutes(door, ids=ids))
        self._sender = Sender(options.rules, clock=clock)
        self._clock = clock
        self._ids = ids
        self._stopping = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._wake: asyncio.Event | None = None
        self._thread = threading.Thread(target=self._run, name="webhooks", daemon=True)

    def start(self) -> None:
        """Begin to deliver."""
        self._thread.start()

    def close(self) -> None:
        """Stop; what is not recorded in time is sent again when its lease ends."""
        self._stopping.set()
        if self._loop is not None and self._wake is not None:
            self._loop.call_soon_threadsafe(self._wake.set)
        self._thread.join(timeout=_STOP_SECONDS)

    def _run(self) -> None:
        asyncio.run(self._pump())

    async def _pump(self) -> None:
        self._loop, self._wake = asyncio.get_running_loop(), asyncio.Event()
        wake = self._wake
        if self._stopping.is_set():
            wake.set()

        async def pause(seconds: float) -> None:
            try:
                await asyncio.wait_for(wake.wait(), timeout=seconds)
            except TimeoutError:
                return

        options = self._options
        redis = open_redis(options.redis_url)
        dispatcher = Dispatcher(
            self._ledger,
            self._sender,
            clock=self._clock,
            ids=self._ids,
            pause=pause,
            pace=RedisPace(redis, MemoryPace(self._clock), prefix=f"{options.prefix}pace:"),
            tell=OwnerLetters(options.mailer, web_url=options.web_url),
            lease_ms=round(options.lease_seconds * 1000),
        )
        try:
            await dispatcher.run(wake)
        except Exception as error:  # noqa: BLE001 - the top of the thread
            _LOG.error("webhooks.stopped", exc_info=error)
        finally:
            await redis.aclose()
