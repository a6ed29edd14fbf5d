"""The stored answers of the data addresses."""

from __future__ import annotations

import gzip
import json
from datetime import timedelta

import brotli
import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from imap.map import bodies, payloads
from imap.map.models import Payload
from imap.reference.models import Country
from imap.statistics.classes import class_of
from imap.statistics.formatting import format_number
from imap.statistics.series import all_series, series_table
from imap.statistics.versions import figures_changed

SHARE = "IMM.SHR@UNDESA2020"
STOCK = "IMM.STK@UNDESA2020"
ADDRESS = f"/bmp/data/indicators/{SHARE}.json"


@pytest.mark.parametrize("dialogue", ["bmp", "mtm"])
def test_an_answer_holds_the_states_of_its_i_map_and_no_other(
    bmp: Client, mtm: Client, dialogue: str
) -> None:
    client = {"bmp": bmp, "mtm": mtm}[dialogue]

    answer = client.get(f"/{dialogue}/data/indicators/{SHARE}.json").json()

    states = Country.objects.taking_part(dialogue).values_list("iso3", flat=True)
    assert set(answer["countries"]) == set(states)


def test_an_answer_names_its_series_periods_and_classes(bmp: Client) -> None:
    answer = bmp.get(ADDRESS).json()

    assert answer["series"] == SHARE
    assert answer["periods"][0] == "1990"
    assert answer["periods"][-1] == "2020"
    assert answer["breaks"] == [2, 5, 10, 15, 20]
    assert answer["elsewhere"] == {"XKX": "SRB"}


def test_figures_are_printed_as_published_and_stay_in_their_class(
    loaded: None,
) -> None:
    members = bodies.members("bmp")
    for series in all_series(members):
        held = payloads.read("bmp", series.key)
        columns = series_table(series, members).columns

        assert held
        decimals, breaks = series.indicator.decimals, series.indicator.limits
        for iso3, column in held["countries"].items():
            for sent, published in zip(column, columns[iso3], strict=True):
                assert (sent is None) == (published is None)
                if published is not None:
                    printed = format_number(published, decimals, "en")
                    assert format_number(sent, decimals, "en") == printed
                    assert class_of(sent, breaks) == class_of(published, breaks)


def test_a_count_has_all_its_digits(bmp: Client) -> None:
    answer = bmp.get(f"/bmp/data/indicators/{STOCK}.json").json()

    place = answer["periods"].index("2020")
    assert answer["countries"]["DEU"][place] == 15_762_457


@pytest.mark.parametrize(
    ("accepted", "coding", "unpack"),
    [
        ("br, gzip", "br", brotli.decompress),
        ("gzip, br;q=0", "gzip", gzip.decompress),
        ("", "", bytes),
    ],
)
def test_an_answer_is_packed_as_the_browser_likes(
    bmp: Client, accepted: str, coding: str, unpack: type[bytes]
) -> None:
    response = bmp.get(ADDRESS, headers={"accept-encoding": accepted})

    assert response.headers.get("Content-Encoding", "") == coding
    assert json.loads(unpack(response.content))["series"] == SHARE
    assert "Accept-Encoding" in response.headers["Vary"]


def test_an_answer_known_already_is_304_and_private(bmp: Client) -> None:
    first = bmp.get(ADDRESS)

    second = bmp.get(ADDRESS, headers={"if-none-match": first.headers["ETag"]})

    assert second.status_code == 304
    assert second.content == b""
    assert "private" in first.headers["Cache-Control"]
    assert "no-cache" in first.headers["Cache-Control"]


def test_an_answer_is_stored_once_and_then_one_look_up(
    loaded: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = payloads.get("bmp", SHARE)

    with django_assert_num_queries(1):
        second = payloads.get("bmp", SHARE)

    assert first == second
    assert Payload.objects.filter(dialogue="bmp", key=SHARE).count() == 1


def test_an_answer_is_made_anew_when_the_figures_change(loaded: None) -> None:
    before = payloads.get("bmp", SHARE)
    figures_changed()

    after = payloads.get("bmp", SHARE)

    assert before
    assert after
    assert after.version != before.version


def test_an_answer_is_made_anew_the_next_day(loaded: None) -> None:
    payloads.get("bmp", SHARE)
    yesterday = timezone.localdate() - timedelta(days=1)
    Payload.objects.update(made_on=yesterday)

    payload = payloads.get("bmp", SHARE)

    assert payload
    assert payload.made_on == timezone.localdate()


def test_the_clock_makes_what_is_missing_and_nothing_twice(loaded: None) -> None:
    made = payloads.make_all("mtm")

    again = payloads.make_all("mtm")

    assert made > 15
    assert again == 0


@pytest.mark.parametrize("dialogue", ["bmp", "mtm"])
def test_a_turn_of_the_clock_asks_a_fixed_number_of_queries(
    loaded: None, dialogue: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    payloads.make_all(dialogue)

    # All marks at once, then the catalogue, which says what there should be.
    with django_assert_num_queries(2):
        assert payloads.make_all(dialogue) == 0


@pytest.mark.parametrize(
    "key",
    ["NO.SUCH@UNDESA2020", "IMM.SHR@NOBODY", "IMM.SHR", "catalogue", "'--", "%00@X"],
)
@pytest.mark.parametrize("kind", ["json", "csv"])
def test_an_unknown_indicator_is_404_in_kind(bmp: Client, key: str, kind: str) -> None:
    response = bmp.get(f"/bmp/data/indicators/{key}.{kind}")

    assert response.status_code == 404
    assert response.json() == {"error": "not found"}


@pytest.mark.parametrize(
    "path", [f"indicators/{SHARE}.json", "status.json", "status.csv", "nothing"]
)
def test_data_are_shut_to_strangers_whether_they_exist_or_not(
    mtm: Client, client: Client, path: str
) -> None:
    answers = [client.get(f"/bmp/data/{path}"), mtm.get(f"/bmp/data/{path}")]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert [answer.json() for answer in answers] == [{"error": "no access"}] * 2
