"""One identity service over fakes."""

from pathlib import Path

import pytest

from backend.services.identity.keys import KeySet, create_key_files
from backend.services.identity.passwords import Passwords
from backend.services.identity.profile import Profile
from backend.services.identity.recovery import Recovery
from backend.services.identity.service import Identity
from backend.services.identity.throttle import Throttle
from backend.services.identity.tokens import TokenIssuer
from backend.services.rate_limits import MemoryLimiter
from backend.testing.clock import FakeClock
from backend.testing.identity_store import FakeIdentityStore
from backend.testing.ids import FakeIds
from backend.testing.mailer import FakeMailer


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> KeySet:
    return create_key_files(tmp_path_factory.mktemp("keys"))


@pytest.fixture
def tokens(keys: KeySet, clock: FakeClock) -> TokenIssuer:
    return TokenIssuer(
        keys,
        issuer="https://issuer.test",
        audience="scenewright",
        lifetime_seconds=900,
        clock=clock,
        ids=FakeIds(),
    )


@pytest.fixture
def store(clock: FakeClock) -> FakeIdentityStore:
    return FakeIdentityStore(clock)


@pytest.fixture(scope="session")
def passwords() -> Passwords:
    return Passwords()


@pytest.fixture
def throttle(clock: FakeClock) -> Throttle:
    return Throttle(MemoryLimiter(clock))


@pytest.fixture
def identity(
    store: FakeIdentityStore,
    tokens: TokenIssuer,
    *,
    passwords: Passwords,
    throttle: Throttle,
    clock: FakeClock,
) -> Identity:
    return Identity(
        store, tokens, passwords=passwords, throttle=throttle, clock=clock, ids=FakeIds()
    )


@pytest.fixture
def mailer() -> FakeMailer:
    return FakeMailer()


@pytest.fixture
def profile(identity: Identity, mailer: FakeMailer) -> Profile:
    return Profile(identity, mailer)


@pytest.fixture
def recovery(identity: Identity, mailer: FakeMailer, clock: FakeClock) -> Recovery:
    return Recovery(
        identity.store,
        mailer,
        passwords=identity.passwords,
        clock=clock,
        ids=FakeIds(),
        web_url="https://app.test/",
    )


@pytest.fixture
def keys_folder(tmp_path: Path) -> Path:
    return tmp_path / "keys"
