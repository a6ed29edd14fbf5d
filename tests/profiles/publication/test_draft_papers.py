"""A draft as a PDF: asked for once, made by the worker, behind the draft's own door."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.models import User
from imap.core import clock, worker
from imap.core.exceptions import TransitionError
from profiles.editing import saving
from profiles.editing.place import Place
from profiles.endorsement import steps
from profiles.models import DraftFile, Edition, EditionFile
from profiles.publication import draft_papers, papers
from profiles.publication import steps as publishing
from profiles.tasks import make_drafts
from tests.factories import make_member
from tests.profiles.endorsement.conftest import PAPER as LETTER
from tests.profiles.pages import words
from tests.profiles.publication.test_papers import PAPER, read

SignIn = Callable[[User], Client]
State = DraftFile.State
PAGE = "/en/bmp/edit/ARM/extended/2031/pdf/en/"
FILE = "/en/bmp/edit/ARM/extended/2031/pdf/en.pdf"
SUBMISSION = "/en/bmp/edit/ARM/extended/2031/submission/"


@pytest.fixture
def own(signed_in: SignIn, editor: User) -> Client:
    return signed_in(editor)


@pytest.fixture
def asked(written: Edition) -> DraftFile:
    return draft_papers.ask(written, "en")


@pytest.fixture
def typesetter(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stand in for the typesetter, which takes a second; it notes what it makes."""
    made: list[str] = []

    def make(_edition: Edition, _text: object, language: str) -> bytes:
        made.append(language)
        return f"%PDF {language} {len(made)}".encode()

    monkeypatch.setattr(papers, "of_draft", make)
    return made


@pytest.fixture
def sweep(monkeypatch: pytest.MonkeyPatch) -> Callable[[], object]:
    # It would close the connection that holds the test's own transaction.
    monkeypatch.setattr(clock, "close_old_connections", lambda: None)
    return partial(call_command, "sweep")


def change(edition: Edition, by: User) -> None:
    place = Place(edition, edition.template.sections.get(code="A"), "en")
    text = place.text()
    assert text is not None
    saving.save(place, "<p>Another state</p>", version=text.version, by=by)


def age(**fields: timedelta) -> None:
    now = timezone.now()
    DraftFile.objects.update(**{name: now - by for name, by in fields.items()})


def test_the_worker_makes_what_was_asked_for_and_marks_it_as_a_draft(
    own: Client, written: Edition
) -> None:
    answer = own.post(PAGE)
    assert answer.headers["Location"] == PAGE
    assert "Waiting since" in words(own.get(PAGE))
    assert own.get(FILE).headers["Location"] == PAGE

    assert make_drafts() == 1

    page = own.get(PAGE)
    assert "The PDF is ready" in words(page)
    assert FILE in page.content.decode()
    answer = own.get(FILE)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "draft-ARM-extended-2031-en.pdf" in answer.headers["Content-Disposition"]
    text = read(answer.content)
    assert "Draft" in text
    assert "Money sent home" in text
    assert not EditionFile.objects.exists()


def test_the_page_says_how_far_it_is_in_russian_too(
    own: Client, asked: DraftFile, typesetter: list[str]
) -> None:
    page = PAGE.replace("/en/bmp/", "/ru/bmp/")
    assert "Ожидает с" in words(own.get(page))

    draft_papers.drain()

    assert "PDF готов" in words(own.get(page))


def test_nothing_is_made_before_somebody_asks(own: Client, written: Edition) -> None:
    page = words(own.get(PAGE))

    assert "No PDF of the draft is kept" in page
    assert "Make the PDF" in page
    assert own.get(FILE).headers["Location"] == PAGE
    assert not DraftFile.objects.exists()


def test_the_page_of_the_submission_asks_for_it(own: Client, written: Edition) -> None:
    page = own.get(SUBMISSION).content.decode()

    assert f'formaction="{PAGE}"' in page
    assert own.get(PAPER).headers["Location"] == PAGE


def test_who_asks_again_for_the_same_text_gets_the_kept_file_at_once(
    own: Client, asked: DraftFile, typesetter: list[str]
) -> None:
    draft_papers.drain()

    answer = own.post(PAGE, follow=True)

    assert answer.redirect_chain == [(FILE, 302)]
    assert answer.content == b"%PDF en 1"
    assert draft_papers.drain() == 0


def test_who_asks_while_it_is_made_waits_for_the_same_file(
    written: Edition, asked: DraftFile
) -> None:
    DraftFile.objects.update(state=State.MAKING, begun_at=timezone.now())

    again = draft_papers.ask(written, "en")

    assert (again.pk, again.state) == (asked.pk, State.MAKING)
    assert draft_papers.drain() == 0


def test_each_language_has_a_file_of_its_own(
    own: Client, written: Edition, typesetter: list[str]
) -> None:
    own.post(PAGE)
    own.post(PAGE.replace("/pdf/en/", "/pdf/ru/"))

    assert draft_papers.drain() == 2
    assert typesetter == ["en", "ru"]


def test_a_draft_that_has_changed_says_so_and_is_made_anew(
    own: Client, asked: DraftFile, typesetter: list[str], editor: User
) -> None:
    draft_papers.drain()
    change(asked.edition, editor)

    page = words(own.get(PAGE))
    assert "The draft has changed since" in page
    assert "Open the PDF as it was" in page
    assert own.post(PAGE).headers["Location"] == PAGE
    assert draft_papers.drain() == 1

    assert own.get(FILE).content == b"%PDF en 2"
    assert "It says what the draft says now" in words(own.get(PAGE))


