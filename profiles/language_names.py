"""What the languages of texts call themselves, by code."""

from __future__ import annotations

from django.conf import settings

# Those in which ministries of the participants write at home; no page has them.
WORKING = {
    "az": "Azərbaycanca",
    "be": "Беларуская",
    "bs": "Bosanski",
    "hy": "Հայերեն",
    "ka": "ქართული",
    "kk": "Қазақша",
    "ky": "Кыргызча",
    "mk": "Македонски",
    "ro": "Română",
    "sq": "Shqip",
    "sr": "Српски",
    "tg": "Тоҷикӣ",
    "tk": "Türkmençe",
    "tr": "Türkçe",
    "uk": "Українська",
    "uz": "O\N{MODIFIER LETTER TURNED COMMA}zbekcha",
}
LANGUAGE_NAMES: dict[str, str] = WORKING | dict(settings.LANGUAGES)


def working(published: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return what a draft may be written in beside the languages of its i-Map."""
    return [
        (code, name) for code, name in LANGUAGE_NAMES.items() if code not in published
    ]
