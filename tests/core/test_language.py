from __future__ import annotations

from imap.core.language import search_key, sort_key


def test_names_are_found_however_they_are_typed() -> None:
    assert search_key("Türkiye") == search_key("TURKIYE")
    assert search_key("Кыргызстан") == search_key("КЫРГЫЗСТАН")


def test_yo_sorts_with_ye() -> None:
    names = ["Жуков", "Ёлкин", "Еремин"]

    assert sorted(names, key=sort_key) == ["Ёлкин", "Еремин", "Жуков"]
