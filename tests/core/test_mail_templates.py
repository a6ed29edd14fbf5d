"""Every mail has a subject, a text and an HTML part, and every language we have."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.template.loader import get_template
from django.utils.html import escape

from accounts.mails import registrations
from imap.core.outbox.models import OutgoingMail
from imap.core.templatetags.portal import own_links
from tests.factories import make_registration

FOLDER = Path(settings.BASE_DIR) / "templates"
PORTAL = FOLDER / "emails"
ALLAUTH = (FOLDER / "account" / "email", FOLDER / "mfa" / "email")
_TRANSLATED = re.compile(r"{%\s*translate\s+\"((?:[^\"\\]|\\.)*)\"")
_BLOCK = re.compile(
    r"{%\s*blocktranslate[^%]*%}(.*?)(?:{%\s*plural\s*%}.*?)?{%\s*endblocktranslate\s*%}",
    re.DOTALL,
)
_VARIABLE = re.compile(r"{{\s*(\w+)\s*}}")
# Languages whose catalogue exists; English is in the templates.
LANGUAGES = sorted(
    path.parent.parent.name
    for place in settings.LOCALE_PATHS
    for path in Path(place).glob("*/LC_MESSAGES/django.po")
)


def _kinds() -> list[str]:
    return sorted(
        path.name.removesuffix("-subject.txt") for path in PORTAL.glob("*-subject.txt")
    )


def _stems(folder: Path, end: str) -> set[str]:
    return {path.name.removesuffix(end) for path in folder.glob(f"*{end}")}


def _sources() -> list[Path]:
    folders = (PORTAL, *ALLAUTH)
    return [path for folder in folders for path in folder.glob("*") if path.is_file()]


def _messages(path: Path) -> set[str]:
    text = path.read_text(encoding="utf-8")
    plain = {found.replace('\\"', '"') for found in _TRANSLATED.findall(text)}
    blocks = {_VARIABLE.sub(r"%(\1)s", found) for found in _BLOCK.findall(text)}
    return plain | blocks


def _first(text: Any) -> str:
    return text if isinstance(text, str) else str(text[0])


def _is_done(message: Any) -> bool:
    texts = message.string if isinstance(message.string, tuple) else (message.string,)
    return bool(message.id) and not message.fuzzy and all(texts)


@pytest.mark.parametrize("kind", _kinds())
def test_a_mail_has_a_subject_a_text_and_an_html_part(kind: str) -> None:
    for part in ("subject.txt", "text.txt", "html.html"):
        get_template(f"emails/{kind}-{part}")


def test_no_part_of_a_mail_stands_alone() -> None:
    names = {path.name for path in PORTAL.glob("*") if not path.name.startswith("_")}
    parts = {
        f"{kind}-{part}"
        for kind in _kinds()
        for part in ("subject.txt", "text.txt", "html.html")
    }

    assert names == parts


@pytest.mark.parametrize("folder", ALLAUTH, ids=lambda folder: folder.parent.name)
def test_a_mail_of_the_sign_in_has_subject_and_text(folder: Path) -> None:
    messages = _stems(folder, "_message.txt")
    subjects = _stems(folder, "_subject.txt")

    assert messages - {"base"} == subjects
    # The HTML part is one page around the text for all of them (sign_in.adapter).
    get_template("account/email/page.html")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_a_mail_is_in_every_language(language: str) -> None:
    path = Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as opened:
        catalogue = read_po(opened)
    known = {_first(message.id) for message in catalogue if _is_done(message)}

    missing = {
        text for source in _sources() for text in _messages(source) if text not in known
    }

    assert missing == set()


@pytest.mark.parametrize(
    "typed",
    [
        "evil.com",
        "www.evil.com",
        "https://evil.com/x",
        "Ada <a href='//evil.com'>Lind</a>",
        "ada@evil.com",
        "http://testserver.evil.com/",
        "http://testserver@evil.com/",
        "http://testserver:80@evil.com/",
        "http://testserver-evil.com/",
    ],
)
def test_what_somebody_typed_is_never_a_link(typed: str) -> None:
    told = own_links(escape(f"Dear {typed}, read http://testserver/en/bmp/?a=1&b=2."))

    assert told.count("<a ") == 1
    assert '<a href="http://testserver/en/bmp/?a=1&amp;b=2">' in told
    assert "evil" not in "".join(re.findall(r'href="[^"]*"', told))


def test_the_site_itself_is_a_link_too() -> None:
    assert own_links("See http://testserver.") == (
        'See <a href="http://testserver">http://testserver</a>.'
    )


def test_no_mail_makes_links_of_its_own() -> None:
    for source in [*_sources(), FOLDER / "account" / "email" / "page.html"]:
        assert "urlize" not in source.read_text(encoding="utf-8"), source


@pytest.mark.django_db
def test_an_applicant_is_written_to_by_a_name_that_leads_nowhere() -> None:
    row = make_registration(name="www.evil.com")

    registrations.received(row)

    mail = OutgoingMail.objects.get()
    assert "www.evil.com" in mail.html
    assert re.findall(r'href="http://(?!testserver/)', mail.html) == []
