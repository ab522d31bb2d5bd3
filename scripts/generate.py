"""Files that are made: the settings' example and table, the errors, the figures' page.

    python scripts/generate.py [--check]

`--check` writes nothing and fails when a file differs from what would be written.
"""

import importlib
import pkgutil
import re
import sys
from collections.abc import Callable
from pathlib import Path

from figures import page as performance_page

import backend
from backend.config import SettingDescription, describe, env_example
from backend.errors import ServiceError, all_error_classes

ROOT = Path(__file__).resolve().parent.parent
MADE = "<!-- Made by scripts/generate.py; change the code it names instead. -->\n"


def settings_table() -> str:
    rows = [f"| `{row.name}` | {_default(row)} | {row.help} |" for row in describe()]
    head = [
        "# Settings",
        "",
        MADE.strip(),
        "",
        "`backend/config.py` reads them from the environment, and from `.env` at the root.",
        "`make run` sets addresses, ports and secrets itself; all the rest is yours.",
        "Bad settings are refused at the start, all of them in one message.",
        "",
        "| name | default | meaning |",
        "|---|---|---|",
    ]
    return "\n".join([*head, *rows]) + "\n"


def _default(row: SettingDescription) -> str:
    if row.secret:
        return "*secret*"
    return f"`{row.default}`" if row.default else ""


def error_table() -> str:
    for module in pkgutil.walk_packages(backend.__path__, "backend."):
        # The kit is text that compiled scenes copy, not a package to import.
        if not module.name.endswith("__main__") and not re.search(
            r"\.(testing|kit)\b", module.name
        ):
            importlib.import_module(module.name)
    rows = [_error_row(cls) for cls in all_error_classes() if "code" in vars(cls)]
    head = [
        "# Errors",
        "",
        MADE.strip(),
        "",
        "Every failure has one shape: `{error, code, details, request_id}`.",
        "Rely on the code; the message is for people and may change.",
        "*Whose turn*: who can do something about it.",
        "*Again*: whether the same call may work later.",
        "",
        "| code | HTTP | again | whose turn | what it means |",
        "|---|---|---|---|---|",
    ]
    return "\n".join([*head, *rows]) + "\n"


def _error_row(cls: type[ServiceError]) -> str:
    meaning = (cls.__doc__ or "").strip().splitlines()[0] if cls.__doc__ else ""
    again = "yes" if cls.retryable else "no"
    return f"| `{cls.code}` | {cls.http_status} | {again} | {cls.owner} | {meaning} |"


FILES: dict[str, Callable[[], str]] = {
    ".env.example": env_example,
    "docs/settings.md": settings_table,
    "docs/errors.md": error_table,
    "docs/performance.md": performance_page,
}


def main() -> int:
    stale: list[str] = []
    for name, make in FILES.items():
        text = make()
        file = ROOT / name
        if file.exists() and file.read_text() == text:
            continue
        if "--check" in sys.argv[1:]:
            stale.append(name)
        else:
            file.write_text(text)
            print(f"wrote {name}")
    if stale:
        print(f"stale: {', '.join(stale)}; run: make generate", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
