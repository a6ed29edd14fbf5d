from __future__ import annotations

import datetime as dt

import pytest
from django.conf import settings
from django.forms.models import model_to_dict
from pytest_django import DjangoAssertNumQueries

from imap.reference import models, reference_data
from imap.reference.models import CountryName, Dialogue, Participation

pytestmark = pytest.mark.usefixtures("reference")


def everything() -> dict[str, list[dict[str, object]]]:
    kinds = [getattr(models, name) for name in models.__all__]
    return {
        kind.__name__: [
            {"pk": row.pk, **model_to_dict(row)} for row in kind.objects.order_by("pk")
        ]
        for kind in kinds
    }


def test_loading_again_changes_nothing() -> None:
    before = everything()

    reference_data.load()

    assert everything() == before


def test_loading_again_writes_only_the_two_i_maps(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(30):
        reference_data.load()


def test_a_changed_row_is_put_right() -> None:
    CountryName.objects.filter(country="ARM", language="en").update(name="Armenja")
    Participation.objects.filter(country="HRV").update(role="observer")

    reference_data.load()

    names = CountryName.objects.filter(country="ARM", language="en")
    assert [name.name for name in names] == ["Armenia"]
    assert not Participation.objects.filter(role="observer").exists()


def test_rows_outside_the_files_stay() -> None:
    models.Country.objects.create(iso3="XVA", iso2="XV", latitude=0, longitude=0)
    CountryName.objects.create(country_id="XVA", language="en", name="Valdoria")

    reference_data.load()

    assert CountryName.objects.filter(country="XVA").count() == 1


def test_what_staff_edit_on_an_i_map_is_kept() -> None:
    bmp = Dialogue.objects.get(pk="bmp")
    bmp.mailbox = "office@secretariat.example"
    bmp.footnotes = {"kosovo": {"en": "Reworded."}}
    bmp.boundary_disclaimer = {"en": "Reworded."}
    extent, bmp.map_extent = bmp.map_extent, []
    bmp.save()

    reference_data.load()

    bmp.refresh_from_db()
    assert bmp.mailbox == "office@secretariat.example"
    assert bmp.footnote("kosovo", "en") == str(bmp.boundary_disclaimer) == "Reworded."
    assert bmp.map_extent == extent


def test_each_i_map_has_its_mailbox_and_languages() -> None:
    bmp, mtm = Dialogue.objects.all()

    assert (bmp.mailbox, bmp.languages) == ("bmp@icmpd.org", ["en", "ru"])
    assert (mtm.mailbox, mtm.languages) == (
        settings.MTM_MAILBOX,
        ["en", "fr", "ar"],
    )


@pytest.mark.parametrize("language", ["en", "ru", "fr", "ar"])
def test_the_disclaimer_and_both_footnotes_speak_every_language(language: str) -> None:
    mtm = Dialogue.objects.get(pk="mtm")

    for text in (mtm.boundary_disclaimer, *mtm.footnotes.values()):
        assert text[language]


def test_the_kosovo_footnote_is_the_one_of_its_day() -> None:
    bmp = Dialogue.objects.get(pk="bmp")

    assert bmp.footnote("kosovo", "en", dt.date(2011, 6, 1)) == "Under UNSCR 1244/1999."
    assert "ICJ Opinion" in bmp.footnote("kosovo", "en", dt.date(2012, 2, 24))
    assert "ICJ Opinion" in bmp.footnote("kosovo", "en")
    assert bmp.footnote("palestine", "en") == ""


@pytest.mark.parametrize(
    ("dialogue", "bodies", "areas"), [("bmp", 9, 6), ("mtm", 9, 2)]
)
def test_bodies_and_themes_of_a_dialogue(
    dialogue: str, bodies: int, areas: int
) -> None:
    found = Dialogue.objects.get(pk=dialogue)

    assert found.organisations.count() == bodies
    assert found.thematic_areas.count() == areas
    assert found.organisations.filter(role="secretariat").get().code == "icmpd"
