"""What a page counts and lists is of the own i-Map, though a person works on both."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from accounts.desk import requests as requests_card
from accounts.mailbox import queue
from accounts.mailbox.desk import letters as letters_card
from accounts.membership import listing as members
from accounts.models import RoleProposal, User
from accounts.queue import listing
from tests.accounts import amounts
from tests.factories import (
    make_invitation,
    make_membership,
    make_registration,
    make_user,
)

FEW, MANY = 2, 5
# How long the oldest waits, in days.
SHORT, LONG = 3, 5
BOTH = [("bmp", "mtm"), ("mtm", "bmp")]
both = pytest.mark.parametrize(("own", "other"), BOTH)


@pytest.fixture
def staff(client: Client) -> User:
    user = make_user(full_name="Jana Novotná", second_factor=True)
    for dialogue in ("bmp", "mtm"):
        make_membership(user, dialogue, role="secretariat")
    client.force_login(user)
    return user


def _page(client: Client, dialogue: str, path: str) -> str:
    answer = client.get(f"/en/{dialogue}/{path}")
    assert answer.status_code == 200
    text = unescape(answer.content.decode()).replace("\N{NO-BREAK SPACE}", " ")
    return re.sub(r"</?b>", "", text)


def _requests(own: str, other: str, staff: User) -> None:
    amounts.make_requests(own, FEW, SHORT, staff=staff)
    amounts.make_requests(other, MANY, LONG, staff=staff)


def _letters(own: str, other: str, staff: User) -> None:
    amounts.make_letters(own, FEW, SHORT, staff=staff)
    amounts.make_letters(other, MANY, LONG, staff=staff)


@both
def test_the_queue_counts_the_requests_of_its_i_map(
    client: Client, staff: User, own: str, other: str
) -> None:
    _requests(own, other, staff)

    counted = listing.counters(own, staff)

    assert (counted.waiting, counted.late, counted.flagged) == (
        4 * FEW + 6,
        FEW + 1,
        FEW + 2,
    )
    assert counted.mine == FEW + 3
    assert counted.median_days == pytest.approx(2 * SHORT, abs=0.1)
    page = _page(client, own, "desk/registrations/")
    for words in ("14 open", "3 overdue", "4 flagged", "5 in review by you"):
        assert words in page
    assert "6.0 median days" in page


@both
def test_the_queue_lists_the_requests_of_its_i_map(
    client: Client, staff: User, own: str, other: str
) -> None:
    _requests(own, other, staff)

    for state in ("open", "mine", "flagged", "late", "held", "refused", "all"):
        page = _page(client, own, f"desk/registrations/?state={state}")
        assert f"Asks {own}" in page
        assert f"Asks {other}" not in page
    assert {row.dialogue_id for row in listing.held(own, staff)} == {own}


@both
def test_the_requests_card_is_of_its_i_map(
    client: Client, staff: User, own: str, other: str
) -> None:
    _requests(own, other, staff)

    card = requests_card(own, staff)

    assert (card.waiting, card.notes) == (4 * FEW + 6, ("3 are late.",))
    page = _page(client, own, "desk/")
    assert "14 wait<" in page
    assert "The oldest for 3 days" in page


@both
def test_the_mailbox_counts_and_lists_the_letters_of_its_i_map(
    client: Client, staff: User, own: str, other: str
) -> None:
    _letters(own, other, staff)

    counted = queue.counters(own, staff)

    assert (counted.waiting, counted.unassigned, counted.mine) == (9, 2, 3)
    for view in ("open", "mine", "unassigned", "all"):
        page = _page(client, own, f"desk/mailbox/?view={view}")
        for words in ("9 to be answered", "2 nobody’s yet", "3 mine"):
            assert words in page
        assert f"Letter {own}" in page
        assert f"Letter {other}" not in page


@both
def test_the_mailbox_card_is_of_its_i_map(
    client: Client, staff: User, own: str, other: str
) -> None:
    _letters(own, other, staff)
    amounts.make_reading(other, "The mailbox does not answer.")
    amounts.make_reading(own, "")

    card = letters_card(own, staff)

    assert (card.waiting, card.notes) == (9, ("2 are nobody’s yet.",))
    page = _page(client, own, "desk/")
    assert "9 wait<" in page
    assert "The oldest for 3 days" in page
    assert "could not be read" not in page
    assert "could not be read" in _page(client, other, "desk/mailbox/")
    assert "could not be read" not in _page(client, own, "desk/mailbox/")


@both
def test_the_review_counts_and_lists_the_members_of_its_i_map(
    client: Client, staff: User, own: str, other: str
) -> None:
    amounts.make_members(own, FEW)
    amounts.make_members(other, MANY)

    # The staff's own membership was looked at as well.
    assert members.progress(own) == members.Progress(FEW + 1, 2 * FEW + 2)
    review = _page(client, own, "desk/members/review/")
    assert "Looked at within the last year: 3 of 6 memberships." in review
    page = _page(client, own, "desk/members/")
    assert "3 memberships not looked at for a year" in page
    assert "6 memberships<" in page
    for text in (review, page):
        assert f"Member {own}" in text
        assert f"Member {other}" not in text


@both
def test_mails_that_came_back_are_counted_on_their_i_map(own: str, other: str) -> None:
    user = make_user()
    row = amounts.make_undelivered(user, own, FEW)
    amounts.make_undelivered(user, other, MANY)

    assert members.bounces(own, [row]) == {user.email: FEW + 1}
    assert list(members.flagged(own, "undelivered")) == [row]


@both
def test_roles_that_wait_are_those_of_the_i_map(
    client: Client, staff: User, own: str, other: str
) -> None:
    user = make_user()
    for dialogue, count in ((own, FEW), (other, MANY)):
        make_membership(user, dialogue)
        by = make_user(full_name=f"Head {dialogue}")
        amounts.make_proposals(dialogue, count, user=user, by=by)

    waiting = members.proposals(own)

    assert len(waiting) == FEW
    assert {row.dialogue_id for row in waiting} == {own}
    member = user.memberships.get(dialogue=own)
    for path in ("roles/", "review/", f"{member.key}/"):
        page = _page(client, own, f"desk/members/{path}")
        assert page.count(f"roposed by Head {own}") == FEW
        assert f"Head {other}" not in page
    assert RoleProposal.objects.count() == FEW + MANY


@both
def test_a_contact_point_of_both_i_maps_sees_on_each_its_own(
    client: Client, own: str, other: str
) -> None:
    user = make_user(second_factor=True)
    for dialogue, count in ((own, FEW), (other, MANY)):
        tasks = make_membership(user, dialogue, "contact_point", country="TUR")
        follows = make_user(full_name=f"Follows {dialogue}")
        amounts.make_proposals(dialogue, count, user=follows, by=user, of=tasks)
        for _each in range(count):
            make_registration(
                dialogue,
                name=f"Asks {dialogue}",
                country_id="TUR",
                other_organisation="",
            )
            member = make_user(full_name=f"Member {dialogue}")
            make_membership(member, dialogue, role="editor", country="TUR")
            make_invitation(dialogue, "TUR", name=f"Invited {dialogue}", by=user)
    client.force_login(user)

    for path, words in (
        ("", "Asks"),
        ("people/", "Member"),
        ("invitations/", "Invited"),
        ("handover/", "Follows"),
        ("handover/", "Member"),
    ):
        page = _page(client, own, f"state/{path}")
        assert page.count(f"{words} {own}") >= FEW
        assert f"{words} {other}" not in page
