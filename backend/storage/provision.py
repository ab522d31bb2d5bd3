"""Buckets, CORS, public reading and expiry: brought to the wanted state, as often as asked."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from botocore.exceptions import (  # pyright: ignore[reportMissingTypeStubs] - botocore has no stubs
    ClientError,
)

from backend.log import get_logger

_LOG = get_logger(__name__)


@dataclass(frozen=True)
class Wanted:
    """How the two buckets shall be."""

    chunks_bucket: str
    sources_bucket: str
    web_origins: Sequence[str]
    noncurrent_days: int


def provision(client: Any, wanted: Wanted) -> list[str]:  # noqa: ANN401 - boto3 has no type for it
    """Make it so; answers what the store does not offer and goes without."""
    for bucket in (wanted.chunks_bucket, wanted.sources_bucket):
        _create(client, bucket)
    client.put_bucket_cors(
        Bucket=wanted.chunks_bucket,
        CORSConfiguration={
            "CORSRules": [
                {
                    "AllowedOrigins": list(wanted.web_origins),
                    "AllowedMethods": ["GET", "HEAD"],
                    "AllowedHeaders": ["*"],
                    "ExposeHeaders": ["ETag", "Content-Length", "Content-Range", "Accept-Ranges"],
                    "MaxAgeSeconds": 86400,
                }
            ]
        },
    )
    # Each of these is a help, not a need: a store without it serves the product all the same.
    helps: dict[str, Callable[[], object]] = {
        "public reading by policy": lambda: client.put_bucket_policy(
            Bucket=wanted.chunks_bucket, Policy=_public_reading(wanted.chunks_bucket)
        ),
    }
    for bucket in (wanted.chunks_bucket, wanted.sources_bucket):
        helps[f"expiry in {bucket}"] = partial(
            client.put_bucket_lifecycle_configuration,
            Bucket=bucket,
            LifecycleConfiguration=_expiry(wanted.noncurrent_days),
        )
    missing: list[str] = []
    for name, set_up in helps.items():
        try:
            set_up()
        except ClientError as error:
            _LOG.warning("storage.setup.not_offered", what=name, reason=str(error))
            missing.append(name)
    return missing


def _create(client: Any, bucket: str) -> None:  # noqa: ANN401 - as above
    try:
        client.head_bucket(Bucket=bucket)
    except ClientError:
        try:
            client.create_bucket(Bucket=bucket)
        except ClientError as error:
            code = str(error.response.get("Error", {}).get("Code"))  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType] - untyped library
            if code not in {"BucketAlreadyOwnedByYou", "BucketAlreadyExists"}:
                raise


def _public_reading(bucket: str) -> str:
    statement = {
        "Sid": "PublicRead",
        "Effect": "Allow",
        "Principal": "*",
        "Action": ["s3:GetObject"],
        "Resource": [f"arn:aws:s3:::{bucket}/*"],
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def _expiry(days: int) -> dict[str, object]:
    return {
        "Rules": [
            {
                "ID": "unfinished-uploads",
                "Status": "Enabled",
                "Filter": {"Prefix": ""},
                "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
            },
            {
                # Where a bucket keeps versions, so that what was deleted can be brought back.
                "ID": "deleted",
                "Status": "Enabled",
                "Filter": {"Prefix": ""},
                "NoncurrentVersionExpiration": {"NoncurrentDays": days},
            },
        ]
    }
