"""What somebody types as a name or a reason stays words in mails about profiles."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.conf import LazySettings
from django.utils import timezone
from lxml import html

from accounts.models import User
from imap.core.outbox.models import OutgoingMail
from imap.core.outbox.send import _message
from imap.reference.models import CountryName, Dialogue
from profiles import mails
from profiles.editing import comments, suggestions
from profiles.editing.place import Place
from profiles.endorsement import clock, steps
from profiles.models import Edition, Office, Suggestion, TemplateSection
from tests.factories import make_member
from tests.profiles.endorsement.conftest import PAPER

VECTORS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "javascript:alert(1)",
    '<a href="javascript:alert(1)">x</a>',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "</title></body><iframe src=//evil.example>",
    "<!--<p style='background:url(//evil.example)'>",
    "{{ settings.SECRET_KEY }}{% debug %}",
    "X\r\nBcc: evil@evil.example",
    "X\n\n<b>Body</b>\u2028\u0085To: evil@evil.example",
    "http://testserver.evil.example/ http://testserver@evil.example/",
    'http://testserver/"onmouseover="alert(1)',
    "\u202egnp.exe\x00\x1b[31m",
]
PLAIN_TAGS = {"html", "head", "meta", "title", "body", "p", "br", "a"}


@pytest.fixture
def hostile(request: pytest.FixtureRequest, settings: LazySettings) -> str:
    """Say it wherever a mail takes words from: of the state, the section, the i-Map."""
    words: str = request.param
    settings.PUBLISH_UNENDORSED = ["bmp"]
    names = {"en": _stored(words), "ru": _stored(words)}
    CountryName.objects.filter(country="ARM").update(name=_stored(words))
    Dialogue.objects.filter(pk="bmp").update(names=names)
    TemplateSection.objects.filter(code="C4").update(titles=names)
    return words


@pytest.fixture
def contact(hostile: str) -> User:
    return make_member(role="contact_point", country="ARM", full_name=_stored(hostile))


@pytest.fixture
def staff(hostile: str) -> User:
    return make_member(role="secretariat", full_name=_stored(hostile))


@pytest.mark.parametrize("hostile", VECTORS, indirect=True, ids=range(len(VECTORS)))
def test_hostile_words_stay_words_in_every_mail(
    written: Edition, contact: User, staff: User, editor: User, hostile: str
) -> None:
    words = _stored(hostile)
    _ask_and_suggest(written, words, contact, editor)
    _lay_before_the_state(written, words, contact, staff)

    told = OutgoingMail.objects.all()
    assert set(told.values_list("name", flat=True)) == {
        "draft-question",
        "draft-suggestion",
        "profile-submitted",
        "profile-reminder",
        "profile-over",
        "profile-recorded",
        "profile-refused",
    }
    for mail in told:
        _is_harmless(mail)


def _stored(words: str) -> str:
    """Return the words as a form lets them through and PostgreSQL takes them."""
    return words.replace("\x00", "")


def _ask_and_suggest(edition: Edition, words: str, contact: User, editor: User) -> None:
    place = Place(edition, edition.template.sections.get(code="C4"), "en")
    comments.comment(place, "", words, [Office.CONTACT_POINT], by=editor)
    for number in (1, 2):
        row = suggestions.suggest(
            place, f"<p>{number}</p>", version=1, reason=words, by=contact
        )
        row = suggestions.reject(row, words, by=editor)
    row.state = Suggestion.State.ACCEPTED
    mails.decided(row, contact)


def _lay_before_the_state(
    edition: Edition, words: str, contact: User, staff: User
) -> None:
    submission = steps.submit(edition, by=staff)
    seen, codes = submission.sha256, ["C4"]
    steps.record(submission, seen, codes, PAPER, by=staff)
    made = steps.record(submission, seen, codes, PAPER, by=contact)
    steps.refuse(made, words, by=staff)
    noon = timezone.localtime().replace(hour=12)
    left = (submission.answer_by - timezone.localdate()).days
    with time_machine.travel(noon + timedelta(days=left - 7), tick=False):
        assert clock.remind() == 1
    with time_machine.travel(noon + timedelta(days=left + 1), tick=False):
        assert clock.tell_of_the_end() == 1


def _is_harmless(mail: OutgoingMail) -> None:
    page = html.document_fromstring(mail.html)
    assert {each.tag for each in page.iter()} <= PLAIN_TAGS
    for each in page.iter("p", "br", "a", "title", "body"):
        assert set(each.attrib) <= {"href"}
    for link in page.iter("a"):
        assert link.get("href", "").startswith("http://testserver/")
        assert "evil" not in link.get("href", "")
    message = _message(mail)
    # As a server gets it: what is no header of ours never becomes one.
    sent = message.message()
    assert message.recipients() == [mail.to]
    assert sent["To"] == mail.to
    assert sent["Bcc"] is None
    assert len(mail.subject.splitlines()) == 1
    assert not [char for char in mail.subject if ord(char) < 32]
    assert not [char for char in mail.text if ord(char) < 32 and char not in "\t\n"]
