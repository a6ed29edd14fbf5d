from __future__ import annotations

import csv
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from imap.reference.models import Participation
from imap.statistics import reference_data, seed_files
from imap.statistics.models import (
    CountedElsewhere,
    Flow,
    FlowTotal,
    Indicator,
    Observation,
    Release,
    Source,
)
from imap.statistics.versions import data_version

pytestmark = pytest.mark.usefixtures("seed")

ASKED_FOR = {
    *("POP.TOT", "POP.NET", "POP.DEP", "IMM.STK", "IMM.SHR", "IMM.FEM", "EMI.STK"),
    *("ASY.STK", "ASY.APP", "REM.IN", "REM.GDP", "ECO.GDPPC", "LAB.UNE"),
}


def figure(indicator: str, source: str, iso3: str, year: int) -> Observation:
    return Observation.objects.totals().get(
        indicator__code=indicator, source__code=source, country=iso3, year=year
    )


@pytest.mark.parametrize(
    ("indicator", "source", "iso3", "year", "value"),
    [
        ("IMM.STK", "UNDESA2020", "DEU", 2020, 15_762_457),
        ("IMM.STK", "UNDESA2024", "DEU", 2020, 15_021_300),
        ("IMM.STK", "UNDESA2020", "RUS", 2020, 11_636_911),
        ("IMM.STK", "UNDESA2024", "RUS", 2020, 7_297_611),
        ("EMI.STK", "UNDESA2020", "UKR", 2020, 6_139_144),
        ("EMI.STK", "UNDESA2020", "ARM", 2010, 917_043),
        ("EMI.STK", "UNDESA2024", "ARM", 2010, 799_328),
        ("EMI.STK", "UNDESA2020", "ARM", 1990, 899_678),
        ("IMM.STK", "UNDESA2020", "ARM", 2010, 211_147),
        ("ASY.STK", "UNHCR2025", "TUR", 2020, 3_652_362),
        ("POP.TOT", "WPP2024", "KGZ", 2020, 6_664_143),
        ("POP.NET", "WDI2025", "KGZ", 2020, 54_704),
    ],
)
def test_a_seeded_figure_is_that_of_its_source(
    indicator: str, source: str, iso3: str, year: int, value: int
) -> None:
    row = figure(indicator, source, iso3, year)

    assert row.value == value
    assert row.published == str(value)


def test_a_pair_is_that_of_its_source() -> None:
    pair = Flow.objects.filter(origin="UKR", destination="RUS", year=2020)
    rows = {row.type.code: row for row in pair.select_related("type", "source")}

    assert rows["IMS2020.STOCK"].value == 3_268_263
    assert rows["IMS2020.STOCK"].source.code == "UNDESA2020"
    # The edition of 2024 revises the same year.
    assert rows["IMS2024.STOCK"].value != rows["IMS2020.STOCK"].value
    assert rows["IMS2024.STOCK"].source.code == "UNDESA2024"


def test_money_goes_from_where_it_is_sent_to_where_it_is_received() -> None:
    money = Flow.objects.filter(type__code="WB.REMIT", year=2017)
    sent = money.get(origin="RUS", destination="KGZ").value
    back = money.get(origin="KGZ", destination="RUS").value

    assert round(sent) == 1904
    assert round(back) == 89


def test_totals_count_partners_outside_the_i_maps_too() -> None:
    received = FlowTotal.objects.get(
        type__code="WB.REMIT", country="KGZ", direction="in", year=2017
    )
    pairs = Flow.objects.filter(type__code="WB.REMIT", destination="KGZ")

    assert received.value > sum(row.value for row in pairs)
    # A stock has a published whole; what was added up would stand against it.
    assert not FlowTotal.objects.filter(type__code__endswith="STOCK").exists()


def test_every_indicator_asked_for_has_figures_of_both_imaps() -> None:
    for dialogue in ("bmp", "mtm"):
        states = Participation.objects.filter(dialogue=dialogue).values("country")
        found = Observation.objects.filter(country__in=states, value__isnull=False)
        codes = set(found.values_list("indicator__code", flat=True))
        assert codes >= ASKED_FOR


def test_every_row_of_the_seed_names_source_edition_and_year() -> None:
    editions = reference_data.editions()

    for name in ("observations", "flows", "flow_totals"):
        with (seed_files.DATA / f"{name}.csv").open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                assert row["edition"] == editions[row["source"]]
                assert 1950 <= int(row["year"]) <= 2025


def test_figures_stand_within_what_their_indicator_allows() -> None:
    for indicator in Indicator.objects.all():
        rows = indicator.observations.exclude(value=None)
        if indicator.minimum is not None:
            assert not rows.filter(value__lt=indicator.minimum).exists()
        if indicator.maximum is not None:
            assert not rows.filter(value__gt=indicator.maximum).exists()


def test_no_value_has_a_flag_and_no_flagged_gap_has_a_value() -> None:
    gaps = Observation.objects.filter(value=None)

    assert set(gaps.values_list("flag", "published").distinct()) == {
        ("missing", ""),
        ("confidential", ""),
    }
    assert not Observation.objects.exclude(value=None).exclude(flag="").exists()


