"""The attacks of the corpus: what each header says, and the text with the canaries put in."""

import re
import zlib
from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(__file__).parents[2] / "corpus" / "attacks"
_FIELD = re.compile(r"^# (attack|what|layer|static|class|error): (.+)$", re.MULTILINE)
_BLOCKERS = frozenset(
    {"F-08", "N-10", "K-03", "O-01", "O-35", "R-01", "R-05", "R-20", "L-01", "L-15"}
)
_SAMPLE_ONE_IN = 24


@dataclass(frozen=True)
class AttackCase:
    """One file of the corpus."""

    id: str
    layer: str
    is_refused_statically: bool
    classes: frozenset[str]
    errors: frozenset[str]
    text: str

    def source(self, canaries: dict[str, str]) -> str:
        """The code, aimed at this run's canaries."""
        text = self.text
        generated = {"NUL": "\0", "DEEP": "(" * 3000 + ")" * 3000, "HEX": "f" * 40_000}
        for name, value in {**generated, **canaries}.items():
            text = text.replace(f"@{name}@", value)
        return text


def load(path: Path) -> AttackCase:
    text = path.read_text()
    fields = dict(_FIELD.findall(text))
    return AttackCase(
        id=fields["attack"],
        layer=fields["layer"],
        is_refused_statically={"rejected": True, "accepted": False}[fields["static"]],
        classes=frozenset(fields["class"].split()),
        errors=frozenset(name.strip() for name in fields.get("error", "").split(",") if name),
        text=text,
    )


CASES = [load(path) for path in sorted(CORPUS.glob("*.py"))]
SAMPLE = [
    case
    for case in CASES
    if case.id in _BLOCKERS or zlib.crc32(case.id.encode()) % _SAMPLE_ONE_IN == 0
]
