"""The public documents that let others verify our tokens."""

from fastapi import APIRouter, Response

from backend.api.auth.dependencies import Auth
from backend.api.problem import PROBLEMS

router = APIRouter(
    prefix="/.well-known",
    tags=["auth"],
    generate_unique_id_function=lambda route: route.name,
    responses=PROBLEMS,
)
_CACHE = "public, max-age=300"


@router.get("/jwks.json", summary="The public signing keys")
async def key_set(response: Response, auth: Auth) -> dict[str, list[dict[str, str]]]:
    """Holds the next key too, so that a rotation needs no one to be told."""
    response.headers["Cache-Control"] = _CACHE
    return auth.identity.tokens.keys.jwks()


@router.get("/openid-configuration", summary="Where the keys are and what is supported")
async def configuration(response: Response, auth: Auth) -> dict[str, str | list[str]]:
    """The part of OpenID Connect discovery that verifiers of access tokens read."""
    response.headers["Cache-Control"] = _CACHE
    base = auth.options.public_url.rstrip("/")
    return {
        "issuer": auth.identity.tokens.issuer,
        "jwks_uri": f"{base}/.well-known/jwks.json",
        "token_endpoint": f"{base}/auth/login",
        "end_session_endpoint": f"{base}/auth/logout",
        "userinfo_endpoint": f"{base}/auth/me",
        "response_types_supported": ["token"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "claims_supported": ["sub", "iss", "aud", "exp", "iat", "jti", "email", "name", "role"],
    }
