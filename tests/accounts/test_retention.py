"""What was kept long enough goes, by i-Map and kind; what is open never does."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from accounts.models import EvidenceFile, Membership, Registration, User
from imap.core import clock, retention
from imap.core.audit import log as audit
from imap.core.audit.models import AuditEvent
from imap.core.audit.verification import verify
from imap.core.outbox.models import OutgoingMail
from tests.factories import (
    make_dialogue,
    make_mail,
    make_member,
    make_membership,
    make_registration,
    make_user,
)

State = Registration.State


@pytest.fixture(autouse=True)
def _both() -> None:
    make_dialogue("bmp")
    make_dialogue("mtm")


def _ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


def _old(state: str, days: int, dialogue: str = "bmp", **fields: Any) -> Registration:
    decided = {"refused", "approved", "held", "cosign", "invited"}
    if state in decided:
        fields |= {"decided_at": _ago(days), "decided_by": make_user()}
    # A younger request keeps the highest number, so that the old one may go.
    row = make_registration(dialogue, state, created_at=_ago(days), **fields)
    make_registration(dialogue)
    return row


def _is_there(row: Registration) -> bool:
    return Registration.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    ("state", "days"),
    [
        (State.LINK_SENT, 7),
        (State.WITHDRAWN, 30),
        (State.LAPSED, 60),
        (State.REFUSED, 183),
        (State.APPROVED, 731),
    ],
)
def test_a_request_goes_on_its_day_and_not_before(state: str, days: int) -> None:
    young, old = _old(state, days - 1), _old(state, days + 1)

    retention.carry_out()

    assert _is_there(young)
    assert not _is_there(old)


@pytest.mark.parametrize("state", Registration.OPEN)
def test_an_open_request_never_goes(state: str) -> None:
    row = _old(state, 5000)

    retention.carry_out()

    assert _is_there(row)


def test_a_request_that_something_happened_to_lately_stays() -> None:
    row = _old(State.LAPSED, 500)
    row.events.create(step="lapse", at=_ago(10))

    retention.carry_out()

    assert _is_there(row)


def test_the_highest_number_stays_without_anything_of_the_person() -> None:
    row = make_registration(
        state=State.REFUSED,
        created_at=_ago(400),
        decided_at=_ago(400),
        decided_by=make_user(),
        number=77,
    )

    retention.carry_out()

    row.refresh_from_db()
    assert (row.number, row.name, row.email, row.purpose) == (77, "", "", "")
    assert retention.report()["closed and refused requests, bmp"] == 0


def test_letters_go_with_their_request(
    django_capture_on_commit_callbacks: Any,
) -> None:
    row = _old(State.REFUSED, 400)
    letter = EvidenceFile.objects.create(
        dialogue_id="bmp",
        registration=row,
        file=ContentFile(b"x", name="x"),
        name="letter.pdf",
        media_type="application/pdf",
        size=1,
        sha256="0" * 64,
    )
    storage, name = letter.file.storage, str(letter.file.name)
    assert storage.exists(name)

    with django_capture_on_commit_callbacks(execute=True):
        retention.carry_out()

    assert not EvidenceFile.objects.exists()
    assert not storage.exists(name)


def test_memberships_go_two_years_after_their_end() -> None:
    day = timezone.localdate()
    user = make_user(date_joined=_ago(4000))
    begin = day - timedelta(days=1500)
    kept = make_membership(
        user, valid_from=begin, valid_until=day - timedelta(days=730)
    )
    make_membership(
        user, "mtm", valid_from=begin, valid_until=day - timedelta(days=732)
    )

    retention.carry_out()

    assert list(Membership.objects.filter(user=user)) == [kept]


def test_an_account_without_access_goes_with_its_last_membership() -> None:
    day = timezone.localdate()
    user = make_user(date_joined=_ago(4000), full_name="Zaunkoenig")
    held = make_user(date_joined=_ago(4000), legal_hold="Case 12")
    newcomer = make_user()
    for each in (user, held):
        make_membership(
            each,
            valid_from=day - timedelta(days=1500),
            valid_until=day - timedelta(days=800),
        )

    retention.carry_out()

    erased = User.objects.filter(erased_at__isnull=False)
    assert list(erased) == [user]
    assert erased[0].full_name == ""
    assert held.memberships.exists()
    newcomer.refresh_from_db()
    assert newcomer.is_active


def test_a_mail_loses_its_text_and_later_goes() -> None:
    sent = {"state": OutgoingMail.State.SENT}
    fresh = make_mail(created_at=_ago(89), **sent)
    old = make_mail(created_at=_ago(91), **sent)
    waiting = make_mail(created_at=_ago(91))
    make_mail(created_at=_ago(732), **sent)
    make_mail("", name="account-erased", **sent)

    retention.carry_out()

    assert set(OutgoingMail.objects.all()) == {fresh, old, waiting}
    old.refresh_from_db()
    waiting.refresh_from_db()
    assert (old.subject, old.text, old.html, old.state) == ("", "", "", "sent")
    assert waiting.text


def test_the_record_loses_names_then_events_and_stays_whole() -> None:
    user = make_member(role="secretariat", full_name="Ada Lind")
    for days in (2500, 1000, 10):
        with time_machine.travel(_ago(days), tick=False):
            audit.record("test.step", user, by=user, chain="bmp")

    retention.carry_out()

    events = AuditEvent.objects.filter(chain="bmp", action="test.step")
    assert [event.actor for event in events.order_by("number")] == ["", "Ada Lind"]
    assert list(verify()) == []


def test_doing_it_again_changes_nothing_more() -> None:
    _old(State.REFUSED, 400)
    make_mail(created_at=_ago(100), state=OutgoingMail.State.SENT)
    with time_machine.travel(_ago(1000), tick=False):
        audit.record("test.step", by=make_user(), chain="bmp")

    assert retention.carry_out() > 0
    assert retention.carry_out() == 0
    assert not any(retention.report().values())


def test_more_than_a_batch_goes_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    for _ in range(5):
        make_mail(created_at=_ago(800), state=OutgoingMail.State.SENT)

    retention.carry_out()

    assert not OutgoingMail.objects.exists()


def test_a_dry_run_says_what_would_go_and_changes_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    row = _old(State.REFUSED, 400)
    _old(State.REFUSED, 400, "mtm")
    other = _old(State.REFUSED, 400, "mtm")

    call_command("sweep", dry_run=True)

    said = capsys.readouterr().out
    assert "closed and refused requests, bmp: 1\n" in said
    assert "closed and refused requests, mtm: 2\n" in said
    assert _is_there(row)
    assert _is_there(other)


def test_the_sweep_does_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    row = _old(State.REFUSED, 400)
    # It would close the connection that holds this test's own transaction.
    monkeypatch.setattr(clock, "close_old_connections", lambda: None)

    call_command("sweep")

    assert "kept long enough: " in capsys.readouterr().out
    assert not _is_there(row)


def test_in_ten_years_only_what_may_stay_stays() -> None:
    with time_machine.travel(_ago(3700), tick=False):
        user = make_member(full_name="Zaunkoenig", email="z@ministry.example")
        make_registration(email=user.email, name="Zaunkoenig", state="link_sent")
        refused = make_registration(
            "mtm",
            "refused",
            name="Zaunkoenig",
            decided_by=make_user(),
            decided_at=timezone.now(),
        )
        make_mail(text="Zaunkoenig", state=OutgoingMail.State.SENT)
        audit.record("test.step", by=user, chain="bmp")

    retention.carry_out()
    retention.carry_out()

    assert not User.objects.filter(full_name="Zaunkoenig").exists()
    assert not Registration.objects.filter(name="Zaunkoenig").exists()
    assert not OutgoingMail.objects.filter(text="Zaunkoenig").exists()
    assert not AuditEvent.objects.filter(actor="Zaunkoenig").exists()
    assert Registration.objects.filter(number=refused.number).count() == 1
    assert list(verify()) == []
