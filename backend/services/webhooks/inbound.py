"""Inbound hooks, the use case: another tool's call becomes a new session or an edit.

```text
token ─▶ whose hook ─▶ rate ─▶ signature, when it has a secret ─▶ JSON ─▶ prompt ─▶ as its owner
```

The work is started through the same public functions as everything else, as the hook's owner, so
ownership and limits are decided where they always are. The call's own id (`webhook-id`) makes it
happen once, however often it is delivered.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, cast

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from backend.clock import Clock
from backend.services.identity.store import Account
from backend.services.identity.tokens import TokenIssuer
from backend.services.rate_limits import Decision, Limiter, Rate
from backend.services.rest.errors import RateLimitedError
from backend.services.rest.functions import FunctionDoor, Functions
from backend.services.webhooks.errors import (
    HookMappingError,
    HookSignatureError,
    HookUnknownError,
)
from backend.webhooks.mapping import MappingError, fill
from backend.webhooks.signing import BadSecretError, NotVerifiedError, verify

BODY_BYTES_MAX = 65_536
_TOKEN = re.compile(r"swh_[0-9A-Za-z]{8}_[0-9A-Za-z]{40}")
_TOKEN_SECONDS = 300
_TITLE_LENGTH = 80
# Of one network address, whatever tokens it tries: guessing is hopeless, and made slow as well.
_ADDRESS_RATE = Rate(limit=240, window_seconds=60)
# Where callers put the id of a delivery; the last is what GitHub sends.
_ID_HEADERS = ("webhook-id", "idempotency-key", "x-github-delivery")


class ServerRoutes(Protocol):
    """Calls a signed `/server/<name>` route of Convex."""

    async def call(self, name: str, args: Mapping[str, object]) -> Mapping[str, object]:
        """The route's answer."""
        ...


