"""The map page without its script: legend, table, messages, what the HTML carries."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from statistics import median

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from imap.map import payloads
from imap.map.periods import nearest_period
from imap.reference.models import Dialogue

SHARE = "IMM.SHR@UNDESA2020"
STOCK = "IMM.STK@UNDESA2020"
MAP = "/en/bmp/map/"
NOTHING = {"no-data", "elsewhere", "not-applicable", "hidden"}


class Legend(HTMLParser):
    """Reads the counts of the legend by kind."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: dict[str, int] = {}
        self._kind = ""
        self._is_count = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self._kind = found.get("data-kind") or self._kind
        self._is_count = found.get("class") == "legend__count"

    def handle_data(self, data: str) -> None:
        if self._is_count and data.strip():
            self.counts[self._kind] = int(data)
            self._is_count = False


def legend_of(html: str) -> dict[str, int]:
    legend = Legend()
    legend.feed(html)
    return legend.counts


def config_of(html: str) -> dict:
    found = re.search(r'<script id="map-config"[^>]*>(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


def layer_of(config: dict, key: str) -> dict:
    """Return what the script reads of one layer."""
    return next(each["content"] for each in config["layers"] if each["key"] == key)


def figures_of(html: str) -> dict:
    return layer_of(config_of(html), "indicator")


def page(client: Client, query: str = "", path: str = MAP) -> str:
    response = client.get(path + query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_first_view_counts_the_listed_profiles(bmp: Client) -> None:
    html = page(bmp)

    assert legend_of(html) == {"endorsed": 10, "preparation": 6, "listed": 34}
    assert "as of June 2011" in html


@pytest.mark.parametrize("year", ["1990", "2005", "2020"])
def test_the_counts_of_a_legend_add_up_to_all_states(bmp: Client, year: str) -> None:
    counts = legend_of(page(bmp, f"?indicator={SHARE}&year={year}"))

    assert sum(counts.values()) == 50
    assert set(counts) >= NOTHING


def test_a_legend_has_the_same_rows_in_every_year(bmp: Client) -> None:
    first = legend_of(page(bmp, f"?indicator={SHARE}&year=1990"))

    last = legend_of(page(bmp, f"?indicator={SHARE}&year=2020"))

    assert list(first) == list(last)


@pytest.mark.parametrize("key", [STOCK, "ASY.STK@UNHCR2025", "REM.IN@WDI2025"])
def test_a_count_has_no_classes_for_it_is_drawn_as_circles(
    bmp: Client, key: str
) -> None:
    html = page(bmp, f"?indicator={key}")

    kinds = set(legend_of(html)) - NOTHING
    assert kinds == {"counted"}
    assert figures_of(html)["first"]["entry"]["isCount"]
    assert "to the same scale in every year" in html


def test_a_balance_tells_gains_from_losses(bmp: Client) -> None:
    held = payloads.read("bmp", "POP.NET@WDI2025")
    assert held
    values = [row[-1] for row in held["countries"].values() if row[-1] is not None]

    counts = legend_of(page(bmp, "?indicator=POP.NET@WDI2025"))

    assert counts["fewer"] == sum(value < 0 for value in values)
    assert counts["more"] == sum(value >= 0 for value in values)


@pytest.mark.parametrize("key", [SHARE, "ECO.GDPPC@WDI2025", "POP.DEP@WDI2025"])
def test_a_share_and_a_figure_per_head_are_shades(bmp: Client, key: str) -> None:
    html = page(bmp, f"?indicator={key}")

    assert "class-1" in legend_of(html)
    assert not figures_of(html)["first"]["entry"]["isCount"]


def test_the_largest_circle_is_that_of_the_largest_figure_of_any_year(
    bmp: Client,
) -> None:
    held = payloads.read("bmp", STOCK)
    assert held

    figures = [value for row in held["countries"].values() for value in row if value]
    assert held["most"] == max(figures)
    first = figures_of(page(bmp, f"?indicator={STOCK}"))["first"]
    assert first["series"]["most"] == max(figures)


def test_kosovo_is_counted_with_serbia_not_without_data(bmp: Client) -> None:
    html = page(bmp, f"?indicator={SHARE}&view=table")

    row = re.search(r'<tr data-code="XKX".*?</tr>', html, re.DOTALL)
    assert row
    assert "counted in another row by this source" in row[0]
    assert "counted with Serbia" in row[0]


def test_the_table_has_the_rows_and_exact_figures_of_the_data(bmp: Client) -> None:
    html = page(bmp, f"?layer=indicator&indicator={STOCK}&year=2020&view=table")

    codes = re.findall(r'<tr data-code="([A-Z]{3})"', html)
    data = payloads.read("bmp", STOCK)
    assert data
    assert sorted(codes) == sorted(data["countries"])
    assert "15,762,457" in html


def test_figures_of_a_table_have_the_decimals_of_their_indicator(bmp: Client) -> None:
    gdp = page(bmp, "?indicator=ECO.GDP@WDI2025&year=2010&view=table")
    share = page(bmp, f"?indicator={SHARE}&year=2020&view=table")

    assert re.search(r"US\$\xa0[\d,]+</td>", gdp)
    assert not re.search(r"US\$\xa0[\d,]+\.\d", gdp)
    assert re.search(r">\d+\.\d\xa0%</td>", share)
    assert not re.search(r"\.\d\d+\xa0%", share)


def test_a_median_is_made_from_exact_values(bmp: Client) -> None:
    config = figures_of(page(bmp, f"?indicator={STOCK}&year=2020"))

    figures = payloads.read("bmp", STOCK)
    assert figures
    place = figures["periods"].index("2020")
    held = [column[place] for column in figures["countries"].values() if column[place]]
    assert config["first"]["series"]["medians"] == [float(median(held))]


def test_a_source_that_counts_something_else_has_its_own_name_and_definition(
    bmp: Client,
) -> None:
    html = page(bmp, "?indicator=ASY.STK@UNDESA2020&view=table")

    caption = re.search(r"<caption>.*?</caption>", html, re.DOTALL)
    box = re.search(r'data-bar="definition">(.*?)</p>', html)
    row = re.search(r'<tr data-code="SRB".*?</tr>', html, re.DOTALL)
    assert caption
    assert box
    assert row
    assert "Refugees and asylum-seekers hosted, mid-year, 2020" in caption[0]
    assert "asylum-seekers by country of asylum at mid-year" in caption[0]
    assert "asylum-seekers by country of asylum at mid-year" in box[1]
    assert "Serbia and Kosovo* together" in row[0]
    about = bmp.get(f"{MAP}indicators.json").json()["entries"]["ASY.STK@UNDESA2020"]
    assert about["name"] == "Refugees and asylum-seekers hosted, mid-year"


def test_the_picker_tells_unit_years_source_edition_and_coverage(bmp: Client) -> None:
    told = bmp.get(f"{MAP}indicators.json").json()

    entry = told["entries"][SHARE]
    assert entry["about"].startswith("% of population, 1990–2020 · UN DESA")
    assert entry["coverage"] == "49 of 50 states or areas · POP/DB/MIG/Stock/Rev.2020"
    keys = [key for section in told["sections"] for key in section["keys"]]
    assert sorted(keys) == sorted(told["entries"])


def test_the_first_html_holds_no_list_of_indicators(bmp: Client) -> None:
    html = page(bmp, f"?indicator={SHARE}")

    assert "WDI2025" not in html


def test_the_first_html_carries_the_shown_year_alone(bmp: Client) -> None:
    config = figures_of(page(bmp, f"?indicator={SHARE}&year=2005"))

    assert config["first"]["series"]["periods"] == ["2005"]
    assert len(config["first"]["series"]["countries"]["ARM"]) == 1
    assert config["first"]["entry"]["periods"][0] == "1990"


def test_the_first_html_tells_of_no_other_indicator_than_the_one_shown(
    bmp: Client,
) -> None:
    config = figures_of(page(bmp, f"?indicator={SHARE}"))

    answer = bmp.get(config["catalogue"])
    entries = answer.json()["entries"]
    assert config["first"]["entry"] == entries[SHARE]
    for key, entry in entries.items():
        assert (entry["definition"] in json.dumps(config)) == (key == SHARE)
    again = bmp.get(config["catalogue"], headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304


def test_the_catalogue_is_in_the_language_of_its_address(bmp: Client) -> None:
    english, russian = (
        bmp.get(f"/{code}/bmp/map/indicators.json").json()["entries"][SHARE]["name"]
        for code in ("en", "ru")
    )

    assert english.startswith("Immigrant")
    assert english != russian


def test_mtm_has_no_listed_profiles_and_opens_on_an_indicator(mtm: Client) -> None:
    config = config_of(page(mtm, path="/ar/mtm/map/"))

    assert [layer["key"] for layer in config["layers"]] == ["indicator", "flows"]
    assert config["opening"]["layer"] == "indicator"
    assert len(config["participants"]) == 41
    assert config["direction"] == "rtl"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?indicator=NO@SUCH", "holds no such indicator"),
        (f"?indicator={SHARE}&year=1992", "1990 is shown"),
        (f"?indicator={SHARE}&year=%F0%9F%97%BA", "2020 is shown"),
        (f"?indicator={SHARE}&year=²²²²", "2020 is shown"),
        ("?country=XXX", "not of a participating state"),
        ("?country=%27%3E%3Cscript%3E", "not of a participating state"),
    ],
)
def test_what_does_not_exist_is_said_and_mended(
    bmp: Client, query: str, words: str
) -> None:
    assert words in page(bmp, query)


def test_an_unknown_layer_or_view_gives_the_opening_view_and_says_so(
    bmp: Client,
) -> None:
    html = page(bmp, "?layer=war&view=globe")

    assert 'data-layer="profiles" data-view="map"' in html
    assert "This i-Map has no such layer; another one is shown." in html
    assert "There is no such view; the map is shown." in html


def test_an_indicator_can_be_seen_as_a_chart_and_without_script_as_the_table(
    bmp: Client,
) -> None:
    html = page(bmp, f"?indicator={SHARE}&view=chart&lines=ARM,UKR&sort=value")

    assert 'data-layer="indicator" data-view="chart"' in html
    assert "There is no such view" not in html
    assert '<tr data-code="ARM"' in html
    # The links to the other views keep what was chosen.
    assert "lines=ARM%2CUKR&amp;sort=value&amp;view=table" in html


@pytest.mark.parametrize("query", ["?view=chart", "?layer=flows&view=chart"])
def test_a_layer_without_a_chart_shows_the_map_and_says_so(
    bmp: Client, query: str
) -> None:
    html = page(bmp, query)

    assert 'data-view="map"' in html
    assert "There is no such view; the map is shown." in html


@pytest.mark.parametrize(
    ("lines", "kept", "words"),
    [
        ("ARM,XXX,UKR,ARM", "ARM,UKR", "not on this i-Map; it is left out"),
        ("MAR", "", "not on this i-Map; it is left out"),
        ("%3Cscript%3E", "", "not on this i-Map; it is left out"),
        (
            "ALB,ARM,AUT,AZE,BEL,BGR,BIH,BLR,CYP",
            "ALB,ARM,AUT,AZE,BEL,BGR,BIH,BLR",
            "At most 8 countries can be added",
        ),
    ],
)
def test_lines_that_do_not_exist_are_left_out_and_it_is_said(
    bmp: Client, lines: str, kept: str, words: str
) -> None:
    html = page(bmp, f"?indicator={SHARE}&view=chart&lines={lines}&means=1&sort=war")

    assert words in html
    tail = "&amp;view=table"
    chosen = f"&amp;lines={kept.replace(',', '%2C')}" if kept else ""
    assert f"year=2020{chosen}{tail}" in html


def test_words_of_the_chart_come_with_the_catalogue_not_with_the_first_html(
    bmp: Client,
) -> None:
    told = bmp.get("/en/bmp/map/indicators.json").json()

    assert told["chart"]["byValue"] == "By value"
    assert "The boundaries" in " ".join(told["chart"]["notes"])
    assert told["entries"][SHARE]["isShare"]
    assert not told["entries"][STOCK]["isShare"]
    assert "By value" not in page(bmp, f"?indicator={SHARE}&view=chart")


def test_only_the_layer_shown_speaks_of_what_was_mended(bmp: Client) -> None:
    html = page(bmp, "?layer=profiles&year=1992")

    assert "There are no figures for the year asked for" not in html


def test_the_script_of_the_layer_shown_is_fetched_ahead_and_no_other(
    bmp: Client,
) -> None:
    html = page(bmp, f"?indicator={SHARE}")

    ahead = re.findall(r'rel="modulepreload" href="[^"]*layer-(\w+)', html)
    assert ahead == ["indicator"]


def test_an_i_map_opens_with_the_layer_of_its_own(bmp: Client) -> None:
    Dialogue.objects.filter(pk="bmp").update(opens_with="indicator")

    assert 'data-layer="indicator" data-view="map"' in page(bmp, "")


def test_the_map_is_shut_to_members_of_the_other_i_map(mtm: Client) -> None:
    assert mtm.get(MAP).status_code == 403
    assert mtm.get(f"{MAP}card/ARM/").status_code == 403


def test_a_page_takes_a_fixed_number_of_queries(
    bmp: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    payloads.make_all("bmp")

    with django_assert_num_queries(14):
        bmp.get(MAP)
    with django_assert_num_queries(16):
        bmp.get(f"{MAP}?indicator={SHARE}")


def test_the_card_has_at_most_five_figures_with_year_and_source(bmp: Client) -> None:
    html = bmp.get(f"{MAP}card/ARM/").content.decode()

    assert html.count('class="figure-row"') == 5
    assert "2,943,398" in html
    assert "2023 · UN DESA, World Population Prospects 2024" in html
    assert "Final and endorsed" in html


def test_the_card_of_kosovo_says_who_counts_it(bmp: Client) -> None:
    html = bmp.get(f"{MAP}card/XKX/").content.decode()

    assert "Kosovo*" in html
    assert "counted with Serbia" in html


def test_there_is_no_card_of_a_state_that_does_not_take_part(bmp: Client) -> None:
    assert bmp.get(f"{MAP}card/MAR/").status_code == 404
    assert bmp.get(f"{MAP}card/arm/").status_code == 404


def test_a_year_that_is_missing_leads_to_the_nearest() -> None:
    assert nearest_period(["1990", "1995"], "1994") == "1995"
    assert nearest_period([], "1994") == ""
