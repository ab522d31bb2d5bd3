"""The `/auth` routes and the public key documents.

Owns parsing, cookies and status codes of sign-in; the rules are in `backend.services.identity`.
`router` goes into the app; the app puts an `AuthState` at `app.state.auth` (see `wiring.py`).
"""

from fastapi import APIRouter

from backend.api.auth.account import router as _account_router
from backend.api.auth.discovery import router as _discovery_router
from backend.api.auth.oauth import router as _oauth_router
from backend.api.auth.sign_in import router as _sign_in_router
from backend.api.auth.wiring import AuthOptions, AuthState, build_auth

router = APIRouter()
router.include_router(_sign_in_router)
router.include_router(_account_router)
router.include_router(_oauth_router)
router.include_router(_discovery_router)

__all__ = ["AuthOptions", "AuthState", "build_auth", "router"]
