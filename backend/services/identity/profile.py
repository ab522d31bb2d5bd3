"""What a signed-in person may change about the account; sensitive changes ask for the password."""

from backend.services.identity.emails import normalise_email
from backend.services.identity.errors import InvalidCredentialsError, InvalidTokenError
from backend.services.identity.mail import Letter, Mailer
from backend.services.identity.passwords import check_strength
from backend.services.identity.service import Identity, SignedIn
from backend.services.identity.store import Account, AccountChanges


class Profile:
    """Changes and deletes accounts."""

    def __init__(self, identity: Identity, mailer: Mailer) -> None:
        self._identity = identity
        self._mailer = mailer

    async def rename(self, account: Account, name: str) -> Account:
        """Change the shown name."""
        return await self._update(account, AccountChanges(name=name.strip()))

    async def allow_new_address(self, account: Account, email: str, *, password: str) -> None:
        """Whether this person may ask for another address; a letter to it does the rest.

        Raises:
            InvalidCredentialsError, InvalidEmailError, TooManyAttemptsError
        """
        normalise_email(email)
        await self._prove(account, password)

    async def change_password(self, account: Account, password: str, *, current: str) -> SignedIn:
        """Change the password, end every sign-in and open a new one for the caller.

        Raises:
            InvalidCredentialsError, WeakPasswordError, TooManyAttemptsError
        """
        check_strength(password, email=account.email)
        await self._prove(account, current)
        password_hash = await self._identity.passwords.hash(password)
        changed = await self._update(account, AccountChanges(password_hash=password_hash))
        await self._identity.logout_everywhere(account.external_id)
        await self._tell(account, "The password of your account was changed.")
        return await self._identity.open_session(changed)

    async def delete(self, account: Account, *, password: str | None) -> None:
        """End every sign-in, forget the account and start deleting what it owns.

        Raises:
            InvalidCredentialsError: an account with a password must give it.
        """
        if account.password_hash is not None:
            await self._prove(account, password or "")
        await self._identity.logout_everywhere(account.external_id)
        await self._identity.store.delete(account.external_id)

    async def _prove(self, account: Account, password: str) -> None:
        throttle = self._identity.throttle
        await throttle.allow_proof(account.external_id)
        if not await self._identity.passwords.verify(account.password_hash, password):
            message = "The password is not right."
            raise InvalidCredentialsError(message)
        await throttle.forget_proof(account.external_id)

    async def _update(self, account: Account, changes: AccountChanges) -> Account:
        changed = await self._identity.store.update(account.external_id, changes)
        if changed is None:
            message = "The account of this token is gone."
            raise InvalidTokenError(message)
        return changed

    async def _tell(self, account: Account, what: str) -> None:
        text = f"Hello {account.name},\n\n{what} If this was not you, reset your password now.\n"
        letter = Letter(to=account.email, subject="Your account was changed", text=text)
        await self._mailer.send(letter)
