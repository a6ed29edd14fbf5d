from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from imap.process.models import About
from profiles.models import Listing
from tests.profiles.pages import words

FRONT = "/en/bmp/"
ENDORSED = [
    "Armenia",
    "Azerbaijan",
    "Czech Republic",
    "Hungary",
    "Kazakhstan",
    "Poland",
    "Romania",
    "Slovakia",
    "Tajikistan",
    "Ukraine",
]
PREPARING = [
    "Belarus",
    "Georgia",
    "Kyrgyzstan",
    "Russian Federation",
    "Turkmenistan",
    "Uzbekistan",
]

pytestmark = pytest.mark.usefixtures("listed")


def test_everybody_reads_the_front_page(client: Client) -> None:
    response = client.get(FRONT)

    assert response.status_code == 200


def test_exactly_ten_profiles_are_listed_as_final_and_endorsed(client: Client) -> None:
    lists = client.get(FRONT).context["status_lists"]

    assert lists[0].status == Listing.Status.ENDORSED
    assert lists[0].names == ENDORSED


def test_exactly_six_profiles_are_listed_as_under_preparation(client: Client) -> None:
    lists = client.get(FRONT).context["status_lists"]

    assert lists[1].status == Listing.Status.PREPARATION
    assert lists[1].names == PREPARING


def test_the_legend_counts_all_fifty_participants(client: Client) -> None:
    page = words(client.get(FRONT))

    assert "Final and endorsed 10" in page
    assert "Under preparation 6" in page
    assert "No profile listed 34" in page


def test_the_lists_say_as_of_when_and_by_what_source(client: Client) -> None:
    page = words(client.get(FRONT))

    assert "As of June 2011. Source: Newsletter of the Prague Process" in page


def test_the_names_of_the_list_are_those_of_its_day(client: Client) -> None:
    page = words(client.get(FRONT))

    assert "Czech Republic" in page
    assert "Czechia" not in page


def test_the_work_plan_says_what_was_held_and_what_is_next(client: Client) -> None:
    meetings = client.get(FRONT).context["meetings"]

    assert [row.when for row in meetings] == [
        "15–16 March",
        "30–31 May",
        "September",
        "3 November",
        "4 November",
    ]
    assert not any(row.is_next for row in meetings)
    assert words(client.get(FRONT)).count("Date passed") == 3


@pytest.mark.parametrize(
    ("today", "coming"),
    [("2011-06-15", 2), ("2011-09-29", 2), ("2011-10-01", 3), ("2011-11-05", None)],
)
def test_next_is_counted_from_today(
    client: Client, monkeypatch: pytest.MonkeyPatch, today: str, coming: int | None
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: date.fromisoformat(today))

    meetings = client.get(FRONT).context["meetings"]

    wanted = [place == coming for place in range(5)]
    assert [row.is_next for row in meetings] == wanted


NEWSLETTER = (
    "hosted by the State Migration Service of Ukraine",
    "Thirty-one states attended",
    "CIS Executive Committee",
    "one template that the European Commission prepared",
    "high-level introductory missions, expert missions and workshops",
    "Meetings are its decisive body",
    "Targeted Initiative of EUR 3 million is foreseen from January 2012",
    "From July to December 2011",
    "www.imap-migration.org",
    "to gather information necessary for translation of the Joint Declaration",
    "South-Eastern Europe, Eastern Europe, Central Asia and Turkey",
    "Contacts by office",
    "Final and endorsed 10",
    "A steering group is still under discussion",
)


def test_the_issue_has_all_that_the_newsletter_tells(client: Client) -> None:
    page = words(client.get(f"{FRONT}in-focus/"))

    assert [part for part in NEWSLETTER if part not in page] == []
    assert "In Focus, June 2011" in page
    assert words(client.get("/ru/bmp/in-focus/")).count("Источник") >= 6
    assert 'href="/en/bmp/in-focus/"' in client.get(FRONT).content.decode()


def test_the_four_conclusions_of_kyiv_are_on_the_page(client: Client) -> None:
    page = words(client.get(FRONT))

    assert "with a mid-term evaluation after three years" in page
    assert "A steering group is still under discussion" in page


def test_contacts_are_the_mailbox_and_no_person(client: Client) -> None:
    content = client.get(FRONT).content.decode()

    assert content.count("mailto:") == content.count("mailto:bmp@icmpd.org")


def test_a_visitor_is_shown_the_way_to_register(client: Client) -> None:
    page = words(client.get(FRONT))

    assert "The link works for 7 days." in page
    assert "Open the map" not in page


def test_a_member_is_shown_the_way_to_the_map(member: Client) -> None:
    content = member.get(FRONT).content.decode()

    assert 'href="/en/bmp/map/"' in content
    assert "How to get access" not in content


def test_the_map_paints_a_state_by_its_status(client: Client) -> None:
    response = client.get(FRONT)

    if response.context["picture"] is None:
        pytest.skip("static/build/map/outlines.json is not built")
    content = response.content.decode()
    assert content.count('class="shape shape--endorsed') == 10
    assert content.count('class="shape shape--preparation') == 6


def test_kosovo_carries_the_asterisk_and_the_footnote(client: Client) -> None:
    page = words(client.get(FRONT))

    assert "UNSCR 1244/1999" in page
    assert page.count("Kosovo") == page.count("Kosovo*") + page.count("on the Kosovo")


def test_the_front_page_of_mtm_shows_nothing_of_bmp(client: Client) -> None:
    page = words(client.get("/en/mtm/"))

    for passage in About.objects.of("bmp"):
        assert passage.texts.text("en") not in page
    assert "Final and endorsed" not in page
    assert "Kyiv" not in page
    assert "bmp@icmpd.org" not in page


def test_the_front_page_of_mtm_is_read_from_right_to_left(client: Client) -> None:
    content = client.get("/ar/mtm/").content.decode()

    assert 'lang="ar" dir="rtl"' in content


@pytest.mark.parametrize("path", ["/ru/mtm/", "/fr/bmp/"])
def test_a_language_the_i_map_lacks_leads_to_its_first(
    client: Client, path: str
) -> None:
    response = client.get(path)

    assert response.status_code == 302
    assert response["Location"] == f"/en/{path.split('/')[2]}/"


def test_the_front_page_is_only_read(client: Client) -> None:
    assert client.post(FRONT).status_code == 405


def test_the_front_page_takes_eight_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(8):
        client.get(FRONT)
