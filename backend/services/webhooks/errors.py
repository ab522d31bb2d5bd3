"""What an inbound hook refuses."""

from backend.services.identity.errors import CallerError


class HookUnknownError(CallerError):
    """No hook has this token, or it was revoked."""

    code = "hook.unknown"
    http_status = 404


class HookSignatureError(CallerError):
    """The hook takes signed calls only, and this one is not signed with its secret just now."""

    code = "hook.signature_invalid"
    http_status = 401


class HookMappingError(CallerError):
    """The body has nothing where the hook's mapping looks; `path` names the place."""

    code = "hook.mapping_failed"
    http_status = 422
