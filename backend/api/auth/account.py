"""`/auth/me`: what a signed-in person may change about the account."""

from fastapi import APIRouter, BackgroundTasks, Response

from backend.api.auth.cookie import drop_cookie, give_cookie
from backend.api.auth.dependencies import Auth, PeerAddress, SignedInAccount
from backend.api.auth.shapes import (
    AccountAnswer,
    AccountDeletion,
    EmailChange,
    PasswordChange,
    ProfileChange,
    SessionAnswer,
)
from backend.api.problem import PROBLEMS

router = APIRouter(
    prefix="/auth/me",
    tags=["auth"],
    generate_unique_id_function=lambda route: route.name,
    responses=PROBLEMS,
)


@router.get("", summary="Who am I")
async def read_account(account: SignedInAccount) -> AccountAnswer:
    """The account behind the bearer token."""
    return AccountAnswer.of(account)


@router.patch("", summary="Change the shown name")
async def change_profile(
    body: ProfileChange, account: SignedInAccount, auth: Auth
) -> AccountAnswer:
    """Changes the name that other people see."""
    return AccountAnswer.of(await auth.profile.rename(account, body.name))


@router.post("/email", summary="Ask for another address")
async def change_email(
    body: EmailChange,
    account: SignedInAccount,
    auth: Auth,
    *,
    address: PeerAddress,
    tasks: BackgroundTasks,
) -> AccountAnswer:
    """Sends a link to the new address and tells the old one; the change comes with the link."""
    await auth.profile.allow_new_address(account, body.email, password=body.password)
    await auth.identity.throttle.allow_letter(body.email, address)
    tasks.add_task(auth.addresses.send_change, account, body.email)
    return AccountAnswer.of(account)


@router.post("/email/proof", status_code=202, summary="Send the link that proves the address")
async def prove_email(
    account: SignedInAccount, auth: Auth, address: PeerAddress, tasks: BackgroundTasks
) -> None:
    """Again, for a letter that was lost; nothing is sent for an address that is proved."""
    await auth.identity.throttle.allow_letter(account.email, address)
    tasks.add_task(auth.addresses.send_proof, account)


@router.post("/password", summary="Change the password")
async def change_password(
    body: PasswordChange, account: SignedInAccount, response: Response, auth: Auth
) -> SessionAnswer:
    """Ends every other sign-in and gives a new one to the caller."""
    signed_in = await auth.profile.change_password(
        account, body.password, current=body.current_password
    )
    give_cookie(response, signed_in, delivery=body.delivery, options=auth.options)
    return SessionAnswer.of(signed_in, body.delivery)


@router.post("/delete", status_code=202, summary="Delete the account and all it owns")
async def delete_account(
    body: AccountDeletion, account: SignedInAccount, response: Response, auth: Auth
) -> None:
    """Ends every sign-in at once; what the account owns is deleted by a job."""
    await auth.profile.delete(account, password=body.password)
    drop_cookie(response, auth.options)
