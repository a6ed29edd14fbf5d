"""Where the published profile of one state speaks of the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from lxml import etree, html

from imap.core import language
from imap.reference.participants import Participant
from profiles.models import Edition, PublishedSection

# A handout has room for so many, and for so much of each.
MOST = 6
LONGEST = 320
# A name stands in its cases there: the last letters change.
INFLECTED = frozenset({"ru"})


@dataclass(frozen=True)
class Mention:
    """A section that names the other state, with the passage that does so first."""

    code: str
    title: str
    address: str
    passage: str


@dataclass(frozen=True)
class Mentions:
    """What the newest edition of a state says of the other, which may be nothing."""

    state: str
    other: str
    edition: str
    # What has to be said before its text, of a demonstration.
    notice: str
    rows: Sequence[Mention]


def mentions(dialogue: str, first: Participant, second: Participant) -> list[Mentions]:
    """Return one entry for each of the two that has a published edition."""
    found = []
    for state, other in ((first, second), (second, first)):
        edition = _newest(dialogue, state.iso3)
        if edition is not None:
            rows = list(_rows(edition, other.name))[:MOST]
            label = f"{edition.profile.get_kind_display()}, {edition.label}"
            notice = _notice(edition)
            found.append(Mentions(state.name, other.name, label, notice, rows))
    return found


def _notice(edition: Edition) -> str:
    if not edition.is_demonstration:
        return ""
    return _("Demonstration text; the profile endorsed in 2011 is not reproduced here.")


def _newest(dialogue: str, iso3: str) -> Edition | None:
    return (
        Edition.objects.readable(dialogue)
        .filter(profile__country=iso3, state=Edition.State.PUBLISHED)
        .select_related("profile")
        .first()
    )


def _rows(edition: Edition, name: str) -> Iterator[Mention]:
    code = language.current()
    stem = name[:-1] if code in INFLECTED else name
    sections = PublishedSection.objects.filter(
        publication__edition=edition, language=code, html__contains=stem
    ).order_by("position")
    for section in sections.defer("publication__snapshot"):
        passage = _passage(section.html, stem)
        if passage:
            address = f"{edition.get_absolute_url()}#{section.code}"
            yield Mention(section.code, section.title, address, passage)


def _passage(markup: str, stem: str) -> str:
    """Return the first paragraph that has the name, cut at a word."""
    whole = html.fragment_fromstring(markup, create_parent=True)
    # The number of a note is no part of the sentence.
    etree.strip_elements(whole, "sup", with_tail=False)
    for node in whole.iter("p", "li"):
        text = " ".join(strip_tags(node.text_content()).split())
        if stem in text:
            return text if len(text) <= LONGEST else f"{_cut(text)} …"
    return ""


def _cut(text: str) -> str:
    return text[:LONGEST].rsplit(" ", 1)[0]