def test_zeros_of_countries_that_did_not_report_are_carried_as_missing() -> None:
    gaps = Observation.objects.filter(flag="missing").order_by("year")
    years: dict[tuple[str, str], list[int]] = {}
    for code, iso3, year in gaps.filter(breakdown="").values_list(
        "indicator__code", "country_id", "year"
    ):
        years.setdefault((code, iso3), []).append(year)

    assert {key: (held[0], held[-1]) for key, held in years.items()} == {
        ("REM.IN", "LBY"): (2007, 2023),
        ("REM.IN", "SYR"): (2011, 2023),
        ("REM.IN", "TKM"): (2005, 2023),
        ("REM.IN", "MNE"): (2005, 2006),
        ("REM.IN", "SRB"): (2005, 2006),
        ("REM.GDP", "LBY"): (2007, 2023),
        ("REM.GDP", "SYR"): (2011, 2022),
        ("REM.GDP", "TKM"): (2005, 2023),
        ("REM.GDP", "MNE"): (2005, 2006),
        ("REM.GDP", "SRB"): (2005, 2006),
        ("REM.OUT", "GRC"): (1998, 1998),
        ("IMM.STK", "MNE"): (1990, 2005),
        ("ASY.STK", "BIH"): (1993, 1996),
        ("ASY.STK", "RUS"): (1993, 1995),
    }


def test_a_share_of_gdp_is_remittances_by_gdp() -> None:
    received = figure("REM.IN", "WDI2025", "KGZ", 2020).value
    gdp = figure("ECO.GDP", "WDI2025", "KGZ", 2020).value
    share = figure("REM.GDP", "WDI-COMPUTED", "KGZ", 2020).value

    assert received is not None
    assert gdp is not None
    assert share == round(received / gdp * 100, 4)


def test_kosovo_has_no_row_where_it_is_counted_with_serbia() -> None:
    counted = CountedElsewhere.objects.filter(country="XKX", counted_in="SRB")

    sources = set(counted.values_list("source__code", flat=True))

    assert sources == {"UNDESA2020", "UNDESA2024", "UNHCR2025"}
    rows = Observation.objects.filter(source__code__in=sources)
    assert not rows.filter(country="XKX").exists()
    marks = rows.filter(country="SRB").values_list("definition", flat=True)
    assert all(mark.endswith("kosovo") for mark in marks)


def test_an_other_definition_has_words() -> None:
    pairs = Observation.objects.exclude(definition="").order_by()

    for code, mark in pairs.values_list("indicator__code", "definition").distinct():
        indicator = Indicator.objects.get(code=code)
        for language in ("en", "ru", "fr", "ar"):
            assert indicator.other_definitions[mark][language]


def test_the_catalogue_speaks_the_languages_of_both_imaps() -> None:
    for row in Indicator.objects.all():
        for texts in (row.names, row.shorts, row.units):
            assert set(texts) == {"en", "ru", "fr", "ar"}
        assert {"en", "ru"} <= set(row.definitions)
    for source in Source.objects.all():
        assert set(source.shorts) == {"en", "ru", "fr", "ar"}
        assert source.licence
        assert source.edition
        assert source.retrieved


def test_loading_again_asks_once_and_changes_nothing(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    version = data_version()
    count = Observation.objects.count()

    with django_assert_max_num_queries(4):
        reference_data.load()

    assert (data_version(), Observation.objects.count()) == (version, count)


def test_loading_changed_files_replaces_the_figures() -> None:
    version = data_version()
    count = Observation.objects.count()
    Observation.objects.filter(country="DEU").delete()
    Release.objects.update(content_hash="of an older seed")

    reference_data.load()

    assert Observation.objects.count() == count
    assert data_version() != version


def test_loading_changed_files_keeps_the_class_limits_that_staff_set() -> None:
    limits = dict(Indicator.objects.values_list("code", "breaks"))
    share, count, emptied = list(limits)[:3]
    Indicator.objects.filter(code=share).update(breaks=[1, 3, 9])
    Indicator.objects.filter(code=emptied).update(breaks=[])

    for content_hash in ("of an older seed", "of a still older seed"):
        Release.objects.update(content_hash=content_hash)
        reference_data.load()

    assert Indicator.objects.get(code=share).breaks == [1, 3, 9]
    assert Indicator.objects.get(code=count).breaks == limits[count]
    assert Indicator.objects.get(code=emptied).breaks == limits[emptied]


def test_figures_of_a_draft_are_not_seen() -> None:
    Release.objects.update(state=Release.State.DRAFT)

    assert not Observation.objects.released().exists()
    assert not Flow.objects.released().exists()


def test_small_decimals_survive_the_database() -> None:
    assert figure("IMM.SHR", "UNDESA2020", "KAZ", 2020).value == Decimal(
        figure("IMM.SHR", "UNDESA2020", "KAZ", 2020).published
    )
