"""The store on boto3: AWS S3, Cloudflare R2, MinIO and SeaweedFS.

boto3 is untyped; everything untyped about it ends in this file.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

import boto3.session  # pyright: ignore[reportMissingTypeStubs] - boto3 has no stubs
from botocore.config import (  # pyright: ignore[reportMissingTypeStubs] - as above
    Config,
)
from botocore.exceptions import (  # pyright: ignore[reportMissingTypeStubs] - as above
    BotoCoreError,
    ClientError,
)

from backend.storage.headers import headers_of
from backend.storage.port import (
    Found,
    ObjectConflictError,
    ObjectDamagedError,
    ObjectMissingError,
    Page,
    Shelf,
    StorageUnavailableError,
    Stored,
    Use,
)

_T = TypeVar("_T")
_COPY_BYTES = 1 << 20
_PAGE_ROWS = 1000


@dataclass(frozen=True)
class S3Options:
    """How to reach a store."""

    endpoint_url: str | None
    region: str
    access_key_id: str | None
    secret_access_key: str | None
    chunks_bucket: str
    sources_bucket: str
    public_base_url: str | None
    attempts: int = 4
    timeout_seconds: float = 20.0


class S3Storage:
    """Objects that are written once and checked."""

    def __init__(self, options: S3Options) -> None:
        self._options = options
        self.client = make_client(options)

    def bucket(self, shelf: Shelf) -> str:
        """The bucket behind a shelf."""
        return self._options.chunks_bucket if shelf == "chunks" else self._options.sources_bucket

    def put_file(
        self, shelf: Shelf, key: str, path: Path, *, sha256: str, download_name: str | None = None
    ) -> Stored:
        size = path.stat().st_size
        headers = headers_of(shelf, key, download_name=download_name)
        with path.open("rb") as body:
            return self._put(shelf, key, body, headers, size_bytes=size, sha256=sha256)

    def put_bytes(
        self, shelf: Shelf, key: str, data: bytes, *, download_name: str | None = None
    ) -> Stored:
        digest = hashlib.sha256(data).hexdigest()
        headers = headers_of(shelf, key, download_name=download_name)
        return self._put(shelf, key, data, headers, size_bytes=len(data), sha256=digest)

    def get_bytes(self, shelf: Shelf, key: str, *, size_bytes_max: int) -> bytes:
        def read() -> bytes:
            found = self.client.get_object(Bucket=self.bucket(shelf), Key=key)
            return found["Body"].read(size_bytes_max + 1)

        data = self._asked(key, read)
        if len(data) > size_bytes_max:
            message = "the object is larger than the reader accepts"
            raise ObjectDamagedError(message, key=key, size_bytes_max=size_bytes_max)
        return data

    def get_file(self, shelf: Shelf, key: str, path: Path) -> str:
        def read() -> str:
            found = self.client.get_object(Bucket=self.bucket(shelf), Key=key)
            digest = hashlib.sha256()
            with path.open("wb") as target:
                for piece in found["Body"].iter_chunks(_COPY_BYTES):
                    digest.update(piece)
                    target.write(piece)
            return digest.hexdigest()

        return self._asked(key, read)

    def public_url(self, key: str) -> str:
        options = self._options
        base = options.public_base_url
        if base is None:
            host = options.endpoint_url or f"https://s3.{options.region}.amazonaws.com"
            base = f"{host.rstrip('/')}/{options.chunks_bucket}"
        return f"{base.rstrip('/')}/{quote(key)}"

    def signed_url(self, shelf: Shelf, key: str, *, seconds: int) -> str:
        return str(
            self.client.generate_presigned_url(
                "get_object",
                Params={"Bucket": self.bucket(shelf), "Key": key},
                ExpiresIn=seconds,
            )
        )

    def check(self) -> None:
        for shelf in ("chunks", "sources"):
            self._asked(shelf, partial(self.client.head_bucket, Bucket=self.bucket(shelf)))

    def list_page(
        self, shelf: Shelf, prefix: str, *, after: str | None = None, rows_max: int = _PAGE_ROWS
    ) -> Page:
        behind = {} if after is None else {"StartAfter": after}
        found = self._asked(
            prefix,
            partial(
                self.client.list_objects_v2,
                Bucket=self.bucket(shelf),
                Prefix=prefix,
                MaxKeys=rows_max,
                **behind,
            ),
        )
        objects = tuple(
            Found(row["Key"], round(row["LastModified"].timestamp() * 1000))
            for row in found.get("Contents", [])
        )
        return Page(objects, more=bool(found.get("IsTruncated")))

    def delete(self, shelf: Shelf, keys: Sequence[str]) -> None:
        if not keys:
            return
        wanted = {"Objects": [{"Key": key} for key in keys], "Quiet": True}
        answer = self._asked(
            keys[0],
            partial(self.client.delete_objects, Bucket=self.bucket(shelf), Delete=wanted),
        )
        refused: list[dict[str, str]] = answer.get("Errors", [])
        left = [row for row in refused if row.get("Code") != "NoSuchKey"]
        if left:
            message = f"the store kept {len(left)} of {len(keys)} objects: {left[0].get('Code')}"
            raise StorageUnavailableError(message, key=left[0].get("Key"))

    def use(self, *, objects_max: int) -> Use:
        objects = size_bytes = 0
        for shelf in ("chunks", "sources"):
            token: str | None = None
            while objects < objects_max:
                page = self._asked(shelf, partial(self._page, shelf, token, objects_max - objects))
                rows: list[dict[str, int]] = page.get("Contents", [])
                objects += len(rows)
                size_bytes += sum(row["Size"] for row in rows)
                token = page.get("NextContinuationToken")
                if token is None:
                    break
            if token is not None:
                return Use(objects, size_bytes, whole=False)
        return Use(objects, size_bytes, whole=objects < objects_max)

    def _page(self, shelf: Shelf, token: str | None, rows_max: int) -> dict[str, Any]:
        after = {} if token is None else {"ContinuationToken": token}
        rows = min(rows_max, _PAGE_ROWS)
        return self.client.list_objects_v2(Bucket=self.bucket(shelf), MaxKeys=rows, **after)

    def _put(
        self,
        shelf: Shelf,
        key: str,
        body: Any,  # noqa: ANN401 - boto3 takes bytes or a file
        headers: Mapping[str, str],
        *,
        size_bytes: int,
        sha256: str,
    ) -> Stored:
        def write() -> None:
            if not isinstance(body, bytes):
                body.seek(0)
            self.client.put_object(
                Bucket=self.bucket(shelf),
                Key=key,
                Body=body,
                ContentLength=size_bytes,
                **headers,
                IfNoneMatch="*",
                Metadata={"sha256": sha256},
            )

        existed = False
        try:
            self._asked(key, write)
        except ObjectConflictError:
            existed = True
        self._compare(shelf, key, size_bytes=size_bytes, sha256=sha256, existed=existed)
        return Stored(key=key, sha256=sha256, size_bytes=size_bytes, existed=existed)

    def _compare(
        self, shelf: Shelf, key: str, *, size_bytes: int, sha256: str, existed: bool
    ) -> None:
        """Read back what the store really holds: it may have cut it short and said 200."""

        def read() -> tuple[int, str]:
            found = self.client.get_object(Bucket=self.bucket(shelf), Key=key)
            digest = hashlib.sha256()
            size = 0
            for piece in found["Body"].iter_chunks(_COPY_BYTES):
                digest.update(piece)
                size += len(piece)
            return size, digest.hexdigest()

        if self._asked(key, read) == (size_bytes, sha256):
            return
        if existed:
            message = "other bytes live at this address"
            raise ObjectConflictError(message, key=key)
        message = "the store holds other bytes than were sent"
        raise ObjectDamagedError(message, key=key)

    def _asked(self, key: str, ask: Callable[[], _T]) -> _T:
        try:
            return ask()
        except ClientError as error:
            raise _translate(error, key) from error
        except BotoCoreError as error:
            message = f"the store did not answer: {type(error).__name__}"
            raise StorageUnavailableError(message, key=key) from error


def make_client(options: S3Options) -> Any:  # noqa: ANN401 - boto3 has no type for it
    """A client with bounded retries and timeouts."""
    config = Config(
        retries={"max_attempts": options.attempts, "mode": "standard"},
        connect_timeout=3,
        read_timeout=options.timeout_seconds,
        max_pool_connections=16,
        signature_version="s3v4",
        s3={"addressing_style": "auto" if options.endpoint_url is None else "path"},
        # Other stores than AWS refuse the trailing checksums that newer botocore adds by itself.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    session: Any = boto3.session.Session()
    return session.client(
        "s3",
        endpoint_url=options.endpoint_url,
        region_name=options.region,
        aws_access_key_id=options.access_key_id,
        aws_secret_access_key=options.secret_access_key,
        config=config,
    )


def _translate(error: ClientError, key: str) -> Exception:
    response: Any = error.response
    status = int(response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
    name = str(response.get("Error", {}).get("Code", "unknown"))
    # 409 is S3's answer when two conditional writes of one key race: the other one wins.
    if status in {409, 412} or name == "PreconditionFailed":
        message = "the address is taken"
        return ObjectConflictError(message, key=key)
    if status == 404 or name in {"NoSuchKey", "NoSuchBucket"}:  # noqa: PLR2004 - HTTP's own number
        message = "nothing lives at this address"
        return ObjectMissingError(message, key=key)
    message = f"the store answered {status} {name}"
    return StorageUnavailableError(message, key=key, status=status)
