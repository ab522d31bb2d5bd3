"""The ES256 key set: key files, the public set for others to verify with, and rotation.

A folder holds up to three private keys: `active.pem` signs; `next.pem` is published before it
ever signs; `previous.pem` is published until its last token has expired. Because the next key is
already in every copy of the set, a rotation needs no verifier to be told at that moment: update
`AUTH_JWKS` any time before the rotation after it.

    python -m backend.services.identity.keys --folder .data/keys [--rotate]
"""

import argparse
import base64
import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from backend.services.identity.errors import KeysMissingError

DEFAULT_ISSUER = "https://auth.scenewright.local"
DEFAULT_AUDIENCE = "scenewright"
_COORDINATE_BYTES = 32
_BEGIN = "-----BEGIN"
_NAMES = ("active", "next", "previous")


@dataclass(frozen=True, kw_only=True)
class SigningKey:
    """One private key and the id that its tokens carry."""

    kid: str
    private_key: ec.EllipticCurvePrivateKey
    public_jwk: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class KeySet:
    """The key that signs, and every key whose tokens are still believed."""

    active: SigningKey
    published: tuple[SigningKey, ...]

    def jwks(self) -> dict[str, list[dict[str, str]]]:
        """The public half, as RFC 7517 has it."""
        return {"keys": [key.public_jwk for key in self.published]}

    def jwks_data_url(self) -> str:
        """The public half as a `data:` URL, for a verifier that cannot reach us."""
        text = json.dumps(self.jwks(), separators=(",", ":"), sort_keys=True)
        encoded = base64.b64encode(text.encode()).decode()
        return f"data:application/json;base64,{encoded}"


def create_key_files(folder: Path) -> KeySet:
    """Make the active and the next key where they are missing; leave existing ones alone."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in ("active", "next"):
        path = folder / f"{name}.pem"
        if not path.exists():
            _write_new_key(path)
    return load_key_files(folder)


def load_key_files(folder: Path) -> KeySet:
    """Read the folder.

    Raises:
        KeysMissingError: there is no active key, or a file is not an ES256 private key.
    """
    found = {
        name: key_from_pem((folder / f"{name}.pem").read_bytes())
        for name in _NAMES
        if (folder / f"{name}.pem").exists()
    }
    if "active" not in found:
        message = "There is no active signing key; create one with backend.services.identity.keys."
        raise KeysMissingError(message, folder=str(folder))
    return KeySet(active=found["active"], published=tuple(found.values()))


def key_set_from_pem(text: str) -> KeySet:
    """A key set from one text: the first PEM block signs, the others are only published.

    Raises:
        KeysMissingError: there is no block, or one is not a private key on P-256.
    """
    blocks = [f"{_BEGIN}{part}" for part in text.split(_BEGIN)[1:]]
    keys = tuple(key_from_pem(block.encode()) for block in blocks)
    if not keys:
        message = "AUTH_PRIVATE_KEY holds no PEM block."
        raise KeysMissingError(message)
    return KeySet(active=keys[0], published=keys)


def rotate_key_files(folder: Path) -> KeySet:
    """Let the next key sign, keep the old one for verification, and make a new next one.

    Wherever it is interrupted there is a key that signs and that every verifier knows; another
    call finishes it.
    """
    create_key_files(folder)
    _write(folder / "previous.pem", (folder / "active.pem").read_bytes())
    (folder / "next.pem").replace(folder / "active.pem")
    return create_key_files(folder)


def key_from_pem(pem: bytes) -> SigningKey:
    """A signing key from an unencrypted PEM file.

    Raises:
        KeysMissingError: the bytes are not a private key on P-256.
    """
    try:
        loaded = serialization.load_pem_private_key(pem, password=None)
    except (ValueError, TypeError) as error:
        message = "A signing key file does not hold an unencrypted PEM private key."
        raise KeysMissingError(message) from error
    if not isinstance(loaded, ec.EllipticCurvePrivateKey) or loaded.curve.name != "secp256r1":
        message = "A signing key must be on the curve P-256, as ES256 demands."
        raise KeysMissingError(message)
    numbers = loaded.public_key().public_numbers()
    coordinates = {
        "crv": "P-256",
        "kty": "EC",
        "x": _base64url(numbers.x.to_bytes(_COORDINATE_BYTES, "big")),
        "y": _base64url(numbers.y.to_bytes(_COORDINATE_BYTES, "big")),
    }
    kid = _thumbprint(coordinates)
    jwk = {**coordinates, "kid": kid, "alg": "ES256", "use": "sig"}
    return SigningKey(kid=kid, private_key=loaded, public_jwk=jwk)


def _write_new_key(path: Path) -> None:
    pem = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    _write(path, pem)


def _write(path: Path, pem: bytes) -> None:
    """All of it or nothing, and never readable by others."""
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    part.write_bytes(pem)
    part.replace(path)


def _thumbprint(coordinates: dict[str, str]) -> str:
    """RFC 7638, so that a key's id follows from the key and never collides by hand."""
    text = json.dumps(coordinates, separators=(",", ":"), sort_keys=True)
    return _base64url(hashlib.sha256(text.encode()).digest())


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def describe(folder: Path, keys: KeySet, *, issuer: str, audience: str) -> dict[str, str]:
    """What a set-up script needs to configure the verifiers."""
    return {
        "issuer": issuer,
        "audience": audience,
        "jwks": keys.jwks_data_url(),
        "kid": keys.active.kid,
        "keysFolder": str(folder),
        "privateKeyPath": str(folder / "active.pem"),
    }


def main(arguments: list[str] | None = None) -> int:
    """Create or rotate the key files and print one line of JSON."""
    parser = argparse.ArgumentParser(prog="python -m backend.services.identity.keys")
    parser.add_argument("--folder", type=Path, required=True, help="where the key files live")
    parser.add_argument("--issuer", default=DEFAULT_ISSUER)
    parser.add_argument("--audience", default=DEFAULT_AUDIENCE)
    parser.add_argument("--rotate", action="store_true", help="let the next key sign from now on")
    chosen = parser.parse_args(arguments)
    folder: Path = chosen.folder
    keys = rotate_key_files(folder) if chosen.rotate else create_key_files(folder)
    answer = describe(folder, keys, issuer=chosen.issuer, audience=chosen.audience)
    sys.stdout.write(json.dumps(answer) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
