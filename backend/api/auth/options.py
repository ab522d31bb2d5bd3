"""Settings → what identity needs, as plain values."""

from backend.api.auth.wiring import AuthOptions
from backend.config import Settings
from backend.services.identity.mail import smtp_from
from backend.services.identity.providers import GOOGLE_ISSUER, Provider


def options_from(settings: Settings) -> AuthOptions:
    """Outside production, missing keys are made in the data folder."""
    key, mail = settings.auth_private_key, settings.mail_url
    return AuthOptions(
        keys_folder=settings.keys_dir or settings.data_dir / "keys",
        private_key_pem=key.get_secret_value() if key is not None else None,
        letters_folder=settings.data_dir / "letters",
        public_url=settings.api_public_url,
        web_url=settings.web_public_url,
        issuer=settings.auth_issuer,
        audience=settings.auth_audience,
        local_user=settings.local_user,
        registration=settings.registration,
        admins=frozenset(settings.auth_admins),
        smtp=smtp_from(mail.get_secret_value(), settings.mail_from) if mail is not None else None,
        create_missing_keys=settings.environment != "production",
        providers=providers_from(settings),
    )


def providers_from(settings: Settings) -> tuple[Provider, ...]:
    """Google and GitHub when they are configured, and any other that speaks OpenID Connect."""
    found = [
        Provider(
            id=one.id,
            client_id=one.client_id,
            client_secret=one.client_secret.get_secret_value(),
            issuer=one.issuer,
        )
        for one in settings.oidc_providers
    ]
    for name, issuer, client_id, secret in (
        ("google", GOOGLE_ISSUER, settings.google_client_id, settings.google_client_secret),
        ("github", None, settings.github_client_id, settings.github_client_secret),
    ):
        if client_id and secret is not None:
            value = secret.get_secret_value()
            found.append(Provider(id=name, client_id=client_id, client_secret=value, issuer=issuer))
    return tuple(found)
