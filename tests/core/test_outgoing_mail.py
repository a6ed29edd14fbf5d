"""The secretariat sees what its i-Map sent, and never more than that."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from accounts.mails import registrations as notifications
from accounts.models import Registration
from imap.core.audit.models import AuditEvent, AuditHead
from imap.core.exceptions import TransitionError
from imap.core.outbox import steps
from imap.core.outbox.masking import MASK, masked
from imap.core.outbox.models import OutgoingMail
from tests.factories import (
    make_dialogue,
    make_mail,
    make_member,
    make_membership,
    make_registration,
    make_user,
)

pytestmark = pytest.mark.django_db

LIST = "/en/bmp/desk/mail/"
State = OutgoingMail.State


@pytest.fixture(autouse=True)
def _no_counts() -> None:
    cache.clear()


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(make_member(role="secretariat", email="staff@icmpd.example"))
    return client


def _text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_the_list_shows_the_own_mails_only(staff: Client) -> None:
    make_dialogue("mtm")
    make_mail(to="own@ministry.example")
    make_mail("mtm", to="other@ministry.example")
    make_mail("", to="platform@ministry.example", name="account")

    page = _text(staff, LIST)

    assert "own@ministry.example" in page
    assert "other@ministry.example" not in page
    assert "platform@ministry.example" not in page


@pytest.mark.parametrize("dialogue", ["mtm", ""])
@pytest.mark.parametrize("step", ["", "again/", "cancel/"])
def test_a_mail_of_the_other_i_map_or_of_the_platform_is_not_there(
    staff: Client, dialogue: str, step: str
) -> None:
    mail = make_mail(dialogue, state=State.FAILED)
    path = f"{LIST}{mail.key}/{step}"

    answer = staff.post(path) if step else staff.get(path)

    assert answer.status_code == 404
    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=failed", {"b"}),
        ("state=bounced", {"c"}),
        ("state=sent", {"d"}),
        ("kind=registration-refused", {"b"}),
        ("address=c%40", {"c"}),
        ("state=nonsense", {"a", "b", "c", "d"}),
        ("page=999", {"a", "b", "c", "d"}),
    ],
)
def test_the_list_is_filtered(staff: Client, query: str, found: set[str]) -> None:
    make_mail(to="a@x.example")
    make_mail(to="b@x.example", state=State.FAILED, name="registration-refused")
    make_mail(to="c@x.example", state=State.SENT, bounced_at=timezone.now())
    make_mail(to="d@x.example", state=State.SENT)

    page = _text(staff, f"{LIST}?{query}")

    assert {letter for letter in "abcd" if f"{letter}@x.example" in page} == found


def test_a_link_that_opens_something_is_hidden(staff: Client) -> None:
    row = make_registration()
    membership = make_membership(make_user())
    notifications.confirm_address(make_registration(state="link_sent"))
    notifications.received(Registration.objects.get(pk=row.pk, number=row.number))
    notifications.approved(row, membership)

    for mail in OutgoingMail.objects.filter(dialogue="bmp"):
        links = re.findall(r"http://testserver\S+", mail.text)
        page = _text(staff, f"{LIST}{mail.key}/")
        assert links
        assert MASK in page
        for link in links:
            secret = max(link.split("/"), key=len)
            if len(secret) > 24:
                assert secret not in page


@pytest.mark.parametrize(
    "link",
    [
        "http://testserver/en/bmp/register/access/ImRlYWQi:1vN:abc-DEF/",
        "http://testserver/en/accounts/password/reset/key/1-cx9k2-0f3a9/",
        "http://testserver/en/accounts/confirm-email/MQ:1vN4:xyz/",
        "http://testserver/en/bmp/?token=abc",
        "http://testserver/en/bmp/#abc",
    ],
)
def test_no_secret_survives_the_mask(link: str) -> None:
    text = masked(f'Open {link} or <a href="{link}">{link}</a>')

    assert link not in text
    assert text.count(MASK) == 3


def test_concealed_words_reach_the_reader_and_not_the_desk(staff: Client) -> None:
    mail = make_mail(
        text="Your user name: anna.h. Goodbye.",
        html="<p>Your user name: anna.h. Goodbye.</p>",
        concealed="anna.h",
        state=State.SENT,
    )

    page = _text(staff, f"{LIST}{mail.key}/")
    assert f"Your user name: {MASK}. Goodbye." in page
    assert "anna.h" not in page

    again = steps.resend(mail, by=make_member(role="secretariat"), is_sure=True)
    assert again.concealed == "anna.h"
    assert "anna.h" in again.text


def test_the_mask_leaves_words_and_other_sites_alone() -> None:
    text = "http://testserver/en/bmp/desk/registrations/12/ https://icmpd.org/a?b=c"

    assert masked(text) == text


def test_an_error_is_told_in_words(staff: Client) -> None:
    mail = make_mail(state=State.FAILED, error="550 b'no such mailbox'", tries=1)

    page = _text(staff, f"{LIST}{mail.key}/")

    assert "refused the mail for good" in page


def test_what_is_in_a_mail_runs_nothing(staff: Client) -> None:
    mail = make_mail(text="<script>x</script>", html="<script>y</script>")

    page = _text(staff, f"{LIST}{mail.key}/")

    assert "<script>x" not in page
    assert "<script>y" not in page


def test_a_failed_mail_goes_again_under_a_new_number(staff: Client) -> None:
    mail = make_mail(state=State.FAILED, about="accounts.registration:7")

    answer = staff.post(f"{LIST}{mail.key}/again/")

    again = OutgoingMail.objects.get(resend_of=mail)
    assert answer["Location"] == f"{LIST}{again.key}/"
    assert again.message_id != mail.message_id
    assert (again.to, again.subject, again.text, again.html, again.about) == (
        mail.to,
        mail.subject,
        mail.text,
        mail.html,
        mail.about,
    )
    assert again.state == State.WAITING
    event = AuditEvent.objects.get(action="mail.resend")
    assert (event.chain, event.data) == ("bmp", {"kind": mail.name})


def test_a_mail_that_arrived_goes_again_only_when_confirmed(staff: Client) -> None:
    mail = make_mail(state=State.SENT)

    assert staff.post(f"{LIST}{mail.key}/again/").status_code == 409
    assert staff.post(f"{LIST}{mail.key}/again/", {"sure": "on"}).status_code == 302


@pytest.mark.parametrize(
    "fields",
    [{"state": State.WAITING}, {"state": State.IN_HAND}, {"state": "sent", "text": ""}],
)
def test_what_has_not_left_or_is_no_longer_kept_does_not_go_again(
    staff: Client, fields: dict[str, str]
) -> None:
    mail = make_mail(**fields)

    answer = staff.post(f"{LIST}{mail.key}/again/", {"sure": "on"})

    assert answer.status_code == 409
    assert OutgoingMail.objects.count() == 1


def test_sending_again_twice_at_once_sends_once(staff: Client) -> None:
    mail = make_mail(state=State.FAILED)

    staff.post(f"{LIST}{mail.key}/again/")
    second = staff.post(f"{LIST}{mail.key}/again/")

    assert second.status_code == 409
    assert mail.resends.count() == 1


def test_a_mail_goes_again_three_times_a_day_at_most(staff: Client) -> None:
    mail = make_mail(state=State.FAILED)
    by = make_member(role="secretariat")

    for _ in range(3):
        steps.resend(mail, by=by)
        OutgoingMail.objects.update(state=State.FAILED)

    with pytest.raises(TransitionError):
        steps.resend(mail, by=by)


def test_a_waiting_mail_can_be_kept_from_leaving(staff: Client) -> None:
    mail = make_mail()

    staff.post(f"{LIST}{mail.key}/cancel/")

    mail.refresh_from_db()
    assert mail.state == State.CANCELLED
    assert not OutgoingMail.objects.due().exists()
    assert staff.post(f"{LIST}{mail.key}/cancel/").status_code == 409


@pytest.mark.parametrize("role", ["reader", "contact_point"])
def test_nobody_else_takes_a_step(role: str) -> None:
    mail = make_mail(state=State.FAILED)
    other = make_member("mtm", role="secretariat")

    for by in (make_member(role=role), other):
        with pytest.raises(PermissionDenied):
            steps.resend(mail, by=by)
        with pytest.raises(PermissionDenied):
            steps.cancel(mail, by=by)


def test_a_platform_mail_is_nobodys_to_send_again() -> None:
    mail = make_mail("", state=State.FAILED)

    with pytest.raises(PermissionDenied):
        steps.resend(mail, by=make_member(role="secretariat"))


def test_the_record_shows_the_own_chain_in_words(staff: Client) -> None:
    mail, other = make_mail(), make_mail("mtm")
    steps.cancel(mail, by=make_member(role="secretariat", full_name="Nora Weld"))
    steps.cancel(other, by=make_member("mtm", "secretariat", full_name="Eve Moor"))

    page = _text(staff, "/en/bmp/desk/audit/")

    assert "Mail cancelled before it left" in page
    assert "Nora Weld" in page
    assert "Eve Moor" not in page
    assert "has not been checked yet" in page


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("who=weld", True),
        ("who=eve", False),
        ("action=mail.cancel", True),
        ("action=mail.resend", False),
        ("from=2099-01-01", False),
        ("to=2001-01-01", False),
        ("from=nonsense&to=2001-99-99", True),
    ],
)
def test_the_record_is_filtered(staff: Client, query: str, *, is_found: bool) -> None:
    steps.cancel(make_mail(), by=make_member(role="secretariat", full_name="Nora Weld"))

    page = _text(staff, f"/en/bmp/desk/audit/?{query}")

    assert ("Nora Weld" in page) is is_found


def test_a_broken_record_is_told(staff: Client) -> None:
    steps.cancel(make_mail(), by=make_member(role="secretariat"))
    AuditHead.objects.update(
        checked_at=timezone.now(), fault_number=1, fault_reason="the event was changed"
    )

    assert "Entry 1 is not what was written." in _text(staff, "/en/bmp/desk/audit/")
