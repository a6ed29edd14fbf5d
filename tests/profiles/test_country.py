from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.profiles.pages import words

ARMENIA = "/en/bmp/countries/ARM/"

pytestmark = pytest.mark.usefixtures("editions")


def test_a_member_reads_status_and_date(member: Client) -> None:
    page = words(member.get(ARMENIA))

    assert "Final and endorsed" in page
    assert "As of June 2011. Source: Newsletter of the Prague Process" in page


def test_both_editions_of_a_figure_stand_apart(member: Client) -> None:
    page = words(member.get(ARMENIA))

    assert (
        "685,545 UN DESA, Migrant Stock 2024 958,190 UN DESA, Migrant Stock 2020"
        in page
    )
    assert "+39.8\xa0%" in member.get(ARMENIA).content.decode()


def test_two_editions_are_two_lines_of_a_chart(member: Client) -> None:
    charts = member.get(ARMENIA).context["charts"]

    assert len(charts) == 3
    assert "2020 edition" in charts[0]
    assert "2024 edition" in charts[0]
    assert "chart__line--2" in charts[0]


def test_a_chart_has_a_table_and_a_source(member: Client) -> None:
    for chart in member.get(ARMENIA).context["charts"]:
        assert "<table" in chart
        assert "Source:" in chart


def test_a_missing_second_source_is_said_in_words(member: Client) -> None:
    assert "no second source held" in words(member.get(ARMENIA))


def test_the_newest_figures_are_one_link_away(member: Client) -> None:
    page = words(member.get(ARMENIA, {"figures": "newest"}))

    assert "Compare the editions for 2020" in page


def test_the_sections_of_the_edition_are_linked(member: Client) -> None:
    content = member.get(ARMENIA).content.decode()

    assert 'href="/en/bmp/profiles/ARM/extended/2011/#C"' in content
    assert "Demonstration text; the profile endorsed in 2011" in content


def test_a_state_without_an_edition_says_so(member: Client) -> None:
    page = words(member.get("/en/bmp/countries/POL/"))

    assert "No edition is published." in page


def test_kosovo_says_which_row_counts_it(member: Client) -> None:
    page = words(member.get("/en/bmp/countries/XKX/"))

    assert "Kosovo*" in page
    assert "UNSCR 1244/1999" in page
    assert "counted in another row by this source: Serbia" in page


def test_the_name_stands_in_the_other_language_where_it_is_theirs(
    member: Client,
) -> None:
    assert "Казахстан" in words(member.get("/en/bmp/countries/KAZ/"))
    assert "Malta" in words(member.get("/ru/bmp/countries/MLT/"))
    assert "Армения" not in words(member.get(ARMENIA))
    assert "Armenia" not in words(member.get("/ru/bmp/countries/ARM/"))


@pytest.mark.parametrize("code", ["ZZZ", "arm", "MAR", "AR", "ARMS"])
def test_what_is_no_participant_does_not_exist(member: Client, code: str) -> None:
    assert member.get(f"/en/bmp/countries/{code}/").status_code == 404


def test_a_visitor_is_asked_to_sign_in(client: Client) -> None:
    assert client.get(ARMENIA).status_code == 302


def test_a_stranger_has_no_access(stranger: Client) -> None:
    assert stranger.get(ARMENIA).status_code == 403


def test_a_member_of_the_other_i_map_has_no_access(mtm_member: Client) -> None:
    assert mtm_member.get(ARMENIA).status_code == 403


def test_the_other_i_map_shows_its_own_participants_only(mtm_member: Client) -> None:
    assert mtm_member.get("/en/mtm/countries/MAR/").status_code == 200
    assert mtm_member.get("/en/mtm/countries/ARM/").status_code == 404


def test_the_page_is_only_read(member: Client) -> None:
    assert member.post(ARMENIA).status_code == 405


def test_the_page_takes_twenty_four_queries(
    member: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(24):
        member.get(ARMENIA)
