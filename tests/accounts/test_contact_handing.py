"""A contact point invites colleagues, and hands the tasks over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from accounts import contact, inviting, registration
from accounts.inviting import Invited
from accounts.membership.giving import Grant
from accounts.models import (
    Invitation,
    RoleProposal,
    User,
)
from accounts.registration import roles
from imap.core.access import Role, access_for
from imap.core.audit.models import AuditEvent
from imap.core.exceptions import TransitionError
from tests.accounts.conftest import Mails
from tests.accounts.forms import link_in
from tests.accounts.states import (
    COLLEAGUE,
    STATE,
    make_colleague,
    make_request,
    own_of,
)
from tests.factories import make_member, make_membership


@pytest.fixture
def point() -> User:
    return make_member(role="contact_point", country="ARM", full_name="Nare Point")


def test_a_colleague_is_invited_by_mail_without_what_was_typed_about_them(
    client: Client, point: User, mails: Mails
) -> None:
    client.force_login(point)

    client.post(
        f"{STATE}invitations/new/",
        {
            "name": "Lena <b>Orn</b>",
            "email": "lena@mfa.example",
            "language": "ru",
            "text": "Buy at http://evil.example",
        },
    )

    [mail] = mails("invitation")
    assert (mail.to, mail.language) == ("lena@mfa.example", "ru")
    assert link_in(mail).startswith("/ru/bmp/register/invitation/")
    assert "Nare Point" in mail.text
    assert "Lena" not in mail.text
    assert "evil" not in mail.text
    page = client.get(f"{STATE}invitations/").content.decode()
    assert "lena@mfa.example" in page


def test_inviting_twice_is_one_invitation(point: User, mails: Mails) -> None:
    first, second = (
        inviting.invite("bmp", "ARM", COLLEAGUE, by=point) for _press in range(2)
    )

    assert first == second
    assert len(mails("invitation")) == 1
    assert AuditEvent.objects.filter(action="invitation.send").count() == 1


def test_only_for_the_own_state(point: User) -> None:
    with pytest.raises(PermissionDenied):
        inviting.invite("bmp", "GEO", COLLEAGUE, by=point)
    with pytest.raises(PermissionDenied):
        inviting.invite("mtm", "ARM", COLLEAGUE, by=point)


def test_an_invitation_is_withdrawn_while_it_is_open(
    client: Client, point: User
) -> None:
    row = inviting.invite("bmp", "ARM", COLLEAGUE, by=point)
    client.force_login(point)
    address = f"{STATE}invitations/{row.key}/withdraw/"

    assert [client.post(address).status_code for _press in range(2)] == [302, 302]

    row.refresh_from_db()
    assert not row.is_open
    used = inviting.invite("bmp", "ARM", COLLEAGUE, by=point)
    Invitation.objects.filter(pk=used.pk).update(used_at=timezone.now())
    address = f"{STATE}invitations/{used.key}/withdraw/"
    assert client.post(address).status_code == 409


def test_invitations_of_others_do_not_exist(client: Client, point: User) -> None:
    row = inviting.invite("bmp", "ARM", COLLEAGUE, by=point)
    client.force_login(make_member(role="contact_point", country="ARM"))

    assert "lena@" not in client.get(f"{STATE}invitations/").content.decode()
    response = client.post(f"{STATE}invitations/{row.key}/withdraw/")
    assert response.status_code == 404


def test_an_invitation_lapses_with_its_link(point: User) -> None:
    old = inviting.invite("bmp", "ARM", COLLEAGUE, by=point)
    long_ago = timezone.now() - timedelta(days=31)
    Invitation.objects.filter(pk=old.pk).update(at=long_ago)

    assert [inviting.lapse() for _time in range(2)] == [1, 0]

    old.refresh_from_db()
    assert not old.is_open


def test_a_member_elsewhere_is_invited_like_anybody(
    client: Client, point: User, mails: Mails
) -> None:
    make_member("mtm", email="lena@mfa.example")
    known = inviting.invite("bmp", "ARM", COLLEAGUE, by=point)
    other = Invited("Lena Orn", "new@mfa.example", "en", "x")
    new = inviting.invite("bmp", "ARM", other, by=point)

    texts = [mail.text.replace(link_in(mail), "") for mail in mails("invitation")]

    assert texts[0] == texts[1]
    assert (known.registration, new.registration) == (None, None)


def test_tasks_go_to_a_member_when_two_of_the_staff_agree(
    client: Client, point: User, mails: Mails
) -> None:
    first, second = (make_member(role="secretariat") for _ in range(2))
    successor = make_colleague(full_name="Reader Armenia")
    client.force_login(point)
    form = {
        "who": "member",
        "member-successor": str(successor.key),
        "member-reason": "I move to another post.",
    }

    for _press in range(2):
        client.post(f"{STATE}handover/", form)

    proposal = RoleProposal.objects.get()
    assert (proposal.user, proposal.replaces) == (successor.user, own_of(point))
    roles.confirm(proposal, by=first)
    assert access_for(point, "bmp").is_contact_point
    with pytest.raises(PermissionDenied):
        roles.confirm(proposal, by=first)
    roles.confirm(proposal, by=second)
    assert access_for(successor.user, "bmp").is_contact_point
    assert not access_for(point, "bmp").is_contact_point
    assert {mail.to for mail in mails("handover")} == {
        point.email,
        successor.user.email,
    }


def test_the_contact_point_takes_the_proposal_back(client: Client, point: User) -> None:
    successor = make_colleague()
    proposal = contact.hand_over(own_of(point), successor, "x", by=point)
    client.force_login(point)
    address = f"{STATE}handover/{proposal.key}/withdraw/"

    assert client.post(address).status_code == 302

    with pytest.raises(TransitionError):
        roles.confirm(proposal, by=make_member(role="secretariat"))


def test_neither_proposer_nor_successor_decides(point: User) -> None:
    successor = make_colleague()
    proposal = contact.hand_over(own_of(point), successor, "x", by=point)
    for person in (point, successor.user):
        make_membership(person, role="secretariat")

    for person in (point, successor.user, make_member()):
        with pytest.raises(PermissionDenied):
            roles.confirm(proposal, by=person)


def test_tasks_go_to_nobody_of_another_state(client: Client, point: User) -> None:
    successor = make_colleague("GEO")
    client.force_login(point)

    with pytest.raises(PermissionDenied):
        contact.hand_over(own_of(point), successor, "x", by=point)
    page = client.post(
        f"{STATE}handover/",
        {
            "who": "member",
            "member-successor": str(successor.key),
            "member-reason": "x",
        },
    )

    assert "Choose somebody of your state" in page.content.decode()
    assert not RoleProposal.objects.exists()


def test_somebody_new_takes_over_when_the_role_is_given(
    client: Client, point: User, mails: Mails
) -> None:
    first, second = (make_member(role="secretariat") for _ in range(2))
    client.force_login(point)
    client.post(
        f"{STATE}handover/",
        {
            "who": "other",
            "other-name": "Lena Orn",
            "other-email": "lena@mfa.example",
            "other-language": "en",
            "other-text": "She follows me.",
        },
    )
    invitation = Invitation.objects.get()
    assert invitation.replaces == own_of(point)
    row = make_request(email="lena@mfa.example")
    Invitation.objects.update(registration=row, used_at=timezone.now())
    until = timezone.localdate() + timedelta(days=90)

    registration.approve(
        row, Grant(Role.CONTACT_POINT, until, "ARM"), by=first, version=1, reason="x"
    )
    row.refresh_from_db()
    assert access_for(point, "bmp").is_contact_point
    registration.second(row, by=second, version=row.version)

    assert not access_for(point, "bmp").is_contact_point
    assert len(mails("handover")) == 2


def test_a_smaller_role_than_asked_for_ends_nobodys_tasks(
    point: User, mails: Mails
) -> None:
    staff = make_member(role="secretariat")
    inviting.invite("bmp", "ARM", COLLEAGUE, by=point, replaces=own_of(point))
    row = make_request(email="lena@mfa.example")
    Invitation.objects.update(registration=row, used_at=timezone.now())
    until = timezone.localdate() + timedelta(days=90)

    registration.approve(
        row, Grant(Role.READER, until), by=staff, version=1, reason="x"
    )

    assert access_for(point, "bmp").is_contact_point
    assert not mails("handover")
