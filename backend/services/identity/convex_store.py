"""Identity rows in Convex, through its signed server door (`convex/README.md`)."""

from collections.abc import Mapping
from typing import Protocol

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from backend.services.identity.errors import EmailTakenError
from backend.services.identity.store import (
    Account,
    AccountChanges,
    LinkPurpose,
    Role,
    Rotation,
    RotationOutcome,
)


class ServerDoor(Protocol):
    """Calls a signed `/server/<name>` route of Convex."""

    async def call(self, name: str, args: Mapping[str, object]) -> Mapping[str, object]:
        """The route's answer."""
        ...


class _Row(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="ignore")


class _Provider(_Row):
    provider: str
    subject: str


class _Account(_Row):
    external_id: str
    email: str | None = None
    name: str | None = None
    role: Role = "user"
    password_hash: str | None = None
    providers: tuple[_Provider, ...] = ()
    disabled: bool = False
    email_verified: bool = False
    created_at: float = 0

    def to_account(self) -> Account:
        first = self.providers[0] if self.providers else None
        return Account(
            external_id=self.external_id,
            email=self.email or "",
            name=self.name or "",
            role=self.role,
            password_hash=self.password_hash,
            provider=first.provider if first is not None else "password",
            subject=first.subject if first is not None else None,
            disabled=self.disabled,
            email_verified=self.email_verified,
            created_at_ms=int(self.created_at),
        )


class _Answer(_Row):
    outcome: str = ""
    account: _Account | None = None


class _Rotated(_Row):
    outcome: RotationOutcome | str
    account: _Account | None = None


_KNOWN: Mapping[str, RotationOutcome] = {
    "rotated": "rotated",
    "repeated": "repeated",
    "reused": "reused",
    "expired": "expired",
}


class ConvexIdentityStore:
    """The real store."""

    def __init__(self, door: ServerDoor) -> None:
        self._door = door

    async def find_by_email(self, email: str) -> Account | None:
        return await self._account("identity.findByEmail", {"email": email})

    async def get(self, external_id: str) -> Account | None:
        return await self._account("identity.get", {"externalId": external_id})

    async def create(self, account: Account) -> Account:
        args: dict[str, object] = {
            "externalId": account.external_id,
            "email": account.email,
            "name": account.name,
            "role": account.role,
            "emailVerified": account.email_verified,
        }
        if account.password_hash is not None:
            args["passwordHash"] = account.password_hash
        if account.subject is not None:
            args |= {"provider": account.provider, "subject": account.subject}
        answer = _Answer.model_validate(await self._door.call("identity.create", args))
        if answer.account is None or answer.account.external_id != account.external_id:
            raise EmailTakenError(_TAKEN)
        return answer.account.to_account()

    async def update(self, external_id: str, changes: AccountChanges) -> Account | None:
        named = {
            "email": changes.email,
            "name": changes.name,
            "passwordHash": changes.password_hash,
            "disabled": changes.disabled,
        }
        given = {name: value for name, value in named.items() if value is not None}
        raw = await self._door.call("identity.update", {"externalId": external_id, "set": given})
        answer = _Answer.model_validate(raw)
        if answer.outcome == "email_taken":
            raise EmailTakenError(_TAKEN)
        return answer.account.to_account() if answer.account is not None else None

    async def delete(self, external_id: str) -> None:
        await self._door.call("identity.remove", {"externalId": external_id})

    async def save_refresh(
        self, external_id: str, token_hash: str, *, family_id: str, expires_at_ms: int
    ) -> None:
        args = {
            "externalId": external_id,
            "family": family_id,
            "tokenHash": token_hash,
            "expiresAt": expires_at_ms,
        }
        await self._door.call("identity.saveRefresh", args)

    async def rotate_refresh(
        self, token_hash: str, next_hash: str, *, expires_at_ms: int, grace_ms: int
    ) -> Rotation:
        args = {
            "tokenHash": token_hash,
            "newTokenHash": next_hash,
            "expiresAt": expires_at_ms,
            "graceMs": grace_ms,
        }
        answer = _Rotated.model_validate(await self._door.call("identity.rotateRefresh", args))
        account = answer.account
        return Rotation(
            outcome=_KNOWN.get(answer.outcome, "unknown"),
            external_id=account.external_id if account is not None else None,
        )

    async def revoke_refresh(
        self, *, token_hash: str | None = None, external_id: str | None = None
    ) -> None:
        if token_hash is not None:
            await self._door.call("identity.revokeRefresh", {"tokenHash": token_hash})
        if external_id is not None:
            await self._door.call("identity.revokeRefresh", {"externalId": external_id})

    async def save_reset(self, external_id: str, token_hash: str, *, expires_at_ms: int) -> None:
        args = {
            "externalId": external_id,
            "tokenHash": token_hash,
            "purpose": "password",
            "expiresAt": expires_at_ms,
        }
        await self._door.call("identity.saveReset", args)

    async def use_reset(self, token_hash: str, password_hash: str) -> Account | None:
        args = {"tokenHash": token_hash, "purpose": "password", "passwordHash": password_hash}
        answer = _Answer.model_validate(await self._door.call("identity.useReset", args))
        used = answer.outcome == "used" and answer.account is not None
        return answer.account.to_account() if used and answer.account is not None else None

    async def save_link(
        self,
        external_id: str,
        token_hash: str,
        *,
        purpose: LinkPurpose,
        email: str,
        expires_at_ms: int,
    ) -> None:
        args = {
            "externalId": external_id,
            "tokenHash": token_hash,
            "purpose": purpose,
            "email": email,
            "expiresAt": expires_at_ms,
        }
        await self._door.call("identity.saveReset", args)

    async def use_link(self, token_hash: str, *, purpose: LinkPurpose) -> Account | None:
        args = {"tokenHash": token_hash, "purpose": purpose}
        answer = _Answer.model_validate(await self._door.call("identity.useReset", args))
        if answer.outcome != "used" or answer.account is None:
            return None
        return answer.account.to_account()

    async def _account(self, name: str, args: Mapping[str, object]) -> Account | None:
        answer = _Answer.model_validate(await self._door.call(name, args))
        return answer.account.to_account() if answer.account is not None else None


_TAKEN = "There is already an account with this e-mail address."
