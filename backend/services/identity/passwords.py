"""Passwords: what is acceptable, and argon2id with as many hashes at once as memory allows."""

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from backend.services.identity.errors import WeakPasswordError

LENGTH_MIN = 10
LENGTH_MAX = 256
_SIMPLE_ALPHABET_MAX = 3

# The floor that OWASP's Password Storage Cheat Sheet names: 19 MiB, two passes, one lane.
_MEMORY_KIB = 19 * 1024
_PASSES = 2
_LANES = 1

_GUESSED_FIRST = frozenset({
    "1234567890", "0123456789", "password12", "password123", "password1234", "passwordpassword",
    "qwertyuiop", "qwerty12345", "1q2w3e4r5t", "letmein123", "welcome123", "iloveyou12",
    "administrator", "changeme123", "football123", "baseball123", "sunshine123", "princess123",
})  # fmt: skip


def check_strength(password: str, *, email: str) -> None:
    """Refuse what is guessed first.

    Raises:
        WeakPasswordError: too short, too long, or among the first guesses for this account.
    """
    if not LENGTH_MIN <= len(password) <= LENGTH_MAX:
        message = f"A password has {LENGTH_MIN} to {LENGTH_MAX} characters."
        raise WeakPasswordError(message, lengthMin=LENGTH_MIN, lengthMax=LENGTH_MAX)
    plain = password.casefold()
    name = email.partition("@")[0]
    guessed = plain in _GUESSED_FIRST or plain in {email, name + name, name + "123456"}
    if guessed or len(set(plain)) <= _SIMPLE_ALPHABET_MAX:
        message = "This password is among the first that anyone would try."
        raise WeakPasswordError(message)


class Passwords:
    """Hashes and verifies off the event loop, with a bound on concurrent hashes.

    Verifying against no hash at all takes as long as against a real one.
    """

    def __init__(self, *, concurrent_max: int = 4, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher(_PASSES, _MEMORY_KIB, _LANES)
        self._slots = asyncio.Semaphore(concurrent_max)
        self._decoy = self._hasher.hash("a password that no account has")

    async def hash(self, password: str) -> str:
        """The encoded argon2id hash."""
        async with self._slots:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def verify(self, password_hash: str | None, password: str) -> bool:
        """Whether the password belongs to the hash; False for an account without one."""
        async with self._slots:
            matches = await asyncio.to_thread(self._matches, password_hash, password)
        return matches and password_hash is not None

    def needs_rehash(self, password_hash: str) -> bool:
        """Whether the hash was made with other costs than today's."""
        return self._hasher.check_needs_rehash(password_hash)

    def _matches(self, password_hash: str | None, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash or self._decoy, password[:LENGTH_MAX])
        except (VerificationError, InvalidHashError):
            return False
