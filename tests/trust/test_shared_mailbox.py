"""A mailbox that both i-Maps know is to each only what happened to it there."""

from __future__ import annotations

import pytest

from accounts.registration import assessment
from imap.core.dates import spelled
from tests.trust.actors import DIALOGUES, Visitor
from tests.trust.things import (
    APPROVALS,
    CANARY,
    DOMAIN,
    MAILBOX,
    UNTIL,
    Things,
    everything,
)

pytestmark = pytest.mark.django_db


def _other(dialogue: str) -> str:
    return next(each for each in DIALOGUES if each != dialogue)


@pytest.mark.parametrize("dialogue", DIALOGUES)
def test_the_mailbox_and_its_domain_are_on_both_i_maps(
    things: dict[str, Things], dialogue: str
) -> None:
    own = things[dialogue]

    assert own.registration.email_key == own.membership.user.email == MAILBOX
    assert own.enquiry.sender_key == MAILBOX
    assert own.membership.user == things[_other(dialogue)].membership.user


@pytest.mark.parametrize("dialogue", DIALOGUES)
def test_a_request_is_judged_by_what_its_i_map_knows(
    things: dict[str, Things], dialogue: str
) -> None:
    case = assessment.case_of(things[dialogue].registration)

    [known] = [each for each in case.known if each.domain == DOMAIN]
    assert known.approved == APPROVALS[dialogue]
    for told in (case.earlier, case.members, case.undelivered):
        assert CANARY[dialogue].lower() in str(told).lower()
        assert CANARY[_other(dialogue)].lower() not in str(told).lower()


@pytest.mark.parametrize("dialogue", DIALOGUES)
def test_pages_about_the_mailbox_tell_of_the_access_to_their_i_map_alone(
    visitors: dict[str, Visitor], things: dict[str, Things], dialogue: str
) -> None:
    own, desk = things[dialogue], f"/en/{dialogue}/desk"
    for path in (
        f"registrations/{own.registration.number}/",
        f"mailbox/{own.enquiry.number}/",
        f"members/{own.membership.key}/",
    ):
        visitor = visitors[f"secretariat {dialogue}"]
        text = everything(visitor.ask("GET", f"{desk}/{path}")).replace("\xa0", " ")

        assert spelled(UNTIL[dialogue]) in text
        assert spelled(UNTIL[_other(dialogue)]) not in text


@pytest.mark.parametrize("dialogue", DIALOGUES)
def test_pages_about_the_mailbox_name_the_requests_of_their_i_map_alone(
    visitors: dict[str, Visitor], things: dict[str, Things], dialogue: str
) -> None:
    own, other = things[dialogue], things[_other(dialogue)]
    visitor, desk = visitors[f"secretariat {dialogue}"], f"/en/{dialogue}/desk"
    numbers = own.registration.number, other.registration.number

    letter = everything(visitor.ask("GET", f"{desk}/mailbox/{own.enquiry.number}/"))
    member = everything(visitor.ask("GET", f"{desk}/members/{own.membership.key}/"))
    asks = everything(
        visitor.ask("GET", f"{desk}/registrations/{own.registration.number}/")
    )

    for text in (letter, member):
        assert f"registrations/{numbers[0]}/" in text
        assert f"registrations/{numbers[1]}/" not in text
    assert f"both+{CANARY[dialogue]}@".lower() in asks.lower()
    assert f"approved {APPROVALS[dialogue]} times" in asks