class Hook(BaseModel):
    """What a token starts, and as whom."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="ignore")

    hook_id: str
    external_id: str
    action: Literal["generate", "edit"]
    prompt: str
    project_id: str | None = None
    scene_count: float | None = None
    scene_id: str | None = None
    rate_per_minute: float
    is_signed: bool
    secret: str | None = None


class _Resolved(BaseModel):
    hook: Hook | None = None


@dataclass(frozen=True, kw_only=True)
class HookCall:
    """One call as it came; `headers` has lower-case names."""

    token: str
    address: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, kw_only=True)
class Begun:
    """What the call started."""

    action: Literal["generate", "edit"]
    job_id: str
    session_id: str | None = None
    scene_id: str | None = None
    version: int | None = None


class InboundHooks:
    """Takes calls of other tools."""

    def __init__(
        self,
        routes: ServerRoutes,
        functions: FunctionDoor,
        tokens: TokenIssuer,
        *,
        limiter: Limiter,
        clock: Clock,
    ) -> None:
        self._routes = routes
        self._functions = functions
        self._tokens = tokens
        self._limiter = limiter
        self._clock = clock

    async def take(self, call: HookCall) -> Begun:
        """Start what the hook says.

        Raises:
            HookUnknownError: no live hook has the token.
            RateLimitedError: too many calls of this hook or from this address.
            HookSignatureError: the hook has a secret and the call does not prove that it knows it.
            HookMappingError: the body is no JSON, or has nothing where the mapping looks.
            ConvexRefusalError: the owner may not do this, or not now.
        """
        _admit(await self._limiter.hit(f"hook-from:{call.address}", _ADDRESS_RATE))
        hook = await self._resolve(call.token)
        rate = Rate(limit=max(1, int(hook.rate_per_minute)), window_seconds=60)
        _admit(await self._limiter.hit(f"hook:{hook.hook_id}", rate))
        self._check_signature(hook, call)
        prompt = _prompt_of(hook, call.body)
        account = Account(
            external_id=hook.external_id, email="", name="", role="user", password_hash=None
        )
        token = self._tokens.mint(account, lifetime_seconds=_TOKEN_SECONDS).value
        once = _Once(hook.hook_id, call.headers)
        functions = self._functions.as_user(token)
        if hook.action == "edit":
            return await _edit(functions, hook, prompt=prompt, once=once)
        return await _generate(functions, hook, prompt=prompt, once=once)

    async def _resolve(self, token: str) -> Hook:
        message = "There is no such hook."
        if _TOKEN.fullmatch(token) is None:
            raise HookUnknownError(message)
        digest = hashlib.sha256(token.encode()).hexdigest()
        answer = await self._routes.call("hooks.resolve", {"tokenHash": digest})
        hook = _Resolved.model_validate(answer).hook
        if hook is None:
            raise HookUnknownError(message)
        return hook

    def _check_signature(self, hook: Hook, call: HookCall) -> None:
        if not hook.is_signed:
            return
        message = "The call is not signed with the hook's secret."
        if not hook.secret:
            # A secret that can no longer be opened shuts the hook: an empty one is no key.
            raise HookSignatureError(message)
        try:
            verify(hook.secret, call.headers, call.body, now_s=self._clock.now_ms() // 1000)
        except (NotVerifiedError, BadSecretError) as error:
            raise HookSignatureError(message) from error


class _Once:
    """Names the steps of one delivery, so that its repeats have no second effect."""

    def __init__(self, hook_id: str, headers: Mapping[str, str]) -> None:
        given = next((headers[name] for name in _ID_HEADERS if headers.get(name)), None)
        self._key: str | None = None
        if given is not None:
            digest = hashlib.sha256(f"{hook_id}\n{given}".encode()).hexdigest()
            self._key = f"hook-{digest[:32]}"

    def step(self, name: str) -> dict[str, object]:
        return {} if self._key is None else {"clientRequestId": f"{self._key}-{name}"}


def _admit(decision: Decision) -> None:
    if not decision.allowed:
        message = "Too many calls; wait and try again."
        raise RateLimitedError(
            message,
            limit=decision.limit,
            retry_after_seconds=decision.retry_after_seconds,
        )


def _prompt_of(hook: Hook, body: bytes) -> str:
    try:
        value = cast("object", json.loads(body or b"null"))
    except (ValueError, RecursionError) as error:
        message = "The body is not JSON."
        raise HookMappingError(message, path="") from error
    try:
        prompt = fill(hook.prompt, value)
    except MappingError as error:
        raise HookMappingError(str(error), path=error.path) from error
    if not prompt:
        message = "The mapping makes an empty prompt of this."
        raise HookMappingError(message, path="")
    return prompt


async def _edit(functions: Functions, hook: Hook, *, prompt: str, once: _Once) -> Begun:
    args = {"sceneId": hook.scene_id, "prompt": prompt, **once.step("edit")}
    made = cast("dict[str, object]", await functions.mutation("jobs:triggerEdit", args))
    version = int(cast("float", made["version"]))
    job_id = str(made["jobId"])
    return Begun(action="edit", job_id=job_id, scene_id=hook.scene_id, version=version)


async def _generate(functions: Functions, hook: Hook, *, prompt: str, once: _Once) -> Begun:
    title = prompt.splitlines()[0][:_TITLE_LENGTH]
    project_id: object = hook.project_id
    if project_id is None:
        args = {"title": title, **once.step("project")}
        project_id = await functions.mutation("projects:create", args)
    wish = {"projectId": project_id, "title": title, "prompt": prompt, **once.step("session")}
    session_id = str(await functions.mutation("videoSessions:create", wish))
    generation = {
        "projectId": project_id,
        "sessionId": session_id,
        "sceneCount": hook.scene_count or 1,
        "prompt": prompt,
        **once.step("generate"),
    }
    made = cast("dict[str, object]", await functions.mutation("jobs:triggerGenerate", generation))
    return Begun(action="generate", job_id=str(made["jobId"]), session_id=session_id)
