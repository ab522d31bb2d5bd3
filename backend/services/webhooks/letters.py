"""The letter that says that an endpoint was switched off."""

import structlog

from backend.services.identity.mail import Letter, Mailer
from backend.services.webhooks.ledger import Notice

_WHY = {
    "gone": "it answered 410 Gone, which says that it wants no more events",
    "failing": "every delivery to it has failed for five days",
}


class OwnerLetters:
    """Writes to the owner of an endpoint; a letter that cannot be sent stops no delivery."""

    def __init__(self, mailer: Mailer, *, web_url: str) -> None:
        self._mailer = mailer
        self._page = f"{web_url.rstrip('/')}/settings/webhooks"
        self._log = structlog.get_logger("webhooks.letters")

    async def __call__(self, notice: Notice) -> None:
        """Send the letter."""
        named = f"{notice.description} ({notice.url})" if notice.description else notice.url
        letter = Letter(
            to=notice.email,
            subject="A webhook endpoint was switched off",
            text=(
                f"We no longer send events to {named}, because {_WHY[notice.reason]}.\n\n"
                f"When it works again, switch it on and replay what it missed:\n{self._page}\n"
            ),
            link=self._page,
        )
        try:
            await self._mailer.send(letter)
        except OSError as error:
            self._log.warning("letter_failed", reason=type(error).__name__)
