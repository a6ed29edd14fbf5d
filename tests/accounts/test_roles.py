"""Roles of members: one person gives the small ones, two the others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from accounts.membership.giving import Grant
from accounts.models import Membership, RoleProposal, User
from accounts.registration import roles
from accounts.registration.roles import Proposed
from imap.core.access import Role, access_for
from imap.core.audit.models import AuditEvent
from imap.core.exceptions import TransitionError
from tests.accounts.conftest import Mails
from tests.factories import make_member, make_user

State = RoleProposal.State
UNTIL = timezone.localdate() + timedelta(days=150)
EDITOR = Grant(Role.EDITOR, UNTIL, "ARM")
WRITES = Grant(Role.CONTRIBUTOR, UNTIL, None, "ARM/extended/2014", ("C1.1",))


@pytest.fixture
def first() -> User:
    return make_member(role="secretariat")


@pytest.fixture
def second() -> User:
    return make_member(role="secretariat")


def _propose(user: User, grant: Grant, by: User) -> RoleProposal:
    return roles.propose("bmp", Proposed(user, grant, "Named in a note."), by=by)


def test_one_person_makes_a_contributor(
    first: User, second: User, mails: Mails
) -> None:
    user = make_member()

    row = _propose(user, WRITES, first)

    assert row.state == State.GIVEN
    assert access_for(user, "bmp").assignments == {("ARM/extended/2014", "C1.1")}
    assert mails("role-given")[0].to == user.email


def test_an_editor_takes_a_second_colleague(
    first: User, second: User, mails: Mails
) -> None:
    user = make_member()
    row = _propose(user, EDITOR, first)
    assert row.state == State.PROPOSED
    assert not access_for(user, "bmp").is_editor
    assert [mail.to for mail in mails("role-proposed")] == [second.email]

    roles.confirm(row, by=second)

    held = Membership.objects.get(user=user, role="editor")
    assert (held.granted_by, held.second_by, held.valid_until) == (first, second, UNTIL)
    assert access_for(user, "bmp").countries == {"ARM"}
    assert AuditEvent.objects.filter(action="membership.role", chain="bmp").exists()


def test_nobody_confirms_the_own_proposal_or_the_own_role(
    first: User, second: User
) -> None:
    row = _propose(make_member(), EDITOR, first)
    own = _propose(second, EDITOR, first)

    with pytest.raises(PermissionDenied):
        roles.confirm(row, by=first)
    with pytest.raises(PermissionDenied):
        roles.confirm(own, by=second)
    with pytest.raises(PermissionDenied):
        _propose(first, EDITOR, first)


def test_strangers_and_the_other_i_maps_staff_propose_nothing(first: User) -> None:
    user = make_member()

    for by in (make_member(), make_member("mtm", role="secretariat"), make_user()):
        with pytest.raises(PermissionDenied):
            _propose(user, EDITOR, by)


def test_a_returned_proposal_gives_nothing_and_is_over(
    first: User, second: User
) -> None:
    user = make_member()
    row = _propose(user, EDITOR, first)

    roles.send_back(row, "Not yet named.", by=second)

    with pytest.raises(TransitionError):
        roles.confirm(row, by=second)
    assert not access_for(user, "bmp").is_editor


def test_the_only_member_of_staff_waits_and_the_mailbox_is_told(
    first: User, mails: Mails
) -> None:
    user = make_member()

    row = _propose(user, EDITOR, first)

    assert row.state == State.PROPOSED
    assert row.effective_at is not None
    assert [mail.to for mail in mails("role-alone")] == ["bmp@icmpd.org"]
    assert roles.settle_due() == 0
    RoleProposal.objects.update(effective_at=timezone.now())
    assert [roles.settle_due(), roles.settle_due()] == [1, 0]
    assert access_for(user, "bmp").is_editor


def test_what_waits_for_its_day_may_be_taken_back(first: User) -> None:
    user = make_member()
    row = _propose(user, EDITOR, first)

    roles.withdraw(row, by=first)
    RoleProposal.objects.update(effective_at=timezone.now())

    assert roles.settle_due() == 0
    assert not access_for(user, "bmp").is_editor


def test_only_members_of_this_i_map_get_another_role(first: User, second: User) -> None:
    for user in (make_user(), make_member("mtm")):
        with pytest.raises(TransitionError):
            _propose(user, EDITOR, first)


def test_a_role_somebody_has_is_not_given_again(first: User, second: User) -> None:
    editor = make_member(role="editor", country="ARM")

    with pytest.raises(TransitionError):
        _propose(editor, EDITOR, first)


@pytest.mark.parametrize(("staff", "name"), [(2, "role-proposed"), (1, "role-alone")])
def test_pressing_twice_makes_one_proposal_one_mail_and_one_event(
    mails: Mails, staff: int, name: str
) -> None:
    first, *_others = [make_member(role="secretariat") for _each in range(staff)]
    user = make_member()

    row, again = _propose(user, EDITOR, first), _propose(user, EDITOR, first)

    assert row == again
    assert RoleProposal.objects.count() == 1
    assert [mail.name for mail in mails()] == [name]
    assert AuditEvent.objects.filter(action="role.propose").count() == 1
    again.refresh_from_db()
    assert again.effective_at == row.effective_at


def test_pressing_twice_gives_a_small_role_once(
    first: User, second: User, mails: Mails
) -> None:
    user = make_member()
    grant = Grant(Role.READER, UNTIL)
    Membership.objects.filter(user=user).update(role=Role.CONTACT_POINT, country="ARM")

    _propose(user, grant, first)
    with pytest.raises(TransitionError):
        _propose(user, grant, first)

    assert len(mails("role-given")) == 1
    assert Membership.objects.filter(user=user, role=Role.READER).count() == 1


def test_the_button_pressed_twice_proposes_once(
    client: Client, first: User, second: User, mails: Mails
) -> None:
    client.force_login(first)
    member = Membership.objects.get(user=make_member())
    page = f"/en/bmp/desk/members/{member.key}/role/"
    form = {"role": "editor", "until": UNTIL.isoformat(), "country": "ARM"}
    form["reason"] = "Named in a note."

    answers = [client.post(page, form) for _press in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert RoleProposal.objects.count() == 1
    assert len(mails("role-proposed")) == 1
    assert AuditEvent.objects.filter(action="role.propose").count() == 1


def test_a_role_that_replaces_another_ends_it(
    first: User, second: User, mails: Mails
) -> None:
    old = make_member(role="contact_point", country="ARM")
    tasks = Membership.objects.get(user=old)
    user = make_member()
    grant = Grant(Role.CONTACT_POINT, UNTIL, "ARM")

    row = roles.propose("bmp", Proposed(user, grant, "Follows.", tasks), by=first)
    roles.confirm(row, by=second)

    tasks.refresh_from_db()
    assert tasks.ended_at is not None
    assert access_for(user, "bmp").roles == {Role.READER, Role.CONTACT_POINT}
    assert {mail.to for mail in mails("handover")} == {old.email, user.email}
