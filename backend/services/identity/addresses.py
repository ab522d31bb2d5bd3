"""Proving e-mail addresses: a single-use link, worth a day, for a new account or a new address."""

from backend.clock import Clock
from backend.ids import IdSource
from backend.services.identity.emails import normalise_email
from backend.services.identity.errors import InvalidLinkError
from backend.services.identity.mail import Letter, Mailer
from backend.services.identity.store import Account, IdentityStore, LinkPurpose
from backend.services.identity.tokens import hash_of_token

_DAY_MS = 86_400_000
_TOKEN_BYTES = 32
# A link says by its first letter what it is for, so that one page and one route serve both.
_PREFIXES: dict[LinkPurpose, str] = {"verify_email": "v", "change_email": "c"}
_PURPOSES: dict[str, LinkPurpose] = {prefix: purpose for purpose, prefix in _PREFIXES.items()}


class Addresses:
    """Sends links to addresses and believes them when they come back."""

    def __init__(
        self,
        store: IdentityStore,
        mailer: Mailer,
        *,
        clock: Clock,
        ids: IdSource,
        web_url: str,
    ) -> None:
        self._store = store
        self._mailer = mailer
        self._clock = clock
        self._ids = ids
        self._web_url = web_url.rstrip("/")

    async def send_proof(self, account: Account) -> None:
        """Send a link that proves the account's address; nothing for one that is proved."""
        if account.email_verified or not account.email:
            return
        link = await self._link(account, "verify_email", account.email)
        text = (
            f"Hello {account.name},\n\n"
            f"open this link within a day to confirm that this is your address:\n\n{link}\n\n"
            "If you did not open an account, you need not do anything.\n"
        )
        await self._mailer.send(
            Letter(to=account.email, subject="Confirm your address", text=text, link=link)
        )

    async def send_change(self, account: Account, email: str) -> None:
        """Send a link to the new address, and tell the old one; nothing changes before it is used.

        It runs after the answer has left and says nothing of addresses that others have.
        """
        new = normalise_email(email)
        told = (
            f"Hello {account.name},\n\n"
            f"somebody who knows your password asked to change your address to {new}. "
            "It stays as it is until the new one is confirmed. "
            "If this was not you, change your password now.\n"
        )
        await self._mailer.send(
            Letter(to=account.email, subject="A new address was asked for", text=told)
        )
        holder = await self._store.find_by_email(new)
        if holder is not None and holder.external_id != account.external_id:
            return
        link = await self._link(account, "change_email", new)
        text = (
            f"Hello {account.name},\n\n"
            f"open this link within a day to make this the address of your account:\n\n{link}\n\n"
            "If you did not ask for it, you need not do anything.\n"
        )
        await self._mailer.send(
            Letter(to=new, subject="Confirm your new address", text=text, link=link)
        )

    async def confirm(self, token: str) -> Account:
        """Believe a link: its address is proved, and is the account's from now on.

        Raises:
            InvalidLinkError: it was used, has expired, never existed, or somebody else took the
                address meanwhile.
        """
        purpose = _PURPOSES.get(token[:1])
        account = None
        if purpose is not None:
            account = await self._store.use_link(hash_of_token(token), purpose=purpose)
        if account is None:
            message = "This link was used, has expired or never existed; ask for a new one."
            raise InvalidLinkError(message)
        return account

    async def _link(self, account: Account, purpose: LinkPurpose, email: str) -> str:
        token = _PREFIXES[purpose] + self._ids.token(_TOKEN_BYTES).hex()
        await self._store.save_link(
            account.external_id,
            hash_of_token(token),
            purpose=purpose,
            email=email,
            expires_at_ms=self._clock.now_ms() + _DAY_MS,
        )
        # The token travels in the fragment, which no server or Referer header ever sees.
        return f"{self._web_url}/confirm#token={token}"
