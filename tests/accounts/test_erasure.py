"""Somebody takes the account back: everything goes, the record stays whole."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from accounts import registration as steps
from accounts.mails import registrations as notifications
from accounts.models import EvidenceFile, Membership, Registration, User
from accounts.privacy import erasure
from imap.core import privacy
from imap.core.audit import log as audit
from imap.core.audit.models import AuditEvent
from imap.core.audit.verification import verify
from imap.core.exceptions import TransitionError
from imap.core.outbox.models import OutgoingMail
from tests.accounts.conftest import Mails
from tests.factories import (
    make_dialogue,
    make_member,
    make_membership,
    make_registration,
    make_user,
)
from tests.sign_in import sign_in

ERASE = "/en/me/erase/"
CANARY = "Zaunkoenig"
ADDRESS = "zaunkoenig@ministry.example"


def _somebody() -> User:
    """Somebody with something of every kind, and a word that occurs nowhere else."""
    user = make_user(email=ADDRESS, full_name=f"{CANARY} Lind", username=CANARY)
    staff = make_member(role="secretariat")
    for dialogue in ("bmp", "mtm"):
        make_dialogue(dialogue)
        row = make_registration(
            dialogue,
            "approved",
            name=user.full_name,
            email=ADDRESS,
            ministry=f"{CANARY} Ministry",
            purpose=CANARY,
            decided_at=timezone.now(),
            decided_by=staff,
        )
        row.events.create(step="correct", text=CANARY, before={"name": CANARY})
        EvidenceFile.objects.create(
            dialogue_id=dialogue,
            registration=row,
            file=ContentFile(CANARY.encode(), name="x"),
            name=f"{CANARY}.pdf",
            media_type="application/pdf",
            size=10,
            sha256="0" * 64,
        )
        membership = make_membership(user, dialogue, registration=row)
        notifications.received(row)
        notifications.waiting(row)
        notifications.approved(row, membership)
        audit.record("test.step", user, by=user, chain=dialogue)
        audit.record("test.step", by=user, chain=audit.PLATFORM)
    make_registration(name=CANARY, email=ADDRESS, purpose=CANARY)
    user.memberships.update(leaver_note=CANARY)
    return user


def _where(word: str) -> list[str]:
    """Return every column of every model that holds the word."""
    return [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for row in model._base_manager.all()
        for field in model._meta.concrete_fields
        if word.lower() in str(field.value_from_object(row)).lower()
    ]


def _erase(user: User) -> None:
    erasure.ask(user)
    User.objects.filter(pk=user.pk).update(erase_on=timezone.localdate())
    assert erasure.carry_out_due() == 1


def test_nothing_of_the_person_is_left_anywhere() -> None:
    user = _somebody()
    assert len(set(_where(CANARY))) > 10

    _erase(user)
    OutgoingMail.objects.filter(name="account-erased").delete()  # as once it left

    assert _where(CANARY) == []
    assert _where(ADDRESS) == []


def test_the_record_stays_whole_and_readable() -> None:
    user = _somebody()
    before = AuditEvent.objects.count()

    _erase(user)

    assert list(verify()) == []
    assert AuditEvent.objects.count() > before
    assert AuditEvent.objects.filter(actor_id=user.pk, actor="").count() >= 4


def test_what_others_see_stays_without_the_name() -> None:
    user = _somebody()
    numbers = set(Registration.objects.values_list("dialogue", "number"))

    _erase(user)

    assert set(Registration.objects.values_list("dialogue", "number")) == numbers
    user.refresh_from_db()
    assert str(user) == "former account"
    assert not user.is_active
    assert not Membership.objects.filter(user=user).exists()


def test_decisions_of_an_erased_colleague_stay(mails: Mails) -> None:
    first, _second = make_member(role="secretariat"), make_member(role="secretariat")
    row = make_registration(
        state="refused", decided_at=timezone.now(), decided_by=first
    )

    _erase(first)

    row.refresh_from_db()
    assert row.decided_by_id == first.pk
    assert row.name == "Petar Dovin"
    assert str(row.decided_by) == "former account"


def test_the_person_gets_a_mail_before_and_one_after(mails: Mails) -> None:
    user = make_member(email=ADDRESS, language="ru")

    _erase(user)

    [last] = mails(to=ADDRESS)
    assert last.name == "account-erased"
    assert last.language == "ru"


def test_the_same_mailbox_may_register_again() -> None:
    _erase(make_member(email=ADDRESS))

    again = make_user(email=ADDRESS)

    assert EmailAddress.objects.get(email=ADDRESS).user_id == again.pk


def test_nothing_happens_before_the_day_has_come() -> None:
    user = erasure.ask(make_member())

    assert user.erase_on == timezone.localdate() + timedelta(days=7)
    assert erasure.carry_out_due() == 0


def test_one_may_change_ones_mind() -> None:
    user = erasure.ask(make_member())

    erasure.keep(user)

    user.refresh_from_db()
    assert user.erase_on is None
    with pytest.raises(TransitionError):
        erasure.keep(user)


def test_asking_and_erasing_twice_is_the_same_as_once(mails: Mails) -> None:
    user = make_member(email=ADDRESS)
    erasure.ask(user)
    erasure.ask(user)
    assert len(mails("account-erasure-asked")) == 1
    assert erasure.carry_out(user)

    assert not erasure.carry_out(user)
    assert len(mails("account-erased")) == 1


def test_the_last_of_a_secretariat_hands_over_first() -> None:
    only = make_member(role="secretariat")

    with pytest.raises(TransitionError, match="only member of the Secretariat"):
        erasure.ask(only)

    make_member(role="secretariat")
    assert erasure.ask(only).erase_on


def test_who_became_the_last_meanwhile_is_not_erased() -> None:
    one, other = make_member(role="secretariat"), make_member(role="secretariat")
    erasure.ask(one)
    User.objects.filter(pk=one.pk).update(erase_on=timezone.localdate())
    other.memberships.update(ended_at=timezone.now())

    assert erasure.carry_out_due() == 0
    one.refresh_from_db()
    assert one.is_active


def test_a_legal_hold_keeps_everything(mails: Mails) -> None:
    user = make_member(legal_hold="Case 12")

    with pytest.raises(TransitionError, match="open matter of law"):
        erasure.ask(user)

    User.objects.filter(pk=user.pk).update(erase_on=timezone.localdate())
    assert erasure.carry_out_due() == 0


def test_an_administrator_is_not_erased() -> None:
    with pytest.raises(TransitionError, match="administrator"):
        erasure.ask(make_user(is_superuser=True))


def test_an_open_request_is_withdrawn() -> None:
    user = make_member(email=ADDRESS)
    row = make_registration(email=ADDRESS)

    _erase(user)

    row.refresh_from_db()
    assert (row.state, row.name, row.email) == ("withdrawn", "", "")


def test_nobody_elses_data_go(mails: Mails) -> None:
    other = make_member(email="other@ministry.example", full_name="Eve Moor")
    row = make_registration(email="other@ministry.example", name="Eve Moor")
    notifications.received(row)

    _erase(_somebody())

    other.refresh_from_db()
    row.refresh_from_db()
    assert (other.full_name, row.name) == ("Eve Moor", "Eve Moor")
    assert len(mails(to="other@ministry.example")) == 1


def test_a_withdrawn_request_takes_its_mails_along(mails: Mails) -> None:
    row = make_registration(email=ADDRESS, name=CANARY)
    make_member(role="secretariat")
    notifications.received(row)
    notifications.waiting(row)

    steps.withdraw(row)

    assert {mail.name for mail in mails()} == {"registration-withdrawn"}


# --- the pages -----------------------------------------------------------------------


def test_the_page_says_what_stays_and_asks(client: Client) -> None:
    user = make_member()
    client.force_login(user)

    page = client.get(ERASE).content.decode()
    wrong = client.post(ERASE)
    right = client.post(ERASE, {"sure": "on"})

    assert "signed with your function only" in page
    assert "Tick the box" in wrong.content.decode()
    assert right["Location"] == ERASE
    user.refresh_from_db()
    assert user.erase_on
    assert "Keep my account" in client.get(ERASE).content.decode()
    assert client.post(f"{ERASE}keep/").status_code == 302
    assert client.post(f"{ERASE}keep/").status_code == 409


def test_the_page_tells_the_last_of_a_secretariat_what_to_do(client: Client) -> None:
    client.force_login(make_member(role="secretariat"))

    page = client.get(ERASE).content.decode()

    assert "Hand over to a colleague first" in page
    assert client.post(ERASE, {"sure": "on"}).status_code == 409


def test_erasing_asks_for_a_recent_proof(client: Client) -> None:
    user = make_member()
    sign_in(client, user, ago=3600)

    answer = client.post(ERASE, {"sure": "on"})

    assert answer.status_code == 302
    user.refresh_from_db()
    assert user.erase_on is None


@pytest.mark.parametrize("language", ["en", "ru"])
def test_reasons_are_in_the_readers_language(language: str) -> None:
    user = make_member(role="secretariat")

    with override(language):
        [reason] = privacy.obstacles(erasure.person_of(user))

    assert "BMP" in reason or "i-Map" in reason


def test_an_erased_person_gets_nowhere(client: Client) -> None:
    user = make_member()
    client.force_login(user)
    _erase(user)

    assert client.get("/en/bmp/map/").status_code == 302
    assert client.get("/en/me/").status_code == 302
