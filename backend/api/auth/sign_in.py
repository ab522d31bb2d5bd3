"""`/auth`: open, continue and end a sign-in."""

from fastapi import APIRouter, BackgroundTasks, Request, Response

from backend.api.auth.cookie import drop_cookie, give_cookie, take_cookie
from backend.api.auth.dependencies import Auth, PeerAddress, SignedInCaller
from backend.api.auth.shapes import (
    Confirmation,
    Confirmed,
    Credentials,
    Delivery,
    ForgotRequest,
    LocalSignIn,
    RefreshRequest,
    Registration,
    ResetRequest,
    SessionAnswer,
)
from backend.api.problem import PROBLEMS
from backend.services.identity.errors import (
    InvalidSessionError,
    LocalUserRefusedError,
    RegistrationClosedError,
)
from backend.services.identity.loopback import came_from_this_machine

router = APIRouter(
    prefix="/auth",
    tags=["auth"],
    generate_unique_id_function=lambda route: route.name,
    responses=PROBLEMS,
)


@router.post("/local", summary="Sign in as this machine's user")
async def sign_in_locally(
    request: Request, response: Response, auth: Auth, body: LocalSignIn | None = None
) -> SessionAnswer:
    """Exists only where the embedded default enables it, and only for callers on loopback."""
    peer = request.client.host if request.client is not None else None
    if not auth.options.local_user or not came_from_this_machine(peer, request.headers):
        message = "The local user exists only on the machine itself."
        raise LocalUserRefusedError(message)
    delivery: Delivery = body.delivery if body is not None else "cookie"
    signed_in = await auth.identity.sign_in_locally()
    give_cookie(response, signed_in, delivery=delivery, options=auth.options)
    return SessionAnswer.of(signed_in, delivery)


@router.post("/register", status_code=201, summary="Open an account")
async def register(
    body: Registration,
    response: Response,
    auth: Auth,
    *,
    address: PeerAddress,
    tasks: BackgroundTasks,
) -> SessionAnswer:
    """Opens the account, signs in, and sends a link that proves the address."""
    if not auth.options.registration:
        message = "Accounts are opened by the operator here."
        raise RegistrationClosedError(message)
    signed_in = await auth.identity.register(
        body.email, body.password, name=body.name, address=address
    )
    tasks.add_task(auth.addresses.send_proof, signed_in.account)
    give_cookie(response, signed_in, delivery=body.delivery, options=auth.options)
    return SessionAnswer.of(signed_in, body.delivery)


@router.post("/login", summary="Sign in with a password")
async def login(
    body: Credentials, response: Response, auth: Auth, address: PeerAddress
) -> SessionAnswer:
    """Unknown addresses and wrong passwords get the same answer in the same time."""
    signed_in = await auth.identity.login(body.email, body.password, address=address)
    give_cookie(response, signed_in, delivery=body.delivery, options=auth.options)
    return SessionAnswer.of(signed_in, body.delivery)


@router.post("/refresh", summary="Get a new access token")
async def refresh(
    request: Request, response: Response, auth: Auth, body: RefreshRequest | None = None
) -> SessionAnswer:
    """Replaces the refresh token; one that was already replaced ends the sign-in."""
    given = body.refresh_token if body is not None else None
    # A token that came in a cookie goes back in a cookie, never to a script.
    delivery: Delivery = "cookie" if given is None else "body"
    token = given or take_cookie(request, auth.options)
    if token is None:
        message = "There is no sign-in to continue."
        raise InvalidSessionError(message)
    signed_in = await auth.identity.refresh(token)
    give_cookie(response, signed_in, delivery=delivery, options=auth.options)
    return SessionAnswer.of(signed_in, delivery)


@router.post("/logout", status_code=204, summary="End this sign-in")
async def logout(
    request: Request, response: Response, auth: Auth, body: RefreshRequest | None = None
) -> None:
    """Ends the sign-in of the given token; succeeds when there is none."""
    given = body.refresh_token if body is not None else None
    token = given or take_cookie(request, auth.options)
    if token is not None:
        await auth.identity.logout(token)
    drop_cookie(response, auth.options)


@router.post("/logout-everywhere", status_code=204, summary="End every sign-in")
async def logout_everywhere(caller: SignedInCaller, response: Response, auth: Auth) -> None:
    """Ends every sign-in of the account; access tokens last out their minutes."""
    await auth.identity.logout_everywhere(caller.external_id)
    drop_cookie(response, auth.options)


@router.post("/forgot", status_code=202, summary="Ask for a reset link")
async def forgot(
    body: ForgotRequest, auth: Auth, address: PeerAddress, tasks: BackgroundTasks
) -> None:
    """Answers the same, at once, whether or not there is such an account."""
    await auth.identity.throttle.allow_letter(body.email, address)
    tasks.add_task(auth.recovery.send_link, body.email)


@router.post("/confirm", summary="Confirm an address")
async def confirm(body: Confirmation, auth: Auth) -> Confirmed:
    """Uses the link up; whoever opens it proves the address and is not signed in by it."""
    return Confirmed(email=(await auth.addresses.confirm(body.token)).email)


@router.post("/reset", status_code=204, summary="Choose a new password")
async def reset(body: ResetRequest, response: Response, auth: Auth) -> None:
    """Uses the link up, ends every sign-in, and signs nobody in."""
    await auth.recovery.reset(body.token, body.password)
    drop_cookie(response, auth.options)
