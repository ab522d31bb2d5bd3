"""`POST /webhooks/check`, for Convex: may a webhook go to this address, as names stand now?

The answer is for the person who types an address. It is asked again at every try, because a name
may lead elsewhere a minute later; a name that leads nowhere yet is taken.
"""

import asyncio
from typing import ClassVar, cast

from fastapi import APIRouter, Request
from pydantic import BaseModel

from backend.api.dependencies import Parts
from backend.api.errors import InvalidRequestError
from backend.api.signed import read_signed
from backend.errors import Owner, ServiceError
from backend.webhooks.delivery import Resolver, choose_address
from backend.webhooks.guard import BlockedError, Rules, read_url

router = APIRouter(prefix="/webhooks", tags=["webhooks"], include_in_schema=False)
_SECONDS = 5.0


class BadAddressError(ServiceError):
    """The address is not one that a webhook may go to."""

    code: ClassVar[str] = "webhook.bad_url"
    http_status: ClassVar[int] = 400
    owner: ClassVar[Owner] = "caller"
    public: ClassVar[bool] = True


class Allowed(BaseModel):
    """The address may be used."""

    allowed: bool = True


@router.post("/check")
async def check_address(request: Request) -> Allowed:
    """Signed like a job; refused with `webhook.bad_url`."""
    parts = cast("Parts", request.app.state.parts)
    call = await read_signed(request, parts)
    url = call.body.get("url")
    if not isinstance(url, str):
        message = "There is no address."
        raise InvalidRequestError(message)
    settings = parts.settings
    rules = Rules(loopback=settings.webhook_allow_private, own_hosts=settings.own_hosts)
    await check_destination(url, rules, parts.resolver)
    return Allowed()


async def check_destination(url: str, rules: Rules, resolver: Resolver) -> None:
    """Refuse an address that leads inside a network.

    Raises:
        BadAddressError: its text or one of its addresses is not allowed.
    """
    try:
        target = read_url(url, rules)
        async with asyncio.timeout(_SECONDS):
            await choose_address(target, rules, resolver)
    except BlockedError as error:
        message = "This address is not allowed."
        raise BadAddressError(message, reason=error.reason.value) from error
    except (OSError, TimeoutError):
        return
