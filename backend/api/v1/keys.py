"""`/v1/api-keys`: for people only; a key can never make or revoke keys."""

from backend.api.v1.call import Id, Paging, ThisCall
from backend.api.v1.gate import needs
from backend.api.v1.routing import v1_router
from backend.api.v1.shapes.account import Key, KeyMade, NewKey
from backend.api.v1.shapes.base import Page

router = v1_router("/api-keys", "account")


@router.get("", summary="List API keys", openapi_extra=needs("account"))
async def list_keys(call: ThisCall, page: Paging) -> Page[Key]:
    """With their last use; the keys themselves are not kept anywhere."""
    return await call.page("apiKeys:list", Key, page=page, args={})


@router.post(
    "",
    status_code=201,
    summary="Make an API key",
    openapi_extra=needs("account", shows_secret=True),
)
async def create_key(body: NewKey, call: ThisCall) -> KeyMade:
    """The key is shown this once."""
    return KeyMade.model_validate(await call.act("apiKeys:create", body.given()))


@router.delete(
    "/{api_key_id}", status_code=204, summary="Revoke an API key", openapi_extra=needs("account")
)
async def revoke_key(api_key_id: Id, call: ThisCall) -> None:
    """It is refused from its next use on."""
    await call.change("apiKeys:revoke", {"apiKeyId": api_key_id})
