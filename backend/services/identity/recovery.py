"""Forgotten passwords: a single-use link that is worth an hour."""

from backend.clock import Clock
from backend.ids import IdSource
from backend.services.identity.emails import fold_email
from backend.services.identity.errors import InvalidResetTokenError
from backend.services.identity.mail import Letter, Mailer
from backend.services.identity.passwords import Passwords, check_strength
from backend.services.identity.store import IdentityStore
from backend.services.identity.tokens import hash_of_token

_HOUR_MS = 3_600_000
_TOKEN_BYTES = 32


class Recovery:
    """Sends reset links and honours them once."""

    def __init__(
        self,
        store: IdentityStore,
        mailer: Mailer,
        *,
        passwords: Passwords,
        clock: Clock,
        ids: IdSource,
        web_url: str,
    ) -> None:
        self._store = store
        self._mailer = mailer
        self._passwords = passwords
        self._clock = clock
        self._ids = ids
        self._web_url = web_url.rstrip("/")

    async def send_link(self, email: str) -> None:
        """Send a link if there is such an account with a password.

        It runs after the answer has left, so the time it takes tells the caller nothing.
        """
        account = await self._store.find_by_email(fold_email(email))
        if account is None or account.password_hash is None or account.disabled:
            return
        token = self._ids.token(_TOKEN_BYTES).hex()
        await self._store.save_reset(
            account.external_id,
            hash_of_token(token),
            expires_at_ms=self._clock.now_ms() + _HOUR_MS,
        )
        # The token travels in the fragment, which no server or Referer header ever sees.
        link = f"{self._web_url}/reset#token={token}"
        text = (
            f"Hello {account.name},\n\n"
            f"open this link within an hour to choose a new password:\n\n{link}\n\n"
            "If you did not ask for it, nothing has changed and you need not do anything.\n"
        )
        letter = Letter(to=account.email, subject="Choose a new password", text=text, link=link)
        await self._mailer.send(letter)

    async def reset(self, token: str, password: str) -> None:
        """Set a new password and end every sign-in; it does not sign in.

        Raises:
            WeakPasswordError: the password is refused; the link stays usable.
            InvalidResetTokenError: the link was used, has expired or never existed.
        """
        check_strength(password, email="")
        password_hash = await self._passwords.hash(password)
        account = await self._store.use_reset(hash_of_token(token), password_hash)
        if account is None:
            message = "This link was used, has expired or never existed; ask for a new one."
            raise InvalidResetTokenError(message)
