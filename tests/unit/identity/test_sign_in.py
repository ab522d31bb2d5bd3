"""Registering, signing in, refreshing and signing out."""

import pytest

from backend.services.identity.errors import (
    EmailTakenError,
    InvalidCredentialsError,
    InvalidEmailError,
    InvalidSessionError,
    TooManyAttemptsError,
    WeakPasswordError,
)
from backend.services.identity.service import Identity
from backend.services.identity.store import AccountChanges
from backend.testing.clock import FakeClock
from backend.testing.identity_store import FakeIdentityStore

PASSWORD = "correct horse battery"  # noqa: S105 - a password of the tests


async def test_registering_signs_in_and_stores_only_a_hash(
    identity: Identity, store: FakeIdentityStore
) -> None:
    signed_in = await identity.register(" Ada@Example.COM ", PASSWORD, name="Ada", address="::1")
    account = await store.find_by_email("ada@example.com")
    assert account is not None
    assert account == signed_in.account
    assert account.password_hash is not None
    assert account.password_hash.startswith("$argon2id$")
    assert PASSWORD not in account.password_hash
    caller = identity.tokens.verify(signed_in.access.value)
    assert caller.external_id == account.external_id
    assert caller.email == "ada@example.com"


async def test_one_address_opens_one_account(identity: Identity) -> None:
    await identity.register("ada@example.com", PASSWORD, name="", address="::1")
    with pytest.raises(EmailTakenError):
        await identity.register("ADA@example.com", PASSWORD, name="", address="::1")


@pytest.mark.parametrize("text", ["", "ada", "ada@", "@example.com", "a b@example.com", "a@b\n.c"])
async def test_what_is_no_address_is_refused(identity: Identity, text: str) -> None:
    with pytest.raises(InvalidEmailError):
        await identity.register(text, PASSWORD, name="", address="::1")


@pytest.mark.parametrize(
    "password", ["short", "password123", "aaaaaaaaaaaa", "ada@example.com", "x" * 257]
)
async def test_passwords_that_are_guessed_first_are_refused(
    identity: Identity, password: str
) -> None:
    with pytest.raises(WeakPasswordError):
        await identity.register("ada@example.com", password, name="", address="::1")


@pytest.mark.requirement("identity:login:uniform")
async def test_unknown_wrong_disabled_and_passwordless_accounts_answer_alike(
    identity: Identity, store: FakeIdentityStore
) -> None:
    """An answer that differs would tell a stranger who has an account."""
    ada = await identity.register("ada@example.com", PASSWORD, name="", address="::1")
    off = await identity.register("off@example.com", PASSWORD, name="", address="::1")
    await store.update(off.account.external_id, AccountChanges(disabled=True))
    await identity.sign_in_by_provider("github", "7", email="gh@example.com", name="")
    attempts = [
        (ada.account.email, "wrong password"),
        ("nobody@example.com", PASSWORD),
        ("off@example.com", PASSWORD),
        ("gh@example.com", PASSWORD),
    ]
    answers: set[tuple[str, str]] = set()
    for email, password in attempts:
        with pytest.raises(InvalidCredentialsError) as caught:
            await identity.login(email, password, address="::1")
        answers.add((caught.value.code, caught.value.message))
    assert len(answers) == 1


@pytest.mark.requirement("identity:login:throttled")
async def test_guessing_one_account_is_stopped_and_time_opens_it_again(
    identity: Identity, clock: FakeClock
) -> None:
    await identity.register("ada@example.com", PASSWORD, name="", address="::1")
    for number in range(10):
        with pytest.raises(InvalidCredentialsError):
            await identity.login("ada@example.com", "wrong", address=f"198.51.100.{number}")
    with pytest.raises(TooManyAttemptsError) as caught:
        await identity.login("ada@example.com", PASSWORD, address="203.0.113.9")
    wait = caught.value.details["retry_after_seconds"]
    assert isinstance(wait, int)
    clock.advance(wait)
    assert await identity.login("ada@example.com", PASSWORD, address="203.0.113.9")


async def test_accounts_that_do_not_exist_are_throttled_just_the_same(identity: Identity) -> None:
    for number in range(10):
        with pytest.raises(InvalidCredentialsError):
            await identity.login("nobody@example.com", "x", address=f"198.51.100.{number}")
    with pytest.raises(TooManyAttemptsError):
        await identity.login("nobody@example.com", "x", address="203.0.113.9")


async def test_one_ipv6_household_counts_as_one_address(identity: Identity) -> None:
    for number in range(50):
        with pytest.raises(InvalidCredentialsError):
            await identity.login(f"a{number}@b.example", "x", address=f"2001:db8::{number + 1:x}")
    with pytest.raises(TooManyAttemptsError):
        await identity.login("other@b.example", "x", address="2001:db8::ffff")