def test_a_change_while_it_is_made_is_not_taken_for_what_was_made(
    own: Client, asked: DraftFile, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make(edition: Edition, _text: object, _language: str) -> bytes:
        change(edition, editor)
        return b"%PDF"

    monkeypatch.setattr(papers, "of_draft", make)
    draft_papers.drain()

    assert "The draft has changed since" in words(own.get(PAGE))


def test_a_failure_is_said_in_words_and_can_be_asked_for_again(
    own: Client,
    asked: DraftFile,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*_args: object) -> bytes:
        raise RuntimeError("unknown font")

    with monkeypatch.context() as patched:
        patched.setattr(papers, "of_draft", fail)
        assert draft_papers.drain() == 1

    page = words(own.get(PAGE))
    assert "The PDF could not be made" in page
    assert "unknown font" not in page
    assert "unknown font" in caplog.text
    own.post(PAGE)
    assert DraftFile.objects.get().state == State.WAITING


def test_what_was_never_finished_counts_as_failed_and_comes_too_late(
    own: Client, asked: DraftFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make(*_args: object) -> bytes:
        age(begun_at=timedelta(minutes=6))
        assert "The PDF could not be made" in words(own.get(PAGE))
        own.post(PAGE)
        return b"%PDF late"

    with monkeypatch.context() as patched:
        patched.setattr(papers, "of_draft", make)
        file = draft_papers._claim()
        assert file is not None
        assert draft_papers._make(file) == 0

    assert DraftFile.objects.get().state == State.WAITING


def test_a_worker_that_is_away_is_not_hidden(own: Client, asked: DraftFile) -> None:
    age(asked_at=timedelta(minutes=3))

    page = words(own.get(PAGE))

    assert "nobody has begun with it" in page
    assert "Look again" in page


def test_asking_wakes_the_worker_once_the_row_is_there(
    written: Edition,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    woken: list[str] = []
    monkeypatch.setattr(draft_papers, "wake", woken.append)

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        draft_papers.ask(written, "en")
        assert woken == []

    assert woken == [make_drafts.name]


def test_the_thread_of_the_trial_portal_makes_it(
    asked: DraftFile, typesetter: list[str], sweep: Callable[[], object]
) -> None:
    assert worker.state() == "a thread"

    sweep()

    assert DraftFile.objects.get().state == State.READY


@pytest.mark.parametrize("reader", ["member", "mtm_member", "stranger"])
def test_nobody_else_asks_for_it_or_opens_it(
    request: pytest.FixtureRequest,
    asked: DraftFile,
    typesetter: list[str],
    reader: str,
) -> None:
    draft_papers.drain()
    client = request.getfixturevalue(reader)

    for answer in (client.get(PAGE), client.post(PAGE), client.get(FILE)):
        assert answer.status_code in (403, 404)


@pytest.mark.parametrize("dialogue", ["bmp", "mtm"])
def test_editors_of_another_state_or_i_map_do_not_either(
    signed_in: SignIn, asked: DraftFile, typesetter: list[str], dialogue: str
) -> None:
    draft_papers.drain()
    country = {"bmp": "UKR", "mtm": "EGY"}[dialogue]
    client = signed_in(make_member(dialogue, role="editor", country=country))

    for answer in (client.get(PAGE), client.post(PAGE), client.get(FILE)):
        assert answer.status_code in (403, 404)


def test_reviewers_of_the_state_open_it(
    signed_in: SignIn, asked: DraftFile, typesetter: list[str]
) -> None:
    draft_papers.drain()
    client = signed_in(make_member(role="reviewer", country="ARM"))

    assert client.post(PAGE, follow=True).content == b"%PDF en 1"


def test_while_the_state_has_the_text_its_own_paper_stands_for_it(
    own: Client, asked: DraftFile, typesetter: list[str], contact: User
) -> None:
    draft_papers.drain()
    steps.submit(asked.edition, by=contact)

    assert own.get(PAGE).headers["Location"] == SUBMISSION
    assert own.post(PAGE).headers["Location"] == SUBMISSION
    assert own.get(FILE).headers["Location"] == PAGE
    edition = Edition.objects.get(pk=asked.edition_id)
    with pytest.raises(TransitionError):
        draft_papers.ask(edition, "en")


def test_what_waits_is_not_made_of_a_text_that_is_with_its_state(
    asked: DraftFile, typesetter: list[str], contact: User
) -> None:
    steps.submit(asked.edition, by=contact)

    assert draft_papers.drain() == 0


def test_publication_takes_the_file_of_the_draft_away(
    own: Client,
    asked: DraftFile,
    typesetter: list[str],
    contact: User,
    staff: User,
) -> None:
    draft_papers.drain()
    submission = steps.submit(asked.edition, by=contact)
    record = steps.record(
        submission, submission.sha256, list(submission.sections), LETTER, by=contact
    )
    steps.confirm(record, by=staff)

    publishing.publish(submission, by=staff)

    assert not DraftFile.objects.exists()
    assert own.get(PAGE).status_code == 404
    assert own.post(PAGE).status_code == 404
    assert own.get(FILE).status_code == 404


def test_a_draft_that_is_thrown_away_takes_its_file_with_it(asked: DraftFile) -> None:
    asked.edition.revisions.all().delete()
    asked.edition.delete()

    assert not DraftFile.objects.exists()


def test_a_language_that_is_not_published_has_no_file(
    own: Client, written: Edition
) -> None:
    page = PAGE.replace("/pdf/en/", "/pdf/fr/")

    assert own.get(page).status_code == 404
    assert own.post(page).status_code == 404


def test_the_sweep_takes_it_away_after_a_day(
    asked: DraftFile, typesetter: list[str], sweep: Callable[[], object]
) -> None:
    draft_papers.drain()
    age(asked_at=timedelta(hours=23))
    sweep()
    assert DraftFile.objects.exists()

    age(asked_at=timedelta(hours=25))
    sweep()

    assert not DraftFile.objects.exists()
