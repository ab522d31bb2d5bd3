"""Identity rows in a dictionary, with the same rules as the real store."""

from dataclasses import dataclass, replace

from backend.clock import Clock
from backend.services.identity.errors import EmailTakenError
from backend.services.identity.store import Account, AccountChanges, LinkPurpose, Rotation


@dataclass
class _Family:
    external_id: str
    current_hash: str
    expires_at_ms: int
    previous_hash: str | None = None
    rotated_at_ms: int = 0
    used_hashes: frozenset[str] = frozenset()


class FakeIdentityStore:
    """Keeps everything in this process; `deleted` lists the accounts that were removed."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._accounts: dict[str, Account] = {}
        self._families: dict[str, _Family] = {}
        self._resets: dict[str, tuple[str, int]] = {}
        self._links: dict[str, tuple[str, LinkPurpose, str, int]] = {}
        self.deleted: list[str] = []

    async def find_by_email(self, email: str) -> Account | None:
        return next((row for row in self._accounts.values() if row.email == email), None)

    async def get(self, external_id: str) -> Account | None:
        return self._accounts.get(external_id)

    async def create(self, account: Account) -> Account:
        existing = self._accounts.get(account.external_id)
        if existing is not None:
            return existing
        await self._claim(account.email, account.external_id)
        self._accounts[account.external_id] = account
        return account

    async def update(self, external_id: str, changes: AccountChanges) -> Account | None:
        account = self._accounts.get(external_id)
        if account is None:
            return None
        if changes.email is not None:
            await self._claim(changes.email, external_id)
        given = {name: value for name, value in vars(changes).items() if value is not None}
        self._accounts[external_id] = replace(account, **given)
        return self._accounts[external_id]

    async def delete(self, external_id: str) -> None:
        if self._accounts.pop(external_id, None) is not None:
            self.deleted.append(external_id)
        await self.revoke_refresh(external_id=external_id)

    async def save_refresh(
        self, external_id: str, token_hash: str, *, family_id: str, expires_at_ms: int
    ) -> None:
        self._families[family_id] = _Family(external_id, token_hash, expires_at_ms)

    async def rotate_refresh(
        self, token_hash: str, next_hash: str, *, expires_at_ms: int, grace_ms: int
    ) -> Rotation:
        found = self._find(token_hash)
        if found is None:
            return Rotation(outcome="unknown")
        family_id, family = found
        now_ms = self._clock.now_ms()
        if family.expires_at_ms <= now_ms:
            del self._families[family_id]
            return Rotation(outcome="expired")
        if family.current_hash == token_hash:
            family.used_hashes |= {token_hash}
            family.previous_hash, family.current_hash = token_hash, next_hash
            family.rotated_at_ms, family.expires_at_ms = now_ms, expires_at_ms
            return Rotation(outcome="rotated", external_id=family.external_id)
        in_grace = now_ms - family.rotated_at_ms <= grace_ms
        if family.previous_hash == token_hash and in_grace and family.current_hash == next_hash:
            return Rotation(outcome="repeated", external_id=family.external_id)
        del self._families[family_id]
        return Rotation(outcome="reused", external_id=family.external_id)

    async def revoke_refresh(
        self, *, token_hash: str | None = None, external_id: str | None = None
    ) -> None:
        found = self._find(token_hash) if token_hash is not None else None
        doomed = {found[0]} if found is not None else set[str]()
        doomed |= {key for key, row in self._families.items() if row.external_id == external_id}
        for family_id in doomed:
            del self._families[family_id]

    async def save_reset(self, external_id: str, token_hash: str, *, expires_at_ms: int) -> None:
        self._resets = {key: row for key, row in self._resets.items() if row[0] != external_id}
        self._resets[token_hash] = (external_id, expires_at_ms)

    async def use_reset(self, token_hash: str, password_hash: str) -> Account | None:
        external_id, expires_at_ms = self._resets.pop(token_hash, (None, 0))
        if external_id is None or expires_at_ms <= self._clock.now_ms():
            return None
        await self.revoke_refresh(external_id=external_id)
        return await self.update(external_id, AccountChanges(password_hash=password_hash))

    async def save_link(
        self,
        external_id: str,
        token_hash: str,
        *,
        purpose: LinkPurpose,
        email: str,
        expires_at_ms: int,
    ) -> None:
        mine = (external_id, purpose)
        self._links = {key: row for key, row in self._links.items() if row[:2] != mine}
        self._links[token_hash] = (external_id, purpose, email, expires_at_ms)

    async def use_link(self, token_hash: str, *, purpose: LinkPurpose) -> Account | None:
        row = self._links.get(token_hash)
        if row is None or row[1] != purpose or row[3] <= self._clock.now_ms():
            return None
        external_id, _purpose, email, _expires = row
        holder, account = await self.find_by_email(email), self._accounts.get(external_id)
        if account is None or account.disabled:
            return None
        if (purpose == "verify_email" and account.email != email) or (
            holder is not None and holder.external_id != external_id
        ):
            return None
        del self._links[token_hash]
        if purpose == "change_email":
            self._resets = {key: row for key, row in self._resets.items() if row[0] != external_id}
        self._accounts[external_id] = replace(account, email=email, email_verified=True)
        return self._accounts[external_id]

    async def _claim(self, email: str, external_id: str) -> None:
        holder = await self.find_by_email(email)
        if holder is not None and holder.external_id != external_id:
            message = "There is already an account with this e-mail address."
            raise EmailTakenError(message)

    def _find(self, token_hash: str) -> tuple[str, _Family] | None:
        return next(
            (
                (family_id, family)
                for family_id, family in self._families.items()
                if token_hash == family.current_hash or token_hash in family.used_hashes
            ),
            None,
        )
