"""What is published is a snapshot that nothing changes; one edition is the current."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import LazySettings

from accounts.models import User
from imap.core.exceptions import TransitionError
from profiles.editing import drafts, saving
from profiles.editing.place import Place
from profiles.endorsement import steps as endorsement
from profiles.models import (
    Edition,
    Profile,
    Publication,
    SectionText,
    Submission,
)
from profiles.publication import steps
from profiles.snapshot import canonical
from tests.profiles.endorsement.conftest import PAPER

State = Edition.State


def state_of(edition: Edition) -> str:
    return Edition.objects.get(pk=edition.pk).state


def test_an_endorsed_edition_is_published_under_a_number_and_a_hash(
    endorsed: Submission, staff: User
) -> None:
    publication = steps.publish(endorsed, by=staff)

    assert publication.number == 1
    assert publication.basis == Publication.Basis.ENDORSED
    assert publication.sha256 == canonical.sha256(publication.snapshot)
    assert state_of(endorsed.edition) == State.PUBLISHED
    paper = publication.head["endorsements"][0]
    assert paper["office"] == "Migration Service"
    assert paper["sections"] == ["A", "C4"]


def test_what_was_submitted_is_what_is_published(
    endorsed: Submission, staff: User
) -> None:
    SectionText.objects.update(body="<p>Slipped in</p>")

    publication = steps.publish(endorsed, by=staff)

    kept = canonical.read(publication.snapshot)["content"]
    assert canonical.written(kept) == endorsed.content
    assert "Slipped in" not in "".join(
        publication.sections.values_list("html", flat=True)
    )


def test_the_citation_names_state_edition_number_day_and_address(
    endorsed: Submission, staff: User
) -> None:
    citations = steps.publish(endorsed, by=staff).head["citations"]

    assert citations["en"].startswith("Armenia: Extended Migration Profile 2031. ")
    assert "publication 1" in citations["en"]
    assert citations["en"].endswith("/en/bmp/profiles/ARM/extended/2031/")
    assert citations["ru"].startswith("Армения")
    assert citations["ru"].endswith("/ru/bmp/profiles/ARM/extended/2031/")


def test_without_endorsement_of_every_section_nothing_is_published(
    submission: Submission, contact: User, staff: User
) -> None:
    made = endorsement.record(submission, submission.sha256, ["C4"], PAPER, by=contact)
    endorsement.confirm(made, by=staff)

    with pytest.raises(TransitionError, match="not endorsed every section"):
        steps.publish(submission, by=staff)
    assert not Publication.objects.exists()
    assert state_of(submission.edition) == State.SUBMITTED


def test_an_i_map_may_publish_without_endorsement_once_the_time_is_over(
    submission: Submission, staff: User, settings: LazySettings
) -> None:
    settings.PUBLISH_UNENDORSED = {"bmp"}
    with pytest.raises(TransitionError, match="can still answer"):
        steps.publish(submission, by=staff)

    submission.answer_by -= timedelta(days=100)
    submission.save()

    publication = steps.publish(submission, by=staff)
    assert publication.basis == Publication.Basis.UNENDORSED
    assert publication.head["endorsements"] == []


def test_the_other_i_map_goes_on_waiting(
    submission: Submission, staff: User, settings: LazySettings
) -> None:
    settings.PUBLISH_UNENDORSED = {"mtm"}
    submission.answer_by -= timedelta(days=100)
    submission.save()

    with pytest.raises(TransitionError, match="not endorsed every section"):
        steps.publish(submission, by=staff)


def test_a_demonstration_is_never_called_endorsed(
    endorsed: Submission, staff: User
) -> None:
    Edition.objects.update(is_demonstration=True)

    assert steps.publish(endorsed, by=staff).basis == Publication.Basis.DEMONSTRATION


def test_a_submission_is_published_once(endorsed: Submission, staff: User) -> None:
    steps.publish(endorsed, by=staff)

    with pytest.raises(TransitionError, match="no longer with the state"):
        steps.publish(endorsed, by=staff)
    with pytest.raises(TransitionError, match="no longer with the state"):
        endorsement.end(endorsed, "taken_back", "Late.", by=staff)


def publish_next(
    profile: Profile, label: str, editor: User, contact: User, staff: User
) -> Publication:
    draft = drafts.begin(profile, label, ["en", "ru"], by=editor)
    place = Place(draft, draft.template.sections.get(code="C4"), "en")
    text = place.text()
    version = text.version if text else 0
    saving.save(place, f"<p>Words of {label}</p>", version=version, by=editor)
    submission = endorsement.submit(draft, by=contact)
    made = endorsement.record(
        submission, submission.sha256, list(submission.sections), PAPER, by=contact
    )
    endorsement.confirm(made, by=staff)
    return steps.publish(submission, by=staff)


def test_the_next_edition_supersedes_the_one_before(
    endorsed: Submission, profile: Profile, editor: User, contact: User, staff: User
) -> None:
    first = steps.publish(endorsed, by=staff)

    second = publish_next(profile, "2032", editor, contact, staff)

    assert second.number == 2
    assert state_of(first.edition) == State.SUPERSEDED
    assert state_of(second.edition) == State.PUBLISHED


def test_a_withdrawn_edition_gives_way_to_the_one_before(
    endorsed: Submission, profile: Profile, editor: User, contact: User, staff: User
) -> None:
    first = steps.publish(endorsed, by=staff)
    second = publish_next(profile, "2032", editor, contact, staff)

    steps.withdraw(second, "A table is wrong.", by=staff)

    assert state_of(second.edition) == State.WITHDRAWN
    assert state_of(first.edition) == State.PUBLISHED
    with pytest.raises(TransitionError, match="withdrawn already"):
        steps.withdraw(second, "Again.", by=staff)


def test_to_withdraw_an_old_edition_leaves_the_current_one(
    endorsed: Submission, profile: Profile, editor: User, contact: User, staff: User
) -> None:
    first = steps.publish(endorsed, by=staff)
    second = publish_next(profile, "2032", editor, contact, staff)

    steps.withdraw(first, "A table is wrong.", by=staff)

    assert state_of(first.edition) == State.WITHDRAWN
    assert state_of(second.edition) == State.PUBLISHED
