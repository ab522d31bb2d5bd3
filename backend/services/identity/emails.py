"""E-mail addresses: one spelling each."""

import re
import unicodedata

from backend.services.identity.errors import InvalidEmailError

_LENGTH_MAX = 254
_SHAPE = re.compile(r"[^\s@<>()\[\],;:\\\"]{1,64}@[^\s@<>()\[\],;:\\\"/?#]+\.[^\s@.<>/?#]{2,}")


def fold_email(text: str) -> str:
    """The spelling to look up; says nothing about whether it is an address."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def normalise_email(text: str) -> str:
    """The spelling that accounts are found by.

    Raises:
        InvalidEmailError: this is not an address that mail could reach.
    """
    plain = fold_email(text)
    printable = plain.isprintable()
    if len(plain) > _LENGTH_MAX or not printable or _SHAPE.fullmatch(plain) is None:
        message = "This is not an e-mail address."
        raise InvalidEmailError(message)
    return plain
