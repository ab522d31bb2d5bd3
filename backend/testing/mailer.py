"""A mailer that keeps its letters."""

from backend.services.identity.mail import Letter


class FakeMailer:
    """`letters` holds what was sent, oldest first."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []

    async def send(self, letter: Letter) -> None:
        self.letters.append(letter)
