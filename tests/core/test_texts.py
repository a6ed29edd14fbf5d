"""Texts in languages: read, shown, sorted, stored and edited."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Value
from django.forms import modelform_factory
from django.template import engines
from django.utils.datastructures import MultiValueDict
from django.utils.translation import override

from imap.core.forms.texts import TextsFormField
from imap.core.texts import Texts
from imap.reference.models import CountryGroup, Dialogue
from tests.factories import make_dialogue

ARMENIA = {"en": "Armenia", "ru": "Армения"}
MESSAGE = "Enter texts by language, each of them a string."


class NamesForm(forms.Form):
    names = TextsFormField(required_languages=["en"])
    notes = TextsFormField(required=False)


GroupForm = modelform_factory(CountryGroup, fields=["names"])


@pytest.fixture
def group(db: None) -> CountryGroup:
    return CountryGroup.objects.create(
        dialogue=make_dialogue("bmp"), code="east", names=ARMENIA, position=1
    )


def posted(**texts: str) -> MultiValueDict[str, str]:
    return MultiValueDict({name: [text] for name, text in texts.items()})


def written(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


# --- Reading --------------------------------------------------------------------------
def test_a_text_is_in_the_readers_language() -> None:
    with override("ru"):
        assert str(Texts(ARMENIA)) == Texts(ARMENIA).text() == "Армения"
        assert Texts(ARMENIA).text("en") == "Armenia"


@pytest.mark.parametrize(
    ("texts", "read"),
    [
        ({"ar": "a", "fr": "f", "ru": "r", "en": "e"}, "e"),
        ({"ar": "a", "fr": "f", "ru": "r", "en": ""}, "r"),
        ({"ar": "a", "fr": "f"}, "f"),
        ({"tr": "t", "ar": "a"}, "a"),
        ({"tr": "t"}, "t"),
        ({}, ""),
    ],
)
def test_a_language_without_a_text_falls_back_in_one_order(
    texts: dict[str, str], read: str
) -> None:
    assert Texts(texts).text("hy") == read


def test_a_language_with_a_country_is_that_language() -> None:
    with override("ru-ru"):
        assert str(Texts(ARMENIA)) == "Армения"


def test_texts_are_sorted_as_the_language_has_them() -> None:
    rows = [Texts(en="Ukraine", ru="Украина"), Texts(en="Österreich", ru="Австрия")]

    assert [str(row) for row in sorted(rows, key=Texts.sort_key)] == [
        "Österreich",
        "Ukraine",
    ]
    assert rows[1].sort_key("ru") < rows[0].sort_key("ru")


def test_texts_equal_and_travel_as_the_plain_object() -> None:
    texts = Texts(ARMENIA)

    assert texts == ARMENIA
    assert json.loads(json.dumps(texts)) == ARMENIA
    assert type(pickle.loads(pickle.dumps(texts))) is Texts  # noqa: S301


def test_a_template_writes_and_escapes_the_readers_text() -> None:
    texts = Texts(en="<b>Q&A</b>", ru="Да")

    assert written("{{ texts }}", texts=texts) == "&lt;b&gt;Q&amp;A&lt;/b&gt;"
    phrase = "{% blocktranslate with name=texts %}See {{ name }}{% endblocktranslate %}"
    assert written(phrase, texts=texts) == "See &lt;b&gt;Q&amp;A&lt;/b&gt;"
    with override("ru"):
        assert written("{{ texts }}", texts=texts) == "Да"
    assert written("{{ texts.ru }}", texts=texts) == "Да"


# --- Storing --------------------------------------------------------------------------
def test_a_row_has_texts_from_the_moment_it_is_given_any(group: CountryGroup) -> None:
    assert type(group.names) is Texts
    assert type(CountryGroup(names=ARMENIA).names) is Texts
    group.names = {"en": "East"}
    assert group.names.text("ru") == "East"


def test_the_database_gives_back_what_was_stored(group: CountryGroup) -> None:
    rows = CountryGroup.objects.filter(pk=group.pk)
    stored = [
        rows.get().names,
        rows.defer("names").get().names,
        rows.values("names").get()["names"],
        rows.values_list("names", flat=True).get(),
    ]

    assert stored == [ARMENIA] * 4
    assert {type(each) for each in stored} == {Texts}
    assert rows.get(names=ARMENIA, names__ru="Армения") == group
    assert rows.values_list("names__ru", flat=True).get() == "Армения"


def test_rows_are_changed_in_bulk_and_by_expressions(group: CountryGroup) -> None:
    rows = CountryGroup.objects.filter(pk=group.pk)
    group.names = Texts(en="East")
    CountryGroup.objects.bulk_update([group], ["names"])
    assert rows.get().names == {"en": "East"}

    rows.update(names=Value({"en": "West"}, CountryGroup._meta.get_field("names")))
    assert rows.get().names == {"en": "West"}

    group.names = F("names")
    group.save()
    assert rows.get().names == {"en": "West"}


def test_a_default_makes_texts_too() -> None:
    assert Dialogue(boundary_disclaimer={}).boundary_disclaimer.text() == ""


@pytest.mark.parametrize("wrong", ["Armenia", ["Armenia"], {"en": 1}, {"en": None}])
def test_a_row_refuses_what_is_no_text_in_languages(
    group: CountryGroup, wrong: Any
) -> None:
    group.names = wrong

    with pytest.raises(ValidationError) as refused:
        group.full_clean()

    assert refused.value.message_dict == {"names": [MESSAGE]}


def test_migrations_know_no_more_than_the_column() -> None:
    _name, path, _args, _kwargs = CountryGroup._meta.get_field("names").deconstruct()

    assert path == "django.db.models.JSONField"


# --- Editing --------------------------------------------------------------------------
def test_a_form_has_one_labelled_input_for_each_language() -> None:
    page = str(NamesForm(initial={"names": {"en": "<Q>", "ar": "س"}})["names"])

    for code, name in [("en", "English"), ("ru", "Русский"), ("fr", "Français")]:
        label = page.partition(f">{name}</label>")
        assert label[1]
        assert f'name="names_{code}"' in label[2].partition("</div>")[0]
    assert 'value="&lt;Q&gt;"' in page
    assert 'lang="ar" dir="rtl"' in page
    assert page.count(" required") == 1


def test_a_form_gives_texts_without_the_emptied_languages() -> None:
    form = NamesForm(posted(names_en=" Armenia ", names_ru="", notes_ru="Да"))

    assert form.is_valid()
    assert form.cleaned_data == {"names": {"en": "Armenia"}, "notes": {"ru": "Да"}}
    assert type(form.cleaned_data["names"]) is Texts


def test_a_form_keeps_the_languages_it_has_no_input_for() -> None:
    held = {"names": {"en": "Armenia", "hy": "Հայաստան"}, "notes": {"hy": "Այո"}}
    form = NamesForm(posted(names_en="Republic of Armenia"), initial=held)

    assert form.is_valid()
    assert form.cleaned_data == {
        "names": {"en": "Republic of Armenia", "hy": "Հայաստան"},
        "notes": {"hy": "Այո"},
    }
    assert form.changed_data == ["names"]
    assert NamesForm(posted(names_en="New")).is_valid()
    assert not NamesForm.base_fields["names"].kept  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({}, "This field is required."),
        ({"names_ru": "Армения"}, "Enter the text in this language: English."),
        (
            {"names_en": "Armenia\u202e"},
            "Remove the invisible or control characters from this answer.",
        ),
    ],
)
def test_a_form_says_what_is_wrong(texts: dict[str, str], said: str) -> None:
    assert NamesForm(posted(**texts)).errors == {"names": [said]}


@pytest.mark.parametrize("wrong", [[1, "", "", ""], {"en": "Armenia"}, "Armenia"])
def test_a_form_field_refuses_what_are_no_strings(wrong: object) -> None:
    with pytest.raises(ValidationError, match=MESSAGE):
        TextsFormField().clean(wrong)


def test_the_form_of_a_row_edits_its_texts(group: CountryGroup) -> None:
    group.names = Texts(ARMENIA | {"hy": "Հայաստան"})
    assert 'value="Армения"' in str(GroupForm(instance=group))

    GroupForm(posted(names_en="East", names_fr="Est"), instance=group).save()

    group.refresh_from_db()
    assert group.names == {"en": "East", "fr": "Est", "hy": "Հայաստան"}
    assert GroupForm(posted(), instance=group).errors == {
        "names": ["This field is required."]
    }


def test_the_field_of_a_column_follows_the_column() -> None:
    column = Dialogue._meta.get_field("names")
    field = column.formfield(required_languages=["en", "ru"], lines=True)

    assert isinstance(field, TextsFormField)
    assert [each.required for each in field.fields] == [True, True, False, False]
    assert "<textarea" in field.widget.render("names", None)
    assert not field.show_hidden_initial
