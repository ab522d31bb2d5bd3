"""A resolver whose names change where they lead, as an attacker's do."""

import ipaddress
import socket

from backend.webhooks.guard import Address


class FlippingResolver:
    """Answers what it was given, in turn; the last for ever. An empty answer is an unknown name."""

    def __init__(self, *answers: list[str]) -> None:
        self._answers = list(answers)
        self.asked: list[str] = []

    def turn_to(self, *answers: list[str]) -> None:
        """Answer these from now on."""
        self._answers = list(answers)

    async def __call__(self, host: str, port: int) -> list[Address]:
        del port
        self.asked.append(host)
        texts = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if not texts:
            raise socket.gaierror
        return [ipaddress.ip_address(text) for text in texts]
