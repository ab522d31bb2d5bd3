"""`make smoke` finds what it drives, and says which step failed and what to do."""

import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from typing_extensions import override

from backend.cli.smoke import main
from backend.cli.smoke_target import Target, composed, running_here
from backend.testing.services import free_ports

EXAMPLE = Path(__file__).parents[3] / "deploy" / "compose" / "example.env"


@pytest.mark.requirement("pipeline:smoke:anywhere")
def test_what_runs_here_is_found_by_its_note(tmp_path: Path) -> None:
    note = tmp_path / "run.json"
    assert running_here(note) is None
    note.write_text('{"addresses": {"api": "http://127.0.0.1:1", "convex": "http://127.0.0.1:2"}}')
    assert running_here(note) == Target("http://127.0.0.1:1", "http://127.0.0.1:2", "make run")
    note.write_text("{")
    assert running_here(note) is None


@pytest.mark.requirement("pipeline:smoke:anywhere")
def test_the_compose_stack_is_found_by_its_settings(tmp_path: Path) -> None:
    settings = tmp_path / ".env.compose"
    settings.write_text(EXAMPLE.read_text("utf-8"))
    found = composed(settings)
    assert (found.api, found.convex) == ("https://localhost/api", "https://localhost/convex")
    assert found.start.startswith("docker compose --env-file")
    assert found.certificate is None
    settings.write_text("PUBLIC_URL=https://films.example.com/\nTLS_FOLDER=tls\n# X=1\n")
    certificate = tmp_path / "tls" / "cert.pem"
    certificate.parent.mkdir()
    certificate.touch()
    found = composed(settings)
    assert found.api == "https://films.example.com/api"
    assert found.convex == "https://films.example.com/convex"
    assert found.certificate == certificate


@pytest.mark.requirement("pipeline:smoke:anywhere")
def test_when_nothing_answers_the_step_and_the_remedy_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / ".env.compose"
    settings.write_text(f"PUBLIC_URL=http://127.0.0.1:{free_ports(1)[0]}\n")
    assert main(["--compose", str(settings)]) == 5
    said = capsys.readouterr().err
    assert said.startswith("smoke: sign in: http://127.0.0.1:")
    assert f"start it with: docker compose --env-file {settings}" in said


class Refuses(BaseHTTPRequestHandler):
    """Answers every sign-in with a refusal, and keeps what was asked."""

    asked: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        self.asked.append(self.path)
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(503)
        self.end_headers()
        self.wfile.write(b'{"error": "Not now."}')

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Path]:
    """Settings of a stack behind TLS, with a certificate of its own making."""
    folder = tmp_path / "tls"
    folder.mkdir()
    _write_certificate(folder)
    server = HTTPServer(("127.0.0.1", 0), Refuses)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    settings = tmp_path / ".env.compose"
    settings.write_text(f"PUBLIC_URL=https://localhost:{server.server_port}\nTLS_FOLDER=tls\n")
    yield settings
    server.shutdown()
    thread.join()
    server.server_close()


def _write_certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    start = datetime(2020, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key())
        .serial_number(1)
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=36_500))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "cert.pem").write_bytes(made.public_bytes(pem))
    (folder / "key.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


@pytest.mark.requirement("pipeline:smoke:anywhere")
def test_a_stack_with_a_certificate_of_its_own_is_reached_behind_its_proxy(
    stack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--compose", str(stack)]) == 1
    assert Refuses.asked == ["/api/auth/local", "/api/auth/register"]
    assert capsys.readouterr().err == "smoke: sign in: sign-in answered 503: Not now.\n"


def test_settings_that_are_not_there_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--compose", "/nowhere/.env.compose"]) == 2
    assert "/nowhere/.env.compose" in capsys.readouterr().err
