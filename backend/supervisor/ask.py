"""`python -m backend.supervisor.ask URL`: exit code 0 when the address serves, for containers."""

import asyncio
import sys

from backend.supervisor import probe


def main() -> int:
    trouble = asyncio.run(probe.http(sys.argv[1])())
    if trouble is not None:
        sys.stderr.write(f"{sys.argv[1]} {trouble}\n")
    return 0 if trouble is None else 1


if __name__ == "__main__":
    sys.exit(main())
