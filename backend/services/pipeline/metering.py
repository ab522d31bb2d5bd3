"""What an author's work took: tokens, and dollars where the prices are known."""

from dataclasses import dataclass

from backend.authoring.port import Usage

_MILLION = 1_000_000


@dataclass(frozen=True)
class Prices:
    """US dollars for a million tokens; zero means that it is not known."""

    input_usd: float = 0.0
    output_usd: float = 0.0


def metered(usage: Usage, prices: Prices) -> dict[str, object]:
    """`tokens` as callbacks carry them, or nothing when no model was asked."""
    if usage == Usage():
        return {}
    tokens: dict[str, object] = {"input": usage.input_tokens, "output": usage.output_tokens}
    cost = usage.input_tokens * prices.input_usd + usage.output_tokens * prices.output_usd
    return {"tokens": tokens | ({"costUsd": round(cost / _MILLION, 6)} if cost else {})}
