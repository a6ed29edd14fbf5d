from __future__ import annotations

import datetime as dt

import pytest
from django.conf import settings

from imap.process import reference_data as process_data
from imap.process.models import About, Conclusion, Meeting
from imap.reference import reference_data
from imap.reference.models import Dialogue

JUNE_2011 = dt.date(2011, 6, 1)


@pytest.fixture(autouse=True)
def _loaded(db: None) -> None:
    reference_data.load()
    process_data.load()


def test_the_work_plan_of_2011_is_that_of_the_newsletter() -> None:
    plan = Meeting.objects.work_plan("bmp", 2011)

    assert [
        (
            meeting.places.text("en"),
            meeting.starts.isoformat(),
            meeting.last_day.isoformat(),
        )
        for meeting in plan
    ] == [
        ("Kyiv", "2011-03-15", "2011-03-16"),
        ("Budapest", "2011-05-30", "2011-05-31"),
        ("Moscow / Warsaw", "2011-09-01", "2011-09-30"),
        ("Poznan", "2011-11-03", "2011-11-03"),
        ("Poznan", "2011-11-04", "2011-11-04"),
    ]
    assert [meeting.status for meeting in plan] == ["held"] * 2 + ["planned"] * 3
    assert [meeting.is_month_only for meeting in plan] == [
        False,
        False,
        True,
        False,
        False,
    ]
    assert [meeting.kind for meeting in plan][-2:] == [
        "senior_officials",
        "ministerial",
    ]


def test_kyiv_came_to_four_conclusions() -> None:
    conclusions = Conclusion.objects.filter(meeting__code="kyiv-2011-03")

    assert [conclusion.number for conclusion in conclusions] == [1, 2, 3, 4]
    assert "mid-term evaluation after three years" in conclusions[0].texts.text("en")
    assert "промежуточной оценкой" in conclusions[0].texts.text("ru")
    assert "asylum" in conclusions[1].texts.text("en")
    assert "limited number of concrete actions" in conclusions[2].texts.text("en")
    assert "steering group" in conclusions[3].texts.text("en")


def test_every_fact_says_as_of_when_and_by_which_source() -> None:
    others = About.objects.of("bmp").filter(key="participants")
    facts = [
        *Meeting.objects.of("bmp"),
        *Conclusion.objects.filter(dialogue="bmp"),
        *About.objects.of("bmp").exclude(key="participants"),
    ]

    assert {fact.as_of for fact in facts} == {JUNE_2011}
    assert {fact.sources.text("en") for fact in facts} == {
        "Newsletter of the Prague Process, June 2011"
    }
    # What the newsletter does not say has its own source.
    assert "pragueprocess.eu" in others.get().sources.text("en")
    for word in ("27 and 28 April", "Fifty", "Belarus", "Poland took over"):
        assert word in others.get().texts.text("en")
        assert not any(word in repr(fact.__dict__.get("texts")) for fact in facts)


@pytest.mark.parametrize("slug", ["bmp", "mtm"])
def test_every_passage_speaks_the_languages_of_its_i_map(slug: str) -> None:
    languages = {*settings.DIALOGUES[slug], "en", "ru"}

    for fact in [*About.objects.of(slug), *Meeting.objects.of(slug)]:
        assert languages <= set(fact.titles)
        assert languages <= set(fact.sources)
    for passage in About.objects.of(slug):
        assert languages <= set(passage.texts)


def test_the_bmp_passages_come_in_reading_order() -> None:
    keys = [passage.key for passage in About.objects.of("bmp")]

    assert keys == [
        "process",
        "participants",
        "knowledge_base",
        "preparation",
        "project",
        "next_steps",
        "access",
        "contacts",
    ]


def test_loading_again_changes_nothing() -> None:
    def everything() -> list[object]:
        return [
            list(model.objects.order_by("pk").values())
            for model in (Meeting, Conclusion, About)
        ]

    before = everything()

    process_data.load()

    assert everything() == before


def test_the_mailbox_is_named_in_one_place() -> None:
    mailboxes = [dialogue.mailbox for dialogue in Dialogue.objects.all()]

    for passage in About.objects.all():
        assert not any(mailbox in repr(passage.texts) for mailbox in mailboxes)
