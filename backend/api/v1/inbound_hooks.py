"""`/v1/inbound-hooks`: the addresses by which other tools start work as you."""

from backend.api.errors import InvalidRequestError
from backend.api.v1.call import Id, Paging, ThisCall
from backend.api.v1.gate import needs
from backend.api.v1.routing import v1_router
from backend.api.v1.shapes.base import Page
from backend.api.v1.shapes.hooks import HookInfo, HookMade, NewHook
from backend.services.rest.errors import MissingScopeError
from backend.webhooks.mapping import MappingError, paths_of

router = v1_router("/inbound-hooks", "webhooks")


@router.get("", summary="List inbound hooks", openapi_extra=needs("webhooks"))
async def list_hooks(call: ThisCall, page: Paging) -> Page[HookInfo]:
    """With their mapping and last use; tokens and secrets are never shown again."""
    return await call.page("inboundHooks:list", HookInfo, page=page, args={})


@router.post(
    "",
    status_code=201,
    summary="Make an inbound hook",
    openapi_extra=needs("webhooks", shows_secret=True),
)
async def create_hook(body: NewHook, call: ThisCall) -> HookMade:
    """The token is shown this once. A key needs the scope `edit` too: a hook edits as you."""
    if "edit" not in call.principal.scopes:
        message = "This needs the scope `edit`: a hook edits as you."
        raise MissingScopeError(message, scope="edit")
    try:
        paths_of(body.prompt)
    except MappingError as error:
        field = {"field": "body.prompt", "problem": f"{{{{{error.path}}}}} is not a path"}
        message = "The mapping cannot be read."
        raise InvalidRequestError(message, fields=[field]) from error
    return HookMade.model_validate(await call.act("inboundHooks:create", body.given()))


@router.delete(
    "/{hook_id}",
    status_code=204,
    summary="Revoke an inbound hook",
    openapi_extra=needs("webhooks"),
)
async def revoke_hook(hook_id: Id, call: ThisCall) -> None:
    """Its address is refused from the next call on."""
    await call.change("inboundHooks:revoke", {"hookId": hook_id})
