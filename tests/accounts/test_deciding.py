from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from accounts import registration
from accounts.membership.giving import Grant
from accounts.models import Membership, Registration, User
from imap.core.access import Role, access_for
from imap.core.audit.models import AuditEvent
from imap.core.exceptions import TransitionError
from imap.core.outbox.masking import masked
from tests.accounts.conftest import Mails
from tests.accounts.forms import link_in
from tests.factories import make_member, make_membership, make_registration, make_user


def _grant(role: Role = Role.READER, country: str | None = None) -> Grant:
    return Grant(role, timezone.localdate() + timedelta(days=365), country)


def _approve(row: Registration, by: User, version: int = 1) -> Membership:
    decided = registration.approve(
        row, _grant(), by=by, version=version, reason="Known to us."
    )
    return decided.memberships.get()


def test_approving_makes_an_account_without_password_and_a_membership() -> None:
    staff, row = make_member(role="secretariat"), make_registration(language="ru")

    membership = _approve(row, staff)

    user = membership.user
    row.refresh_from_db()
    assert (user.email, user.full_name, user.language) == (
        row.email,
        "Petar Dovin",
        "ru",
    )
    assert not user.has_usable_password()
    assert EmailAddress.objects.get(user=user).verified
    assert access_for(user, "bmp").roles == {Role.READER}
    assert not access_for(user, "mtm").is_member
    assert (row.state, row.decided_by, row.version) == ("approved", staff, 3)
    assert (membership.granted_by, membership.registration) == (staff, row)


def test_approving_is_recorded_and_mailed(mails: Mails) -> None:
    staff, row = make_member(role="secretariat"), make_registration()

    _approve(row, staff)

    event = AuditEvent.objects.get(action="registration.approve")
    [mail] = mails()
    assert (event.chain, event.actor_id) == ("bmp", str(staff.pk))
    assert event.data["role"] == "reader"
    assert (mail.name, mail.to) == ("registration-approved", row.email)
    assert link_in(mail).startswith("/en/bmp/register/access/")


def test_approving_finds_the_account_of_the_same_mailbox() -> None:
    known = make_member(
        "mtm", email="Petar@ministry.example", full_name="P. Dovin", language="fr"
    )
    staff, row = (
        make_member(role="secretariat"),
        make_registration(email="petar@ministry.example"),
    )

    membership = _approve(row, staff)

    known.refresh_from_db()
    assert membership.user == known
    assert (known.full_name, known.language) == ("P. Dovin", "fr")
    assert known.has_usable_password()


def test_the_secretariat_sees_and_mails_the_same_whether_an_account_existed(
    client: Client, mails: Mails
) -> None:
    known = make_member("mtm", email="old@ministry.example", username="chosen.long.ago")
    staff = make_member(role="secretariat")
    client.force_login(staff)
    texts, pages = [], []

    for email in ("old@ministry.example", "new@ministry.example"):
        row = make_registration(email=email, number=7)
        _approve(row, staff)
        page = client.get("/en/bmp/desk/registrations/7/").content.decode()
        pages.append(page.replace(email, "…").replace(f"{row.created_at}", ""))
        mail = mails()[-1]
        shown = client.get(f"/en/bmp/desk/mail/{mail.key}/").content.decode()
        assert User.objects.get(email=email).username not in shown
        texts.append(masked(mail.text, mail.concealed))
        Registration.objects.all().update(number=None, state="repeated")

    assert texts[0] == texts[1]
    assert known.username not in "".join(texts + pages)
    assert "im-" not in "".join(pages)


def test_a_role_that_was_held_before_is_renewed_not_doubled() -> None:
    today = timezone.localdate()
    user = make_user(email="petar@ministry.example")
    make_membership(
        user,
        valid_from=today - timedelta(days=400),
        valid_until=today - timedelta(days=40),
        suspended_at=timezone.now(),
    )
    staff = make_member(role="secretariat")

    membership = _approve(make_registration(email=user.email), staff)

    assert Membership.objects.filter(user=user).get() == membership
    assert (membership.valid_from, membership.suspended_at) == (today, None)
    assert access_for(user, "bmp").is_member


@pytest.mark.parametrize(
    ("dialogue", "role"),
    [
        ("bmp", "reader"),
        ("bmp", "editor"),
        ("bmp", "contact_point"),
        ("mtm", "secretariat"),
    ],
)
def test_nobody_but_the_secretariat_of_that_i_map_decides(
    mails: Mails, dialogue: str, role: str
) -> None:
    stranger = make_member(dialogue, role=role)
    row = make_registration()

    with pytest.raises(PermissionDenied):
        _approve(row, stranger)
    with pytest.raises(PermissionDenied):
        registration.refuse(row, "No.", by=stranger, version=1)

    row.refresh_from_db()
    assert row.state == Registration.State.WAITING
    assert not mails()


def test_nobody_decides_on_the_own_request() -> None:
    staff = make_member(role="secretariat", email="jana@icmpd.example")
    row = make_registration(email="JANA@icmpd.example")

    with pytest.raises(PermissionDenied):
        _approve(row, staff)


@pytest.mark.parametrize("state", ["link_sent", "repeated", "approved", "refused"])
def test_only_a_waiting_request_is_decided(state: str) -> None:
    staff = make_member(role="secretariat")
    decided: dict[str, Any] = {"decided_at": timezone.now(), "decided_by": staff}
    row = make_registration(
        state=state, **(decided if state in ("approved", "refused") else {})
    )

    with pytest.raises(TransitionError):
        _approve(row, staff)

    assert Membership.objects.count() == 1


def test_whoever_comes_second_hears_who_decided_and_when() -> None:
    first = make_member(role="secretariat", full_name="Jana Novotná")
    second = make_member(role="secretariat")
    row = make_registration(number=12)
    registration.refuse(row, "The office is not known.", by=first, version=1)

    with pytest.raises(TransitionError) as caught:
        _approve(row, second)

    assert "no. 12" in caught.value.message
    assert "Jana Novotná" in caught.value.message
    assert str(timezone.localdate().year) in caught.value.message


def test_a_decision_binds_to_the_version_that_was_shown() -> None:
    staff, row = make_member(role="secretariat"), make_registration(version=3)

    with pytest.raises(TransitionError):
        _approve(row, staff, version=2)


def test_refusing_keeps_the_reason_records_and_mails_it(mails: Mails) -> None:
    staff, row = make_member(role="secretariat"), make_registration()

    registration.refuse(
        row, "Please use {{ your }} office address.", by=staff, version=1
    )

    row.refresh_from_db()
    [mail] = mails()
    assert (row.state, row.decided_by) == ("refused", staff)
    assert mail.name == "registration-refused"
    assert "Please use {{ your }} office address." in mail.text
    assert "ask once for a review" in mail.text
    assert AuditEvent.objects.filter(action="registration.refuse").exists()
    assert not User.objects.filter(email=row.email).exists()


def test_after_a_refusal_one_may_ask_again() -> None:
    staff, row = make_member(role="secretariat"), make_registration()
    registration.refuse(row, "No.", by=staff, version=1)

    again = registration.confirm(make_registration(state="link_sent", email=row.email))

    assert again.state == Registration.State.WAITING


def test_an_account_that_was_switched_off_stays_shut_and_nobody_is_told(
    mails: Mails,
) -> None:
    user = make_user(email="petar@ministry.example", is_active=False)
    staff = make_member(role="secretariat")

    _approve(make_registration(email=user.email), staff)

    user.refresh_from_db()
    assert not user.is_active
    assert not access_for(user, "bmp").is_member
    assert [mail.name for mail in mails()] == ["registration-approved"]
