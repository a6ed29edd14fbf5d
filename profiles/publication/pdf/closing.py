"""The lists after the text: sources quoted, and what is said of names and borders."""

from __future__ import annotations

import datetime as dt

from imap.core import dates
from imap.core.language import sort_key
from imap.core.letters import printable
from imap.core.texts import Texts
from imap.reference.models import Country, Dialogue
from imap.reference.participants import country_names
from profiles.publication.pdf.inline import Data
from profiles.snapshot.canonical import Content


def sources(content: Content, language: str) -> list[Data]:
    """Return the sources that texts, charts and notes quote, by publisher."""
    rows = [_source(each, language) for each in content["sources"].values()]
    return sorted(
        rows, key=lambda row: (sort_key(row["publisher"]), sort_key(row["title"]))
    )


def _source(source: Content, language: str) -> Data:
    edition, year = str(source["edition"]), str(source["year"])
    about = [edition, year if year not in edition else "", source["licence"]]
    return {
        "publisher": printable(Texts(source["publishers"]).text(language)),
        "title": printable(Texts(source["titles"]).text(language)),
        "about": printable(", ".join(filter(None, about))),
        "address": printable(source["url"]),
        "href": source["url"],
    }


def disclaimers(dialogue: Dialogue, marks: dict[str, str], language: str) -> list[str]:
    """Return the disclaimer with its date, and the footnote of each marked name."""
    text = dialogue.boundary_disclaimer.text(language)
    day = dates.spelled(dialogue.boundary_disclaimer_date)
    footnotes = [f"{name}: {footnote}" for name, footnote in marks.items()]
    return [printable(line) for line in (f"{text} ({day})", *footnotes)]


def marked_names(
    content: Content, dialogue: Dialogue, language: str, day: dt.date
) -> dict[str, str]:
    """Return {name with an asterisk: its footnote} of those the edition names."""
    names = country_names(language, day)
    texts = [body for each in content["sections"] for body in each["texts"].values()]
    marks = {}
    for country in Country.objects.exclude(footnote="").order_by("iso3"):
        frozen = Texts(content["countries"].get(country.iso3, {})).text(language)
        name = frozen or names[country.iso3]
        if frozen or any(name in text for text in texts):
            marks[name] = dialogue.footnote(country.footnote, language, day)
    return marks
