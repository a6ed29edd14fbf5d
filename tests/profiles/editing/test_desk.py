"""The desk says what waits for a person, until when, and what others did meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from imap.core.exceptions import TransitionError
from profiles.editing import responsibility, saving
from profiles.editing.place import Place
from profiles.models import DeskVisit, Edition, SectionProgress
from tests.factories import make_member
from tests.profiles.editing.test_pages import contributor
from tests.profiles.pages import words

SignIn = Callable[[User], Client]
DESK = "/en/bmp/edit/"
DRAFT = f"{DESK}ARM/extended/2031/"
RESPONSIBLE = f"{DRAFT}C4/responsible/"


def test_an_editor_names_who_writes_a_section_and_until_when(
    signed_in: SignIn, editor: User, draft: Edition
) -> None:
    writer = contributor(draft, "C4")
    client = signed_in(editor)
    assert writer.get_full_name() in words(client.get(RESPONSIBLE))

    answer = client.post(
        RESPONSIBLE, {"person": writer.pk, "due_on": "2031-05-04"}, follow=True
    )

    assert f"{writer.get_full_name()} until 4 May 2031" in words(answer)
    page = words(signed_in(writer).get(DESK))
    assert "Armenia 2031, C4 Remittances" in page
    assert "until 4 May 2031" in page


def test_only_people_who_may_write_the_section_are_offered(
    signed_in: SignIn, editor: User, draft: Edition
) -> None:
    reader = make_member()
    other = make_member(role="editor", country="UKR")
    elsewhere = contributor(draft, "C2.1")

    people = responsibility.candidates(draft, "C4")

    assert editor in people
    assert not {reader, other, elsewhere} & set(people)
    answer = signed_in(editor).post(RESPONSIBLE, {"person": reader.pk})
    assert answer.status_code == 400
    assert not SectionProgress.objects.filter(responsible=reader).exists()


def test_nobody_and_no_day_take_it_back(
    signed_in: SignIn, editor: User, place: Place
) -> None:
    day = date(2031, 5, 4)
    responsibility.assign(place.edition, place.section, editor, day)

    signed_in(editor).post(RESPONSIBLE, {"person": "", "due_on": ""})

    row = SectionProgress.objects.get(section=place.section)
    assert row.responsible is None
    assert row.due_on is None


def test_the_state_of_a_section_stays_when_somebody_is_named(
    editor: User, place: Place
) -> None:
    saving.save(place, "<p>Words</p>", version=0, by=editor)

    responsibility.assign(place.edition, place.section, editor, None)

    row = SectionProgress.objects.get(section=place.section)
    assert row.state == SectionProgress.State.DRAFTING


def test_a_contributor_names_nobody(signed_in: SignIn, draft: Edition) -> None:
    client = signed_in(contributor(draft, "C4"))

    assert client.get(RESPONSIBLE).status_code == 404
    assert "Name somebody" not in words(client.get(DRAFT))


@pytest.mark.parametrize("code", ["C", "ZZ", "C4%00", "x" * 50])
def test_a_section_that_is_none_is_not_found(
    signed_in: SignIn, editor: User, draft: Edition, code: str
) -> None:
    path = RESPONSIBLE.replace("C4", code)

    assert signed_in(editor).get(path).status_code == 404


def test_what_is_no_draft_any_more_has_nobody_to_write_it(
    editor: User, place: Place
) -> None:
    Edition.objects.filter(pk=place.edition.pk).update(state=Edition.State.SUBMITTED)

    with pytest.raises(TransitionError, match="no longer a draft"):
        responsibility.assign(place.edition, place.section, editor, None)


def test_a_day_that_is_past_is_said_to_be_past(
    signed_in: SignIn, editor: User, place: Place
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    responsibility.assign(place.edition, place.section, editor, yesterday)

    assert "was due on" in words(signed_in(editor).get(DESK))


def test_what_others_saved_since_the_last_visit_is_listed_once_a_section(
    signed_in: SignIn, editor: User, staff: User, place: Place
) -> None:
    client = signed_in(editor)
    client.get(DESK)
    saving.save(place, "<p>One</p>", version=0, by=staff)
    saving.save(place, "<p>Two</p>", version=1, by=staff)

    page = words(client.get(DESK))

    assert "Armenia 2031, C4 Remittances (en)" in page
    assert "Sven Staff · 2 times" in page
    assert "Nothing new." in words(signed_in(staff).get(DESK))


def test_what_was_seen_on_an_earlier_day_is_no_news(
    signed_in: SignIn, editor: User, staff: User, place: Place
) -> None:
    client = signed_in(editor)
    saving.save(place, "<p>One</p>", version=0, by=staff)
    client.get(DESK)

    with time_machine.travel(timezone.now() + timedelta(hours=3), tick=False):
        later = signed_in(editor)
        later.get(DESK)
        assert "Nothing new." in words(later.get(DESK))


def test_others_see_no_visit_and_no_news_of_drafts_they_may_not_open(
    signed_in: SignIn, editor: User, place: Place
) -> None:
    saving.save(place, "<p>One</p>", version=0, by=editor)
    other = make_member(role="editor", country="UKR")

    assert "C4" not in words(signed_in(other).get(DESK))
    assert DeskVisit.objects.get().user == other
