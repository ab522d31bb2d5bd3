"""What every identity store must do; the fake is held to the same as Convex."""

import pytest

from backend.clock import SystemClock
from backend.ids import SystemIds
from backend.services.identity.errors import EmailTakenError
from backend.services.identity.store import Account, AccountChanges, IdentityStore
from backend.services.identity.tokens import hash_of_token

HOUR_MS = 3_600_000


def unique() -> str:
    return SystemIds().uuid().replace("-", "")


def later() -> int:
    return SystemClock().now_ms() + HOUR_MS


def an_account(**changes: str) -> Account:
    name = unique()
    fields = {
        "external_id": f"user_{name}",
        "email": f"{name}@example.com",
        "name": "Ada",
        "password_hash": "$argon2id$x",
        **changes,
    }
    return Account(**fields)  # pyright: ignore[reportArgumentType] - every field given is a text


async def opened(store: IdentityStore) -> Account:
    return await store.create(an_account())


async def test_an_account_is_found_by_id_and_by_address(store: IdentityStore) -> None:
    made = await opened(store)
    for found in (await store.get(made.external_id), await store.find_by_email(made.email)):
        assert found is not None
        assert (found.external_id, found.email) == (made.external_id, made.email)
        assert (found.name, found.role, found.password_hash) == ("Ada", "user", "$argon2id$x")
    assert await store.get("user_nobody") is None
    assert await store.find_by_email("nobody@example.com") is None


async def test_making_the_same_account_again_answers_the_first(store: IdentityStore) -> None:
    made = await opened(store)
    again = await store.create(an_account(external_id=made.external_id, email=made.email, name="B"))
    assert (again.external_id, again.name) == (made.external_id, "Ada")


async def test_one_address_belongs_to_one_account(store: IdentityStore) -> None:
    first, second = await opened(store), await opened(store)
    with pytest.raises(EmailTakenError):
        await store.create(an_account(email=first.email))
    with pytest.raises(EmailTakenError):
        await store.update(second.external_id, AccountChanges(email=first.email))


async def test_only_the_given_fields_change(store: IdentityStore) -> None:
    made = await opened(store)
    changed = await store.update(made.external_id, AccountChanges(name="Countess"))
    assert changed is not None
    assert (changed.name, changed.email) == ("Countess", made.email)
    assert changed.password_hash == "$argon2id$x"  # noqa: S105 - no real hash
    assert await store.update("user_nobody", AccountChanges(name="X")) is None


async def test_a_provider_and_its_subject_are_kept(store: IdentityStore) -> None:
    account = Account(
        external_id=f"google_{unique()}",
        email=f"{unique()}@example.com",
        name="G",
        password_hash=None,
        provider="google",
        subject=unique(),
    )
    await store.create(account)
    found = await store.get(account.external_id)
    assert found is not None
    assert (found.provider, found.subject) == ("google", account.subject)
    assert found.password_hash is None


async def family(store: IdentityStore) -> tuple[Account, str]:
    account = await opened(store)
    token = hash_of_token(unique())
    await store.save_refresh(
        account.external_id, token, family_id=SystemIds().uuid(), expires_at_ms=later()
    )
    return account, token


@pytest.mark.requirement("identity:refresh:reuse")
async def test_a_token_is_replaced_once_and_its_reuse_ends_the_family(
    store: IdentityStore,
) -> None:
    account, first = await family(store)
    second, third = hash_of_token(unique()), hash_of_token(unique())
    rotated = await store.rotate_refresh(first, second, expires_at_ms=later(), grace_ms=0)
    assert (rotated.outcome, rotated.external_id) == ("rotated", account.external_id)
    reused = await store.rotate_refresh(first, third, expires_at_ms=later(), grace_ms=HOUR_MS)
    assert reused.outcome == "reused"
    ended = await store.rotate_refresh(second, third, expires_at_ms=later(), grace_ms=HOUR_MS)
    assert ended.outcome == "unknown"


@pytest.mark.requirement("identity:refresh:lost-answer")
async def test_the_same_rotation_again_is_a_repeat_within_the_grace(store: IdentityStore) -> None:
    _account, first = await family(store)
    second, third = hash_of_token(unique()), hash_of_token(unique())
    await store.rotate_refresh(first, second, expires_at_ms=later(), grace_ms=HOUR_MS)
    again = await store.rotate_refresh(first, second, expires_at_ms=later(), grace_ms=HOUR_MS)
    assert again.outcome == "repeated"
    await store.rotate_refresh(second, third, expires_at_ms=later(), grace_ms=HOUR_MS)
    late = await store.rotate_refresh(first, second, expires_at_ms=later(), grace_ms=HOUR_MS)
    assert late.outcome == "reused"


