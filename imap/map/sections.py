"""Titles of the template's sections under which the picker lists the indicators."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

TITLES = {
    "B1": _("Population"),
    "B2": _("Economy"),
    "B3": _("Labour market"),
    "C1.1": _("Immigrants"),
    "C1.2.4": _("Refugees and asylum"),
    "C2.1": _("Emigrants"),
    "C4": _("Remittances"),
}
