"""`python -m backend.storage.setup`: bring the buckets to the wanted state. Safe to repeat."""

import sys

from backend.config import Settings
from backend.log import get_logger
from backend.startup import BAD_SETTINGS, begin
from backend.storage.provision import Wanted, provision
from backend.storage.s3 import S3Options, make_client

_LOG = get_logger(__name__)


def storage_options(settings: Settings) -> S3Options:
    """Settings as the store's own options."""
    secret = settings.s3_secret_access_key
    return S3Options(
        endpoint_url=settings.s3_endpoint_url,
        region=settings.s3_region,
        access_key_id=settings.s3_access_key_id,
        secret_access_key=secret.get_secret_value() if secret else None,
        chunks_bucket=settings.s3_chunks_bucket,
        sources_bucket=settings.s3_sources_bucket,
        public_base_url=settings.cloudfront_base_url,
    )


def main() -> int:
    """Set up; exit code 2 when the settings cannot be used."""
    settings = begin("storage-setup")
    if settings is None:
        return BAD_SETTINGS
    missing = provision(
        make_client(storage_options(settings)),
        Wanted(
            chunks_bucket=settings.s3_chunks_bucket,
            sources_bucket=settings.s3_sources_bucket,
            web_origins=settings.web_origins,
            noncurrent_days=settings.deleted_days_kept,
        ),
    )
    _LOG.info("storage.setup.done", goes_without=missing)
    return 0


if __name__ == "__main__":
    sys.exit(main())
