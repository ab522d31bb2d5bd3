"""`/auth/oauth`: sign-in through Google, GitHub or any OpenID Connect provider."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import RedirectResponse

from backend.api.auth.cookie import drop_flow, give_cookie, give_flow, take_flow
from backend.api.auth.dependencies import Auth, PeerAddress
from backend.api.auth.shapes import ProviderList, ProviderTokens, SessionAnswer
from backend.api.problem import PROBLEMS
from backend.services.identity.errors import ProviderRefusedError
from backend.services.identity.providers import Granted

router = APIRouter(
    prefix="/auth/oauth",
    tags=["auth"],
    generate_unique_id_function=lambda route: route.name,
    responses=PROBLEMS,
)
ProviderId = Annotated[str, Path(max_length=50, examples=["google"])]


@router.get("", summary="Configured providers")
async def list_providers(auth: Auth) -> ProviderList:
    """Their ids, as the other routes take them."""
    return ProviderList(providers=auth.oauth.providers)


@router.post("", summary="Sign in with a provider's tokens")
async def sign_in_with_tokens(
    body: ProviderTokens, response: Response, auth: Auth, address: PeerAddress
) -> SessionAnswer:
    """For our web app, which has been through the provider's pages already."""
    await auth.identity.throttle.allow_registration(f"oauth|{address}")
    granted = Granted(access_token=body.access_token, id_token=body.id_token)
    vouched = await auth.oauth.vouch(body.provider, granted)
    signed_in = await auth.identity.sign_in_by_provider(
        vouched.provider, vouched.subject, email=vouched.email, name=vouched.name
    )
    give_cookie(response, signed_in, delivery=body.delivery, options=auth.options)
    return SessionAnswer.of(signed_in, body.delivery)


@router.get(
    "/{provider}", status_code=302, summary="Go to a provider", response_class=RedirectResponse
)
async def begin_sign_in(
    provider: ProviderId,
    auth: Auth,
    return_to: Annotated[str, Query(alias="returnTo", max_length=500)] = "/",
) -> RedirectResponse:
    """Authorization code with PKCE, state and nonce; `returnTo` is a path of the web app."""
    begun = await auth.oauth.begin(provider, return_to=return_to)
    answer = RedirectResponse(begun.url, status_code=302)
    give_flow(answer, begun.flow, auth.options)
    return answer


@router.get(
    "/{provider}/callback",
    status_code=302,
    summary="Come back from a provider",
    response_class=RedirectResponse,
)
async def end_sign_in(
    provider: ProviderId,
    request: Request,
    auth: Auth,
    *,
    state: Annotated[str, Query(max_length=200)] = "",
    code: Annotated[str, Query(max_length=4000)] = "",
) -> RedirectResponse:
    """Signs in by cookie, and goes to where the person wanted."""
    if not code:
        message = "The provider sent no code; the person may have said no."
        raise ProviderRefusedError(message, reason="no_code")
    flow = take_flow(request, auth.options)
    finished = await auth.oauth.finish(provider, code=code, state=state, flow=flow)
    vouched = finished.vouched
    signed_in = await auth.identity.sign_in_by_provider(
        vouched.provider, vouched.subject, email=vouched.email, name=vouched.name
    )
    url = auth.options.web_url.rstrip("/") + finished.return_to
    answer = RedirectResponse(url, status_code=302)
    give_cookie(answer, signed_in, delivery="cookie", options=auth.options)
    drop_flow(answer, auth.options)
    return answer
