from __future__ import annotations

import gzip
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from profiles.lookup import unresolved
from profiles.models import Edition, Publication, SectionText
from profiles.publication.steps import sections
from profiles.text.tree import parse
from tests.profiles.pages import words
from tests.profiles.publishing import publish, publish_again

ARMENIA = "/en/bmp/profiles/ARM/extended/2011/"
DEMONSTRATION = (
    "Demonstration text; the profile endorsed in 2011 is not reproduced here."
)

pytestmark = pytest.mark.usefixtures("editions")


@pytest.mark.parametrize("iso3", ["ARM", "UKR"])
def test_a_member_reads_the_edition(member: Client, iso3: str) -> None:
    page = words(member.get(f"/en/bmp/profiles/{iso3}/extended/2011/"))

    assert "Final and endorsed. As of June 2011." in page
    assert DEMONSTRATION in page


def test_every_figure_and_source_of_the_texts_is_held() -> None:
    bodies = SectionText.objects.values_list("body", flat=True)

    assert unresolved(map(parse, bodies)) == []


def test_contents_lead_to_sections_by_code(member: Client) -> None:
    content = member.get(ARMENIA).content.decode()

    assert 'href="#C2.1"' in content
    assert 'id="C2.1"' in content


def test_a_demonstration_says_in_one_line_what_it_leaves_out(member: Client) -> None:
    response = member.get(ARMENIA)

    page = words(response)
    assert "not covered" not in page
    assert "Human capital" not in page
    left_out = page.partition("only ministries hold: ")[2].partition(".  ")[0]
    assert left_out.startswith("B4, C1.2.1, C1.2.2")
    # A chapter with nothing at all stands for its parts.
    assert "E, F," in left_out
    assert "E1" not in left_out


def test_an_edition_of_a_state_lists_what_it_does_not_cover(member: Client) -> None:
    Edition.objects.update(is_demonstration=False)
    publication = Publication.objects.get(edition__profile__country="ARM")
    publication.sections.all().delete()
    publication.sections.bulk_create(sections(publication))
    response = member.get(ARMENIA)

    page = words(response)
    assert "B4 Human capital not covered" in page
    assert "F Migration policies and programmes and their effectiveness not" in page
    assert "F2 Legislation" not in page
    assert DEMONSTRATION not in page
    assert 'id="B4"' not in response.content.decode()


def test_the_notice_of_a_demonstration_comes_first_and_is_no_part_of_the_status(
    member: Client,
) -> None:
    content = member.get(ARMENIA).content.decode()

    main = content.partition("<main")[2]
    assert main.index(DEMONSTRATION) < main.index("<h1")
    status = main.partition('edition-banner banner--ok"')[2].partition("</div>")[0]
    assert "Final and endorsed" in status
    assert DEMONSTRATION not in status


def test_a_page_is_the_same_compressed_and_as_it_is(member: Client) -> None:
    plain = member.get(ARMENIA)
    compressed = member.get(ARMENIA, headers={"accept-encoding": "gzip"})

    assert compressed["Content-Encoding"] == "gzip"
    # Each page has a token of its own for the form that signs out.
    whole, again = (
        re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", page)
        for page in (plain.content, gzip.decompress(compressed.content))
    )
    assert whole == again
    assert b'id="C2.1"' in whole


def test_a_figure_is_written_in_the_language_of_the_reader(member: Client) -> None:
    english = words(member.get(ARMENIA))
    russian = words(member.get(ARMENIA.replace("/en/", "/ru/")))

    assert "917,043" in english
    assert "917 043" in russian


def test_a_figure_that_is_not_a_count_of_people_carries_its_unit(
    member: Client,
) -> None:
    english = words(member.get(ARMENIA))
    russian = words(member.get(ARMENIA.replace("/en/", "/ru/")))

    assert "Remittances received came to US$ 1.67 bn in 2010." in english
    assert "It rose from 1.8 % in 1991" in english
    assert "1,67 млрд долл. США" in russian


