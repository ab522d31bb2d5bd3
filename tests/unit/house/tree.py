"""The files of this repository, as git sees them."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def tracked(*patterns: str) -> list[Path]:
    """Files that git tracks or would track."""
    command = ["git", "ls-files", "-co", "--exclude-standard", "--", *patterns]
    listing = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    files = [ROOT / line for line in listing.stdout.splitlines()]
    return sorted(file for file in files if file.is_file())
