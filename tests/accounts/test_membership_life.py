"""Renewal, pauses and ends: who may, from which state, and what is told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import tokens
from accounts.deadlines import months_later
from accounts.membership import renewal, steps
from accounts.membership.steps import Pause
from accounts.models import Membership, User
from imap.core.access import Standing, access_for
from imap.core.audit.models import AuditEvent
from imap.core.exceptions import TransitionError
from tests.accounts.conftest import Mails
from tests.factories import make_member, make_membership, make_user

CAUSE = Pause("Mails came back.")


@pytest.fixture
def staff() -> User:
    return make_member(role="secretariat")


def _in_days(days: int, role: str = "reader", **fields: Any) -> Membership:
    until = timezone.localdate() + timedelta(days=days)
    country = "ARM" if role in ("editor", "contact_point") else None
    return make_membership(
        make_user(),
        role=role,
        country=country,
        valid_from=until - timedelta(days=365),
        valid_until=until,
        **fields,
    )


def _audited(action: str) -> int:
    return AuditEvent.objects.filter(action=action, chain="bmp").count()


# --- renewal ---


@pytest.mark.parametrize("days", [30, 14, 3])
def test_a_reminder_leaves_once_on_each_of_the_days(days: int, mails: Mails) -> None:
    held = _in_days(days)

    assert [renewal.remind(), renewal.remind()] == [1, 0]

    (mail,) = mails("membership-renewal")
    held.refresh_from_db()
    assert held.reminded_days == days
    assert mail.to == held.user.email
    assert "bmp@icmpd.org" in mail.sender


def test_no_reminder_leaves_before_the_first_day_or_between_two(mails: Mails) -> None:
    _in_days(31)
    _in_days(20, reminded_days=30)

    assert renewal.remind() == 0


def test_after_a_silence_of_the_clock_one_reminder_is_enough(mails: Mails) -> None:
    _in_days(2)

    assert [renewal.remind(), renewal.remind()] == [1, 0]


def test_a_member_who_reads_is_renewed_by_the_own_mailbox(mails: Mails) -> None:
    held = _in_days(10, undelivered_at=timezone.now())

    row = renewal.still_in_post(held)

    assert row.valid_until == months_later(held.valid_until, 12)
    assert row.undelivered_at is None
    assert mails("membership-renewed")
    assert _audited("membership.in_post") == 1


@pytest.mark.parametrize(
    "role", ["contributor", "editor", "contact_point", "secretariat"]
)
def test_who_writes_or_decides_waits_for_the_staff(
    role: str, staff: User, mails: Mails
) -> None:
    held = _in_days(10, role)

    row = renewal.still_in_post(held)
    assert row.valid_until == held.valid_until
    assert row.still_in_post_at is not None
    assert not mails("membership-renewed")

    row = steps.renew(row, by=staff)
    assert row.valid_until == months_later(held.valid_until, 6)
    assert row.still_in_post_at is None
    assert mails("membership-renewed")


def test_whoever_answered_is_not_reminded_again(mails: Mails) -> None:
    renewal.still_in_post(_in_days(10, "editor"))

    assert renewal.remind() == 0


def test_a_reported_leaver_does_not_renew_alone(mails: Mails) -> None:
    held = _in_days(10, leaver_at=timezone.now())

    row = renewal.still_in_post(held)

    assert row.valid_until == held.valid_until
    assert row.still_in_post_at is not None


def test_who_names_a_successor_counts_as_leaving() -> None:
    held = _in_days(10)

    row = renewal.succeeded_by(held, renewal.Successor("Vera Holt", "v@moi.example"))

    assert (row.successor_name, row.successor_email) == ("Vera Holt", "v@moi.example")
    assert row.leaver_by == held.user


def test_access_is_renewed_for_ninety_days_after_its_end_and_no_longer(
    staff: User,
) -> None:
    row = steps.renew(_in_days(-90), by=staff)
    assert row.valid_from == timezone.localdate()
    assert row.standing is Standing.ACTIVE

    with pytest.raises(TransitionError):
        steps.renew(_in_days(-91), by=staff)


def test_renewing_twice_renews_once(staff: User, mails: Mails) -> None:
    held = _in_days(5)
    steps.renew(held, by=staff)

    with pytest.raises(TransitionError):
        steps.renew(held, by=staff)
    assert len(mails("membership-renewed")) == 1


# --- the end ---


def test_access_ends_at_the_next_request_and_sessions_by_the_clock(
    client: Client, mails: Mails
) -> None:
    held = _in_days(0)
    client.force_login(held.user)
    assert client.get(reverse("map:page", args=["bmp"])).status_code == 200
    Membership.objects.filter(pk=held.pk).update(
        valid_until=timezone.localdate() - timedelta(days=1)
    )

    assert client.get(reverse("map:page", args=["bmp"])).status_code == 403
    assert [renewal.expire(), renewal.expire()] == [1, 0]

    assert not UserSession.objects.filter(user=held.user).exists()
    assert client.get(reverse("me:home")).status_code == 302
    assert len(mails("membership-expired")) == 1


def test_the_other_i_map_keeps_the_session_open(client: Client) -> None:
    held = _in_days(-1)
    make_membership(held.user, "mtm")
    client.force_login(held.user)

    renewal.expire()

    assert UserSession.objects.filter(user=held.user).exists()


def test_an_end_long_ago_is_told_to_nobody(mails: Mails) -> None:
    _in_days(-200)

    assert renewal.expire() == 1
    assert not mails("membership-expired")


# --- steps of the staff ---


def test_a_pause_ends_sessions_at_once_and_is_told(
    staff: User, client: Client, mails: Mails
) -> None:
    held = _in_days(100)
    client.force_login(held.user)

    steps.suspend(held, CAUSE, by=staff)

    assert access_for(held.user, "bmp").standing is Standing.SUSPENDED
    assert not UserSession.objects.filter(user=held.user).exists()
    assert CAUSE.reason in mails("membership-suspended")[0].text
    assert _audited("membership.suspend") == 1
    assert CAUSE.reason not in str(AuditEvent.objects.latest("pk").data)


def test_a_pause_may_be_kept_from_the_person(staff: User, mails: Mails) -> None:
    steps.suspend(_in_days(100), Pause("Misuse.", tells=False), by=staff)

    assert not mails("membership-suspended")


def test_what_was_paused_for_a_cause_another_colleague_resumes(
    staff: User, mails: Mails
) -> None:
    held = _in_days(100)
    steps.suspend(held, CAUSE, by=staff)

    with pytest.raises(PermissionDenied):
        steps.resume(held, by=staff)
    row = steps.resume(held, by=make_member(role="secretariat"))

    assert row.standing is Standing.ACTIVE
    assert mails("membership-resumed")


def test_an_absence_may_be_resumed_by_who_paused_it_but_never_a_colleagues_access(
    staff: User,
) -> None:
    absence = Pause("On leave.", is_for_cause=False)
    reader, colleague = _in_days(100), _in_days(100, "secretariat")
    steps.suspend(reader, absence, by=staff)
    steps.suspend(colleague, absence, by=staff)

    assert steps.resume(reader, by=staff).suspended_at is None
    with pytest.raises(PermissionDenied):
        steps.resume(colleague, by=staff)


def test_ending_is_for_good_and_says_why(staff: User, mails: Mails) -> None:
    held = _in_days(100)

    steps.end(held, "The post was abolished.", by=staff)

    assert access_for(held.user, "bmp").standing is Standing.EXPIRED
    assert "abolished" in mails("membership-ended")[0].text
    with pytest.raises(TransitionError):
        steps.end(held, "Again.", by=staff)
    with pytest.raises(TransitionError):
        steps.suspend(held, CAUSE, by=staff)


def test_the_end_can_be_moved_while_access_is_given(staff: User) -> None:
    held = _in_days(20, reminded_days=30)
    day = timezone.localdate() + timedelta(days=200)

    row = steps.change_until(held, day, by=staff)

    assert (row.valid_until, row.reminded_days) == (day, None)
    with pytest.raises(TransitionError):
        steps.change_until(_in_days(-5), day, by=staff)


@pytest.mark.parametrize("who", ["self", "reader", "other i-Map"])
def test_nobody_else_takes_a_step(who: str, staff: User) -> None:
    held = _in_days(5)
    by = {
        "self": staff,
        "reader": make_member(),
        "other i-Map": make_member("mtm", role="secretariat"),
    }[who]
    if who == "self":
        held = Membership.objects.get(user=staff)
    day = date(2027, 1, 1)

    for step in (
        lambda: steps.renew(held, by=by),
        lambda: steps.suspend(held, CAUSE, by=by),
        lambda: steps.resume(held, by=by),
        lambda: steps.end(held, "x", by=by),
        lambda: steps.change_until(held, day, by=by),
        lambda: steps.look_at(held, by=by),
    ):
        with pytest.raises(PermissionDenied):
            step()


# --- the page behind the link ---


def _page_of(held: Membership) -> str:
    token = tokens.make(tokens.Purpose.RENEWAL, held.dialogue_id, held.key)
    return reverse("accounts:renew", args=[held.dialogue_id, token])


def test_opening_the_link_changes_nothing_and_pressing_twice_renews_once(
    client: Client,
) -> None:
    held = _in_days(10)

    assert b"Are you still in this post?" in client.get(_page_of(held)).content
    held.refresh_from_db()
    before = held.valid_until
    for _time in range(2):
        client.post(_page_of(held), {"answer": "yes"})

    held.refresh_from_db()
    assert held.valid_until == months_later(before, 12)


def test_a_successor_without_an_address_is_asked_for_it_again(client: Client) -> None:
    held = _in_days(10)

    answer = client.post(
        _page_of(held), {"answer": "successor", "name": "Vera", "email": ""}
    )

    assert b"error-summary" in answer.content
    assert b'value="Vera"' in answer.content


def test_a_link_for_the_other_i_map_or_another_purpose_is_dead(client: Client) -> None:
    held = _in_days(10)
    wrong = tokens.make(tokens.Purpose.ACCESS, "bmp", held.key)
    foreign = tokens.make(tokens.Purpose.RENEWAL, "mtm", held.key)

    for token in (wrong, foreign, "x"):
        page = reverse("accounts:renew", args=["bmp", token])
        assert client.get(page).status_code == 404


def test_use_is_noted_as_a_day_of_this_i_map_alone(client: Client) -> None:
    user = make_member()
    make_membership(user, "mtm")
    client.force_login(user)
    session = client.session
    del session["used_bmp"], session["used_mtm"]
    session.save()

    client.get(reverse("map:page", args=["bmp"]))

    used = dict(Membership.objects.values_list("dialogue_id", "last_used_on"))
    assert used == {"bmp": timezone.localdate(), "mtm": None}


def test_a_contributor_gets_the_named_sections_until_the_date() -> None:
    held = _in_days(
        10, "contributor", edition="ARM/extended/2014", sections=["C1.1", "C1.2"]
    )

    access = access_for(held.user, "bmp")

    assert access.assignments == {
        ("ARM/extended/2014", "C1.1"),
        ("ARM/extended/2014", "C1.2"),
    }
    assert access.is_editor
    Membership.objects.update(valid_until=timezone.localdate() - timedelta(days=1))
    assert not access_for(held.user, "bmp").assignments