def test_a_note_stands_in_the_margin_with_its_source(member: Client) -> None:
    content = member.get(ARMENIA).content.decode()

    assert 'href="#note-C2.1-1"' in content
    assert 'id="note-C2.1-1"' in content
    assert "International Migrant Stock 2020" in content


def test_each_chart_has_a_table_and_a_source(member: Client) -> None:
    content = member.get(ARMENIA).content.decode()
    charts = content.split('<figure class="chart">')[1:]

    assert len(charts) >= 3
    for chart in charts:
        inside = chart.split("</figure>")[0]
        assert "<table" in inside
        assert "Source:" in inside


def test_a_missing_language_shows_the_other_with_a_note(member: Client) -> None:
    SectionText.objects.filter(section__code="A", language="ru").delete()
    publish_again()

    content = member.get(ARMENIA.replace("/en/", "/ru/")).content.decode()

    assert "chapter__language" in content
    assert '<div class="chapter__body" lang="en">' in content


def test_hostile_markup_in_a_stored_body_is_removed_on_the_way_out(
    member: Client,
) -> None:
    SectionText.objects.filter(section__code="A", language="en").update(
        body='<p onclick="x()" style="color:red">Safe<script>evil()</script>'
        '<img src=x onerror=evil()> <a href="javascript:evil()">a</a></p>'
        "<iframe src=//evil.example></iframe>"
    )
    publish_again()

    content = member.get(ARMENIA).content.decode()

    assert "Safe" in content
    for trace in ("evil", "onclick", "onerror", "javascript:", "<iframe", "style="):
        assert trace not in content


def test_a_body_nested_without_end_is_shown_as_words(member: Client) -> None:
    SectionText.objects.filter(section__code="A", language="en").update(
        body="<blockquote>" * 5000 + "<p>Words at the bottom</p>"
    )
    publish_again()

    assert "Words at the bottom" in words(member.get(ARMENIA))


def test_a_draft_is_not_shown(member: Client) -> None:
    edition = Edition.objects.get(profile__country="ARM")
    draft = Edition.objects.create(
        profile=edition.profile,
        template=edition.template,
        label="2014",
        state=Edition.State.DRAFTING,
        languages=["en"],
    )

    assert member.get(draft.get_absolute_url()).status_code == 404


def test_a_superseded_edition_leads_to_the_newer_one(member: Client) -> None:
    old = Edition.objects.get(profile__country="ARM")
    newer = Edition.objects.create(
        profile=old.profile,
        template=old.template,
        label="2014",
        state=Edition.State.DRAFTING,
        languages=["en"],
    )
    SectionText.objects.create(
        edition=newer,
        section=old.template.sections.get(code="A"),
        language="en",
        body="<p>Newer</p>",
    )
    publish(newer)

    assert "A newer edition exists: 2014" in words(member.get(ARMENIA))
    assert "917,043" in words(member.get(ARMENIA))
    assert "Newer" in words(member.get(ARMENIA.replace("2011", "2014")))


@pytest.mark.parametrize(
    "path",
    [
        "/en/bmp/profiles/ARM/extended/2012/",
        "/en/bmp/profiles/ARM/light/2011/",
        "/en/bmp/profiles/ARM/other/2011/",
        "/en/bmp/profiles/ZZZ/extended/2011/",
        "/en/bmp/profiles/arm/extended/2011/",
    ],
)
def test_an_unknown_edition_does_not_exist(member: Client, path: str) -> None:
    assert member.get(path).status_code == 404


def test_a_visitor_is_asked_to_sign_in(client: Client) -> None:
    assert client.get(ARMENIA).status_code == 302


def test_a_stranger_has_no_access(stranger: Client) -> None:
    assert stranger.get(ARMENIA).status_code == 403


def test_the_other_i_map_does_not_hold_the_edition(mtm_member: Client) -> None:
    assert mtm_member.get(ARMENIA).status_code == 403
    assert mtm_member.get(ARMENIA.replace("/bmp/", "/mtm/")).status_code == 404


def test_the_page_is_only_read(member: Client) -> None:
    assert member.post(ARMENIA).status_code == 405


def test_the_page_takes_ten_queries(
    member: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(11):
        member.get(ARMENIA)
