"""A text laid before the editors: made, decided on by paragraph, never lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from imap.core.exceptions import TransitionError
from imap.core.outbox.models import OutgoingMail
from profiles import permissions
from profiles.editing import autosave, saving, suggestions
from profiles.editing.autosave import Window
from profiles.editing.place import Place
from profiles.endorsement import steps
from profiles.models import Edition, Endorsement, Revision, Submission, Suggestion
from profiles.text.differences import words as told
from profiles.text.tree import parse
from tests.factories import make_member
from tests.profiles.editing.conftest import SECTION
from tests.profiles.editing.test_pages import DESK, contributor
from tests.profiles.pages import words

SignIn = Callable[[User], Client]
SUGGEST = f"{SECTION}suggestions/"
DRAFT = "/en/bmp/edit/ARM/extended/2031/"
PLAIN = "<p>One two</p><p>Three four</p><p>Five six</p>"


@pytest.fixture
def begun(place: Place, editor: User) -> str:
    text = saving.save(place, PLAIN, version=0, by=editor)
    assert text
    return text.body


@pytest.fixture
def author(draft: Edition) -> User:
    """A contributor of another section: reads this one, does not write it."""
    return contributor(draft, "A")


@pytest.fixture
def row(place: Place, begun: str, author: User) -> Suggestion:
    body = begun.replace("Three", "Thirty").replace("Five", "Fifteen")
    return suggestions.suggest(place, body, version=1, reason="As agreed", by=author)


def at(row: Suggestion, step: str = "") -> str:
    return f"{SUGGEST}{row.pk}/{step}"


def kept(place: Place) -> list[str]:
    text = place.text()
    return [told(block) for block in parse(text.body if text else "").blocks]


def test_whoever_reads_a_draft_suggests_a_text_and_the_section_stays_as_it_is(
    signed_in: SignIn, place: Place, begun: str, author: User
) -> None:
    client = signed_in(author)
    page = client.get(SECTION)
    assert b'id="edit-body"' not in page.content
    assert "Suggest a change" in words(page)
    page = client.get(f"{SECTION}?suggest=1")
    assert b'id="edit-body"' in page.content
    assert b'name="is_minor"' not in page.content

    fields = {"body": begun.replace("One", "Eleven"), "version": 1, "reason": "Count"}
    answer = client.post(SUGGEST, fields)

    row = Suggestion.objects.get()
    assert answer.headers["Location"] == at(row)
    assert kept(place) == ["One two", "Three four", "Five six"]
    told_page = words(client.get(at(row)))
    assert "What it changes in version 1" in told_page
    assert "Count" in told_page
    assert "Decide paragraph by paragraph" not in told_page


def test_an_editor_reads_it_where_work_waits(
    signed_in: SignIn, editor: User, row: Suggestion
) -> None:
    client = signed_in(editor)

    assert "Suggestions waiting for you Armenia 2031, C4" in words(client.get(DESK))
    assert "1 suggestion " in words(client.get(DRAFT))
    assert "Suggestions 1 waiting" in words(client.get(SECTION))


def test_the_author_has_nothing_waiting_at_the_desk(
    signed_in: SignIn, author: User, row: Suggestion
) -> None:
    assert "Suggestions waiting for you" not in words(signed_in(author).get(DESK))


def test_an_editor_takes_over_one_paragraph_and_leaves_another(
    signed_in: SignIn, place: Place, editor: User, author: User, row: Suggestion
) -> None:
    client = signed_in(editor)
    page = client.get(at(row))
    assert "2 paragraphs differ." in words(page)
    assert b"<mark>Thirty</mark>" in page.content.replace(b" </mark>", b"</mark>")

    answer = client.post(at(row, "accept/"), {"newest": 1, "choice-2": "theirs"})

    assert answer.headers["Location"] == SECTION
    assert kept(place) == ["One two", "Thirty four", "Five six"]
    revision = Revision.objects.get(version=2)
    assert (revision.by, revision.origin) == (editor, Revision.Origin.SUGGESTED)
    history = words(client.get(f"{SECTION}history/"))
    assert f"Suggested by {author.get_full_name()}" in history
    decided = words(client.get(at(row)))
    assert "Accepted" in decided
    assert "Version 2" in decided


def test_others_stay_and_nothing_saved_meanwhile_is_taken_back(
    place: Place, begun: str, editor: User, row: Suggestion, staff: User
) -> None:
    other = suggestions.suggest(
        place, begun.replace("One", "Eleven"), version=1, reason="", by=staff
    )
    changed = begun.replace("two", "twelve")
    saving.save(place, changed, version=1, by=editor)

    suggestions.accept(row, {}, newest=2, by=editor)
    assert kept(place) == ["One twelve", "Thirty four", "Fifteen six"]

    other.refresh_from_db()
    assert other.is_pending
    suggestions.accept(other, {}, newest=3, by=editor)
    # Where both have changed a paragraph, the suggestion's is offered first.
    assert kept(place) == ["Eleven two", "Thirty four", "Fifteen six"]


def test_what_others_saved_since_is_not_asked_about(
    signed_in: SignIn, place: Place, begun: str, editor: User, row: Suggestion
) -> None:
    saving.save(place, begun.replace("One", "Eleven"), version=1, by=editor)

    page = words(signed_in(editor).get(at(row)))

    assert "2 paragraphs differ." in page
    assert "Eleven two" in page


def test_a_text_saved_a_moment_before_has_the_editor_choose_anew(
    signed_in: SignIn, place: Place, begun: str, editor: User, row: Suggestion
) -> None:
    saving.save(place, begun.replace("One", "Eleven"), version=1, by=editor)

    answer = signed_in(editor).post(at(row, "accept/"), {"newest": 1})

    assert answer.status_code == 409
    assert "Choose anew" in words(answer)
    assert kept(place) == ["Eleven two", "Three four", "Five six"]
    row.refresh_from_db()
    assert row.is_pending


def test_nothing_chosen_is_no_acceptance(
    signed_in: SignIn, editor: User, row: Suggestion
) -> None:
    choices = {"newest": 1, "choice-1": "theirs", "choice-2": "theirs"}

    answer = signed_in(editor).post(at(row, "accept/"), choices)

    assert answer.status_code == 400
    assert "You chose nothing of it" in words(answer)
    row.refresh_from_db()
    assert row.is_pending


def test_a_rejection_gives_its_reason_to_the_author_alone_by_the_page(
    signed_in: SignIn, place: Place, editor: User, author: User, row: Suggestion
) -> None:
    client = signed_in(editor)
    assert client.post(at(row, "reject/"), {"answer": " "}).status_code == 400

    client.post(at(row, "reject/"), {"answer": "Not what was counted"})

    assert "Not what was counted" in words(signed_in(author).get(at(row)))
    mail = OutgoingMail.objects.get()
    assert mail.to == author.email
    assert at(row) in mail.text
    assert "Not what was counted" not in mail.text
    assert "Thirty" not in mail.text
    assert kept(place) == ["One two", "Three four", "Five six"]


@pytest.mark.parametrize("step", ["accept/", "reject/"])
def test_a_second_decision_is_told_and_changes_nothing(
    signed_in: SignIn, place: Place, editor: User, row: Suggestion, step: str
) -> None:
    suggestions.accept(row, {}, newest=1, by=editor)

    answer = signed_in(editor).post(at(row, step), {"newest": 2, "answer": "No"})

    assert answer.status_code == 400
    assert "decided already" in words(answer)
    row.refresh_from_db()
    assert row.state == Suggestion.State.ACCEPTED
    assert Revision.objects.count() == 2


def test_the_author_withdraws_it_once(
    signed_in: SignIn, editor: User, author: User, row: Suggestion
) -> None:
    assert signed_in(editor).post(at(row, "withdraw/")).status_code == 404
    client = signed_in(author)

    client.post(at(row, "withdraw/"))
    client.post(at(row, "withdraw/"))

    row.refresh_from_db()
    assert (row.state, row.decided_by) == (Suggestion.State.WITHDRAWN, author)
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("step", ["accept/", "reject/"])
def test_whoever_does_not_write_the_section_decides_on_nothing(
    signed_in: SignIn, author: User, row: Suggestion, step: str
) -> None:
    answer = signed_in(author).post(at(row, step), {"newest": 1, "answer": "Yes"})

    assert answer.status_code == 404
    row.refresh_from_db()
    assert row.is_pending


@pytest.mark.parametrize("country", ["UKR", None])
def test_nobody_outside_the_draft_suggests_or_reads(
    signed_in: SignIn, row: Suggestion, country: str | None
) -> None:
    role = "editor" if country else "reader"
    client = signed_in(make_member(role=role, country=country))

    assert client.get(at(row)).status_code in (403, 404)
    answer = client.post(SUGGEST, {"body": "<p>Mine</p>", "version": 1})
    assert answer.status_code in (403, 404)
    assert Suggestion.objects.count() == 1


def test_the_address_of_another_section_does_not_reach_it(
    signed_in: SignIn, editor: User, row: Suggestion
) -> None:
    other = at(row).replace("/C4/", "/A/")

    assert signed_in(editor).get(other).status_code == 404
    assert signed_in(editor).post(f"{other}accept/", {"newest": 0}).status_code == 404


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"body": "<p>kept words</p>", "version": ""}, "Send the form anew."),
        ({"body": "<p>kept words</p>", "version": 7}, "Send the form anew."),
        ({"body": PLAIN}, "says the same"),
        ({"body": "<p>kept words</p>", "reason": "r" * 2001}, "at most 2000"),
        ({"body": "<b>" * 100 + "kept words"}, "not well formed"),
    ],
)
def test_what_cannot_be_suggested_is_told_and_stays_in_its_field(
    signed_in: SignIn,
    begun: str,
    author: User,
    fields: dict[str, object],
    message: str,
) -> None:
    sent = {"version": 1, "reason": "because", **fields}
    if fields["body"] == PLAIN:
        sent["body"] = begun

    answer = signed_in(author).post(SUGGEST, sent)

    assert answer.status_code == 400
    assert message in words(answer)
    assert str(sent["reason"]) in words(answer)
    if "kept words" in str(sent["body"]):
        assert "kept words" in words(answer)
    assert not Suggestion.objects.exists()


def test_words_typed_to_suggest_them_are_kept_too(
    signed_in: SignIn, place: Place, begun: str, author: User
) -> None:
    client = signed_in(author)
    sent = {"body": begun + "<p>Mine</p>", "version": 1, "sequence": 1}
    assert client.post(f"{SECTION}autosave/", sent).status_code == 200
    assert "You typed here" in words(client.get(SECTION))
    (typed,) = autosave.waiting(place, author, Window("new"))
    assert "Mine" in words(client.get(f"{SECTION}?take={typed.pk}"))

    client.post(SUGGEST, sent)

    assert not autosave.waiting(place, author, Window("new"))


def test_a_frozen_draft_takes_no_suggestion_and_no_decision(
    signed_in: SignIn, place: Place, begun: str, author: User, row: Suggestion
) -> None:
    place.edition.state = Edition.State.SUBMITTED
    place.edition.save(update_fields=["state"])

    with pytest.raises(TransitionError):
        suggestions.suggest(
            place, begun + "<p>Seven</p>", version=1, reason="", by=author
        )
    with pytest.raises(TransitionError):
        suggestions.accept(row, {}, newest=1, by=author)
    assert "Suggest a change" not in words(signed_in(author).get(SECTION))
    assert "Withdraw it" not in words(signed_in(author).get(at(row)))


def test_the_text_that_is_accepted_is_cleaned_like_any_other(
    place: Place, begun: str, editor: User, author: User
) -> None:
    row = suggestions.suggest(
        place, begun + "<p onclick=x>Seven<script>1</script></p>", version=1,
        reason="", by=author,
    )  # fmt: skip

    suggestions.accept(row, {}, newest=1, by=editor)

    text = place.text()
    assert text
    assert "Seven" in text.body
    assert "script" not in text.body
    assert "onclick" not in text.body


def test_a_deletion_of_everything_may_be_suggested(
    place: Place, begun: str, editor: User, author: User
) -> None:
    row = suggestions.suggest(place, "", version=1, reason="", by=author)

    suggestions.accept(row, {}, newest=1, by=editor)

    assert kept(place) == []


def test_whoever_suggested_what_was_accepted_does_not_check_the_endorsement(
    place: Place, row: Suggestion, editor: User, author: User, staff: User
) -> None:
    submission = Submission(edition=place.edition)
    endorsement = Endorsement(submission=submission, recorded_by=staff)
    assert permissions.is_second_person(endorsement, author)

    suggestions.accept(row, {}, newest=1, by=editor)

    assert not permissions.is_second_person(endorsement, author)


def test_a_submission_holds_the_accepted_text_and_no_waiting_one(
    place: Place, begun: str, editor: User, row: Suggestion, staff: User
) -> None:
    submission = steps.submit(place.edition, by=staff)

    assert "Thirty" not in submission.content


def test_ten_of_one_person_wait_and_an_eleventh_is_told_so(
    signed_in: SignIn, place: Place, begun: str, author: User, staff: User
) -> None:
    for number in range(suggestions.MOST_WAITING):
        body = f"{begun}<p>{number}</p>"
        suggestions.suggest(place, body, version=1, reason="", by=author)
    eleventh = f"{begun}<p>kept words</p>"
    answer = signed_in(author).post(SUGGEST, {"body": eleventh, "version": 1})

    assert answer.status_code == 400
    assert "Ten suggestions of yours wait" in words(answer)
    assert "kept words" in words(answer)
    suggestions.suggest(place, eleventh, version=1, reason="", by=staff)


def test_the_section_asks_one_query_for_many_suggestions(
    signed_in: SignIn,
    place: Place,
    begun: str,
    editor: User,
    author: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(5):
        suggestions.suggest(
            place, f"{begun}<p>{number}</p>", version=1, reason="", by=author
        )
    client = signed_in(editor)
    client.get(SECTION)

    with django_assert_max_num_queries(45) as queries:
        client.get(SECTION)

    asked = [each for each in queries if 'FROM "profiles_suggestion"' in each["sql"]]
    assert len(asked) == 2
