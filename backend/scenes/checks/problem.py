"""One thing that is wrong, said so that its reader can mend it."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Problem:
    """`id` names the object, beat, block or parameter; `field` the argument inside it."""

    code: str
    message: str
    id: str
    field: str = ""
    severity: Literal["error", "warning"] = "error"
