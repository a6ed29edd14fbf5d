"""What changed between two published editions, read from what was published."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from profiles.editing import drafts
from profiles.models import Edition, Profile, Publication, SectionText
from profiles.pages.changes import Section, changes_page
from profiles.publication import steps
from profiles.snapshot import canonical
from tests.factories import make_member
from tests.profiles.pages import words
from tests.profiles.publishing import publish

PAGE = "/en/bmp/profiles/ARM/extended/{}/changes/"

Bodies = dict[str, str]


def issue(
    profile: Profile, label: str, english: Bodies, russian: Bodies | None = None
) -> Publication:
    """Publish an edition with these texts and no other."""
    languages = ["en", "ru"] if russian else ["en"]
    by = make_member(role="editor", country="ARM")
    edition = drafts.begin(profile, label, languages, by=by, is_copy=False)
    for language, bodies in (("en", english), ("ru", russian or {})):
        for code, body in bodies.items():
            SectionText.objects.create(
                edition=edition,
                section=edition.template.sections.get(code=code),
                language=language,
                body=body,
            )
    return publish(edition)


@pytest.fixture
def two(profile: Profile) -> tuple[Publication, Publication]:
    """In the second a word of C4 changed, C2.1 was dropped and F3 is new."""
    old = {
        "A": "<p>As it was.</p>",
        "C4": "<p>Stays here.</p><p>Half of the money came home in cash.</p>",
        "C2.1": "<p>Gone.</p>",
    }
    new = {
        "A": "<p>As it was.</p>",
        "C4": "<p>Stays here.</p><p>Half of the money came home by bank.</p>",
        "F3": "<p>Here.</p>",
    }
    return issue(profile, "2021", old), issue(profile, "2023", new)


def codes(answer: object, name: str) -> list[str]:
    return [each.code for each in answer.context[name]]  # type: ignore[attr-defined]


def test_sections_are_changed_new_dropped_or_the_same(
    member: Client, two: tuple[Publication, Publication]
) -> None:
    answer = member.get(PAGE.format("2023"))

    assert {name: codes(answer, name) for name in ("changed", "same", "added")} == {
        "changed": ["C4"],
        "same": ["A"],
        "added": ["F3"],
    }
    assert codes(answer, "dropped") == ["C2.1"]
    html = answer.content.decode()
    assert "came home <del>in cash.</del><ins>by bank.</ins>" in html
    assert "1 paragraph is the same" in words(answer)
    assert "Stays here." not in html
    assert "Gone." not in html


def test_the_edition_leads_to_it_and_the_first_one_has_none(
    member: Client, two: tuple[Publication, Publication]
) -> None:
    assert "What changed since 2021" in words(
        member.get("/en/bmp/profiles/ARM/extended/2023/")
    )
    assert "What changed" not in words(
        member.get("/en/bmp/profiles/ARM/extended/2021/")
    )
    assert member.get(PAGE.format("2021")).status_code == 404
    assert member.get(PAGE.format("2099")).status_code == 404


def test_a_draft_is_compared_with_nothing(
    member: Client, profile: Profile, two: tuple[Publication, Publication]
) -> None:
    by = make_member(role="editor", country="ARM")
    drafts.begin(profile, "2026", ["en"], by=by)

    assert member.get(PAGE.format("2026")).status_code == 404


def test_a_withdrawn_edition_is_compared_with_nothing(
    member: Client, profile: Profile, two: tuple[Publication, Publication]
) -> None:
    staff = make_member(role="secretariat")
    third = issue(profile, "2025", {"A": "<p>As it is.</p>"})
    steps.withdraw(two[1], "A table is wrong.", by=staff)

    assert member.get(PAGE.format("2023")).status_code == 404
    answer = member.get(PAGE.format("2025"))
    assert answer.context["before"].label == "2021"
    steps.withdraw(third, "A table is wrong.", by=staff)
    assert member.get(PAGE.format("2025")).status_code == 404


def test_texts_come_from_what_was_published_not_from_the_drafts_of_today(
    member: Client, two: tuple[Publication, Publication]
) -> None:
    SectionText.objects.filter(edition__label="2021").update(body="<p>Other</p>")

    assert codes(member.get(PAGE.format("2023")), "same") == ["A"]


def test_a_section_that_lacks_the_language_in_one_edition_is_named_apart(
    member: Client, profile: Profile
) -> None:
    issue(profile, "2021", {"A": "<p>One</p>"}, {"A": "<p>Раз</p>", "C4": "<p>Два</p>"})
    issue(
        profile,
        "2023",
        {"A": "<p>One</p>", "C4": "<p>Two</p>"},
        {"A": "<p>Три</p>", "C4": "<p>Два</p>"},
    )

    english = member.get(PAGE.format("2023"))
    russian = member.get(PAGE.format("2023").replace("/en/", "/ru/"))

    assert codes(english, "same") == ["A"]
    assert codes(english, "elsewhere") == ["C4"]
    assert codes(russian, "changed") == ["A"]
    assert codes(russian, "same") == ["C4"]


def test_an_edition_in_a_language_the_other_lacks_is_compared_in_a_common_one(
    member: Client, profile: Profile
) -> None:
    issue(profile, "2021", {"A": "<p>One</p>"})
    issue(profile, "2023", {"A": "<p>Two</p>"}, {"A": "<p>Два</p>"})

    answer = member.get(PAGE.format("2023").replace("/en/", "/ru/"))

    assert answer.context["text_language"] == "en"
    assert codes(answer, "changed") == ["A"]


def figures(value: str) -> dict[str, object]:
    """Return what a snapshot says of one figure."""
    return {
        "series": "REM@A:ARM",
        "period": "2020",
        "year": 2020,
        "value": value,
        "flag": "",
    }


def frozen(body: str, value: str) -> str:
    """Return a snapshot of one section and its figure."""
    indicator = {"code": "REM", "decimals": 0, "units": {"en": "people"}}
    section = {
        "code": "C4",
        "parent": None,
        "titles": {"en": "Remittances"},
        "texts": {"en": body},
        "figures": [figures(value)],
        "partners": [],
    }
    content = {
        "sections": [section],
        "indicators": {"REM": indicator},
        "sources": {"A": {"code": "A"}},
        "countries": {},
    }
    return canonical.written({"content": content})


def compared(two: tuple[Publication, Publication], body: str) -> Section:
    """Compare a section whose words are the same, and whose figure is another."""
    old, new = two
    old.snapshot, new.snapshot = frozen(body, "10"), frozen(body, "12")
    (section,) = changes_page(new, old)["changed"]
    assert isinstance(section, Section)
    return section


def test_a_figure_reads_as_it_was_published_in_each_edition(
    two: tuple[Publication, Publication],
) -> None:
    figure = '<data data-figure="REM@A:ARM:2020" data-as="number"></data>'

    section = compared(two, f"<p>In all {figure}</p>")

    paragraph = section.passages[0].paragraph
    assert paragraph
    assert [piece.text for piece in paragraph.pieces] == ["In all ", "10", "12"]
    assert not section.has_other_charts


def test_a_chart_with_other_figures_is_a_change_though_no_word_is(
    two: tuple[Publication, Publication],
) -> None:
    chart = 'data-chart="line" data-series="REM@A:ARM" data-title="T"'

    section = compared(two, f"<figure {chart}></figure>")

    assert section.has_other_charts
    assert not section.passages


def test_a_section_whose_link_alone_changed_is_not_among_the_same(
    member: Client, profile: Profile
) -> None:
    link = '<p>Stays.</p><p>See <a href="https://{}.example/">there</a>.</p>'
    issue(profile, "2021", {"A": link.format("old"), "C4": "<p>Same</p>"})
    issue(profile, "2023", {"A": link.format("new"), "C4": "<p>Same</p>"})

    answer = member.get(PAGE.format("2023"))

    assert codes(answer, "changed") == ["A"]
    assert codes(answer, "same") == ["C4"]
    assert words(answer).count("The words are the same; form or links differ.") == 1
    assert "1 paragraph is the same" in words(answer)


def test_a_large_pair_of_editions_is_compared_in_few_queries(
    member: Client,
    profile: Profile,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    template = drafts.begin(
        profile, "2020", ["en"], by=make_member(role="editor"), is_copy=False
    ).template
    Edition.objects.filter(label="2020").delete()
    wanted = list(template.sections.exclude(content="group"))[:60]
    written = [
        {each.code: _long(each.code, edition) for each in wanted} for edition in (1, 2)
    ]
    issue(profile, "2021", written[0])
    issue(profile, "2023", written[1])
    member.get(PAGE.format("2023"))

    with django_assert_max_num_queries(30):
        answer = member.get(PAGE.format("2023"))

    assert len(codes(answer, "changed")) == len(wanted)


def _long(code: str, edition: int) -> str:
    """Return twelve paragraphs of 120 words, some of them others in each edition."""
    return "".join(
        f"<p>{' '.join(_word(code, paragraph, at, edition) for at in range(120))}</p>"
        for paragraph in range(12)
    )


def _word(code: str, paragraph: int, at: int, edition: int) -> str:
    is_other = paragraph % 2 == 0 and at % 15 == edition
    return f"other{edition}" if is_other else f"{code}{(paragraph * 7 + at * 13) % 90}"
