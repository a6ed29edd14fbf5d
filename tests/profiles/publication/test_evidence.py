"""What stands behind an edition stays readable once it is published, and unchanged."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.apps import apps
from django.test import Client

from accounts.models import Membership, User
from profiles.editing import comments, drafts, names, suggestions
from profiles.editing.place import Place
from profiles.endorsement import steps as endorsement
from profiles.models import (
    Comment,
    Edition,
    Endorsement,
    Publication,
    RevisionName,
    Submission,
    Suggestion,
)
from profiles.publication import steps
from tests.factories import make_member
from tests.profiles.editing.test_pages import contributor
from tests.profiles.endorsement.conftest import PAPER, PDF
from tests.profiles.pages import words

SignIn = Callable[[User], Client]
DRAFT = "/en/bmp/edit/ARM/extended/2031/"
SECTION = f"{DRAFT}C4/en/"
SUBMISSION = f"{DRAFT}submission/"
BOARD = "/en/bmp/edit/"
READERS_PAGE = "/en/bmp/profiles/ARM/extended/2031/"


@pytest.fixture
def discussed(written: Edition, editor: User, staff: User) -> Edition:
    """The draft with a comment, a suggestion and a named state, before it is laid."""
    place = Place(written, written.template.sections.get(code="C4"), "en")
    comments.comment(place, "", "Which year is this?", [], by=staff)
    suggestions.suggest(place, "<p>More money</p>", version=1, reason="", by=staff)
    names.name(written, "Sent to the ministries", by=editor)
    return written


@pytest.fixture(params=["published", "superseded", "withdrawn"])
def finished(
    request: pytest.FixtureRequest,
    discussed: Edition,
    contact: User,
    make_checker: User,
) -> Edition:
    """The edition once it is out, in each of the states it can have then."""
    submission = endorsement.submit(discussed, by=contact)
    codes = list(submission.sections)
    made = endorsement.record(submission, submission.sha256, codes, PAPER, by=contact)
    endorsement.confirm(made, by=make_checker)
    publication = steps.publish(submission, by=make_checker)
    if request.param == "withdrawn":
        steps.withdraw(publication, "It names a wrong law.", by=make_checker)
    else:
        Edition.objects.filter(pk=discussed.pk).update(state=request.param)
    return Edition.objects.get(pk=discussed.pk)


@pytest.fixture
def make_checker(db: None) -> User:
    """A second person of the secretariat, who has written nothing."""
    return make_member(role="secretariat", full_name="Clara Checker")


def pages() -> list[str]:
    suggestion, name = Suggestion.objects.get(), RevisionName.objects.get()
    return [
        DRAFT,
        SECTION,
        f"{SECTION}history/",
        f"{SECTION}suggestions/{suggestion.pk}/",
        f"{DRAFT}names/{name.pk}/",
        SUBMISSION,
        f"{DRAFT}publication/",
    ]


def scan() -> str:
    return f"{SUBMISSION}{Endorsement.objects.get().key}/scan/"


def kept() -> dict[str, list[dict[str, object]]]:
    """Return every row of the room, without when somebody looked at the desk."""
    return {
        model.__name__: list(model._default_manager.order_by("pk").values())
        for model in apps.get_app_config("profiles").get_models()
        if model.__name__ != "DeskVisit"
    }


def test_whoever_opened_the_draft_reads_what_stands_behind_the_edition(
    signed_in: SignIn, editor: User, staff: User, finished: Edition
) -> None:
    reviewer = make_member(role="reviewer", country="ARM")
    writer = contributor(finished, "C4")

    for person in (editor, staff, reviewer, writer):
        client = signed_in(person)
        for page in pages():
            assert client.get(page).status_code == 200, (person.full_name, page)


def test_nobody_else_finds_any_of_it(
    signed_in: SignIn, listed: None, finished: Edition
) -> None:
    others = [make_member(), make_member(role="editor", country="UKR")]
    # A contributor of the next edition has nothing to do with this one.
    late = make_member(role="contributor")
    Membership.objects.filter(user=late).update(
        edition="ARM/extended/2032", sections=["C4"]
    )

    for person in (*others, late):
        client = signed_in(person)
        for page in (*pages(), scan(), f"{SUBMISSION}en.pdf"):
            assert client.get(page).status_code == 404, (person.full_name, page)


def test_the_scan_is_for_those_who_record(
    signed_in: SignIn, contact: User, staff: User, editor: User, finished: Edition
) -> None:
    for person in (contact, staff):
        answer = signed_in(person).get(scan())
        assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]
        assert answer["Content-Disposition"].startswith("attachment")
        assert "letter.pdf" in words(signed_in(person).get(f"{DRAFT}publication/"))

    assert signed_in(editor).get(scan()).status_code == 404
    for page in (SUBMISSION, f"{DRAFT}publication/"):
        assert "letter.pdf" not in words(signed_in(editor).get(page))


def test_the_pages_say_what_was_said(
    signed_in: SignIn, editor: User, finished: Edition
) -> None:
    client = signed_in(editor)

    section, submission = client.get(SECTION), words(client.get(SUBMISSION))

    assert "Money sent home" in words(section)
    assert "Which year is this?" in words(section)
    assert b"<textarea" not in section.content
    assert "Letter 17" in submission
    assert "nothing of it changes any more" in submission
    assert "taken back" not in submission
    assert "Sent to the ministries" in words(client.get(DRAFT))


def test_the_paper_that_was_signed_stays(
    signed_in: SignIn, contact: User, finished: Edition
) -> None:
    answer = signed_in(contact).get(f"{SUBMISSION}en.pdf")

    assert answer.content.startswith(b"%PDF")
    assert "submitted-" in answer["Content-Disposition"]


def steps_of(edition: Edition) -> dict[str, dict[str, object]]:
    """Return every step that is taken on a draft, filled in as it would be."""
    comment, record = Comment.objects.get(), Endorsement.objects.get()
    thread = f"{SECTION}comments/{comment.pk}/"
    suggestion = f"{SECTION}suggestions/{Suggestion.objects.get().pk}/"
    words_sent = {"body": "<p>New</p>", "version": 1, "sequence": 1}
    return {
        SECTION: words_sent,
        f"{SECTION}autosave/": words_sent,
        f"{SECTION}autosave/forget/": {},
        f"{SECTION}merge/": words_sent | {"begun": 1, "newest": 1},
        f"{SECTION}here/": {"writing": "on"},
        f"{SECTION}in-step/": {},
        f"{SECTION}progress/": {"state": "ready"},
        f"{SECTION}history/restore/": {"version": 1, "newest": 1},
        f"{SECTION}comments/": {"paragraph": "", "body": "Late"},
        f"{thread}answer/": {"body": "Late"},
        f"{thread}resolve/": {},
        f"{thread}reopen/": {},
        f"{SECTION}suggestions/": words_sent | {"reason": "Late"},
        f"{suggestion}accept/": {"newest": 1, "choice-0": "mine"},
        f"{suggestion}reject/": {"answer": "Late"},
        f"{suggestion}withdraw/": {},
        f"{DRAFT}C4/responsible/": {"person": "", "due_on": "2031-05-04"},
        f"{DRAFT}plan/": {"languages": ["en"], "due_on": "2031-05-04"},
        f"{DRAFT}names/": {"name": "Late"},
        SUBMISSION: {},
        f"{SUBMISSION}take-back/": {"reason": "Late"},
        f"{SUBMISSION}close/": {"reason": "Late"},
        f"{SUBMISSION}publish/": {},
        f"{SUBMISSION}record/": {"scope": "all"},
        f"{SUBMISSION}{record.key}/check/": {"verdict": "confirm"},
    }


def test_no_step_is_taken_on_it_any_more(
    signed_in: SignIn, staff: User, finished: Edition
) -> None:
    client, before = signed_in(staff), kept()

    for address, sent in steps_of(finished).items():
        assert client.post(address, sent).status_code == 404, address

    assert kept() == before


def test_a_record_that_nobody_checked_in_time_is_not_checked_later(
    signed_in: SignIn, staff: User, finished: Edition
) -> None:
    Endorsement.objects.update(state=Endorsement.State.RECORDED)

    page = words(signed_in(staff).get(SUBMISSION))

    assert "Nobody checked it before the edition was published" in page
    assert "count the endorsement" not in page


def test_the_page_of_readers_leads_behind_it_for_those_who_may(
    signed_in: SignIn, editor: User, finished: Edition
) -> None:
    link = f'href="{DRAFT}publication/"'.encode()
    reader = make_member()

    assert link in signed_in(editor).get(READERS_PAGE).content
    assert b"/edit/ARM/" not in signed_in(reader).get(READERS_PAGE).content


def test_the_board_leads_to_what_was_published_also_when_it_was_withdrawn(
    signed_in: SignIn, editor: User, finished: Edition
) -> None:
    reviewer = make_member(role="reviewer", country="ARM")
    link = f'href="{DRAFT}publication/"'.encode()

    for person in (editor, reviewer):
        assert link in signed_in(person).get(BOARD).content


def test_the_next_draft_is_not_mixed_up_with_the_edition_before(
    signed_in: SignIn, editor: User, finished: Edition
) -> None:
    drafts.begin(finished.profile, "2032", ["en"], by=editor, is_copy=False)
    client = signed_in(editor)

    assert "Which year is this?" not in words(
        client.get(SECTION.replace("2031", "2032"))
    )
    assert client.get(SUBMISSION.replace("2031", "2032")).status_code == 200
    assert Publication.objects.count() == Submission.objects.count() == 1
