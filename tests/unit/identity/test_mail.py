"""Letters: to a mail server, never in the clear unless asked, or into an outbox."""

import base64
import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path
from smtplib import SMTPNotSupportedError

import pytest
from structlog.testing import capture_logs
from typing_extensions import override

from backend.services.identity.mail import Letter, OutboxMailer, SmtpMailer, smtp_from
from backend.testing.clock import FakeClock
from backend.testing.ids import FakeIds

LINK = "https://app.test/confirm#token=v" + "0123456789abcdef" * 4
LETTER = Letter(
    to="ada@example.com",
    subject="Confirm your address",
    text=f"Hello Ädä,\n\nopen this link:\n\n{LINK}\n",
    link=LINK,
)


class MailServer(socketserver.ThreadingTCPServer):
    """Takes letters and notes what was said; it speaks no TLS."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.said: list[str] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Talk(socketserver.StreamRequestHandler):
    @override
    def handle(self) -> None:
        assert isinstance(self.server, MailServer)
        self._answer("220 ready")
        in_data = False
        for line in self.rfile:
            text = line.decode().rstrip("\r\n")
            self.server.said.append(text)
            word = text.partition(" ")[0].upper()
            if in_data:
                if text == ".":
                    in_data = False
                    self._answer("250 taken")
                continue
            match word:
                case "EHLO":
                    self._answer("250-here\r\n250-8BITMIME\r\n250 AUTH PLAIN")
                case "AUTH":
                    self._answer("235 known")
                case "DATA":
                    in_data = True
                    self._answer("354 go on")
                case "QUIT":
                    self._answer("221 bye")
                    return
                case _:
                    self._answer("250 good")

    def _answer(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as made:
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield made
        made.shutdown()


@pytest.mark.requirement("identity:mail:sent")
async def test_a_letter_is_handed_to_the_mail_server_with_the_name_and_word_of_the_settings(
    server: MailServer,
) -> None:
    url = f"smtp+plain://me%40x:p%3Aw@127.0.0.1:{server.port}"
    await SmtpMailer(smtp_from(url, "films@example.com")).send(LETTER)
    assert "mail FROM:<films@example.com>" in " ".join(server.said).replace("MAIL", "mail")
    assert any("ada@example.com" in line for line in server.said)
    proof = next(line for line in server.said if line.upper().startswith("AUTH PLAIN"))
    assert base64.b64decode(proof.split()[-1]) == b"\0me@x\0p:w"
    assert "Subject: Confirm your address" in server.said


@pytest.mark.requirement("identity:mail:sent")
async def test_a_server_without_tls_gets_neither_the_word_nor_the_letter(
    server: MailServer,
) -> None:
    mailer = SmtpMailer(smtp_from(f"smtp://me:word@127.0.0.1:{server.port}", "films@example.com"))
    with pytest.raises(SMTPNotSupportedError):
        await mailer.send(LETTER)
    assert not any(line.upper().startswith(("AUTH", "MAIL", "DATA")) for line in server.said)


@pytest.mark.requirement("identity:mail:outbox")
async def test_a_machine_without_mail_keeps_letters_for_their_owner_and_logs_the_link(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "outbox"
    with capture_logs() as logs:
        await OutboxMailer(folder, clock=FakeClock(), ids=FakeIds()).send(LETTER)
    (written,) = folder.iterdir()
    assert (folder.stat().st_mode & 0o077, written.stat().st_mode & 0o077) == (0, 0)
    text = written.read_text("utf-8")
    assert f"\n{LINK}\n" in text.replace("\r\n", "\n")
    assert "Hello Ädä" in text
    assert [(line["event"], line["link"]) for line in logs] == [("letter_written", LINK)]
