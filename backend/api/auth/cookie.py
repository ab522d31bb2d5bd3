"""The cookies: httpOnly, same-site, and bound to this host where there is TLS."""

from fastapi import Request, Response

from backend.api.auth.shapes import Delivery
from backend.api.auth.wiring import AuthOptions
from backend.services.identity.oauth import FLOW_SECONDS
from backend.services.identity.service import SignedIn


def cookie_name(options: AuthOptions) -> str:
    """`__Host-` binds a cookie to its host, and browsers accept it only over TLS."""
    return "__Host-scenewright-refresh" if _is_secure(options) else "scenewright-refresh"


def give_cookie(
    response: Response, signed_in: SignedIn, *, delivery: Delivery, options: AuthOptions
) -> None:
    """Set the cookie, unless the token went into the body."""
    response.headers["Cache-Control"] = "no-store"
    if delivery == "cookie":
        response.set_cookie(
            cookie_name(options),
            signed_in.refresh_token,
            max_age=signed_in.refresh_expires_in_seconds,
            path="/",
            secure=_is_secure(options),
            httponly=True,
            samesite="strict",
        )


def take_cookie(request: Request, options: AuthOptions) -> str | None:
    """The refresh token of the cookie."""
    return request.cookies.get(cookie_name(options))


def drop_cookie(response: Response, options: AuthOptions) -> None:
    """Tell the browser to forget the cookie."""
    response.delete_cookie(
        cookie_name(options),
        path="/",
        secure=_is_secure(options),
        httponly=True,
        samesite="strict",
    )


def give_flow(response: Response, flow: str, options: AuthOptions) -> None:
    """Let the browser carry a sign-in to a provider and back; lax, as it comes back from there."""
    response.headers["Cache-Control"] = "no-store"
    response.set_cookie(
        _flow_name(options),
        flow,
        max_age=FLOW_SECONDS,
        path="/",
        secure=_is_secure(options),
        httponly=True,
        samesite="lax",
    )


def take_flow(request: Request, options: AuthOptions) -> str | None:
    """The sign-in that this browser began."""
    return request.cookies.get(_flow_name(options))


def drop_flow(response: Response, options: AuthOptions) -> None:
    """A sign-in ends once."""
    response.delete_cookie(
        _flow_name(options), path="/", secure=_is_secure(options), httponly=True, samesite="lax"
    )


def _flow_name(options: AuthOptions) -> str:
    return "__Host-scenewright-flow" if _is_secure(options) else "scenewright-flow"


def _is_secure(options: AuthOptions) -> bool:
    return options.public_url.startswith("https://")
