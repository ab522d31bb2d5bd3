"""Convex's public functions and server routes, answered by scripts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import jwt

from backend.services.rest.errors import ConvexRefusal, refusal_of

Script = Callable[[str, Mapping[str, object]], object]


@dataclass(frozen=True)
class FunctionCall:
    """One call: as whom, what kind, which function, with what."""

    external_id: str
    kind: str
    path: str
    args: Mapping[str, object]


class FakeFunctionDoor:
    """`script` maps a path to what it answers; `calls` holds what was asked, oldest first.

    A function without a script answers as one that finds nothing of the caller's.
    """

    def __init__(self) -> None:
        self.script: dict[str, Script] = {}
        self.calls: list[FunctionCall] = []

    def as_user(self, token: str) -> "FakeFunctions":
        claims = jwt.decode(token, options={"verify_signature": False})
        return FakeFunctions(self, str(claims["sub"]))

    def answer(self, call: FunctionCall) -> object:
        """Note the call and run its script."""
        self.calls.append(call)
        script = self.script.get(call.path)
        if script is None:
            raise refusal_of(ConvexRefusal("resource.not_found", "There is nothing here."))
        return script(call.external_id, call.args)


class FakeFunctions:
    """One user's view of the fake door."""

    def __init__(self, door: FakeFunctionDoor, external_id: str) -> None:
        self._door = door
        self._external_id = external_id

    async def query(self, path: str, args: Mapping[str, object]) -> object:
        return self._door.answer(FunctionCall(self._external_id, "query", path, args))

    async def mutation(self, path: str, args: Mapping[str, object]) -> object:
        return self._door.answer(FunctionCall(self._external_id, "mutation", path, args))

    async def action(self, path: str, args: Mapping[str, object]) -> object:
        return self._door.answer(FunctionCall(self._external_id, "action", path, args))


class FakeServerRoutes:
    """Signed server routes; `keys` and `hooks` map the hash of a credential to what it opens."""

    def __init__(self) -> None:
        self.keys: dict[str, Mapping[str, object]] = {}
        self.hooks: dict[str, Mapping[str, object]] = {}
        self.asked = 0

    async def call(self, name: str, args: Mapping[str, object]) -> Mapping[str, object]:
        self.asked += 1
        if name == "hooks.resolve":
            return {"hook": self.hooks.get(str(args["tokenHash"]))}
        if name != "apiKeys.resolve":
            message = f"no script for {name}"
            raise KeyError(message)
        return {"key": self.keys.get(str(args["keyHash"]))}


class FakePause:
    """Lets no time pass but what the given clock is moved by; `waits` holds the seconds."""

    def __init__(self, advance: Callable[[float], None]) -> None:
        self._advance = advance
        self.waits: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.waits.append(seconds)
        self._advance(seconds)


class FakeOperationsView:
    """Fixed queue lengths; a store that was not asked."""

    async def queue_lengths(self) -> dict[str, int]:
        return {"render": 2, "author": 0}

    async def storage_use(self) -> None:
        return None
