"""What identity keeps, and the port through which it keeps it.

`ConvexIdentityStore` is the real adapter; `backend.testing.identity_store` is the fake. Both pass
`tests/contract/identity`. Only hashes of refresh and reset tokens ever reach a store.
"""

from dataclasses import dataclass
from typing import Literal, Protocol

Role = Literal["user", "admin"]
LinkPurpose = Literal["verify_email", "change_email"]
RotationOutcome = Literal["rotated", "repeated", "reused", "unknown", "expired"]


@dataclass(frozen=True, kw_only=True)
class Account:
    """One person who can sign in; `external_id` is the `sub` of every token of theirs."""

    external_id: str
    email: str
    name: str
    password_hash: str | None
    role: Role = "user"
    provider: str = "password"
    subject: str | None = None
    created_at_ms: int = 0
    disabled: bool = False
    email_verified: bool = False


@dataclass(frozen=True, kw_only=True)
class AccountChanges:
    """The fields to change; `None` leaves one as it is."""

    email: str | None = None
    name: str | None = None
    password_hash: str | None = None
    disabled: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Rotation:
    """What came of presenting a refresh token.

    `repeated` is the same token again within the grace time, as when an answer was lost or two
    tabs refresh at once; `reused` is later than that, and the store has revoked the family.
    """

    outcome: RotationOutcome
    external_id: str | None = None


class IdentityStore(Protocol):
    """Accounts, refresh tokens and reset tokens. Every method is one transaction."""

    async def find_by_email(self, email: str) -> Account | None:
        """The account with this normalised address."""
        ...

    async def get(self, external_id: str) -> Account | None:
        """The account with this id."""
        ...

    async def create(self, account: Account) -> Account:
        """Keep a new account; the same id again answers the row that is there.

        Raises:
            EmailTakenError: another account has the address.
        """
        ...

    async def update(self, external_id: str, changes: AccountChanges) -> Account | None:
        """Change the given fields.

        Raises:
            EmailTakenError: another account has the address.
        """
        ...

    async def delete(self, external_id: str) -> None:
        """Forget the account and its tokens, and start deleting what it owns."""
        ...

    async def save_refresh(
        self, external_id: str, token_hash: str, *, family_id: str, expires_at_ms: int
    ) -> None:
        """Keep the first token of a new family: one sign-in on one device."""
        ...

    async def rotate_refresh(
        self, token_hash: str, next_hash: str, *, expires_at_ms: int, grace_ms: int
    ) -> Rotation:
        """Replace a token by the next of its family, judged by the store's own clock."""
        ...

    async def revoke_refresh(
        self, *, token_hash: str | None = None, external_id: str | None = None
    ) -> None:
        """End the family of one token, or every family of one account."""
        ...

    async def save_reset(self, external_id: str, token_hash: str, *, expires_at_ms: int) -> None:
        """Keep a reset token, replacing any earlier one of the account."""
        ...

    async def use_reset(self, token_hash: str, password_hash: str) -> Account | None:
        """Use up an unexpired reset token: set the password and end every sign-in.

        None when the token was used, has expired or never existed.
        """
        ...

    async def save_link(
        self,
        external_id: str,
        token_hash: str,
        *,
        purpose: LinkPurpose,
        email: str,
        expires_at_ms: int,
    ) -> None:
        """Keep a link that proves an address, replacing any earlier one of its purpose."""
        ...

    async def use_link(self, token_hash: str, *, purpose: LinkPurpose) -> Account | None:
        """Use up an unexpired link: its address is proved and the account's.

        With `change_email` reset links that went to the old address end. None when the link was
        used, has expired or never existed, or when its address is not the account's, or another's.
        """
        ...
