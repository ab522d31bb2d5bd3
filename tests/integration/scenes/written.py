"""The scenes that lie as text beside these tests."""

from pathlib import Path


def written_scenes(folder: str) -> dict[str, str]:
    """The sources of a folder by name."""
    files = sorted(Path(__file__).with_name(folder).glob("*.txt"))
    return {path.stem: path.read_text("utf-8") for path in files}
