"""Submission freezes; an endorsement holds for what it saw and for nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accounts.models import User
from imap.core.audit.models import AuditEvent
from imap.core.exceptions import TransitionError
from profiles.editing import drafts, saving
from profiles.editing.place import Place
from profiles.endorsement import steps
from profiles.endorsement.standing import standing
from profiles.models import Edition, Endorsement, Profile, Submission
from profiles.snapshot import canonical
from tests.profiles.endorsement.conftest import PAPER

Outcome = Submission.Outcome


def change(
    edition: Edition, by: User, code: str = "C4", body: str = "<p>X</p>"
) -> None:
    place = Place(edition, edition.template.sections.get(code=code), "en")
    text = place.text()
    saving.save(place, body, version=text.version if text else 0, by=by)


def endorse(submission: Submission, by: User, *codes: str) -> Endorsement:
    chosen = codes or tuple(submission.sections)
    return steps.record(submission, submission.sha256, chosen, PAPER, by=by)


def checked(submission: Submission, by: User, second: User, *codes: str) -> None:
    steps.confirm(endorse(submission, by, *codes), by=second)


def test_submission_freezes_the_text_under_a_hash_and_a_code(
    submission: Submission, editor: User
) -> None:
    edition = Edition.objects.get(pk=submission.edition_id)
    assert edition.state == Edition.State.SUBMITTED
    assert canonical.sha256(submission.content) == submission.sha256
    assert set(submission.sections) == {"A", "C4"}
    assert len(submission.code) == 12
    with pytest.raises(TransitionError, match="no longer a draft"):
        change(edition, editor)


def test_the_state_has_three_months(submission: Submission) -> None:
    days = (submission.answer_by - submission.submitted_at.date()).days

    assert 89 <= days <= 93


def test_a_draft_without_any_text_is_not_submitted(
    draft: Edition, contact: User
) -> None:
    with pytest.raises(TransitionError, match="No section"):
        steps.submit(draft, by=contact)
    assert Edition.objects.get(pk=draft.pk).is_open


def test_a_second_submission_and_a_second_draft_wait_for_the_first(
    submission: Submission, contact: User, profile: Profile
) -> None:
    with pytest.raises(TransitionError, match="no longer a draft"):
        steps.submit(submission.edition, by=contact)
    with pytest.raises(TransitionError, match="a draft of this profile already"):
        drafts.begin(profile, "2032", ["en"], by=contact)


def test_an_endorsement_counts_once_a_second_person_has_checked_it(
    submission: Submission, contact: User, staff: User
) -> None:
    endorsement = endorse(submission, contact)
    assert not standing(submission).endorsed

    steps.confirm(endorsement, by=staff)

    assert standing(submission).is_complete


def test_who_recorded_it_or_wrote_the_text_does_not_check_it(
    submission: Submission, contact: User, editor: User
) -> None:
    endorsement = endorse(submission, contact)

    for person in (contact, editor):
        with pytest.raises(TransitionError, match="cannot check"):
            steps.confirm(endorsement, by=person)
    assert not standing(submission).endorsed


def test_whoever_copied_the_texts_of_the_edition_before_may_check(
    submission: Submission, contact: User, staff: User
) -> None:
    submission.edition.revisions.update(origin="copied", by=staff)

    checked(submission, contact, staff)

    assert standing(submission).is_complete


def test_a_record_is_checked_once(
    submission: Submission, contact: User, staff: User
) -> None:
    endorsement = endorse(submission, contact)
    steps.refuse(endorsement, "Another date on the paper.", by=staff)

    with pytest.raises(TransitionError, match="already"):
        steps.confirm(endorsement, by=staff)
    assert not standing(submission).endorsed


def test_named_sections_stand_endorsed_and_the_others_do_not(
    submission: Submission, contact: User, staff: User
) -> None:
    checked(submission, contact, staff, "C4")

    assert set(standing(submission).endorsed) == {"C4"}
    assert standing(submission).missing == ["A"]


def test_a_change_voids_the_endorsement_of_its_section_only(
    submission: Submission, contact: User, staff: User, editor: User
) -> None:
    checked(submission, contact, staff)
    edition = submission.edition
    steps.end(submission, Outcome.TAKEN_BACK, "A figure is wrong.", by=contact)
    edition.refresh_from_db()
    change(edition, editor, "C4")

    again = steps.submit(edition, by=contact)

    assert set(standing(again).endorsed) == {"A"}
    assert again.number == 2
    assert again.code != submission.code


def test_a_text_changed_and_changed_back_stands_endorsed_again(
    submission: Submission, contact: User, staff: User, editor: User
) -> None:
    checked(submission, contact, staff)
    edition = submission.edition
    before = edition.texts.get(section__code="C4", language="en").body
    steps.end(submission, Outcome.TAKEN_BACK, "Once more.", by=contact)
    edition.refresh_from_db()
    change(edition, editor, "C4", before.replace("Money", "Cash"))
    change(edition, editor, "C4", before)

    assert standing(steps.submit(edition, by=contact)).is_complete


def test_an_endorsement_of_a_text_that_was_replaced_is_refused(
    submission: Submission, contact: User, editor: User
) -> None:
    edition = submission.edition
    steps.end(submission, Outcome.TAKEN_BACK, "Once more.", by=contact)
    edition.refresh_from_db()
    change(edition, editor)
    again = steps.submit(edition, by=contact)

    with pytest.raises(TransitionError, match="no longer with the state"):
        endorse(submission, contact)
    with pytest.raises(TransitionError, match="replaced"):
        steps.record(again, submission.sha256, ["C4"], PAPER, by=contact)
    assert not Endorsement.objects.exists()


@pytest.mark.parametrize("codes", [[], ["B1"], ["C4", "B1"]])
def test_only_sections_that_were_submitted_are_endorsed(
    submission: Submission, contact: User, codes: list[str]
) -> None:
    with pytest.raises(TransitionError, match="that were submitted"):
        steps.record(submission, submission.sha256, codes, PAPER, by=contact)


def test_the_scan_is_kept_under_a_key_with_its_hash(
    submission: Submission, contact: User
) -> None:
    scan = replace(PAPER.scan, name="../../etc/letter.pdf")
    endorsement = steps.record(
        submission, submission.sha256, ["C4"], replace(PAPER, scan=scan), by=contact
    )

    endorsement.refresh_from_db()
    assert endorsement.scan.name == f"endorsements/{endorsement.key}"
    assert endorsement.scan.read() == PAPER.scan.content
    assert endorsement.scan_sha256 == PAPER.scan.sha256


def test_a_round_closed_by_the_secretariat_opens_the_draft_again(
    submission: Submission, staff: User
) -> None:
    steps.end(submission, Outcome.CLOSED, "No answer is expected.", by=staff)

    submission.refresh_from_db()
    assert submission.outcome == Outcome.CLOSED
    assert submission.edition.is_open
    with pytest.raises(TransitionError, match="no longer with the state"):
        steps.end(submission, Outcome.TAKEN_BACK, "Again.", by=staff)


def test_each_step_is_written_down(
    submission: Submission, contact: User, staff: User
) -> None:
    checked(submission, contact, staff)
    steps.end(submission, Outcome.TAKEN_BACK, "Once more.", by=contact)

    actions = AuditEvent.objects.filter(chain="bmp").values_list("action", flat=True)
    assert {
        "edition.submit",
        "endorsement.record",
        "endorsement.check",
        "edition.take_back",
    } <= set(actions)
