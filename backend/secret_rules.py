"""What a signing secret of the settings may be, and which part of an address is one."""

import re

from pydantic import SecretStr

_LENGTH_MIN = 32
_DISTINCT_MIN = 8
_PASSWORD = re.compile(r"(?<=://)([^/@\s]*?):[^/@\s]*@")
_GUESSABLE = ("changeme", "change-me", "dev-secret", "default", "example", "password", "your-")


def split_secrets(secret: SecretStr) -> tuple[str, ...]:
    """The keys of a comma-separated secret, newest first."""
    return tuple(part.strip() for part in secret.get_secret_value().split(",") if part.strip())


def without_password(address: str) -> str:
    """An address as it may be shown: `redis://:secret@host` has its password in it."""
    return _PASSWORD.sub(r"\1:…@", address)


def secret_problems(name: str, secret: SecretStr) -> list[str]:
    """What is wrong with a secret, without saying what it is."""
    keys = split_secrets(secret)
    if not keys:
        return [f"{name} is missing: set at least {_LENGTH_MIN} random characters."]
    problems: list[str] = []
    for key in keys:
        if len(key) < _LENGTH_MIN:
            problems.append(f"{name} holds a key shorter than {_LENGTH_MIN} characters.")
        # Fewer distinct characters are a pattern, not a secret.
        if any(word in key.lower() for word in _GUESSABLE) or len(set(key)) < _DISTINCT_MIN:
            problems.append(f"{name} holds a default or guessable key.")
    return problems
