"""Comments on passages: made, answered, resolved, and what becomes of their passage."""

from __future__ import annotations

import re

import pytest

from accounts.models import User
from imap.core import privacy
from imap.core.exceptions import TransitionError
from imap.core.outbox.models import OutgoingMail
from imap.core.privacy import Person
from profiles.editing import comments, drafts, saving
from profiles.editing.passages import Standing, passages, standing
from profiles.editing.place import Place
from profiles.models import Comment, Edition, Office, SectionText
from profiles.snapshot.content import content
from tests.factories import make_member

NAMES = re.compile(r'data-p="([0-9a-f]{10})"')


@pytest.fixture
def text(place: Place, editor: User) -> SectionText:
    """Two paragraphs of section C4."""
    body = "<p>Money came home.</p><p>Half of it was spent.</p>"
    saved = saving.save(place, body, version=0, by=editor)
    assert saved
    return saved


@pytest.fixture
def name(text: SectionText) -> str:
    """The name of the first paragraph."""
    return str(NAMES.findall(text.body)[0])


@pytest.fixture
def thread(place: Place, name: str, staff: User) -> Comment:
    return comments.comment(place, name, "From where?", [], by=staff)


def stands(place: Place, comment: Comment) -> Standing:
    return standing(comment, passages(place))


def rewrite(place: Place, body: str, by: User) -> None:
    text = place.text()
    assert text
    saving.save(place, body, version=text.version, by=by)


def test_a_comment_keeps_the_words_it_is_about(place: Place, thread: Comment) -> None:
    assert thread.quote == "Money came home."
    assert stands(place, thread) is Standing.SAME
    assert comments.open_threads(place.edition) == {(place.section.pk, "en"): 1}


def test_a_comment_may_be_on_the_whole_section(
    place: Place, text: SectionText, staff: User
) -> None:
    thread = comments.comment(place, "", "Too short.", [], by=staff)

    assert thread.quote == ""
    assert stands(place, thread) is Standing.WHOLE


def test_the_quote_is_short_and_a_change_behind_it_is_seen(
    place: Place, editor: User
) -> None:
    long = "word " * 100
    saving.save(place, f"<p>{long}first</p>", version=0, by=editor)
    (name,) = passages(place)
    thread = comments.comment(place, name, "Long.", [], by=editor)
    assert len(thread.quote) == 300

    rewrite(place, f'<p data-p="{name}">{long}last</p>', editor)

    assert stands(place, thread) is Standing.CHANGED


def test_a_comment_survives_that_its_passage_moves_or_is_set_in_bold(
    place: Place, text: SectionText, name: str, thread: Comment, editor: User
) -> None:
    rewrite(
        place,
        f'<p>Before.</p><p data-p="{name}"><strong>Money</strong> came home.</p>',
        editor,
    )

    assert stands(place, thread) is Standing.SAME


def test_it_says_when_the_passage_is_gone_and_knows_it_when_it_comes_back(
    place: Place, text: SectionText, thread: Comment, editor: User
) -> None:
    rewrite(place, "<p>Something else.</p>", editor)
    assert stands(place, thread) is Standing.GONE

    rewrite(place, text.body, editor)

    assert stands(place, thread) is Standing.SAME


@pytest.mark.parametrize("name", ["nonsense", "0123456789"])
def test_a_paragraph_that_is_not_in_the_text_takes_no_comment(
    place: Place, text: SectionText, staff: User, name: str
) -> None:
    with pytest.raises(TransitionError, match="no longer in the text"):
        comments.comment(place, name, "About what?", [], by=staff)


def test_a_thread_is_resolved_and_opened_again(
    place: Place, thread: Comment, editor: User
) -> None:
    answer = comments.answer(thread, "From abroad.", [], by=editor)
    comments.resolve(thread, by=editor)

    thread.refresh_from_db()
    assert answer.answers == thread
    assert thread.resolved_by == editor
    assert not comments.open_threads(place.edition)
    with pytest.raises(TransitionError, match="resolved already"):
        comments.resolve(thread, by=editor)
    with pytest.raises(TransitionError, match="open it again"):
        comments.answer(thread, "Late.", [], by=editor)

    comments.reopen(thread)

    assert comments.open_threads(place.edition).total() == 1
    with pytest.raises(TransitionError, match="open already"):
        comments.reopen(thread)


def test_comments_go_on_while_the_state_has_the_text(
    place: Place, thread: Comment, staff: User
) -> None:
    Edition.objects.update(state=Edition.State.SUBMITTED)

    comments.comment(place, thread.paragraph, "One more.", [], by=staff)
    comments.answer(thread, "Yes.", [], by=staff)
    comments.resolve(thread, by=staff)


@pytest.mark.parametrize("state", ["published", "superseded", "withdrawn"])
def test_an_edition_that_is_not_in_work_takes_none(
    place: Place, thread: Comment, staff: User, state: str
) -> None:
    Edition.objects.update(state=state)

    with pytest.raises(TransitionError, match="no longer in work"):
        comments.comment(place, "", "Late.", [], by=staff)
    with pytest.raises(TransitionError, match="no longer in work"):
        comments.answer(thread, "Late.", [], by=staff)
    with pytest.raises(TransitionError, match="no longer in work"):
        comments.resolve(thread, by=staff)


def test_those_asked_get_one_mail_each_without_a_word_of_the_draft(
    place: Place, name: str, editor: User, staff: User
) -> None:
    make_member(role="editor", country="UKR")
    point = make_member(role="contact_point", country="ARM", language="ru")
    Edition.objects.update(state=Edition.State.SUBMITTED)

    comments.comment(place, name, "Secret words", list(Office), by=editor)

    mails = {mail.to: mail for mail in OutgoingMail.objects.filter(dialogue="bmp")}
    assert set(mails) == {staff.email, point.email}
    assert mails[point.email].language == "ru"
    for mail in mails.values():
        said = f"{mail.subject} {mail.text} {mail.html}"
        assert "/bmp/edit/ARM/extended/2031/C4/en/#comments" in said
        assert "Secret words" not in said
        assert "Money" not in said
        assert "Anahit" not in said


def test_nobody_is_written_to_who_was_not_asked(thread: Comment, editor: User) -> None:
    comments.answer(thread, "From abroad.", [], by=editor)

    assert not OutgoingMail.objects.exists()


def test_no_comment_is_part_of_what_is_frozen_or_copied(
    place: Place, thread: Comment, editor: User
) -> None:
    assert "From where?" not in str(content(place.edition))
    Edition.objects.update(state=Edition.State.PUBLISHED)

    after = drafts.begin(place.edition.profile, "2032", ["en"], by=editor)

    assert not Comment.objects.filter(edition=after).exists()


def test_the_own_comments_are_given_out_and_stay_without_a_name(
    thread: Comment, staff: User
) -> None:
    person = Person(staff, frozenset())
    rows = privacy.everything_of(person)["profiles.Comment"]
    assert [row["body"] for row in rows] == ["From where?"]
    assert "quote" not in rows[0]

    privacy.erase(person)

    thread.refresh_from_db()
    assert thread.body == "From where?"
