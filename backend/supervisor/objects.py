"""`python -m backend.supervisor.objects FILE`: writes who may read and write which bucket."""

import os
import sys
from pathlib import Path

from backend.supervisor.commands import seaweedfs_identities
from backend.supervisor.state import write_atomically


def main() -> int:
    environment = os.environ  # noqa: TID251 - the composition root of this one command
    text = seaweedfs_identities(
        access_key=environment["S3_ACCESS_KEY_ID"],
        secret_key=environment["S3_SECRET_ACCESS_KEY"],
        public_bucket=environment.get("S3_CHUNKS_BUCKET", "chunks"),
    )
    write_atomically(Path(sys.argv[1]), text, mode=0o640)
    return 0


if __name__ == "__main__":
    sys.exit(main())
