"""Which part listens where: asked-for ports, the ones of last time, the usual ones, free ones."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from backend.supervisor.commands import SEAWEED_PORTS
from backend.supervisor.options import PORTS, OptionsError
from backend.supervisor.ports import free_port, holder, is_free
from backend.supervisor.state import write_atomically

INNER = tuple(name for name in SEAWEED_PORTS if name != "s3")


def choose(asked: Mapping[str, int], *, memory: Path, say: Callable[[str], None]) -> dict[str, int]:
    """Decides every port and remembers it, so that addresses stay the same from run to run.

    Raises:
        OptionsError: ports asked for by name are busy; the message names who holds them.
    """
    busy = {name: port for name, port in asked.items() if not is_free(port)}
    if busy:
        lines = [f"  - port {port} ({name}) is held by {_who(port)}" for name, port in busy.items()]
        raise OptionsError("\n".join(lines))
    remembered = _recall(memory)
    taken = set(asked.values())
    chosen = dict(asked)
    for name in (*PORTS, *INNER):
        if name in chosen:
            continue
        wanted = [remembered.get(name), PORTS.get(name)]
        free = next((p for p in wanted if p and p not in taken and is_free(p)), None)
        usual = PORTS.get(name)
        if usual and free != usual and name not in remembered:
            port = free or free_port(taken)
            say(f"Port {usual} is held by {_who(usual)}; the {name} takes {port}.")
            chosen[name] = port
        else:
            chosen[name] = free or free_port(taken)
        taken.add(chosen[name])
    write_atomically(memory, json.dumps(chosen, indent=2))
    return chosen


def _who(port: int) -> str:
    return holder(port) or "another program"


def _recall(memory: Path) -> dict[str, int]:
    try:
        known = json.loads(memory.read_text())
        return {str(name): int(port) for name, port in known.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}
