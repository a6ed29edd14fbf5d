"""Which kinds of profiles an i-Map has; the first one is the one it is known for."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from profiles.models import Kind

KINDS = {"bmp": (Kind.EXTENDED, Kind.LIGHT), "mtm": (Kind.COUNTRY,)}
PLURALS: dict[Kind, Promise] = {
    Kind.EXTENDED: _("Extended Migration Profiles"),
    Kind.LIGHT: _("Migration Profiles Light"),
    Kind.COUNTRY: _("Country Migration Profiles"),
}


def kinds_of(dialogue: str) -> tuple[Kind, ...]:
    return KINDS[dialogue]


def main_kind(dialogue: str) -> Kind:
    return KINDS[dialogue][0]
