"""How old texts and figures are: for the secretariat, and a state's contact point."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from profiles.freshness import Age, ages
from profiles.models import Edition, Listing
from tests.factories import make_member

JSON, CSV = "/bmp/data/freshness.json", "/bmp/data/freshness.csv"
MAP = "/en/bmp/map/?layer=freshness&view=table"
TODAY = date(2026, 11, 28)

pytestmark = pytest.mark.usefixtures("listed")


def signed_in(role: str, country: str | None = None, dialogue: str = "bmp") -> Client:
    client = Client()
    client.force_login(make_member(dialogue, role, country=country))
    return client


def told(client: Client) -> dict[str, list[str]]:
    answer = client.get(JSON)
    assert answer.status_code == 200
    status: dict[str, list[str]] = answer.json()["status"]
    return status


@pytest.mark.parametrize(
    ("text", "band"),
    [
        (date(2026, 1, 1), 0),
        (date(2024, 11, 29), 0),
        (date(2024, 11, 28), 1),
        (date(2021, 11, 28), 2),
        (date(2011, 6, 1), 3),
        (None, None),
    ],
)
def test_an_age_is_counted_in_whole_years(text: date | None, band: int | None) -> None:
    assert Age(text, None).band(TODAY) == band


def test_the_secretariat_sees_every_state_once() -> None:
    status = told(signed_in("secretariat"))

    codes = [code for each in status.values() for code in each]
    assert len(codes) == len(set(codes)) == 50
    # On the list of 2011, and nothing newer.
    assert "UKR" in status["class-6"]
    assert "DEU" in status["listed"]


def test_a_contact_point_sees_the_own_state_alone() -> None:
    contact = signed_in("contact_point", "UKR")

    assert [code for each in told(contact).values() for code in each] == ["UKR"]
    page = contact.get(MAP).content.decode()
    assert "Age of the newest profile" in page
    row = page.partition('<tr data-code="ARM"')[2].partition("</tr>")[0]
    assert "10 years and more" not in row
    lines = contact.get(CSV).content.decode().splitlines()
    assert [line for line in lines if "10 years and more" in line] == [
        line for line in lines if line.startswith("UKR,")
    ]


@pytest.mark.parametrize("role", ["reader", "editor"])
def test_nobody_else_gets_it_by_any_address(role: str) -> None:
    client = signed_in(role, "UKR" if role == "editor" else None)

    for form in ("json", "csv", "xlsx"):
        assert client.get(f"/bmp/data/freshness.{form}").status_code == 404
    page = client.get(MAP).content.decode()
    assert "This i-Map has no such layer; another one is shown." in page
    assert "Age of the newest profile" not in page
    citation = client.get("/en/bmp/map/view.txt?layer=freshness").content.decode()
    assert "Age of the newest profile" not in citation


def test_the_secretariat_of_the_other_i_map_gets_nothing_of_it() -> None:
    assert signed_in("secretariat", dialogue="mtm").get(JSON).status_code == 403


def test_a_publication_makes_a_state_young_and_a_demonstration_does_not(
    editions: None,
) -> None:
    listed = Listing.objects.get(profile__country="UKR").as_of
    edition = Edition.objects.get(profile__country="UKR")
    assert ages("bmp", ["UKR"])["UKR"].text == listed

    Edition.objects.filter(pk=edition.pk).update(
        is_demonstration=False, published_on=TODAY
    )

    assert ages("bmp", ["UKR"])["UKR"].text == TODAY


def test_the_newest_figure_is_of_no_year_to_come(editions: None) -> None:
    figure = ages("bmp", ["UKR"])["UKR"].figure

    assert figure is not None
    assert 2020 <= figure <= date.today().year  # noqa: DTZ011
