from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.profiles.pages import words

COUNTRIES = "/en/bmp/countries/"

pytestmark = pytest.mark.usefixtures("listed")


def test_a_member_reads_the_list_by_group_and_name(member: Client) -> None:
    groups = member.get(COUNTRIES).context["groups"]

    assert sum(len(group.rows) for group in groups) == 50
    assert [group.name for group in groups] == sorted(group.name for group in groups)
    for group in groups:
        names = [row.participant.name for row in group.rows]
        assert names == sorted(names)


def test_each_state_has_its_status_in_words(member: Client) -> None:
    page = words(member.get(COUNTRIES))

    assert "Armenia Final and endorsed" in page
    assert "Georgia Under preparation" in page
    assert "Malta No profile listed" in page


def test_the_list_follows_the_alphabet_of_the_reader(member: Client) -> None:
    groups = member.get("/ru/bmp/countries/").context["groups"]

    assert groups[0].name == "Восточная Европа"


def test_kosovo_carries_the_asterisk_in_the_list(member: Client) -> None:
    page = words(member.get(COUNTRIES))

    assert "Kosovo*" in page
    assert "UNSCR 1244/1999" in page


def test_a_visitor_is_asked_to_sign_in(client: Client) -> None:
    response = client.get(COUNTRIES)

    assert response.status_code == 302
    assert response["Location"].endswith("next=%2Fen%2Fbmp%2Fcountries%2F")


def test_a_stranger_has_no_access(stranger: Client) -> None:
    assert stranger.get(COUNTRIES).status_code == 403


def test_a_member_of_the_other_i_map_has_no_access(mtm_member: Client) -> None:
    assert mtm_member.get(COUNTRIES).status_code == 403


def test_the_list_is_only_read(member: Client) -> None:
    assert member.post(COUNTRIES).status_code == 405


def test_the_list_takes_ten_queries(
    member: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(10):
        member.get(COUNTRIES)


def test_the_groups_are_those_of_the_day_the_list_names(member: Client) -> None:
    response = member.get("/en/bmp/countries/")

    groups = {group.name: group.rows for group in response.context["groups"]}
    union = [row.participant.iso3 for row in groups["European Union"]]
    south_east = [row.participant.iso3 for row in groups["South-Eastern Europe"]]
    assert "GBR" in union
    assert "HRV" in south_east
    assert "June 2011" in response.content.decode()
