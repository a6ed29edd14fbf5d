"""The languages of a draft and its day are changed as long as it is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from imap.core.audit.models import AuditEvent
from imap.core.exceptions import TransitionError
from profiles.editing import comments, drafts, names, saving, suggestions
from profiles.editing.place import Place
from profiles.models import Edition, SectionText
from profiles.pages.submission import readiness
from tests.factories import make_member
from tests.profiles.editing.conftest import SECTION
from tests.profiles.editing.test_pages import contributor
from tests.profiles.pages import words

SignIn = Callable[[User], Client]
DRAFT = "/en/bmp/edit/ARM/extended/2031/"
PLAN = f"{DRAFT}plan/"
SENT = {"languages": ["en"], "working_language": "hy", "due_on": "2031-05-04"}


def audited() -> list[dict[str, object]]:
    rows = AuditEvent.objects.filter(action="edition.plan").order_by("number")
    return [row.data for row in rows]


def test_an_editor_changes_languages_and_day_and_it_is_written_down(
    signed_in: SignIn, editor: User, draft: Edition
) -> None:
    client = signed_in(editor)
    assert "Languages and day" in words(client.get(DRAFT))

    page = words(client.post(PLAN, SENT, follow=True))

    assert "The languages and the day are kept." in page
    assert "Due on 4 May 2031" in page
    draft.refresh_from_db()
    assert draft.written_languages == ["en", "hy"]
    assert draft.due_on == date(2031, 5, 4)
    [event] = audited()
    assert event["before"] == {
        "languages": ["en", "ru"],
        "working_language": "",
        "due_on": "",
    }
    assert event["after"] == {
        "languages": ["en"],
        "working_language": "hy",
        "due_on": "2031-05-04",
    }


def test_the_secretariat_may_as_well(
    signed_in: SignIn, staff: User, draft: Edition
) -> None:
    assert signed_in(staff).post(PLAN, SENT).status_code == 302


def test_nobody_else_may(signed_in: SignIn, draft: Edition) -> None:
    people = [
        contributor(draft, "C4"),
        make_member(role="reviewer", country="ARM"),
        make_member(role="editor", country="UKR"),
        make_member(),
    ]
    for person in people:
        client = signed_in(person)
        assert client.post(PLAN, SENT).status_code == 404
        assert "Languages and day" not in words(client.get(DRAFT))
    draft.refresh_from_db()
    assert draft.due_on is None


def test_what_is_wrong_is_said_and_what_was_typed_stays(
    signed_in: SignIn, editor: User, draft: Edition
) -> None:
    answer = signed_in(editor).post(PLAN, {"working_language": "hy", "due_on": "soon"})

    assert answer.status_code == 400
    assert "Choose one language at least." in words(answer)
    assert "Write the date as year-month-day" in words(answer)
    assert b'value="soon"' in answer.content
    assert not audited()


@pytest.mark.parametrize(
    "sent", [{"languages": ["fr"]}, {"languages": ["en"], "working_language": "en"}]
)
def test_a_language_that_the_i_map_has_not_is_refused(
    signed_in: SignIn, editor: User, draft: Edition, sent: dict[str, object]
) -> None:
    assert signed_in(editor).post(PLAN, sent).status_code == 400


def test_a_frozen_draft_is_refused_in_words(
    signed_in: SignIn, editor: User, draft: Edition
) -> None:
    Edition.objects.update(state=Edition.State.SUBMITTED)
    client = signed_in(editor)

    answer = client.post(PLAN, SENT)

    assert answer.status_code == 400
    assert "This edition is no longer a draft." in words(answer)
    assert "Languages and day" not in words(client.get(DRAFT))
    assert not audited()


def test_a_draft_that_was_submitted_a_moment_before_keeps_its_languages(
    editor: User, draft: Edition
) -> None:
    stale = Edition.objects.select_related("profile").get(pk=draft.pk)
    Edition.objects.update(state=Edition.State.SUBMITTED)

    with pytest.raises(TransitionError, match="no longer a draft"):
        drafts.plan(stale, ["en"], None, by=editor)

    draft.refresh_from_db()
    assert draft.languages == ["en", "ru"]


def test_what_changes_nothing_is_not_written_down(editor: User, draft: Edition) -> None:
    drafts.plan(draft, ["en", "ru"], None, by=editor)

    assert not audited()


def test_texts_of_a_language_are_kept_while_it_is_out_and_come_back(
    signed_in: SignIn, editor: User, staff: User, draft: Edition, place: Place
) -> None:
    russian = Place(draft, place.section, "ru")
    kept = names.name(draft, "Before", by=editor)
    saving.save(place, "<p>Money</p>", version=0, by=editor)
    saving.save(russian, "<p>Деньги</p>", version=0, by=editor)
    saving.save(place, "<p>More money</p>", version=1, by=editor)
    comments.comment(russian, "", "Какой год?", ["editors"], by=staff)
    suggestions.suggest(russian, "<p>Ещё</p>", version=1, reason="", by=staff)
    client = signed_in(editor)

    drafts.plan(draft, ["en"], None, by=editor)

    draft.refresh_from_db()
    assert client.get(SECTION).status_code == 200
    assert client.get(SECTION.removesuffix("en/") + "ru/").status_code == 404
    for page in (DRAFT, "/en/bmp/edit/", f"{DRAFT}names/{kept.pk}/"):
        answer = client.get(page)
        assert answer.status_code == 200
        assert b"/C4/ru/" not in answer.content, page
    assert readiness(draft).behind == []

    drafts.plan(draft, ["en", "ru"], None, by=editor)

    assert SectionText.objects.get(language="ru").body.startswith("<p")
    assert "Деньги" in words(client.get(SECTION.removesuffix("en/") + "ru/"))
    assert "behind" in words(client.get(DRAFT))
