"""What can go wrong with identity. Answers for unknown and known accounts are the same."""

from backend.errors import ServiceError


class CallerError(ServiceError):
    """The caller must change something; kept abstract by never being raised itself."""

    code = "auth.refused"
    http_status = 400
    owner = "caller"
    public = True


class InvalidCredentialsError(CallerError):
    """The e-mail and the password do not belong together."""

    code = "auth.invalid_credentials"
    http_status = 401


class InvalidSessionError(CallerError):
    """The refresh token is unknown, expired, revoked or was used twice."""

    code = "auth.invalid_session"
    http_status = 401


class InvalidTokenError(CallerError):
    """The access token is missing, malformed, expired or not ours."""

    code = "auth.invalid_token"
    http_status = 401


class InvalidResetTokenError(CallerError):
    """The reset link was used, has expired or never existed."""

    code = "auth.invalid_reset_token"
    http_status = 400


class EmailTakenError(CallerError):
    """Another account has this address."""

    code = "auth.email_taken"
    http_status = 409


class InvalidEmailError(CallerError):
    """The text is not an e-mail address."""

    code = "auth.invalid_email"
    http_status = 422


class WeakPasswordError(CallerError):
    """The password is too short, too long or too easy to guess."""

    code = "auth.weak_password"
    http_status = 422


class LocalUserRefusedError(CallerError):
    """The one-click local user exists only on loopback, where it is enabled."""

    code = "auth.local_user_refused"
    http_status = 403


class InvalidLinkError(CallerError):
    """The link that proves an address was used, has expired or never existed."""

    code = "auth.invalid_link"
    http_status = 400


class ProviderRefusedError(CallerError):
    """The sign-in provider is not configured, or its token does not hold."""

    code = "auth.provider_refused"
    http_status = 401


class AdminOnlyError(CallerError):
    """The route needs the admin role."""

    code = "auth.admin_only"
    http_status = 403


class TooManyAttemptsError(CallerError):
    """The account or the address tried too often; `retry_after_seconds` says when to return."""

    code = "auth.too_many_attempts"
    http_status = 429
    retryable = True


class KeysMissingError(ServiceError):
    """The signing keys are missing or unusable; the process must not start."""

    code = "auth.keys_missing"
    http_status = 500


class RegistrationClosedError(CallerError):
    """The operator has closed registration."""

    code = "auth.registration_closed"
    http_status = 403
