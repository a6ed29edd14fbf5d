"""The demonstration editions: whole in both languages, and no number typed by hand."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.forms.models import model_to_dict

from imap.reference import reference_data as countries
from imap.statistics import reference_data as statistics
from imap.statistics.models import Observation
from profiles import reference_data
from profiles.demo import editions as demo
from profiles.demo.texts import read
from profiles.editing import drafts
from profiles.lookup import unresolved
from profiles.models import Edition, SectionText
from profiles.text.cleaning import clean
from profiles.text.references import references
from profiles.text.tree import parse
from tests.factories import make_member
from tests.profiles.seed_figures import figures, pairs, sources

EDITIONS = [(iso3, language) for iso3 in demo.COUNTRIES for language in demo.LANGUAGES]
# What the seeded figures support; everything else is shown as not covered.
CODES = [
    "0",
    "0.1",
    "0.2",
    "0.3",
    "A",
    "B1",
    "B2",
    "B3",
    "C1.1",
    "C1.2.4",
    "C2.1",
    "C3",
    "C4",
    "C7",
    "D2",
    "G1",
    "H1",
    "H2",
    "X1",
    "X2",
    "X4",
]
CHARTS = {"lines", "columns", "partners", "table"}
SPOKEN = {"data-title", "data-unit", "data-labels"}
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
CODE = re.compile(r"\b[A-HX]\d(?:\.\d)*\b")
SHARED_WORDS = (
    Path(__file__).parents[1].joinpath("reference", "forbidden_words.txt").read_text()
)
FORBIDDEN = re.compile(
    "|".join([*SHARED_WORDS.split(), r"\w*flows?\b", r"\bпоток", "приток", "отток"]),
    re.IGNORECASE,
)

every_edition = pytest.mark.parametrize(("iso3", "language"), EDITIONS)


def specials(iso3: str, language: str, tag: str) -> list[dict[str, str]]:
    bodies = "".join(read(iso3, language).values())
    return [named for found, named in references(parse(bodies)) if found == tag]


class Spoken(HTMLParser):
    """All that is read as words: text, and the titles and units of charts."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.words += [value or "" for name, value in attrs if name in SPOKEN]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@every_edition
def test_an_edition_has_a_text_for_each_section_the_figures_support(
    iso3: str, language: str
) -> None:
    bodies = read(iso3, language)

    assert list(bodies) == CODES
    assert all(Spoken(body).words for body in bodies.values())


@every_edition
def test_cleaning_takes_nothing_away(iso3: str, language: str) -> None:
    for body in read(iso3, language).values():
        kept = clean(body)

        for pattern in (r"<(/?\w+)", r"\b(?:data-[a-z]+|scope)="):
            assert Counter(re.findall(pattern, kept)) == Counter(
                re.findall(pattern, body)
            )


@every_edition
def test_every_figure_in_a_text_is_held(iso3: str, language: str) -> None:
    for named in specials(iso3, language, "data"):
        series, country, year = named["data-figure"].split(":")

        assert country == iso3
        assert int(year) in figures()[series, country], named


@every_edition
def test_every_chart_has_its_first_and_last_figure(iso3: str, language: str) -> None:
    charts = specials(iso3, language, "figure")
    plotted = [chart for chart in charts if "data-series" in chart]

    assert plotted
    for chart in plotted:
        for reference in chart["data-series"].split():
            series, country = reference.split(":")
            years = figures()[series, country]
            ends = {int(chart["data-from"]), int(chart["data-to"])}

            assert country == iso3
            assert ends <= set(years), chart


@every_edition
def test_every_chart_of_partners_has_pairs(iso3: str, language: str) -> None:
    charts = specials(iso3, language, "figure")
    shown = [chart for chart in charts if chart["data-chart"] == "partners"]

    assert {chart["data-direction"] for chart in shown} == {"emigrants", "immigrants"}
    for chart in shown:
        end = 0 if chart["data-direction"] == "emigrants" else 1

        assert chart["data-country"] == iso3
        assert chart["data-year"] == "2020"
        assert sum(pair[end] == iso3 for pair in pairs()) > int(chart["data-limit"])


@every_edition
def test_an_edition_has_more_than_five_charts_with_titles(
    iso3: str, language: str
) -> None:
    charts = specials(iso3, language, "figure")

    assert sum(chart["data-chart"] != "table" for chart in charts) > 5
    assert {chart["data-chart"] for chart in charts} == CHARTS
    assert all(chart["data-title"] and chart["data-unit"] for chart in charts)


