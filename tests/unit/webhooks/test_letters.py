"""The letter to the owner of an endpoint that was switched off."""

import smtplib

import pytest
from structlog.testing import capture_logs

from backend.services.identity.mail import Letter
from backend.services.webhooks.ledger import Notice
from backend.services.webhooks.letters import OwnerLetters
from backend.testing.mailer import FakeMailer

URL = "https://hooks.customer.com/in"


def notice(**changes: object) -> Notice:
    fields = {"email": "ada@example.com", "url": URL, "reason": "failing", **changes}
    return Notice.model_validate(fields)


@pytest.mark.requirement("webhooks:endpoint:auto-disable")
@pytest.mark.parametrize(
    ("reason", "words"), [("gone", "410 Gone"), ("failing", "failed for five days")]
)
async def test_the_owner_reads_which_endpoint_why_and_where_to_mend_it(
    reason: str, words: str
) -> None:
    mailer = FakeMailer()
    await OwnerLetters(mailer, web_url="https://app.test/")(notice(reason=reason))
    (letter,) = mailer.letters
    assert letter.to == "ada@example.com"
    assert URL in letter.text
    assert words in letter.text
    assert letter.link == "https://app.test/settings/webhooks"
    assert letter.link in letter.text


async def test_a_named_endpoint_is_called_by_its_name() -> None:
    mailer = FakeMailer()
    await OwnerLetters(mailer, web_url="https://app.test")(notice(description="Build server"))
    assert f"Build server ({URL})" in mailer.letters[0].text


@pytest.mark.parametrize(
    "failure", [smtplib.SMTPServerDisconnected("gone"), ConnectionRefusedError(), TimeoutError()]
)
async def test_a_letter_that_cannot_be_sent_stops_no_delivery(failure: OSError) -> None:
    class Broken:
        async def send(self, letter: Letter) -> None:
            del letter
            raise failure

    with capture_logs() as logs:
        await OwnerLetters(Broken(), web_url="https://app.test")(notice())
    assert [line["event"] for line in logs] == ["letter_failed"]
    assert "ada@example.com" not in str(logs)
