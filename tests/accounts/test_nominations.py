from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from accounts import registration
from accounts.models import (
    EvidenceFile,
    Nomination,
    NominationDraft,
    Registration,
    User,
)
from accounts.nominations import steps as nominations
from accounts.nominations.check import DryRun
from imap.core.access import access_for
from imap.core.audit.models import AuditEvent
from imap.core.exceptions import TransitionError
from tests.accounts.conftest import Mails
from tests.accounts.lists import HEAD, NEW, PDF, make_draft, posted, ticked
from tests.factories import make_member, make_registration


@pytest.fixture
def staff() -> User:
    return make_member(role="secretariat", full_name="Mira Staff")


def test_a_list_is_typed_looked_over_and_entered(
    client: Client, staff: User, mails: Mails
) -> None:
    client.force_login(staff)

    page = client.post(NEW, posted(), follow=True)
    draft = NominationDraft.objects.get()
    assert "Ada Lind" in page.content.decode()
    assert not Registration.objects.exists()
    client.post(f"/en/bmp/desk/nominations/drafts/{draft.key}/enter/", ticked(draft))

    nomination = Nomination.objects.get()
    people = nomination.registrations.order_by("number")
    assert [(row.name, row.country_id, row.state) for row in people] == [
        ("Ada Lind", "ARM", "invited"),
        ("Petar Dovin", "ARM", "invited"),
    ]
    assert [mail.to for mail in mails("registration-invited")] == [
        "ada@mfa.example",
        "petar@mfa.example",
    ]
    assert AuditEvent.objects.get(action="nomination.enter").data == {"people": 2}
    assert not NominationDraft.objects.exists()
    evidence = EvidenceFile.objects.get(nomination=nomination)
    assert evidence.file.read() == PDF


def test_each_person_only_accepts_and_then_has_access(staff: User) -> None:
    nomination = nominations.enter(make_draft(staff), by=staff)
    row = nomination.registrations.get(email="ada@mfa.example")
    assert row.notice_version == ""

    membership = registration.accept(row, "2026-11")

    assert access_for(membership.user, "bmp").is_member
    assert membership.notice_version == "2026-11"


