"""What the store says about an object to whoever fetches it (DESIGN 4.6)."""

import re
import unicodedata
from collections.abc import Mapping
from urllib.parse import quote

from backend.storage.port import Shelf

_CACHE_FOR_EVER = "public, max-age=31536000, immutable"
_PRIVATE = "private, max-age=0, no-store"
_TYPES: Mapping[str, str] = {
    "mp4": "video/mp4",
    "webm": "video/webm",
    "gif": "image/gif",
    "jpg": "image/jpeg",
    "png": "image/png",
    "vtt": "text/vtt; charset=utf-8",
    "py": "text/x-python; charset=utf-8",
    "json": "application/json",
}
_NAME_CHARS_MAX = 100
# What some file system does not have in a name, and what would end the header's own quotes.
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|%]+')


def headers_of(shelf: Shelf, key: str, *, download_name: str | None = None) -> dict[str, str]:
    """Headers of an object, as boto3 names them."""
    headers = {
        "ContentType": _TYPES.get(key.rpartition(".")[2], "application/octet-stream"),
        "CacheControl": _CACHE_FOR_EVER if shelf == "chunks" else _PRIVATE,
    }
    if download_name is not None:
        headers["ContentDisposition"] = attachment(download_name)
    return headers


def attachment(name: str) -> str:
    """`Content-Disposition` that saves under a name: plain for old readers, exact for the rest."""
    stem, dot, suffix = _NOT_IN_NAMES.sub(" ", name).rpartition(".")
    stem = " ".join(stem.split())[:_NAME_CHARS_MAX].strip(" .") or "Video"
    exact = f"{stem}{dot}{suffix.strip()}"
    letters = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    plain = f"{' '.join(letters.split()) or 'Video'}{dot}{suffix.strip()}"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(exact, safe='')}"
