"""Known and unknown accounts cost the same hashing, counted: a clock would only suggest it."""

from dataclasses import replace
from typing import Literal

import pytest
from argon2 import Parameters, PasswordHasher, extract_parameters
from typing_extensions import override

from backend.services.identity.errors import (
    EmailTakenError,
    InvalidCredentialsError,
    InvalidResetTokenError,
)
from backend.services.identity.passwords import Passwords
from backend.services.identity.recovery import Recovery
from backend.services.identity.service import Identity
from backend.services.identity.store import AccountChanges
from backend.testing.clock import FakeClock
from backend.testing.identity_store import FakeIdentityStore
from backend.testing.ids import FakeIds
from backend.testing.mailer import FakeMailer

RIGHT = "correct horse battery"
Work = list[tuple[Literal["hash", "verify"], Parameters]]
pytestmark = [pytest.mark.requirement("identity:login:same-work")]


class CountingHasher(PasswordHasher):
    """The real hasher; `work` holds what it did and at what cost."""

    def __init__(self) -> None:
        super().__init__(2, 19 * 1024, 1)
        self.work: Work = []

    @override
    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        made = super().hash(password, salt=salt)
        self.work.append(("hash", _cost(made)))
        return made

    @override
    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
        self.work.append(("verify", _cost(hash)))
        return super().verify(hash, password)


def _cost(encoded: str | bytes) -> Parameters:
    text = encoded if isinstance(encoded, str) else encoded.decode()
    return replace(extract_parameters(text), salt_len=0)


@pytest.fixture
def hasher() -> CountingHasher:
    return CountingHasher()


@pytest.fixture
def passwords(hasher: CountingHasher) -> Passwords:
    return Passwords(hasher=hasher)


async def test_every_refused_sign_in_verifies_one_hash_of_the_same_cost(
    identity: Identity, store: FakeIdentityStore, hasher: CountingHasher
) -> None:
    await identity.register("ada@example.com", RIGHT, name="", address="::1")
    off = await identity.register("off@example.com", RIGHT, name="", address="::1")
    await store.update(off.account.external_id, AccountChanges(disabled=True))
    await identity.sign_in_by_provider("github", "7", email="gh@example.com", name="")
    done: dict[str, Work] = {}
    for email, password in (
        ("ada@example.com", "wrong password"),
        ("nobody@example.com", RIGHT),
        ("not an address", RIGHT),
        ("off@example.com", RIGHT),
        ("gh@example.com", RIGHT),
        ("nobody@example.com", "x" * 256),
    ):
        hasher.work.clear()
        with pytest.raises(InvalidCredentialsError):
            await identity.login(email, password, address="::1")
        done[email + password[:1]] = list(hasher.work)
    (first, *others) = done.values()
    assert [kind for kind, _cost in first] == ["verify"]
    assert all(work == first for work in others)
    hasher.work.clear()
    await identity.login("ada@example.com", RIGHT, address="::1")
    assert hasher.work == first


async def test_opening_an_account_costs_the_same_where_there_is_one(
    identity: Identity, hasher: CountingHasher
) -> None:
    hasher.work.clear()
    await identity.register("ada@example.com", RIGHT, name="", address="::1")
    fresh = list(hasher.work)
    hasher.work.clear()
    with pytest.raises(EmailTakenError):
        await identity.register("ada@example.com", RIGHT, name="", address="::1")
    assert hasher.work == fresh


async def test_a_reset_costs_the_same_whether_or_not_its_link_holds(
    identity: Identity,
    *,
    hasher: CountingHasher,
    clock: FakeClock,
) -> None:
    mailer = FakeMailer()
    recovery = Recovery(
        identity.store,
        mailer,
        passwords=identity.passwords,
        clock=clock,
        ids=FakeIds(),
        web_url="https://app.test/",
    )
    await identity.register("ada@example.com", RIGHT, name="", address="::1")
    await recovery.send_link("ada@example.com")
    token = (mailer.letters[-1].link or "").partition("=")[2]
    hasher.work.clear()
    with pytest.raises(InvalidResetTokenError):
        await recovery.reset("made up", RIGHT)
    refused = list(hasher.work)
    hasher.work.clear()
    await recovery.reset(token, RIGHT)
    assert hasher.work == refused
