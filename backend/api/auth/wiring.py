"""Builds identity out of settings values and ports; the app calls it once."""

from dataclasses import dataclass
from pathlib import Path

import httpx

from backend.clock import Clock
from backend.ids import IdSource
from backend.services.identity.addresses import Addresses
from backend.services.identity.keys import (
    DEFAULT_AUDIENCE,
    DEFAULT_ISSUER,
    KeySet,
    create_key_files,
    key_set_from_pem,
    load_key_files,
)
from backend.services.identity.mail import Mailer, OutboxMailer, SmtpAccount, SmtpMailer
from backend.services.identity.oauth import OAuth
from backend.services.identity.passwords import Passwords
from backend.services.identity.profile import Profile
from backend.services.identity.providers import Provider, ProviderClient
from backend.services.identity.recovery import Recovery
from backend.services.identity.service import LOCAL_USER_ID, Identity
from backend.services.identity.store import IdentityStore
from backend.services.identity.throttle import Throttle
from backend.services.identity.tokens import TokenIssuer
from backend.services.rate_limits import Limiter


@dataclass(frozen=True, kw_only=True)
class AuthOptions:
    """The settings that identity needs, as plain values."""

    keys_folder: Path
    private_key_pem: str | None = None
    letters_folder: Path
    public_url: str
    web_url: str
    issuer: str = DEFAULT_ISSUER
    audience: str = DEFAULT_AUDIENCE
    access_minutes: int = 15
    refresh_days: int = 14
    local_user: bool = False
    registration: bool = True
    admins: frozenset[str] = frozenset()
    smtp: SmtpAccount | None = None
    create_missing_keys: bool = False
    providers: tuple[Provider, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AuthState:
    """What the `/auth` routes need, at `app.state.auth`."""

    identity: Identity
    recovery: Recovery
    addresses: Addresses
    profile: Profile
    oauth: OAuth
    options: AuthOptions


def build_auth(
    options: AuthOptions,
    store: IdentityStore,
    *,
    limiter: Limiter,
    clock: Clock,
    ids: IdSource,
    mailer: Mailer | None = None,
    http: httpx.AsyncClient | None = None,
) -> AuthState:
    """Wire identity.

    Raises:
        KeysMissingError: there is no usable signing key and none may be made.
    """
    keys = _keys(options)
    admins = options.admins | ({LOCAL_USER_ID} if options.local_user else set[str]())
    tokens = TokenIssuer(
        keys,
        issuer=options.issuer,
        audience=options.audience,
        lifetime_seconds=options.access_minutes * 60,
        clock=clock,
        ids=ids,
    )
    passwords = Passwords()
    throttle = Throttle(limiter)
    chosen_mailer = mailer or _mailer(options, clock, ids)
    identity = Identity(
        store,
        tokens,
        passwords=passwords,
        throttle=throttle,
        clock=clock,
        ids=ids,
        refresh_days=options.refresh_days,
        admins=admins,
    )
    recovery = Recovery(
        store,
        chosen_mailer,
        passwords=passwords,
        clock=clock,
        ids=ids,
        web_url=options.web_url,
    )
    addresses = Addresses(
        store,
        chosen_mailer,
        clock=clock,
        ids=ids,
        web_url=options.web_url,
    )
    profile = Profile(identity, chosen_mailer)
    oauth = OAuth(
        _clients(options, http, clock),
        keys,
        clock=clock,
        ids=ids,
        public_url=options.public_url,
    )
    return AuthState(
        identity=identity,
        recovery=recovery,
        addresses=addresses,
        profile=profile,
        oauth=oauth,
        options=options,
    )


def _clients(
    options: AuthOptions, http: httpx.AsyncClient | None, clock: Clock
) -> dict[str, ProviderClient]:
    if http is None:
        return {}
    return {one.id: ProviderClient(one, http, clock=clock) for one in options.providers}


def _keys(options: AuthOptions) -> KeySet:
    if options.private_key_pem is not None:
        return key_set_from_pem(options.private_key_pem)
    if options.create_missing_keys:
        return create_key_files(options.keys_folder)
    return load_key_files(options.keys_folder)


def _mailer(options: AuthOptions, clock: Clock, ids: IdSource) -> Mailer:
    if options.smtp is not None:
        return SmtpMailer(options.smtp)
    return OutboxMailer(options.letters_folder, clock=clock, ids=ids)
