"""A new address: confirmed by its mailbox, stopped by the old one, decided anew."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import registration
from accounts.membership import renewal
from accounts.membership.giving import Grant
from accounts.models import AddressChange, Membership, Registration, User
from accounts.queue import previews as registration_previews
from accounts.registration import address_change
from imap.core.access import Role, Standing, access_for
from imap.core.exceptions import TransitionError
from tests.accounts.conftest import Mails
from tests.factories import make_member, make_membership, make_user
from tests.sign_in import sign_in

OLD = "ada@ministry.example"
SAME = "ada.lind@ministry.example"
ELSEWHERE = "ada@office.example"


@pytest.fixture
def member() -> User:
    return make_member(email=OLD)


def _link(text: str) -> str:
    return re.findall(r"http://testserver(/\S+)", text)[0]


def _moved(user: User, to: str = ELSEWHERE) -> AddressChange:
    return address_change.confirm(address_change.ask(user, to))


def test_asking_tells_both_mailboxes_and_changes_nothing(
    member: User, mails: Mails
) -> None:
    address_change.ask(member, SAME)

    member.refresh_from_db()
    assert member.email == OLD
    assert mails("address-confirm")[0].to == SAME
    assert mails("address-asked")[0].to == OLD
    assert SAME not in mails("address-confirm")[0].text


def test_at_the_same_office_the_confirmation_is_all(
    member: User, client: Client, mails: Mails
) -> None:
    address_change.ask(member, SAME)
    link = _link(mails("address-confirm")[0].text)

    client.get(link)
    member.refresh_from_db()
    assert member.email == OLD
    for _time in range(2):
        assert client.post(link).status_code == 200

    member.refresh_from_db()
    assert member.email == SAME
    address = EmailAddress.objects.get(user=member)
    assert (address.email, address.verified, address.primary) == (SAME, True, True)
    assert not Registration.objects.exists()
    assert len(mails("address-changed")) == 1
    held = Membership.objects.get(user=member)
    assert SAME in held.search_key
    assert held.move_due_on is None


def test_links_mailed_to_the_former_address_are_dead(member: User) -> None:
    before = Membership.objects.get(user=member).key

    _moved(member, SAME)

    assert Membership.objects.get(user=member).key != before


def test_free_mail_is_no_office_however_equal_the_domain() -> None:
    assert address_change.is_same_office("a@ministry.example", "b@Ministry.example")
    assert not address_change.is_same_office("a@gmail.com", "b@gmail.com")
    assert not address_change.is_same_office("a@x.example", "a@sub.x.example")


def test_an_address_elsewhere_is_decided_by_each_i_map_by_itself(
    member: User, mails: Mails
) -> None:
    make_membership(member, "mtm")
    make_member(role="secretariat", email="staff@icmpd.example")

    _moved(member)

    rows = Registration.objects.order_by("dialogue_id")
    assert [row.dialogue_id for row in rows] == ["bmp", "mtm"]
    for row in rows:
        assert row.source == Registration.Source.ADDRESS_CHANGE
        assert row.state == Registration.State.WAITING
        (flag,) = [each for each in row.flags if each["code"] == "moved"]
        assert flag["params"] == {"old": OLD, "new": ELSEWHERE}
    assert access_for(member, "bmp").is_member
    (mail,) = mails("registration-waiting", to="staff@icmpd.example")
    assert not re.search(r"\bmtm\b", f"{mail.subject} {mail.text}", re.IGNORECASE)


def test_approving_keeps_what_was_there_and_nothing_more(
    member: User, mails: Mails
) -> None:
    before = Membership.objects.get(user=member)
    row = _decide(member, approve=True)

    held = Membership.objects.get(user=member)
    assert row.state == Registration.State.APPROVED
    assert (held.role, held.valid_until) == (before.role, before.valid_until)
    assert held.move_due_on is None
    assert mails("membership-moved")
    assert not mails("registration-approved")


def test_refusing_ends_the_access_to_that_i_map_alone(
    member: User, client: Client
) -> None:
    make_membership(member, "mtm")

    _decide(member, approve=False)

    assert access_for(member, "bmp").standing is Standing.EXPIRED
    assert access_for(member, "mtm").is_member


def test_an_editors_move_takes_two_people(mails: Mails) -> None:
    editor = make_member(role="editor", country="ARM", email=OLD)
    first, second = (make_member(role="secretariat") for _each in range(2))
    _moved(editor)
    row = Registration.objects.get(dialogue="bmp")

    row = registration.approve(
        row, _grant(), by=first, version=row.version, reason="Known."
    )

    assert row.state == Registration.State.COSIGN
    row = registration.second(row, by=second, version=row.version)
    assert row.state == Registration.State.APPROVED


def test_without_a_decision_access_is_paused_after_fourteen_days(
    member: User, mails: Mails
) -> None:
    _moved(member)
    held = Membership.objects.get(user=member)
    assert held.move_due_on == timezone.localdate() + timedelta(days=14)
    assert renewal.suspend_moved() == 0

    Membership.objects.update(move_due_on=timezone.localdate() - timedelta(days=1))
    assert [renewal.suspend_moved(), renewal.suspend_moved()] == [1, 0]

    assert access_for(member, "bmp").standing is Standing.SUSPENDED
    assert "new address" in mails("membership-suspended")[0].text


def test_a_late_approval_lifts_that_pause(member: User) -> None:
    _moved(member)
    Membership.objects.update(move_due_on=timezone.localdate() - timedelta(days=1))
    renewal.suspend_moved()

    _decide(member, approve=True, is_moved=True)

    assert access_for(member, "bmp").is_member


def test_the_old_mailbox_stops_a_change_before_it_is_confirmed(
    member: User, client: Client, mails: Mails
) -> None:
    client.force_login(member)
    change = address_change.ask(member, ELSEWHERE)
    link = _link(mails("address-asked")[0].text)
    stranger = Client()

    stranger.get(link)
    assert UserSession.objects.filter(user=member).exists()
    for _time in range(2):
        assert stranger.post(link).status_code == 200

    assert not UserSession.objects.filter(user=member).exists()
    with pytest.raises(TransitionError):
        address_change.confirm(change)


def test_stopping_puts_the_old_address_back_and_tells_each_staff_its_own(
    member: User, mails: Mails
) -> None:
    make_membership(member, "mtm")
    make_member(role="secretariat", email="east@icmpd.example")
    make_member("mtm", role="secretariat", email="south@icmpd.example")
    change = _moved(member)

    address_change.stop(change)

    member.refresh_from_db()
    assert member.email == OLD
    assert not member.has_usable_password()
    assert {row.state for row in Registration.objects.all()} == {
        Registration.State.WITHDRAWN
    }
    assert not Membership.objects.filter(move_due_on__isnull=False).exists()
    alarms = {mail.to: mail for mail in mails("membership-alarm")}
    assert set(alarms) == {"east@icmpd.example", "south@icmpd.example"}
    assert "/mtm/" not in alarms["east@icmpd.example"].text
    assert "/bmp/" not in alarms["south@icmpd.example"].text


def test_an_address_with_an_account_answers_alike_and_only_its_holder_learns_it(
    member: User, client: Client, mails: Mails
) -> None:
    make_user(email="taken@ministry.example")
    pages = []
    for email in ("taken@ministry.example", "free1@ministry.example"):
        client.force_login(member)
        pages.append(
            client.post(reverse("account_email"), {"email": email}, follow=True)
        )

    sizes = {
        len(page.content.replace(b"taken@", b"").replace(b"free1@", b""))
        for page in pages
    }
    assert len(sizes) == 1
    assert mails("address-taken")[0].to == "taken@ministry.example"
    assert not mails("address-confirm", to="taken@ministry.example")


def test_only_the_newest_change_can_be_confirmed(member: User) -> None:
    first = address_change.ask(member, SAME)
    address_change.ask(member, ELSEWHERE)

    with pytest.raises(TransitionError):
        address_change.confirm(first)


def test_the_link_to_confirm_does_not_stop_and_the_other_way_round(
    member: User, client: Client, mails: Mails
) -> None:
    address_change.ask(member, SAME)
    token = _link(mails("address-asked")[0].text).split("/")[-2]

    page = reverse("account_email_confirmed", args=[token])

    assert client.post(page).status_code == 404


def test_changing_the_address_asks_for_a_recent_proof(
    member: User, client: Client
) -> None:
    sign_in(client, member, ago=3600)

    answer = client.post(reverse("account_email"), {"email": SAME})

    assert answer.status_code == 302
    assert not AddressChange.objects.exists()


def _grant() -> Grant:
    return Grant(Role.READER, timezone.localdate() + timedelta(days=365))


def _decide(user: User, *, approve: bool, is_moved: bool = False) -> Registration:
    staff = make_member(role="secretariat")
    if not is_moved:
        _moved(user)
    row = Registration.objects.get(dialogue="bmp")
    if approve:
        return registration.approve(
            row, _grant(), by=staff, version=row.version, reason="Known."
        )
    return registration.refuse(row, "Not an office.", by=staff, version=row.version)


def test_the_desk_shows_what_is_decided_and_the_mail_that_leaves(
    member: User, client: Client, mails: Mails
) -> None:
    staff = make_member(role="secretariat")
    _moved(member)
    row = Registration.objects.get()
    sign_in(client, staff)
    path = reverse("accounts:desk-registration", args=["bmp", row.number])

    page = client.get(path).content.decode()
    assert "not granting ends it on this i-Map" in page
    assert 'name="role"' not in page
    preview = registration_previews.of_approval(row, _reader())
    client.post(f"{path}approve/", {"version": str(row.version), "reason": "Known"})

    [sent] = mails("membership-moved")
    assert preview.text == sent.text
    assert not mails("registration-approved")


def test_the_move_of_an_editor_takes_two_people(member: User) -> None:
    staff, colleague = (make_member(role="secretariat") for _ in range(2))
    make_membership(member, role="editor", country="ARM")
    _moved(member)
    row = Registration.objects.get()

    waiting = registration.approve(
        row, _reader(), by=staff, version=row.version, reason="Known"
    )

    assert waiting.state == Registration.State.COSIGN
    registration.second(waiting, by=colleague, version=waiting.version)


def _reader() -> Grant:
    return Grant(Role.READER, timezone.localdate() + timedelta(days=300))
