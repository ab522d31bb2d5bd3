"""Sign-up, sign-in and what follows: the use cases behind `/auth`."""

import hashlib
from dataclasses import dataclass

from backend.clock import Clock
from backend.ids import IdSource
from backend.services.identity.emails import fold_email, normalise_email
from backend.services.identity.errors import (
    EmailTakenError,
    InvalidCredentialsError,
    InvalidSessionError,
    InvalidTokenError,
)
from backend.services.identity.passwords import Passwords, check_strength
from backend.services.identity.store import Account, AccountChanges, IdentityStore
from backend.services.identity.throttle import Throttle
from backend.services.identity.tokens import AccessToken, Caller, TokenIssuer, hash_of_token

_DAY_MS = 86_400_000
LOCAL_USER_ID = "local-user"
LOCAL_USER_EMAIL = "you@localhost"


@dataclass(frozen=True, kw_only=True)
class SignedIn:
    """What a successful sign-in or refresh gives."""

    account: Account
    access: AccessToken
    refresh_token: str
    refresh_expires_in_seconds: int


class Identity:
    """Opens, continues and ends sign-ins."""

    def __init__(
        self,
        store: IdentityStore,
        tokens: TokenIssuer,
        *,
        passwords: Passwords,
        throttle: Throttle,
        clock: Clock,
        ids: IdSource,
        refresh_days: int = 14,
        refresh_grace_seconds: int = 10,
        admins: frozenset[str] = frozenset(),
    ) -> None:
        self.store = store
        self.tokens = tokens
        self.passwords = passwords
        self.throttle = throttle
        self._clock = clock
        self._ids = ids
        self._refresh_ms = refresh_days * _DAY_MS
        self._grace_ms = refresh_grace_seconds * 1000
        self._admins = admins

    async def register(self, email: str, password: str, *, name: str, address: str) -> SignedIn:
        """Open an account and sign in.

        Raises:
            InvalidEmailError, WeakPasswordError, EmailTakenError, TooManyAttemptsError
        """
        normal = normalise_email(email)
        check_strength(password, email=normal)
        await self.throttle.allow_registration(address)
        password_hash = await self.passwords.hash(password)
        if await self.store.find_by_email(normal) is not None:
            message = "There is already an account with this e-mail address."
            raise EmailTakenError(message)
        account = await self.store.create(
            self._new_account(
                external_id=f"user_{self._ids.uuid().replace('-', '')}",
                email=normal,
                name=name.strip() or normal.partition("@")[0],
                password_hash=password_hash,
            )
        )
        return await self._open(account)

    async def login(self, email: str, password: str, *, address: str) -> SignedIn:
        """Sign in with a password; unknown and known accounts answer alike.

        Raises:
            InvalidCredentialsError, TooManyAttemptsError
        """
        normal = fold_email(email)
        await self.throttle.allow_login(normal, address)
        account = await self.store.find_by_email(normal)
        password_hash = account.password_hash if account is not None else None
        matches = await self.passwords.verify(password_hash, password)
        if account is None or not matches or account.disabled:
            message = "The e-mail and the password do not belong together."
            raise InvalidCredentialsError(message)
        await self.throttle.forget_login(normal)
        if password_hash is not None and self.passwords.needs_rehash(password_hash):
            fresh = await self.passwords.hash(password)
            await self.store.update(account.external_id, AccountChanges(password_hash=fresh))
        return await self._open(account)

    async def sign_in_locally(self) -> SignedIn:
        """Sign in as this machine's one user. The edge checks that this is allowed."""
        account = await self.store.create(
            self._new_account(
                external_id=LOCAL_USER_ID,
                email=LOCAL_USER_EMAIL,
                name="You",
                password_hash=None,
                provider="local",
            )
        )
        return await self._open(account)

    async def sign_in_by_provider(
        self, provider: str, subject: str, *, email: str, name: str
    ) -> SignedIn:
        """Sign in someone whom a provider vouches for.

        The account's id follows from provider and subject; accounts are never joined by e-mail,
        because whoever registers an address first has not proved that it is theirs.

        Raises:
            EmailTakenError: the address belongs to an account of another kind.
            InvalidCredentialsError: the account is disabled.
        """
        digest = hashlib.sha256(f"{provider}|{subject}".encode()).hexdigest()[:32]
        external_id = f"{provider}_{digest}"
        account = await self.store.get(external_id)
        if account is None:
            account = await self.store.create(
                self._new_account(
                    external_id=external_id,
                    email=normalise_email(email),
                    name=name.strip() or email.partition("@")[0],
                    password_hash=None,
                    provider=provider,
                    subject=subject,
                    email_verified=True,
                )
            )
        if account.disabled:
            message = "This account cannot sign in."
            raise InvalidCredentialsError(message)
        return await self._open(account)

    async def refresh(self, refresh_token: str) -> SignedIn:
        """Trade a refresh token for the next one and a new access token.

        Raises:
            InvalidSessionError: unknown, expired, revoked, or already used (the family ends).
        """
        successor = self.tokens.successor_of(refresh_token)
        rotation = await self.store.rotate_refresh(
            hash_of_token(refresh_token),
            hash_of_token(successor),
            expires_at_ms=self._clock.now_ms() + self._refresh_ms,
            grace_ms=self._grace_ms,
        )
        account = None
        if rotation.outcome in {"rotated", "repeated"} and rotation.external_id is not None:
            account = await self.store.get(rotation.external_id)
        if account is None or account.disabled:
            message = "The sign-in has ended; sign in again."
            raise InvalidSessionError(message)
        return self._signed_in(account, successor)

    async def logout(self, refresh_token: str) -> None:
        """End the sign-in that this token belongs to, if there is one."""
        await self.store.revoke_refresh(token_hash=hash_of_token(refresh_token))

    async def logout_everywhere(self, external_id: str) -> None:
        """End every sign-in of the account; access tokens last out their minutes."""
        await self.store.revoke_refresh(external_id=external_id)

    async def account_of(self, caller: Caller) -> Account:
        """The row behind a verified token.

        Raises:
            InvalidTokenError: the account is gone or disabled.
        """
        account = await self.store.get(caller.external_id)
        if account is None or account.disabled:
            message = "The account of this token is gone."
            raise InvalidTokenError(message)
        return account

    async def open_session(self, account: Account) -> SignedIn:
        """Start a family of refresh tokens for an account that has just proved itself."""
        return await self._open(account)

    async def _open(self, account: Account) -> SignedIn:
        refresh_token = self.tokens.new_refresh_token()
        await self.store.save_refresh(
            account.external_id,
            hash_of_token(refresh_token),
            family_id=self._ids.uuid(),
            expires_at_ms=self._clock.now_ms() + self._refresh_ms,
        )
        return self._signed_in(account, refresh_token)

    def _signed_in(self, account: Account, refresh_token: str) -> SignedIn:
        return SignedIn(
            account=account,
            access=self.tokens.mint(account),
            refresh_token=refresh_token,
            refresh_expires_in_seconds=self._refresh_ms // 1000,
        )

    def _new_account(
        self,
        *,
        external_id: str,
        email: str,
        name: str,
        password_hash: str | None,
        provider: str = "password",
        subject: str | None = None,
        email_verified: bool = False,
    ) -> Account:
        return Account(
            external_id=external_id,
            email=email,
            name=name,
            password_hash=password_hash,
            role="admin" if external_id in self._admins else "user",
            provider=provider,
            subject=subject,
            email_verified=email_verified,
            created_at_ms=self._clock.now_ms(),
        )
