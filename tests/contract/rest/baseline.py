"""`python -m tests.contract.rest.baseline`: takes up what came to the API, and never a break."""

import json
import sys

from backend.api.document import API_VERSION, build_document
from tests.contract.rest.test_document import BASELINE, breaks, summary_of


def main() -> None:
    """Write the baseline, unless something that callers rely on would go."""
    known = json.loads(BASELINE.read_text("utf-8"))
    now = summary_of(build_document())
    found = breaks(known["operations"], now)
    if found and known["version"].split(".")[0] == API_VERSION.split(".")[0]:
        sys.exit("These break callers; they need a new version:\n" + "\n".join(found))
    text = json.dumps({"operations": now, "version": API_VERSION}, indent=1, sort_keys=True)
    BASELINE.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
