"""Freeze an edition: its texts in all languages, and each figure as it reads today.

    {"format": 1, "dialogue", "country", "kind", "label", "template", "languages",
     "is_demonstration",
     "sections": [{"code", "parent", "titles", "texts": {language: body},
                   "figures": [{"series", "period", "value", "flag"}],
                   "partners": [{"country", "direction", "year", "limit", "source",
                                 "count", "total", "rows"}]}],
     "indicators": {code: …}, "sources": {code: …}, "countries": {iso3: names}}

Decimals are strings, as the store has them; what is not known is null.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Model

from imap.reference.participants import country_names
from imap.statistics.models import Observation
from imap.statistics.partners import Partners, PartnersOf
from profiles.chart_elements import between, partners_question
from profiles.lookup import (
    Figures,
    Reference,
    is_partners,
    period_of,
    series_of,
    stored,
)
from profiles.models import Edition, TemplateSection
from profiles.snapshot.canonical import Content
from profiles.text.references import Attributes, references
from profiles.text.tree import SectionTree, parse

FORMAT = 1
INDICATOR = (
    *("code", "names", "shorts", "definitions", "kind"),
    *("unit", "units", "decimals", "palette"),
)
SOURCE = ("code", "publishers", "titles", "shorts", "edition", "year", "licence", "url")

# Of each section by language.
Texts = Mapping[int, Mapping[str, str]]


def content(edition: Edition) -> Content:
    """Return all that the edition says, in the order of its template."""
    texts = _texts(edition)
    trees = {
        section: [parse(body) for body in bodies.values()]
        for section, bodies in texts.items()
    }
    figures = stored(tree for each in trees.values() for tree in each)
    outline = edition.template.sections.select_related("parent")
    sections = [
        _section(each, texts.get(each.pk, {}), trees.get(each.pk, []), figures)
        for each in outline
    ]
    profile = edition.profile
    named = {profile.country_id, *_partners_of(sections)}
    return {
        "format": FORMAT,
        "dialogue": profile.dialogue_id,
        "country": profile.country_id,
        "kind": profile.kind,
        "label": edition.label,
        "template": edition.template.version,
        "languages": list(edition.languages),
        "is_demonstration": edition.is_demonstration,
        "sections": sections,
        **_catalogue(figures),
        "countries": _countries(profile.dialogue_id, named),
    }


def _texts(edition: Edition) -> Texts:
    texts: dict[int, dict[str, str]] = {}
    rows = edition.texts.filter(language__in=edition.languages).order_by("language")
    for row in rows:
        if row.body.strip():
            texts.setdefault(row.section_id, {})[row.language] = row.body
    return texts


def _section(
    section: TemplateSection,
    bodies: Mapping[str, str],
    trees: Iterable[SectionTree],
    figures: Figures,
) -> Content:
    quoted = [each for tree in trees for each in references(tree)]
    return {
        "code": section.code,
        "parent": section.parent.code if section.parent else None,
        "titles": dict(section.titles),
        "texts": dict(bodies),
        "figures": _figures(quoted, figures),
        "partners": _partners(quoted, figures),
    }


def _figures(
    quoted: Iterable[tuple[str, Attributes]], figures: Figures
) -> list[Content]:
    """Return each figure once that a text or a chart of the section shows."""
    rows: dict[tuple[Reference, str], Observation] = {}
    for tag, named in quoted:
        for series in series_of(tag, named):
            for row in _shown(tag, named, figures.observations.get(series, {})):
                rows[series, row.period] = row
    return [
        {
            "series": f"{indicator}@{source}:{iso3}",
            "period": period,
            "year": row.year,
            "value": decimal(row.value),
            "flag": row.flag,
        }
        for ((indicator, source, iso3), period), row in sorted(rows.items())
    ]


def _shown(
    tag: str, named: Attributes, rows: Mapping[str, Observation]
) -> list[Observation]:
    if tag == "data":
        row = rows.get(period_of(named))
        return [row] if row is not None else []
    return list(between(list(rows.values()), named))


def _partners(
    quoted: Iterable[tuple[str, Attributes]], figures: Figures
) -> list[Content]:
    questions = {partners_question(n) for tag, n in quoted if is_partners(tag, n)}
    ordered = sorted(questions, key=lambda q: (q.iso3, q.direction, q.year, q.limit))
    return [_answer(each, figures.partners[each]) for each in ordered]


def _answer(question: PartnersOf, answer: Partners) -> Content:
    return {
        "country": question.iso3,
        "direction": question.direction,
        "year": question.year,
        "limit": question.limit,
        "source": answer.source.code if answer.source else None,
        "count": answer.count,
        "total": decimal(answer.total),
        "rows": [
            {"country": r.iso3, "value": decimal(r.value), "published": r.published}
            for r in answer.rows
        ],
    }


def _partners_of(sections: Iterable[Content]) -> set[str]:
    return {
        row["country"]
        for section in sections
        for answer in section["partners"]
        for row in answer["rows"]
    }


def _catalogue(figures: Figures) -> Content:
    """Return what the figures measure and where they come from."""
    rows = [row for each in figures.observations.values() for row in each.values()]
    indicators = {row.indicator.code: row.indicator for row in rows}
    sources = {row.source.code: row.source for row in rows} | dict(figures.sources)
    answers = figures.partners.values()
    sources |= {each.source.code: each.source for each in answers if each.source}
    return {
        "indicators": {code: _told(row, INDICATOR) for code, row in indicators.items()},
        "sources": {code: _told(row, SOURCE) for code, row in sources.items()},
    }


def _told(row: Model, fields: Iterable[str]) -> Content:
    values: dict[str, Any] = {name: getattr(row, name) for name in fields}
    return {
        name: dict(value) if isinstance(value, Mapping) else value
        for name, value in values.items()
    }


def _countries(dialogue: str, codes: Iterable[str]) -> Content:
    """Return {iso3: {language: name}} in the languages of the i-Map, of today."""
    names = {code: country_names(code) for code in settings.DIALOGUES[dialogue]}
    return {
        iso3: {language: of[iso3] for language, of in names.items() if iso3 in of}
        for iso3 in sorted(codes)
    }


def decimal(value: Decimal | None) -> str | None:
    """Write a decimal without zeros at its end and without an exponent."""
    return None if value is None else f"{value.normalize():f}"
