"""System checks for settings that would make no sense."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from imap.core.access import Role


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


@register()
def second_factors_name_known_roles(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    known = {role.value for role in Role}
    return [
        Error(f"SECOND_FACTOR_ROLES of {slug} names no known role.", id="imap.E002")
        for slug, roles in settings.SECOND_FACTOR_ROLES.items()
        if slug not in settings.DIALOGUES or not known.issuperset(roles)
    ]
