"""The bodies of `/auth`, as they travel."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from backend.services.identity.passwords import LENGTH_MAX
from backend.services.identity.service import SignedIn
from backend.services.identity.store import Account, Role


class Wire(BaseModel):
    """Camel case outside, snake case inside; unknown fields are refused."""

    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, extra="forbid", frozen=True
    )


Delivery = Literal["cookie", "body"]


class Credentials(Wire):
    """An e-mail address and a password."""

    email: str = Field(max_length=254, examples=["ada@example.com"])
    password: str = Field(max_length=LENGTH_MAX, examples=["correct horse battery"])
    delivery: Delivery = Field(
        default="cookie",
        description="Where the refresh token goes: an httpOnly cookie, or the body for servers.",
    )


class Registration(Credentials):
    """A new account."""

    name: str = Field(default="", max_length=100, examples=["Ada"])


class LocalSignIn(Wire):
    """The one-click sign-in of this machine's user."""

    delivery: Delivery = "cookie"


class RefreshRequest(Wire):
    """A refresh token, unless it comes as a cookie."""

    refresh_token: str | None = Field(default=None, max_length=200)


class ForgotRequest(Wire):
    """Whose password was forgotten."""

    email: str = Field(max_length=254)


class ResetRequest(Wire):
    """The token of the link, and the new password."""

    token: str = Field(max_length=200)
    password: str = Field(max_length=LENGTH_MAX)


class Confirmation(Wire):
    """The token of a link that was sent to an address."""

    token: str = Field(max_length=200)


class Confirmed(Wire):
    """The address that is proved now."""

    email: str


class ProfileChange(Wire):
    """A new name to show."""

    name: str = Field(min_length=1, max_length=100)


class EmailChange(Wire):
    """A new address, and the password as proof."""

    email: str = Field(max_length=254)
    password: str = Field(max_length=LENGTH_MAX)


class PasswordChange(Wire):
    """A new password, and the present one as proof."""

    current_password: str = Field(max_length=LENGTH_MAX)
    password: str = Field(max_length=LENGTH_MAX)
    delivery: Delivery = "cookie"


class AccountDeletion(Wire):
    """The password as proof, where the account has one."""

    password: str | None = Field(default=None, max_length=LENGTH_MAX)


class ProviderTokens(Wire):
    """What the web app got from a provider for a person."""

    provider: str = Field(max_length=50)
    access_token: str | None = Field(default=None, max_length=8000)
    id_token: str | None = Field(default=None, max_length=8000)
    delivery: Delivery = "cookie"


class ProviderList(Wire):
    """The ids of the configured providers."""

    providers: list[str]


class AccountAnswer(Wire):
    """What the owner may see of the account."""

    external_id: str
    email: str
    name: str
    role: Role
    email_verified: bool
    provider: str
    has_password: bool

    @classmethod
    def of(cls, account: Account) -> "AccountAnswer":
        return cls(
            external_id=account.external_id,
            email=account.email,
            name=account.name,
            role=account.role,
            email_verified=account.email_verified,
            provider=account.provider,
            has_password=account.password_hash is not None,
        )


class SessionAnswer(Wire):
    """A fresh access token and who it speaks for."""

    access_token: str
    token_type: Literal["Bearer"] = Field(default="Bearer")
    expires_in: int = Field(description="Seconds until the access token expires.")
    refresh_token: str | None = Field(
        default=None, description="Only when the body was asked for; otherwise a cookie."
    )
    refresh_expires_in: int
    user: AccountAnswer

    @classmethod
    def of(cls, signed_in: SignedIn, delivery: Delivery) -> "SessionAnswer":
        return cls(
            access_token=signed_in.access.value,
            expires_in=signed_in.access.expires_in_seconds,
            refresh_token=signed_in.refresh_token if delivery == "body" else None,
            refresh_expires_in=signed_in.refresh_expires_in_seconds,
            user=AccountAnswer.of(signed_in.account),
        )
