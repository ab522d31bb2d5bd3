"""Letters to account owners: the port, SMTP, and an outbox folder for machines without mail."""

import asyncio
import smtplib
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Literal, Protocol
from urllib.parse import unquote, urlsplit

import structlog

from backend.clock import Clock
from backend.ids import IdSource

_SMTP_TIMEOUT_SECONDS = 15
_SMTP_PORT = 587


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One plain-text message; `link` is the one thing the reader should open."""

    to: str
    subject: str
    text: str
    link: str | None = None


class Mailer(Protocol):
    """Sends a letter, or raises what the transport raised."""

    async def send(self, letter: Letter) -> None:
        """Hand the letter over."""
        ...


@dataclass(frozen=True, kw_only=True)
class SmtpAccount:
    """Where and as whom to hand over mail."""

    host: str
    port: int
    sender: str
    username: str | None = None
    password: str | None = None
    starttls: bool = True


def smtp_from(url: str, sender: str) -> SmtpAccount:
    """`smtp://user:password@host:port`; `smtp+plain://` for a server without TLS."""
    parts = urlsplit(url)
    return SmtpAccount(
        host=parts.hostname or "localhost",
        port=parts.port or _SMTP_PORT,
        sender=sender,
        username=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        starttls=parts.scheme != "smtp+plain",
    )


class SmtpMailer:
    """Hands letters to a mail server."""

    def __init__(self, account: SmtpAccount) -> None:
        self._account = account

    async def send(self, letter: Letter) -> None:
        await asyncio.to_thread(self._send, _as_message(letter, sender=self._account.sender))

    def _send(self, message: EmailMessage) -> None:
        account = self._account
        with smtplib.SMTP(account.host, account.port, timeout=_SMTP_TIMEOUT_SECONDS) as server:
            if account.starttls:
                server.starttls()
            if account.username is not None:
                server.login(account.username, account.password or "")
            server.send_message(message)


class OutboxMailer:
    """Writes letters to a folder and shows their link in the log; for one machine only."""

    def __init__(self, folder: Path, *, clock: Clock, ids: IdSource) -> None:
        self._folder = folder
        self._clock = clock
        self._ids = ids
        self._log = structlog.get_logger("identity.mail")

    async def send(self, letter: Letter) -> None:
        path = self._folder / f"{self._clock.now_ms()}-{self._ids.uuid()}.eml"
        # Unencoded, so that a person can copy the link out of the file.
        message = _as_message(letter, sender="scenewright@localhost", encoding="8bit")
        await asyncio.to_thread(self._write, path, bytes(message))
        self._log.info("letter_written", path=str(path), link=letter.link)

    def _write(self, path: Path, content: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_bytes(content)


def _as_message(
    letter: Letter, *, sender: str, encoding: Literal["8bit"] | None = None
) -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message.set_content(letter.text, cte=encoding)
    return message
