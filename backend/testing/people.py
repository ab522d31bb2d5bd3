"""Many people at once on one stack, each signed in as themselves."""

from dataclasses import replace

from backend.cli.smoke import Smoke
from backend.clock import SystemClock
from backend.ids import SystemIds
from backend.services.identity.keys import DEFAULT_AUDIENCE, DEFAULT_ISSUER, load_key_files
from backend.services.identity.store import Account
from backend.services.identity.tokens import TokenIssuer
from backend.testing.stack import Stack

_LIFETIME_SECONDS = 3600


def sign_in_people(stack: Stack, count: int) -> list[Smoke]:
    """People whom Convex knows; their tokens are minted with the stack's own key."""
    issuer = TokenIssuer(
        load_key_files(stack.folder / "keys"),
        issuer=DEFAULT_ISSUER,
        audience=DEFAULT_AUDIENCE,
        lifetime_seconds=_LIFETIME_SECONDS,
        clock=SystemClock(),
        ids=SystemIds(),
    )
    people: list[Smoke] = []
    for number in range(count):
        name = f"person-{number}"
        account = Account(
            external_id=name, email=f"{name}@example.com", name=name, password_hash=None
        )
        person = replace(stack.person, token=issuer.mint(account).value, times={})
        person.mutation("users:ensure")
        people.append(person)
    return people
