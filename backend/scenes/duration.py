"""How long beats take, as the compiled code will play them."""

from pydantic import JsonValue

from backend.scenes.document import Beat, Block, Document
from backend.scenes.expressions import ExpressionError, evaluate, parse
from backend.scenes.kinds import ACTIONS
from backend.scenes.values import ref_of


def document_seconds(document: Document) -> float:
    """Seconds of the whole scene; opaque blocks count as nothing."""
    return sum(entry_seconds(document, entry) for entry in document.timeline)


def entry_seconds(document: Document, entry: Beat | Block) -> float:
    if isinstance(entry, Block):
        return 0.0
    total, playing = 0.0, [0.0]
    for step in entry.steps:
        action = ACTIONS.get(step.do)
        if action is None or not action.timed:
            continue
        seconds = number_of(document, step.run_time)
        length = action.seconds if seconds is None else seconds
        if step.start == "after":
            total += _together(playing, entry.lag)
            playing = [length]
        else:
            playing.append(length)
    return total + _together(playing, entry.lag) + (number_of(document, entry.wait) or 0.0)


def _together(seconds: list[float], lag: float | None) -> float:
    """The longest; with a lag, each starts when that share of the one before has passed."""
    if not lag:
        return max(seconds, default=0.0)
    start = end = 0.0
    for length in seconds:
        if length:
            end = max(end, start + length)
            start += lag * length
    return end


def number_of(document: Document, value: JsonValue) -> float | None:
    """The number that a value stands for, when it is one."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    ref = ref_of(value)
    if ref is None or ref.kind not in {"param", "expr"}:
        return None
    values = {
        param.name: float(param.value)
        for param in document.params
        if isinstance(param.value, int | float) and not isinstance(param.value, bool)
    }
    if ref.kind == "param":
        return values.get(ref.text)
    try:
        return evaluate(parse(ref.text, frozenset(values)), values)
    except ExpressionError:
        return None
