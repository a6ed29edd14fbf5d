"""Who is told what of a submission; every mail in two languages, to the letter."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import LazySettings
from django.utils import timezone

from accounts.models import User
from imap.core.outbox.models import OutgoingMail
from profiles.endorsement import clock, steps
from profiles.models import Edition, Submission
from tests.factories import make_member
from tests.profiles.endorsement.conftest import PAPER

SNAPSHOTS = Path(__file__).parent / "snapshots"
NOON = "2026-11-23T12:00:00+00:00"


def told(name: str) -> set[str]:
    rows = OutgoingMail.objects.filter(name=name)
    return set(rows.values_list("to", flat=True))


def written_as(mail: OutgoingMail) -> str:
    return f"To: {mail.to}\nSubject: {mail.subject}\n\n{mail.text}"


def agreed(mail: OutgoingMail, language: str) -> str:
    path = SNAPSHOTS / f"{mail.name}.{language}.txt"
    if os.environ.get("SNAPSHOTS") == "write":
        path.write_text(written_as(mail), encoding="utf-8")
    return path.read_text(encoding="utf-8")


def test_the_state_and_the_secretariat_are_told_and_who_did_it_is_not(
    written: Edition, contact: User, staff: User, editor: User
) -> None:
    other = make_member(role="contact_point", country="GEO")
    abroad = make_member("mtm", role="secretariat")

    steps.submit(written, by=contact)

    assert told("profile-submitted") == {staff.email}
    assert not {other.email, abroad.email, editor.email} & told("profile-submitted")


def test_those_who_may_check_are_asked(
    submission: Submission, contact: User, staff: User
) -> None:
    steps.record(submission, submission.sha256, ["C4"], PAPER, by=contact)

    assert told("profile-recorded") == {staff.email}


def test_whoever_recorded_it_is_told_of_a_refusal(
    submission: Submission, contact: User, staff: User
) -> None:
    made = steps.record(submission, submission.sha256, ["C4"], PAPER, by=contact)

    steps.refuse(made, "Another date.", by=staff)

    assert told("profile-refused") == {contact.email}
    assert "Another date." in OutgoingMail.objects.get(name="profile-refused").text


def test_no_mail_says_what_the_draft_says(
    submission: Submission, contact: User, staff: User
) -> None:
    steps.record(submission, submission.sha256, ["C4"], PAPER, by=contact)

    for mail in OutgoingMail.objects.all():
        assert "Money" not in f"{mail.subject}{mail.text}{mail.html}"
        assert submission.code not in f"{mail.text}{mail.html}"


def reminders(submission: Submission, before: int) -> int:
    """Let the clock strike so many days before the last one."""
    # Here, where midnight comes before that of UTC.
    noon = timezone.localtime().replace(hour=12)
    days = (submission.answer_by - timezone.localdate()).days - before
    with time_machine.travel(noon + timedelta(days=days), tick=False):
        return clock.remind()


def test_the_contact_point_is_reminded_three_times(
    submission: Submission, contact: User
) -> None:
    sent = [reminders(submission, days) for days in (61, 60, 59, 30, 29, 7, 6, 0, -1)]

    assert sent == [0, 1, 0, 1, 0, 1, 0, 0, 0]
    assert told("profile-reminder") == {contact.email}


def test_of_reminders_that_were_missed_only_the_last_is_sent(
    submission: Submission,
) -> None:
    assert [reminders(submission, days) for days in (20, 19, 5)] == [1, 0, 1]


def test_nobody_is_reminded_of_what_was_taken_back(
    submission: Submission, contact: User
) -> None:
    steps.end(submission, Submission.Outcome.TAKEN_BACK, "Once more.", by=contact)

    assert reminders(submission, 30) == 0


def endorse(submission: Submission, by: User, second: User, *codes: str) -> None:
    chosen = codes or list(submission.sections)
    made = steps.record(submission, submission.sha256, chosen, PAPER, by=by)
    steps.confirm(made, by=second)


def test_nobody_is_reminded_of_what_the_state_has_endorsed(
    submission: Submission, contact: User, staff: User
) -> None:
    endorse(submission, contact, staff, "A")
    assert reminders(submission, 60) == 1

    endorse(submission, contact, staff, "C4")

    assert reminders(submission, 30) == 0


def test_a_record_that_nobody_has_checked_ends_no_reminder(
    submission: Submission, contact: User
) -> None:
    codes = list(submission.sections)
    steps.record(submission, submission.sha256, codes, PAPER, by=contact)

    assert reminders(submission, 30) == 1


def ends(submission: Submission, after: int) -> int:
    """Let the clock strike so many days after the last one."""
    noon = timezone.localtime().replace(hour=12)
    days = (submission.answer_by - timezone.localdate()).days + after
    with time_machine.travel(noon + timedelta(days=days), tick=False):
        return clock.tell_of_the_end()


@pytest.fixture
def unendorsed(settings: LazySettings) -> None:
    settings.PUBLISH_UNENDORSED = ["bmp"]


@pytest.mark.usefixtures("unendorsed")
def test_the_secretariat_is_told_once_that_the_time_is_over(
    submission: Submission, contact: User, staff: User
) -> None:
    abroad = make_member("mtm", role="secretariat")
    reminders(submission, 7)

    assert [ends(submission, days) for days in (-1, 0, 1, 2, 30)] == [0, 0, 1, 0, 0]

    assert told("profile-over") == {staff.email}
    assert abroad.email not in told("profile-over")


def test_it_is_not_told_where_nothing_is_published_without_endorsement(
    submission: Submission, staff: User
) -> None:
    assert ends(submission, 1) == 0


@pytest.mark.usefixtures("unendorsed")
def test_it_is_not_told_of_what_is_endorsed_or_has_ended_or_is_a_demonstration(
    submission: Submission, contact: User, staff: User
) -> None:
    Edition.objects.update(is_demonstration=True)
    assert ends(submission, 1) == 0
    Edition.objects.update(is_demonstration=False)
    endorse(submission, contact, staff)
    assert ends(submission, 1) == 0
    steps.end(submission, Submission.Outcome.CLOSED, "No answer.", by=staff)
    assert ends(submission, 1) == 0


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.usefixtures("unendorsed")
def test_the_mail_of_the_end_reads_as_it_was_agreed(
    written: Edition, contact: User, language: str
) -> None:
    make_member(
        role="secretariat",
        full_name="Sven Staff",
        email="staff@office.example",
        language=language,
    )
    with time_machine.travel(NOON, tick=False):
        ends(steps.submit(written, by=contact), 1)

    mail = OutgoingMail.objects.get(name="profile-over")
    assert written_as(mail) == agreed(mail, language)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    "name", ["profile-submitted", "profile-reminder", "profile-recorded"]
)
def test_the_mail_reads_as_it_was_agreed(
    written: Edition, staff: User, name: str, language: str
) -> None:
    make_member(
        role="contact_point",
        country="ARM",
        full_name="Karen Contact",
        email="contact@migration.example",
        language=language,
    )
    with time_machine.travel(NOON, tick=False):
        submission = steps.submit(written, by=staff)
        steps.record(submission, submission.sha256, ["C4"], PAPER, by=staff)
        reminders(submission, 30)

    mail = OutgoingMail.objects.get(name=name, to="contact@migration.example")
    assert written_as(mail) == agreed(mail, language)
