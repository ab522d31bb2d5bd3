"""What the `/auth` routes may ask for."""

from typing import Annotated, cast

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from backend.api.auth.wiring import AuthState
from backend.services.identity.errors import AdminOnlyError, InvalidTokenError
from backend.services.identity.store import Account
from backend.services.identity.tokens import Caller

_bearer = HTTPBearer(auto_error=False, description="An access token from `/auth`.")


def auth_state(request: Request) -> AuthState:
    """The identity services of this app."""
    return cast("AuthState", request.app.state.auth)


Auth = Annotated[AuthState, Depends(auth_state)]


def peer_address(request: Request) -> str:
    """The address that the connection came from; behind a proxy, uvicorn has resolved it."""
    return request.client.host if request.client is not None else "unknown"


PeerAddress = Annotated[str, Depends(peer_address)]


def signed_in_caller(
    auth: Auth, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> Caller:
    """Who the bearer token says is calling."""
    if credentials is None:
        message = "This needs a bearer token."
        raise InvalidTokenError(message)
    return auth.identity.tokens.verify(credentials.credentials)


SignedInCaller = Annotated[Caller, Depends(signed_in_caller)]


async def signed_in_account(auth: Auth, caller: SignedInCaller) -> Account:
    """The row behind the bearer token."""
    return await auth.identity.account_of(caller)


SignedInAccount = Annotated[Account, Depends(signed_in_account)]


def admin_caller(caller: SignedInCaller) -> Caller:
    """The caller, who has the admin role."""
    if caller.role != "admin":
        message = "This needs the admin role."
        raise AdminOnlyError(message)
    return caller


AdminCaller = Annotated[Caller, Depends(admin_caller)]
