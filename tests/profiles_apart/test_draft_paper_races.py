"""One draft, one PDF: asked for, made and taken away at the same moment."""

from __future__ import annotations

from functools import partial

import pytest

from accounts.models import User
from imap.core.exceptions import TransitionError
from imap.reference import reference_data as countries
from profiles import reference_data
from profiles.editing import drafts, saving
from profiles.editing.place import Place
from profiles.endorsement import steps
from profiles.models import DraftFile, Edition, Kind, Profile, Submission
from profiles.publication import draft_papers, papers
from tests.factories import make_member
from tests.threads import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

State = DraftFile.State
ROUNDS = 10


@pytest.fixture
def editor(db: None) -> User:
    return make_member(role="editor", country="ARM")


@pytest.fixture
def draft(editor: User, monkeypatch: pytest.MonkeyPatch) -> Edition:
    monkeypatch.setattr(papers, "of_draft", lambda *_args: b"%PDF")
    countries.load()
    reference_data.load()
    profile, _is_new = Profile.objects.get_or_create(
        dialogue_id="bmp", country_id="ARM", kind=Kind.EXTENDED
    )
    edition = drafts.begin(profile, "2031", ["en", "ru"], by=editor)
    place = Place(edition, edition.template.sections.get(code="C4"), "en")
    saving.save(place, "<p>Words</p>", version=0, by=editor)
    return edition


def test_two_who_ask_at_once_wait_for_one_file(draft: Edition) -> None:
    for _round in range(ROUNDS):
        DraftFile.objects.all().delete()
        ask = partial(draft_papers.ask, draft, "en")

        first, second = at_once(ask, ask)

        assert isinstance(first, DraftFile)
        assert isinstance(second, DraftFile)
        assert first.pk == second.pk
        assert draft_papers.drain() == 1


def test_two_workers_make_each_file_once(draft: Edition) -> None:
    for _round in range(ROUNDS):
        DraftFile.objects.all().delete()
        for language in draft.languages:
            draft_papers.ask(draft, language)

        made = at_once(draft_papers.drain, draft_papers.drain)

        assert sum(count for count in made if isinstance(count, int)) == 2
        assert set(DraftFile.objects.values_list("state", flat=True)) == {State.READY}


def test_asked_for_while_it_is_submitted_it_is_either_refused_or_never_made(
    draft: Edition, editor: User
) -> None:
    for _round in range(ROUNDS):
        DraftFile.objects.all().delete()
        edition = Edition.objects.get(pk=draft.pk)

        submission, file = at_once(
            partial(steps.submit, edition, by=editor),
            partial(draft_papers.ask, edition, "en"),
        )

        assert isinstance(submission, Submission)
        assert isinstance(file, DraftFile | TransitionError)
        assert DraftFile.objects.exists() is isinstance(file, DraftFile)
        assert draft_papers.drain() == 0
        steps.end(submission, "taken_back", "Once more.", by=editor)