@every_edition
def test_each_line_and_column_of_a_chart_has_its_label(
    iso3: str, language: str
) -> None:
    for chart in specials(iso3, language, "figure"):
        if chart["data-chart"] in {"lines", "table"}:
            labels = chart["data-labels"].split("|")

            assert len(labels) == len(chart["data-series"].split())


@every_edition
def test_every_note_names_a_source_that_is_held(iso3: str, language: str) -> None:
    cited = {named["data-source"] for named in specials(iso3, language, "cite")}

    # The text was written before those of the flows were held.
    assert cited == sources() - {"KNOMAD2018", "ABEL2022"}


@every_edition
def test_the_story_ends_in_2010(iso3: str, language: str) -> None:
    for named in specials(iso3, language, "data"):
        assert int(named["data-figure"].rpartition(":")[2]) <= 2010
    for named in specials(iso3, language, "figure"):
        assert int(named.get("data-to", "2010")) <= 2010


@every_edition
def test_no_number_is_typed(iso3: str, language: str) -> None:
    for code, body in read(iso3, language).items():
        for words in Spoken(body).words:
            left = CODE.sub("", YEAR.sub("", words))

            assert not re.search(r"\d", left), (code, words)


@every_edition
def test_no_text_uses_a_forbidden_word(iso3: str, language: str) -> None:
    for body in read(iso3, language).values():
        assert FORBIDDEN.findall(" ".join(Spoken(body).words)) == []


@pytest.mark.parametrize("iso3", demo.COUNTRIES)
def test_no_russian_sentence_ends_in_a_unit_with_its_own_full_stop(iso3: str) -> None:
    text = "".join(read(iso3, "ru").values())

    assert not re.search(r'data-figure="ECO\.GDPPC[^>]*></data>\.', text)


@pytest.mark.parametrize("iso3", demo.COUNTRIES)
def test_both_languages_show_the_same_figures_charts_and_notes(iso3: str) -> None:
    english, russian = (read(iso3, language) for language in ("en", "ru"))

    assert english.keys() == russian.keys()
    for code, body in english.items():
        assert shown(body) == shown(russian[code]), code


def shown(body: str) -> Counter[tuple[str, str]]:
    """Count what is looked up, apart from words."""
    return Counter(
        (
            tag,
            repr(sorted((name, v) for name, v in named.items() if name not in SPOKEN)),
        )
        for tag, named in references(parse(body))
    )


@pytest.fixture
def templates(db: None) -> None:
    countries.load()
    reference_data.load()


@pytest.mark.usefixtures("templates")
def test_loading_makes_published_editions_marked_as_demonstration() -> None:
    demo.load()

    editions = Edition.objects.readable("bmp")
    assert {edition.profile.country_id for edition in editions} == {"ARM", "UKR"}
    for edition in editions:
        assert edition.is_demonstration
        assert edition.label == "2011"
        assert edition.languages == ["en", "ru"]
        assert edition.texts.count() == len(CODES) * 2


@pytest.mark.usefixtures("templates")
def test_loading_again_changes_nothing() -> None:
    demo.load()
    before = everything()

    demo.load()

    assert everything() == before


def everything() -> list[dict[str, object]]:
    return [
        {"pk": row.pk, **model_to_dict(row)}
        for kind in (Edition, SectionText)
        for row in kind.objects.order_by("pk")
    ]


@pytest.mark.usefixtures("templates")
def test_the_store_answers_for_all_that_the_texts_refer_to() -> None:
    statistics.load()

    for iso3, language in EDITIONS:
        assert unresolved(map(parse, read(iso3, language).values())) == []


@pytest.mark.django_db
def test_a_demonstration_is_published_anew_only_where_it_changed(
    editions: None,
) -> None:
    edition = Edition.objects.get(profile__country="ARM")
    before = edition.publication.sha256
    demo.load()
    assert Edition.objects.get(pk=edition.pk).publication.sha256 == before

    Observation.objects.filter(country="ARM").update(value=1)
    demo.load()

    assert Edition.objects.get(pk=edition.pk).publication.sha256 != before


@pytest.mark.django_db
def test_a_draft_beside_a_demonstration_and_a_newer_edition_are_left_alone(
    editions: None,
) -> None:
    edition = Edition.objects.get(profile__country="ARM")
    staff = make_member(role="secretariat")
    drafts.begin(edition.profile, "2031", ["en"], by=staff)
    Observation.objects.filter(country="ARM").update(value=1)
    demo.load()
    assert Edition.objects.get(label="2031").is_open

    Edition.objects.filter(pk=edition.pk).update(state=Edition.State.SUPERSEDED)
    Observation.objects.filter(country="ARM").update(value=2)
    demo.load()

    edition.refresh_from_db()
    assert edition.state == Edition.State.SUPERSEDED
