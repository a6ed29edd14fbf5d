from __future__ import annotations

from django.utils.translation import override

from imap.core.language import localized, search_key, sort_key


def test_a_name_falls_back_to_a_language_that_has_it() -> None:
    with override("ar"):
        assert localized({"en": "Armenia", "ru": "Армения"}) == "Armenia"
    assert localized({"ru": "Армения"}, "en") == "Армения"
    assert localized({}, "en") == ""


def test_names_are_found_however_they_are_typed() -> None:
    assert search_key("Türkiye") == search_key("TURKIYE")
    assert search_key("Кыргызстан") == search_key("КЫРГЫЗСТАН")


def test_yo_sorts_with_ye() -> None:
    names = ["Жуков", "Ёлкин", "Еремин"]

    assert sorted(names, key=sort_key) == ["Ёлкин", "Еремин", "Жуков"]
