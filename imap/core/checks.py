"""System checks for settings that would make no sense."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
def dialogues_speak_known_languages(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    known = {code for code, _name in settings.LANGUAGES}
    return [
        Error(f"i-Map {slug} names a language that LANGUAGES lacks.", id="imap.E001")
        for slug, languages in settings.DIALOGUES.items()
        if not known.issuperset(languages)
    ]