def test_pressing_the_button_twice_finds_what_the_first_press_made(
    client: Client, staff: User, mails: Mails
) -> None:
    client.force_login(staff)
    draft = make_draft(staff)
    address = f"/en/bmp/desk/nominations/drafts/{draft.key}/enter/"

    first, second = (client.post(address, ticked(draft)) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert Registration.objects.count() == 2
    assert len(mails("registration-invited")) == 2


def test_rows_left_out_are_not_entered(client: Client, staff: User) -> None:
    client.force_login(staff)
    draft = make_draft(staff)

    client.post(
        f"/en/bmp/desk/nominations/drafts/{draft.key}/enter/",
        {"version": draft.version, "take": [1]},
    )

    assert [row.name for row in Registration.objects.all()] == ["Petar Dovin"]


def test_a_list_that_another_tab_changed_is_not_entered_unseen(
    client: Client, staff: User
) -> None:
    client.force_login(staff)
    draft = make_draft(staff)
    shown = ticked(draft)
    nominations.correct(draft, 0, {"name": "Other"}, by=staff)

    response = client.post(f"/en/bmp/desk/nominations/drafts/{draft.key}/enter/", shown)

    assert response.status_code == 409
    assert not Registration.objects.exists()


def test_somebody_who_asked_in_between_stops_everybody_and_the_list_is_kept(
    client: Client, staff: User, mails: Mails
) -> None:
    client.force_login(staff)
    draft = make_draft(staff)
    make_registration(email="petar@mfa.example", number=77)

    response = client.post(
        f"/en/bmp/desk/nominations/drafts/{draft.key}/enter/", ticked(draft)
    )

    text = response.content.decode()
    assert response.status_code == 409
    assert "Nobody was entered" in text
    assert "no. 77" in text
    assert not Nomination.objects.exists()
    assert not mails("registration-invited")
    assert NominationDraft.objects.get().people[0]["values"]["name"] == "Ada Lind"


@pytest.mark.parametrize("role", ["editor", "contact point"])
def test_roles_of_two_people_wait_for_a_second_colleague(
    staff: User, mails: Mails, role: str
) -> None:
    other = make_member(role="secretariat")
    rows = HEAD + f"Ada Lind;ada@mfa.example;Armenia;MFA;Head;{role}\n"

    nomination = nominations.enter(make_draft(staff, rows), by=staff)

    row = nomination.registrations.get()
    assert (row.state, row.grant_country_id) == ("cosign", "ARM")
    assert not mails("registration-invited")
    registration.second(row, by=other, version=row.version)
    row.refresh_from_db()
    assert row.state == "invited"


def test_nobody_enters_the_own_address(staff: User) -> None:
    rows = HEAD + f"Mira;{staff.email};Armenia;MFA;Head;Member\n"
    draft = make_draft(staff, rows)
    draft.people[0]["out"] = False
    draft.save()

    with pytest.raises(nominations.NotReadyError):
        nominations.enter(draft, by=staff)

    assert DryRun(draft, staff).rows[0].is_own


def test_one_person_is_entered_by_the_same_way(client: Client, staff: User) -> None:
    client.force_login(staff)
    until = (timezone.localdate() + timedelta(days=200)).isoformat()
    person = {
        "name": "Ada Lind",
        "email": "ada@mfa.example",
        "office": "ARM",
        "ministry": "MFA",
        "post": "Head",
        "language": "ru",
        "role": "reader",
        "until": until,
    }

    client.post(f"{NEW}?kind=person", {**posted(), **person})

    draft = NominationDraft.objects.get()
    nominations.enter(draft, by=staff)
    row = Registration.objects.get()
    assert (row.language, str(row.grant_until)) == ("ru", until)


def test_the_letter_is_handed_out_as_a_download_to_that_secretariat_alone(
    client: Client, staff: User
) -> None:
    nomination = nominations.enter(make_draft(staff), by=staff)
    evidence = EvidenceFile.objects.get(nomination=nomination)
    address = f"/en/bmp/desk/evidence/{evidence.key}/"

    client.force_login(staff)
    response = client.get(address)
    client.force_login(make_member(role="contact_point", country="ARM"))
    contact_point = client.get(address)
    client.force_login(make_member("mtm", role="secretariat"))
    other = client.get(address.replace("/bmp/", "/mtm/"))

    assert response.content == PDF
    assert response["Content-Disposition"] == 'attachment; filename="n.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert (contact_point.status_code, other.status_code) == (404, 404)


def test_an_invitation_is_sent_again_with_new_time(staff: User, mails: Mails) -> None:
    row = nominations.enter(make_draft(staff), by=staff).registrations.earliest("pk")
    Registration.objects.filter(pk=row.pk).update(answer_by=timezone.localdate())

    nominations.resend(row, by=staff)

    row.refresh_from_db()
    assert row.answer_by == timezone.localdate() + timedelta(days=30)
    assert len(mails("registration-invited", to=row.email)) == 2


def test_an_accepted_invitation_is_not_sent_again(staff: User) -> None:
    row = nominations.enter(make_draft(staff), by=staff).registrations.earliest("pk")
    registration.accept(row, "2026-11")

    with pytest.raises(TransitionError):
        nominations.resend(row, by=staff)


def test_a_list_is_taken_back_before_the_mails_leave(
    staff: User, mails: Mails, settings: Any
) -> None:
    settings.UNDO_SECONDS = 300
    nomination = nominations.enter(make_draft(staff), by=staff)

    assert nominations.take_back(nomination, by=staff) == 2

    assert not mails("registration-invited")
    assert {row.state for row in nomination.registrations.all()} == {"withdrawn"}
    assert not Registration.objects.filter(name__contains="Ada").exists()
    with pytest.raises(TransitionError):
        nominations.take_back(nomination, by=staff)


def test_other_people_can_do_nothing_with_a_list(staff: User) -> None:
    draft = make_draft(staff)

    for stranger in (make_member(), make_member("mtm", role="secretariat")):
        with pytest.raises(PermissionDenied):
            nominations.enter(draft, by=stranger)
        with pytest.raises(PermissionDenied):
            nominations.discard(draft, by=stranger)


def test_lists_of_the_other_i_map_do_not_exist(client: Client, staff: User) -> None:
    draft = make_draft(staff)
    nomination = nominations.enter(make_draft(staff), by=staff)
    client.force_login(make_member("mtm", role="secretariat"))

    for path in (f"drafts/{draft.key}/", f"{nomination.form_id}/"):
        assert client.get(f"/en/mtm/desk/nominations/{path}").status_code == 404


def test_nobody_without_a_tick_is_entered(client: Client, staff: User) -> None:
    client.force_login(staff)
    draft = make_draft(staff)

    response = client.post(
        f"/en/bmp/desk/nominations/drafts/{draft.key}/enter/",
        {"version": draft.version},
    )

    assert response.status_code == 409
    assert not Nomination.objects.exists()