async def test_unknown_and_expired_tokens_are_told_apart_from_live_ones(
    store: IdentityStore,
) -> None:
    account = await opened(store)
    old, following = hash_of_token(unique()), hash_of_token(unique())
    await store.save_refresh(
        account.external_id, old, family_id=SystemIds().uuid(), expires_at_ms=1
    )
    expired = await store.rotate_refresh(old, following, expires_at_ms=later(), grace_ms=0)
    assert expired.outcome == "expired"
    unknown = await store.rotate_refresh(
        hash_of_token(unique()), following, expires_at_ms=later(), grace_ms=0
    )
    assert unknown.outcome == "unknown"


@pytest.mark.requirement("identity:logout:everywhere")
async def test_revoking_ends_one_family_or_all_of_an_account(store: IdentityStore) -> None:
    account, first = await family(store)
    second = hash_of_token(unique())
    await store.save_refresh(
        account.external_id, second, family_id=SystemIds().uuid(), expires_at_ms=later()
    )
    await store.revoke_refresh(token_hash=first)
    following = hash_of_token(unique())
    gone = await store.rotate_refresh(first, following, expires_at_ms=later(), grace_ms=0)
    assert gone.outcome == "unknown"
    kept = await store.rotate_refresh(second, following, expires_at_ms=later(), grace_ms=0)
    assert kept.outcome == "rotated"
    await store.revoke_refresh(external_id=account.external_id)
    ended = await store.rotate_refresh(
        following, hash_of_token(unique()), expires_at_ms=later(), grace_ms=0
    )
    assert ended.outcome == "unknown"


@pytest.mark.requirement("identity:reset:single-use")
async def test_a_reset_works_once_and_ends_every_sign_in(store: IdentityStore) -> None:
    account, refresh = await family(store)
    first, second = hash_of_token(unique()), hash_of_token(unique())
    await store.save_reset(account.external_id, first, expires_at_ms=later())
    await store.save_reset(account.external_id, second, expires_at_ms=later())
    assert await store.use_reset(first, "$argon2id$new") is None
    used = await store.use_reset(second, "$argon2id$new")
    assert used is not None
    assert (used.external_id, used.password_hash) == (account.external_id, "$argon2id$new")
    assert await store.use_reset(second, "$argon2id$other") is None
    ended = await store.rotate_refresh(
        refresh, hash_of_token(unique()), expires_at_ms=later(), grace_ms=0
    )
    assert ended.outcome == "unknown"


async def test_an_expired_reset_does_nothing(store: IdentityStore) -> None:
    account = await opened(store)
    token = hash_of_token(unique())
    await store.save_reset(account.external_id, token, expires_at_ms=1)
    assert await store.use_reset(token, "$argon2id$new") is None


@pytest.mark.requirement("identity:account:deletion")
async def test_a_deleted_account_is_not_found_again(store: IdentityStore) -> None:
    account, refresh = await family(store)
    await store.delete(account.external_id)
    found = await store.get(account.external_id)
    assert found is None or found.disabled
    ended = await store.rotate_refresh(
        refresh, hash_of_token(unique()), expires_at_ms=later(), grace_ms=0
    )
    assert ended.outcome == "unknown"


@pytest.mark.requirement("identity:address:proved")
async def test_a_proof_counts_for_the_address_that_it_was_sent_to(store: IdentityStore) -> None:
    account = await opened(store)
    assert not account.email_verified
    mine, wrong, late = (hash_of_token(unique()) for _ in range(3))

    async def link(token: str, email: str, expires: int) -> None:
        await store.save_link(
            account.external_id, token, purpose="verify_email", email=email, expires_at_ms=expires
        )

    await link(wrong, f"{unique()}@example.com", later())
    assert await store.use_link(wrong, purpose="verify_email") is None
    await link(late, account.email, 1)
    assert await store.use_link(late, purpose="verify_email") is None
    await link(mine, account.email, later())
    assert await store.use_link(mine, purpose="change_email") is None
    used = await store.use_link(mine, purpose="verify_email")
    assert used is not None
    assert used.email_verified
    assert await store.use_link(mine, purpose="verify_email") is None


@pytest.mark.requirement("identity:address:changed-by-link")
async def test_a_link_moves_the_account_and_ends_the_links_of_the_old_mailbox(
    store: IdentityStore,
) -> None:
    account, other = await opened(store), await opened(store)
    reset, taken, moved = (hash_of_token(unique()) for _ in range(3))
    new = f"{unique()}@example.com"
    await store.save_reset(account.external_id, reset, expires_at_ms=later())

    async def link(token: str, email: str) -> None:
        await store.save_link(
            account.external_id, token, purpose="change_email", email=email, expires_at_ms=later()
        )

    await link(taken, other.email)
    assert await store.use_link(taken, purpose="change_email") is None
    await link(moved, new)
    used = await store.use_link(moved, purpose="change_email")
    assert used is not None
    assert (used.email, used.email_verified) == (new, True)
    assert await store.find_by_email(account.email) is None
    assert await store.use_reset(reset, "$argon2id$new") is None
