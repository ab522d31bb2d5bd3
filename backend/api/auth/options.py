"""Settings → what identity needs, as plain values."""

from backend.api.auth.wiring import AuthOptions
from backend.config import Settings
from backend.services.identity.mail import smtp_from


def options_from(settings: Settings) -> AuthOptions:
    """Outside production, missing keys are made in the data folder."""
    key, mail = settings.auth_private_key, settings.mail_url
    return AuthOptions(
        keys_folder=settings.keys_dir or settings.data_dir / "keys",
        private_key_pem=key.get_secret_value() if key is not None else None,
        outbox_folder=settings.data_dir / "outbox",
        public_url=settings.api_public_url,
        web_url=settings.web_public_url,
        issuer=settings.auth_issuer,
        audience=settings.auth_audience,
        local_user=settings.local_user,
        registration=settings.registration,
        admins=frozenset(settings.auth_admins),
        smtp=smtp_from(mail.get_secret_value(), settings.mail_from) if mail is not None else None,
        create_missing_keys=settings.environment != "production",
    )
