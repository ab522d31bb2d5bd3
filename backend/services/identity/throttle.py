"""How often anyone may try: per account and per network address."""

import hashlib
import ipaddress

from backend.services.identity.emails import fold_email
from backend.services.identity.errors import TooManyAttemptsError
from backend.services.rate_limits import Limiter, Rate

LOGIN_PER_ACCOUNT = Rate(limit=10, window_seconds=900)
LOGIN_PER_ADDRESS = Rate(limit=50, window_seconds=900)
REGISTER_PER_ADDRESS = Rate(limit=20, window_seconds=3600)
PROOF_PER_ACCOUNT = Rate(limit=10, window_seconds=900)
LETTERS_PER_MAILBOX = Rate(limit=5, window_seconds=3600)
LETTERS_PER_ADDRESS = Rate(limit=30, window_seconds=3600)


class Throttle:
    """Counts tries at the doors of identity.

    The count is the same whether or not the account exists, and it is made before any look-up.
    """

    def __init__(self, limiter: Limiter) -> None:
        self._limiter = limiter

    async def allow_login(self, email: str, address: str) -> None:
        """Count a sign-in.

        Raises:
            TooManyAttemptsError: the account or the address is over its limit.
        """
        await self._hit(f"login:address:{_network(address)}", LOGIN_PER_ADDRESS)
        await self._hit(f"login:account:{_digest(email)}", LOGIN_PER_ACCOUNT)

    async def forget_login(self, email: str) -> None:
        """A right password clears the account's count, never the address's."""
        await self._limiter.forget(f"login:account:{_digest(email)}")

    async def allow_registration(self, address: str) -> None:
        """Count a registration.

        Raises:
            TooManyAttemptsError: the address is over its limit.
        """
        await self._hit(f"register:address:{_network(address)}", REGISTER_PER_ADDRESS)

    async def allow_letter(self, email: str, address: str) -> None:
        """Count a letter to this mailbox, whoever asks: nobody's mailbox is filled by us.

        Raises:
            TooManyAttemptsError: the mailbox or the caller's network is over its limit.
        """
        await self._hit(f"letter:address:{_network(address)}", LETTERS_PER_ADDRESS)
        await self._hit(f"letter:mailbox:{_digest(fold_email(email))}", LETTERS_PER_MAILBOX)

    async def allow_proof(self, external_id: str) -> None:
        """Count a signed-in person giving the password again.

        Raises:
            TooManyAttemptsError: the account is over its limit.
        """
        await self._hit(f"proof:{external_id}", PROOF_PER_ACCOUNT)

    async def forget_proof(self, external_id: str) -> None:
        """A right password clears the count."""
        await self._limiter.forget(f"proof:{external_id}")

    async def _hit(self, key: str, rate: Rate) -> None:
        decision = await self._limiter.hit(key, rate)
        if not decision.allowed:
            message = "Too many attempts; wait and try again."
            seconds = decision.retry_after_seconds
            raise TooManyAttemptsError(message, retry_after_seconds=seconds)


def _digest(email: str) -> str:
    """Addresses of people do not belong in Redis."""
    return hashlib.sha256(email.encode()).hexdigest()[:24]


def _network(address: str) -> str:
    """One IPv6 household is a /64; counting single addresses would count nothing."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if parsed.version == 4:  # noqa: PLR2004 - the number is the protocol's name
        return str(parsed)
    return str(ipaddress.ip_network((parsed, 64), strict=False))
