"""A reviewer reads the drafts of one state, comments and suggests; writes nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import Membership, User
from imap.core.access import access_for
from profiles import permissions
from profiles.editing import responsibility, saving, suggestions
from profiles.editing.place import Place
from profiles.models import Comment, Edition, SectionText, Suggestion
from tests.factories import make_member
from tests.profiles.editing.conftest import SECTION
from tests.profiles.pages import words

SignIn = Callable[[User], Client]
DESK = "/en/bmp/edit/"
DRAFT = f"{DESK}ARM/extended/2031/"


@pytest.fixture
def reviewer(db: None) -> User:
    return make_member(role="reviewer", country="ARM", full_name="Rune Reviewer")


@pytest.fixture
def written(place: Place, editor: User) -> Place:
    saving.save(place, "<p>Money came home.</p>", version=0, by=editor)
    return place


def test_the_desk_lists_the_drafts_of_the_state_and_begins_none(
    signed_in: SignIn, reviewer: User, written: Place
) -> None:
    client = signed_in(reviewer)

    page = client.get(DESK)

    assert "Armenia" in words(page)
    assert "Anahit Editor" in words(page)
    assert "Begin a draft" not in words(page)
    assert page.content.count(b"<tr>") == 2
    assert 'href="/en/bmp/edit/"' in page.content.decode()
    assert client.get(f"{DESK}ARM/extended/").status_code == 404


def test_draft_section_and_history_are_read_without_a_field(
    signed_in: SignIn, reviewer: User, written: Place
) -> None:
    client = signed_in(reviewer)
    draft, section = client.get(DRAFT), client.get(SECTION)

    assert "C4 Remittances" in words(draft)
    for word in ("Edit", "Write", "Name somebody"):
        assert f">{word}<" not in draft.content.decode()
    assert "Money came home." in words(section)
    html = section.content.decode()
    assert 'name="body" rows="18"' not in html
    assert "Mark as ready" not in html
    assert "Restore this version" not in words(
        client.get(f"{SECTION}history/?version=1")
    )


def test_a_reviewer_comments_answers_and_resolves_the_own(
    signed_in: SignIn, reviewer: User, editor: User, written: Place
) -> None:
    client = signed_in(reviewer)

    client.post(f"{SECTION}comments/", {"body": "From which year?"})
    own = Comment.objects.get()

    assert "Rune Reviewer · Reviewer" in words(signed_in(editor).get(SECTION))
    thread = f"{SECTION}comments/{own.pk}/"
    assert client.post(f"{thread}answer/", {"body": "See C2."}).status_code == 302
    assert client.post(f"{thread}resolve/").status_code == 302
    Comment.objects.filter(pk=own.pk).update(by=editor)
    assert client.post(f"{thread}reopen/").status_code == 404


@pytest.mark.parametrize(
    ("tail", "data"),
    [
        ("C4/en/", {"body": "<p>Mine</p>", "version": 1}),
        ("C4/en/merge/", {"body": "<p>Mine</p>", "begun": 0, "newest": 1}),
        ("C4/en/progress/", {"state": "ready"}),
        ("C4/en/in-step/", {}),
        ("C4/en/history/restore/", {"version": 1, "newest": 1}),
        ("C4/responsible/", {}),
        ("names/", {"name": "Mine"}),
        ("submission/", {}),
    ],
)
def test_every_step_of_writing_is_refused(
    signed_in: SignIn, reviewer: User, written: Place, tail: str, data: dict[str, str]
) -> None:
    assert signed_in(reviewer).post(f"{DRAFT}{tail}", data).status_code == 404

    assert SectionText.objects.get().version == 1
    assert not written.edition.names.exists()


def test_nobody_is_told_that_a_reviewer_writes(
    signed_in: SignIn, reviewer: User, editor: User, written: Place
) -> None:
    signed_in(reviewer).post(f"{SECTION}here/", {"writing": "on"})

    [line] = signed_in(editor).post(f"{SECTION}here/").json()["others"]
    assert line == "Rune Reviewer has this section open."


def test_a_reviewer_suggests_a_text_and_decides_on_none(
    signed_in: SignIn, reviewer: User, written: Place
) -> None:
    client = signed_in(reviewer)
    fields = {"body": "<p>Money came home in 2011.</p>", "version": 1}

    client.post(f"{SECTION}suggestions/", fields)

    row = Suggestion.objects.get()
    page = client.get(f"{SECTION}suggestions/{row.pk}/")
    assert "Rune Reviewer · Reviewer" in words(page)
    accept = f"{SECTION}suggestions/{row.pk}/accept/"
    assert client.post(accept, {"newest": 1}).status_code == 404
    assert SectionText.objects.get().version == 1


def test_a_reviewer_may_open_comment_suggest_and_nothing_else(
    reviewer: User, draft: Edition
) -> None:
    access = access_for(reviewer, "bmp")

    assert permissions.may_open(access, draft)
    assert permissions.may_comment(access, draft)
    assert permissions.may_suggest(access, draft)
    assert not permissions.may_begin(access, "ARM")
    assert not permissions.may_write(access, draft, "C4")
    for may in (permissions.may_assign, permissions.may_agree, permissions.may_submit):
        assert not may(access, draft)
    assert not permissions.may_close(access)
    assert not permissions.may_publish(access)
    assert reviewer not in responsibility.candidates(draft, "C4")


def test_drafts_of_other_states_and_of_the_other_i_map_are_not_there(
    signed_in: SignIn, written: Place
) -> None:
    of_ukraine = signed_in(make_member(role="reviewer", country="UKR"))
    southern = signed_in(make_member("mtm", role="reviewer", country="ARM"))

    for path in (DRAFT, SECTION, f"{SECTION}history/", f"{DRAFT}submission/"):
        assert of_ukraine.get(path).status_code == 404
        assert southern.get(path).status_code == 403
    assert of_ukraine.post(f"{SECTION}comments/", {"body": "x"}).status_code == 404
    assert "Armenia" not in words(of_ukraine.get(DESK))
    assert not Comment.objects.exists()


def test_nothing_is_read_after_the_last_day(
    signed_in: SignIn, reviewer: User, written: Place
) -> None:
    client = signed_in(reviewer)
    row = Membership.objects.get(user=reviewer)
    Membership.objects.filter(pk=row.pk).update(valid_until=row.valid_from)

    assert client.get(SECTION).status_code == 403
    assert client.post(f"{SECTION}comments/", {"body": "x"}).status_code == 403


def test_only_whoever_made_a_suggestion_is_offered_to_withdraw_it(
    signed_in: SignIn, reviewer: User, editor: User, written: Place
) -> None:
    row = suggestions.suggest(
        written, "<p>Less money.</p>", version=1, reason="", by=reviewer
    )
    page = f"{SECTION}suggestions/{row.pk}/"

    assert "Withdraw it" in words(signed_in(reviewer).get(page))
    assert "Withdraw it" not in words(signed_in(editor).get(page))
