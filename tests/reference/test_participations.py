from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from imap.reference.models import Country, CountryGroup, Participation
from imap.reference.participants import Participant, participants

pytestmark = pytest.mark.usefixtures("reference")

YEARS = range(2011, 2027)
BELARUS_JOINED = dt.date(2010, 12, 1)


def groups(dialogue: str, day: str) -> Counter[str]:
    found = participants(dialogue, "en", dt.date.fromisoformat(day))
    return Counter(participant.group_code for participant in found)


def one(iso3: str, day: str, dialogue: str = "bmp") -> Participant:
    found = participants(dialogue, "en", dt.date.fromisoformat(day))
    return next(row for row in found if row.iso3 == iso3)


@pytest.mark.parametrize(("dialogue", "count"), [("bmp", 50), ("mtm", 41)])
@pytest.mark.parametrize("year", YEARS)
def test_nobody_is_lost_or_doubled_on_any_day(
    dialogue: str, count: int, year: int
) -> None:
    changes = [(1, 1), (1, 31), (2, 1), (6, 30), (7, 1), (12, 31)]

    for month, day in changes:
        on = dt.date(year, month, day)
        found = [participant.iso3 for participant in participants(dialogue, "en", on)]
        assert len(found) == len(set(found)) == count
        assert Country.objects.taking_part(dialogue, on).count() == count


def test_belarus_is_the_fiftieth_participant() -> None:
    before = BELARUS_JOINED - dt.timedelta(days=1)

    joined = set(Country.objects.taking_part("bmp", BELARUS_JOINED)) - set(
        Country.objects.taking_part("bmp", before)
    )

    assert [country.iso3 for country in joined] == ["BLR"]
    assert Country.objects.taking_part("bmp", before).count() == 49


def test_groups_of_the_bmp_i_map_in_june_2011() -> None:
    assert groups("bmp", "2011-06-30") == {
        "eu": 27,
        "schengen": 3,
        "south-eastern-europe": 7,
        "eastern-europe": 4,
        "south-caucasus": 3,
        "central-asia": 5,
        "turkiye": 1,
    }


def test_groups_of_the_bmp_i_map_today() -> None:
    assert groups("bmp", "2026-11-01") == {
        "eu": 27,
        "schengen": 3,
        "south-eastern-europe": 6,
        "eastern-europe": 4,
        "south-caucasus": 3,
        "central-asia": 5,
        "turkiye": 1,
        "united-kingdom": 1,
    }


@pytest.mark.parametrize(
    ("day", "european_union", "other"),
    [("2011-06-30", 27, 3), ("2020-01-31", 27, 3), ("2020-02-01", 26, 4)],
)
def test_groups_of_the_mtm_i_map(day: str, european_union: int, other: int) -> None:
    assert groups("mtm", day) == {
        "eu": european_union,
        "other-european": other,
        "southern": 7,
        "wider-circle": 4,
    }


@pytest.mark.parametrize(
    ("iso3", "last_day", "before", "after"),
    [
        ("HRV", "2013-06-30", "south-eastern-europe", "eu"),
        ("GBR", "2020-01-31", "eu", "united-kingdom"),
    ],
)
def test_a_change_of_group_has_a_day(
    iso3: str, last_day: str, before: str, after: str
) -> None:
    next_day = dt.date.fromisoformat(last_day) + dt.timedelta(days=1)

    assert one(iso3, last_day).group_code == before
    assert one(iso3, next_day.isoformat()).group_code == after


def test_poland_takes_over_from_the_czech_republic() -> None:
    assert one("CZE", "2010-11-30").role == Participation.Role.LEADING
    assert one("POL", "2010-11-30").role == Participation.Role.CO_LEADING
    assert one("CZE", "2011-06-30").role == Participation.Role.CO_LEADING
    assert one("POL", "2011-06-30").role == Participation.Role.LEADING
    assert {one(iso3, "2011-06-30").role for iso3 in ("HUN", "ROU", "SVK")} == {
        Participation.Role.CO_LEADING
    }


def test_the_list_takes_few_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(3):
        assert len(participants("bmp", "ru")) == 50


def test_a_participant_carries_its_footnote_mark_and_place() -> None:
    kosovo = one("XKX", "2026-11-01")

    assert (kosovo.name, kosovo.footnote) == ("Kosovo*", "kosovo")
    assert (kosovo.lat, kosovo.lon) == (42.5728, 20.8736)
    assert Country.objects.get(pk="XKX").m49 == ""


def test_nobody_is_in_a_dialogue_twice_at_a_time() -> None:
    group = CountryGroup.objects.get(dialogue="bmp", code="eu")
    second = Participation(
        dialogue_id="bmp",
        country_id="ARM",
        group=group,
        valid_from=dt.date(2020, 1, 1),
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


def test_who_has_left_has_a_last_day() -> None:
    armenia = Participation.objects.get(dialogue="bmp", country="ARM")
    armenia.state = Participation.State.LEFT

    with pytest.raises(ValidationError, match="participation_left_has_an_end"):
        armenia.full_clean()
