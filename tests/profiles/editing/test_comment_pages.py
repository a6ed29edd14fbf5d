"""The comments of a section on its page: who reads, writes and resolves them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from profiles.editing import comments, saving
from profiles.editing.passages import passages
from profiles.editing.place import Place
from profiles.models import Comment, Edition
from tests.factories import make_member
from tests.profiles.editing.conftest import SECTION
from tests.profiles.editing.test_pages import contributor
from tests.profiles.pages import words

SignIn = Callable[[User], Client]
COMMENTS = f"{SECTION}comments/"
DRAFT = "/en/bmp/edit/ARM/extended/2031/"
STEPS = ("answer", "resolve", "reopen")


@pytest.fixture
def name(place: Place, editor: User) -> str:
    saving.save(place, "<p>Money came home.</p>", version=0, by=editor)
    return next(iter(passages(place)))


@pytest.fixture
def thread(place: Place, name: str, staff: User) -> Comment:
    return comments.comment(place, name, "From where?", [], by=staff)


def at(thread: Comment, step: str) -> str:
    return f"{COMMENTS}{thread.pk}/{step}/"


def test_a_comment_is_made_answered_resolved_and_opened_again(
    signed_in: SignIn, editor: User, staff: User, name: str
) -> None:
    client, other = signed_in(editor), signed_in(staff)

    answer = other.post(COMMENTS, {"paragraph": name, "body": "From where?"})
    assert answer.headers["Location"] == f"{SECTION}#comments"
    thread = Comment.objects.get()
    page = words(client.get(SECTION))
    assert "Comments 1 open" in page
    assert "Money came home. Sven Staff · Secretariat" in page
    assert "1 open comment" in words(client.get(DRAFT))

    client.post(at(thread, "answer"), {"body": "From abroad.", "asked": "secretariat"})
    page = words(client.get(SECTION))
    assert "Anahit Editor · Editors of the state" in page
    assert "From abroad. Asked by mail: Secretariat" in page

    client.post(at(thread, "resolve"))
    page = words(client.get(SECTION))
    assert "1 resolved comment" in page
    assert "1 open" not in page
    assert "1 open comment" not in words(client.get(DRAFT))

    client.post(at(thread, "reopen"))
    assert "Comments 1 open" in words(client.get(SECTION))


def test_the_page_says_when_the_passage_has_changed_and_when_it_is_gone(
    signed_in: SignIn, place: Place, name: str, thread: Comment, editor: User
) -> None:
    client = signed_in(editor)
    body = f'<p data-p="{name}">Money left.</p>'
    saving.save(place, body, version=1, by=editor)
    assert "The passage has changed since." in words(client.get(SECTION))

    saving.save(place, "<p>Nothing.</p>", version=2, by=editor)

    page = words(client.get(SECTION))
    assert "The passage is gone; it read: Money came home." in page


def test_comments_of_another_language_stand_there(
    signed_in: SignIn, editor: User, thread: Comment
) -> None:
    russian = SECTION.replace("/C4/en/", "/C4/ru/")
    client = signed_in(editor)

    assert "From where?" not in words(client.get(russian))
    assert client.post(at(thread, "resolve").replace("/en/c", "/ru/c")).status_code == (
        404
    )


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"body": " "}, "Write a comment."),
        ({"body": "kept words " * 400}, "at most 4000 characters"),
        ({"body": "kept words", "paragraph": "gone"}, "no longer in the text"),
        ({"body": "kept words", "asked": "everybody"}, "Select a valid choice"),
    ],
)
def test_a_comment_that_cannot_be_taken_is_told_and_stays_in_its_field(
    signed_in: SignIn, editor: User, name: str, fields: dict[str, str], message: str
) -> None:
    answer = signed_in(editor).post(COMMENTS, {"paragraph": name} | fields)

    assert answer.status_code == 400
    assert message in words(answer)
    assert answer.content.count(b"kept words") == fields["body"].count("kept words")
    assert b"Money came home." in answer.content
    assert not Comment.objects.exists()


def test_an_empty_answer_is_told_in_its_thread(
    signed_in: SignIn, editor: User, thread: Comment
) -> None:
    answer = signed_in(editor).post(at(thread, "answer"), {"asked": "contact_point"})

    assert answer.status_code == 400
    assert "Write an answer." in words(answer)
    assert f'href="#answer-{thread.pk}-body"'.encode() in answer.content
    assert not thread.thread.exists()


def test_an_answer_to_what_was_resolved_meanwhile_is_told(
    signed_in: SignIn, editor: User, thread: Comment
) -> None:
    comments.resolve(thread, by=editor)

    answer = signed_in(editor).post(at(thread, "answer"), {"body": "kept words"})

    assert answer.status_code == 400
    assert "open it again to answer" in words(answer)
    assert b"kept words" in answer.content


def test_what_is_hostile_is_shown_as_it_was_typed(
    signed_in: SignIn, editor: User, name: str
) -> None:
    client = signed_in(editor)

    client.post(COMMENTS, {"body": "<script>x()</script>\n{{ 1|add:1 }}"})

    content = client.get(SECTION).content
    assert b"<script>x()" not in content
    assert b"&lt;script&gt;x()&lt;/script&gt;<br>{{ 1|add:1 }}" in content


def test_a_contributor_comments_everywhere_and_resolves_the_own_and_what_it_writes(
    signed_in: SignIn, place: Place, thread: Comment, draft: Edition
) -> None:
    client = signed_in(contributor(draft, "C2.1"))
    assert "Resolve" not in words(client.get(SECTION))
    for step in ("resolve", "reopen"):
        assert client.post(at(thread, step)).status_code == 404

    client.post(COMMENTS, {"body": "Mine."})
    own = Comment.objects.latest("pk")

    assert client.post(at(own, "resolve")).status_code == 302
    own.refresh_from_db()
    assert own.is_resolved


@pytest.mark.parametrize(
    ("role", "country", "status"), [("editor", "UKR", 404), ("reader", None, 404)]
)
def test_nobody_else_reads_or_writes_any(
    signed_in: SignIn, thread: Comment, role: str, country: str, status: int
) -> None:
    client = signed_in(make_member(role=role, country=country))

    assert client.get(SECTION).status_code == status
    assert client.post(COMMENTS, {"body": "x"}).status_code == status
    for step in STEPS:
        assert client.post(at(thread, step), {"body": "x"}).status_code == status


def test_comments_are_closed_with_the_edition(
    signed_in: SignIn, editor: User, thread: Comment
) -> None:
    Edition.objects.update(state=Edition.State.SUBMITTED)
    client = signed_in(editor)
    assert client.post(COMMENTS, {"body": "Still."}).status_code == 302

    Edition.objects.update(state=Edition.State.WITHDRAWN)

    assert client.post(COMMENTS, {"body": "Late."}).status_code == 404


@pytest.mark.parametrize("number", [0, 10**30])
def test_a_thread_that_is_none_is_not_found(
    signed_in: SignIn, editor: User, name: str, number: int
) -> None:
    assert signed_in(editor).post(f"{COMMENTS}{number}/resolve/").status_code == 404


def test_an_answer_is_no_thread(
    signed_in: SignIn, editor: User, thread: Comment
) -> None:
    answer = comments.answer(thread, "From abroad.", [], by=editor)

    for step in STEPS:
        assert signed_in(editor).post(at(answer, step)).status_code == 404


def test_the_page_asks_a_fixed_number_of_queries(
    signed_in: SignIn,
    place: Place,
    thread: Comment,
    editor: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for each in range(5):
        person = make_member(role="editor", country="ARM")
        row = comments.comment(place, "", f"{each}", [], by=person)
        comments.answer(row, "Yes.", [], by=editor)
    client = signed_in(editor)

    with django_assert_max_num_queries(38):
        client.get(SECTION)
