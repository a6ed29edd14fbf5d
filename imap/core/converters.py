"""Path converters: what does not match is simply not found."""

from __future__ import annotations

from django.conf import settings
from django.urls import register_converter
from django.urls.converters import StringConverter


class DialogueConverter(StringConverter):
    regex = "|".join(settings.DIALOGUES)


class CountryConverter(StringConverter):
    regex = "[A-Z]{3}"


register_converter(DialogueConverter, "dialogue")
register_converter(CountryConverter, "iso3")
