"""To freeze an edition takes the same number of queries, however many charts."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from profiles.models import Edition, SectionText
from profiles.snapshot.content import content
from tests.profiles.publishing import publish_again

ARMENIA = "/en/bmp/profiles/ARM/extended/2011/"
CHARTS = [
    ("ARM", "emigrants", "2020", "6"),
    ("ARM", "immigrants", "2020", "6"),
    ("UKR", "emigrants", "2020", "3"),
    ("UKR", "immigrants", "2020", "10"),
    ("KAZ", "emigrants", "2020", "2"),
]

pytestmark = pytest.mark.usefixtures("editions")


def chart(number: int) -> str:
    country, direction, year, limit = CHARTS[number]
    return (
        f'<figure data-chart="partners" data-country="{country}" data-year="{year}" '
        f'data-direction="{direction}" data-limit="{limit}" '
        f'data-title="Chart {number}"></figure>'
    )


def write(body: str) -> None:
    texts = SectionText.objects.filter(edition__profile__country="ARM")
    texts.exclude(section__code="A").delete()
    texts.update(body=body)


def queries(charts: int) -> int:
    write("".join(chart(number) for number in range(charts)))
    edition = Edition.objects.get(profile__country="ARM")
    with CaptureQueriesContext(connection) as asked:
        frozen = content(edition)
    answers = {str(each) for part in frozen["sections"] for each in part["partners"]}
    assert len(answers) == charts
    return len(asked)


def test_five_charts_of_partners_take_no_more_queries_than_one() -> None:
    assert queries(charts=5) == queries(charts=1)


@pytest.mark.parametrize("year", ["9" * 5000, "99999", "-1", "٢٠٢٠", "x"])
def test_a_year_that_is_none_breaks_no_page(member: Client, year: str) -> None:
    write(
        '<figure data-chart="partners" data-country="ARM" '
        f'data-year="{year}" data-limit="{year}"></figure>'
    )
    publish_again()

    assert member.get(ARMENIA).status_code == 200
