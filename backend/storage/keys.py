"""Addresses of objects (DESIGN 4.6), built from checked identifiers only.

`{index}` is the scene's birth index: scenes move, addresses never do. The checksum is part of the
name, so that two attempts at one version never share an address.
"""

import re

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SUFFIX = re.compile(r"[a-z0-9]{1,5}")
_NUMBER_MAX = 1_000_000


def scene_key(
    project_id: str, session_id: str, *, index: int, version: int, sha256: str, suffix: str
) -> str:
    """Where a chunk, its poster, its preview or its source lives."""
    return (
        f"projects/{_id(project_id)}/sessions/{_id(session_id)}/scenes/{_number(index)}"
        f"/v{_number(version)}-{_digest(sha256)}.{_ending(suffix)}"
    )


def export_key(
    project_id: str, session_id: str, *, export_id: str, sha256: str, suffix: str
) -> str:
    """Where an exported file lives."""
    return (
        f"projects/{_id(project_id)}/sessions/{_id(session_id)}/exports"
        f"/{_id(export_id)}-{_digest(sha256)}.{_ending(suffix)}"
    )


def _id(value: str) -> str:
    if _ID.fullmatch(value) is None:
        message = "an identifier in an object key is not a plain identifier"
        raise ValueError(message)
    return value


def _number(value: int) -> int:
    if not 0 <= value < _NUMBER_MAX:
        message = "a number in an object key is out of range"
        raise ValueError(message)
    return value


def _digest(value: str) -> str:
    if _SHA256.fullmatch(value) is None:
        message = "a checksum in an object key is not SHA-256"
        raise ValueError(message)
    return value[:16]


def _ending(value: str) -> str:
    if _SUFFIX.fullmatch(value) is None:
        message = "an object key's ending is not plain"
        raise ValueError(message)
    return value
