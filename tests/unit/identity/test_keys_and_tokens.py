"""Key files, rotation, and the tokens that they sign."""

import base64
import hmac
import json
import stat
from pathlib import Path

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from backend.services.identity import keys as keys_module
from backend.services.identity.errors import InvalidTokenError, KeysMissingError
from backend.services.identity.keys import (
    KeySet,
    create_key_files,
    key_from_pem,
    load_key_files,
    rotate_key_files,
)
from backend.services.identity.store import Account
from backend.services.identity.tokens import TokenIssuer
from backend.testing.clock import FakeClock
from backend.testing.ids import FakeIds

ADA = Account(external_id="user_1", email="ada@example.com", name="Ada", password_hash=None)


def issuer_of(keys: KeySet, clock: FakeClock, audience: str = "scenewright") -> TokenIssuer:
    return TokenIssuer(
        keys,
        issuer="https://issuer.test",
        audience=audience,
        lifetime_seconds=900,
        clock=clock,
        ids=FakeIds(),
    )


def test_creating_keys_again_changes_nothing(keys_folder: Path) -> None:
    first = create_key_files(keys_folder)
    again = create_key_files(keys_folder)
    assert again.jwks() == first.jwks()


def test_key_files_are_readable_by_their_owner_only(keys_folder: Path) -> None:
    create_key_files(keys_folder)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in keys_folder.iterdir()}
    assert modes == {0o600}


def test_the_published_set_holds_no_private_part(keys_folder: Path) -> None:
    published = create_key_files(keys_folder).jwks()["keys"]
    assert len(published) == 2
    assert all("d" not in key for key in published)


@pytest.mark.requirement("identity:keys:rotation")
def test_a_rotation_breaks_no_token_and_needs_no_verifier_to_be_told(
    keys_folder: Path, clock: FakeClock
) -> None:
    """A verifier that still holds the set from before the rotation believes the new key."""
    before = create_key_files(keys_folder)
    old_token = issuer_of(before, clock).mint(ADA)
    after = rotate_key_files(keys_folder)
    new_token = issuer_of(after, clock).mint(ADA)
    assert after.active.kid != before.active.kid
    assert issuer_of(after, clock).verify(old_token.value).external_id == "user_1"
    assert issuer_of(before, clock).verify(new_token.value).external_id == "user_1"


@pytest.mark.requirement("identity:keys:rotation")
def test_a_rotation_that_was_interrupted_signs_with_a_known_key_and_is_finished_by_another(
    keys_folder: Path, clock: FakeClock
) -> None:
    before = create_key_files(keys_folder)
    token = issuer_of(before, clock).mint(ADA)
    expected = {one.kid for one in before.published} - {before.active.kid}
    # What is there when the process dies after its first step, and in the middle of a file.
    (keys_folder / "previous.pem").write_bytes((keys_folder / "active.pem").read_bytes())
    (keys_folder / "next.part").write_bytes(b"-----BEGIN")
    halfway = load_key_files(keys_folder)
    assert halfway.active.kid == before.active.kid
    after = rotate_key_files(keys_folder)
    assert {after.active.kid} == expected
    assert issuer_of(after, clock).verify(token.value).external_id == "user_1"
    assert not list(keys_folder.glob("*.part"))


def test_two_rotations_retire_the_first_key(keys_folder: Path, clock: FakeClock) -> None:
    token = issuer_of(create_key_files(keys_folder), clock).mint(ADA)
    rotate_key_files(keys_folder)
    last = rotate_key_files(keys_folder)
    with pytest.raises(InvalidTokenError):
        issuer_of(last, clock).verify(token.value)


def test_the_command_prints_what_a_verifier_needs(
    keys_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert keys_module.main(["--folder", str(keys_folder)]) == 0
    printed = json.loads(capsys.readouterr().out)
    encoded = printed["jwks"].removeprefix("data:application/json;base64,")
    assert json.loads(base64.b64decode(encoded)) == load_key_files(keys_folder).jwks()
    assert Path(printed["privateKeyPath"]).is_file()


def test_a_missing_key_says_so(keys_folder: Path) -> None:
    with pytest.raises(KeysMissingError):
        load_key_files(keys_folder)


@pytest.mark.parametrize("kind", ["rsa", "p384", "garbage"])
def test_keys_of_another_kind_are_refused(kind: str) -> None:
    if kind == "garbage":
        pem = b"not a key"
    else:
        key = (
            rsa.generate_private_key(65537, 2048)
            if kind == "rsa"
            else ec.generate_private_key(ec.SECP384R1())
        )
        pem = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    with pytest.raises(KeysMissingError):
        key_from_pem(pem)


def test_a_token_carries_what_convex_checks(tokens: TokenIssuer, keys: KeySet) -> None:
    token = tokens.mint(ADA).value
    assert jwt.get_unverified_header(token) == {
        "alg": "ES256",
        "kid": keys.active.kid,
        "typ": "JWT",
    }
    claims = jwt.decode(token, options={"verify_signature": False})
    assert claims["iss"] == "https://issuer.test"
    assert claims["aud"] == "scenewright"
    assert claims["sub"] == "user_1"
    assert claims["exp"] - claims["iat"] == 900


def test_a_token_ends_at_its_time(tokens: TokenIssuer, clock: FakeClock) -> None:
    token = tokens.mint(ADA).value
    clock.advance(904)
    assert tokens.verify(token)
    clock.advance(1)
    with pytest.raises(InvalidTokenError):
        tokens.verify(token)


def test_tokens_for_another_audience_or_by_another_key_are_refused(
    tokens: TokenIssuer, keys: KeySet, keys_folder: Path, clock: FakeClock
) -> None:
    other_audience = issuer_of(keys, clock, audience="elsewhere").mint(ADA).value
    other_key = issuer_of(create_key_files(keys_folder), clock).mint(ADA).value
    for token in (other_audience, other_key, "", "a.b.c", "é"):
        with pytest.raises(InvalidTokenError):
            tokens.verify(token)


@pytest.mark.requirement("identity:tokens:algorithm")
def test_a_token_cannot_choose_its_algorithm(tokens: TokenIssuer, keys: KeySet) -> None:
    """The two classic forgeries: no signature, and the public key used as an HMAC secret."""
    claims = jwt.decode(tokens.mint(ADA).value, options={"verify_signature": False})
    head = {"kid": keys.active.kid}
    unsigned = jwt.encode(claims, "", algorithm="none", headers=head)
    public = keys.active.private_key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    parts = [{"alg": "HS256", **head}, claims]
    text = b".".join(base64.urlsafe_b64encode(json.dumps(part).encode()) for part in parts)
    mac = base64.urlsafe_b64encode(hmac.digest(public, text.replace(b"=", b""), "sha256"))
    confused = (text + b"." + mac).replace(b"=", b"").decode()
    for token in (unsigned, confused):
        with pytest.raises(InvalidTokenError):
            tokens.verify(token)