async def test_a_right_password_clears_the_count(identity: Identity) -> None:
    await identity.register("ada@example.com", PASSWORD, name="", address="::1")
    for _ in range(2):
        for _ in range(9):
            with pytest.raises(InvalidCredentialsError):
                await identity.login("ada@example.com", "wrong", address="::1")
        await identity.login("ada@example.com", PASSWORD, address="::1")


async def test_a_refresh_replaces_the_token(identity: Identity) -> None:
    first = await identity.register("ada@example.com", PASSWORD, name="", address="::1")
    second = await identity.refresh(first.refresh_token)
    third = await identity.refresh(second.refresh_token)
    tokens = {first.refresh_token, second.refresh_token, third.refresh_token}
    assert len(tokens) == 3
    assert third.account == first.account


@pytest.mark.requirement("identity:refresh:reuse")
async def test_a_token_used_again_later_ends_every_token_of_its_family(
    identity: Identity, clock: FakeClock
) -> None:
    """Whoever presents a replaced token may be a thief; neither side keeps the sign-in."""
    first = await identity.register("ada@example.com", PASSWORD, name="", address="::1")
    second = await identity.refresh(first.refresh_token)
    clock.advance(11)
    with pytest.raises(InvalidSessionError):
        await identity.refresh(first.refresh_token)
    with pytest.raises(InvalidSessionError):
        await identity.refresh(second.refresh_token)


@pytest.mark.requirement("identity:refresh:lost-answer")
async def test_a_refresh_repeated_at_once_gets_the_same_successor(
    identity: Identity, clock: FakeClock
) -> None:
    first = await identity.register("ada@example.com", PASSWORD, name="", address="::1")
    second = await identity.refresh(first.refresh_token)
    clock.advance(9)
    repeated = await identity.refresh(first.refresh_token)
    assert repeated.refresh_token == second.refresh_token
    assert await identity.refresh(second.refresh_token)


async def test_a_replaced_token_is_refused_in_the_grace_time_once_its_successor_was_used(
    identity: Identity,
) -> None:
    first = await identity.register("ada@example.com", PASSWORD, name="", address="::1")
    second = await identity.refresh(first.refresh_token)
    await identity.refresh(second.refresh_token)
    with pytest.raises(InvalidSessionError):
        await identity.refresh(first.refresh_token)


async def test_refresh_tokens_expire(identity: Identity, clock: FakeClock) -> None:
    first = await identity.register("ada@example.com", PASSWORD, name="", address="::1")
    clock.advance(14 * 86_400 + 1)
    with pytest.raises(InvalidSessionError):
        await identity.refresh(first.refresh_token)


async def test_signing_out_ends_this_sign_in_and_no_other(identity: Identity) -> None:
    laptop = await identity.register("ada@example.com", PASSWORD, name="", address="::1")
    phone = await identity.login("ada@example.com", PASSWORD, address="::1")
    await identity.logout(laptop.refresh_token)
    with pytest.raises(InvalidSessionError):
        await identity.refresh(laptop.refresh_token)
    assert await identity.refresh(phone.refresh_token)


@pytest.mark.requirement("identity:logout:everywhere")
async def test_signing_out_everywhere_ends_every_sign_in(identity: Identity) -> None:
    laptop = await identity.register("ada@example.com", PASSWORD, name="", address="::1")
    phone = await identity.login("ada@example.com", PASSWORD, address="::1")
    await identity.logout_everywhere(laptop.account.external_id)
    for session in (laptop, phone):
        with pytest.raises(InvalidSessionError):
            await identity.refresh(session.refresh_token)


async def test_the_local_user_is_one_and_the_same(identity: Identity) -> None:
    first = await identity.sign_in_locally()
    second = await identity.sign_in_locally()
    assert first.account == second.account


@pytest.mark.requirement("identity:provider:never-joined")
async def test_a_provider_never_takes_over_an_account_with_the_same_address(
    identity: Identity,
) -> None:
    """Registering somebody's address first must not let one wait inside their account."""
    await identity.register("ada@example.com", PASSWORD, name="", address="::1")
    with pytest.raises(EmailTakenError):
        await identity.sign_in_by_provider("google", "1", email="ada@example.com", name="Ada")


async def test_a_provider_account_is_found_by_subject_and_not_by_address(
    identity: Identity,
) -> None:
    first = await identity.sign_in_by_provider("google", "1", email="ada@example.com", name="Ada")
    again = await identity.sign_in_by_provider("google", "1", email="new@example.com", name="Ada")
    assert again.account == first.account
