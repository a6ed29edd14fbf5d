from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imap.core.dates import spelled
from imap.core.texts import Texts, TextsField


class Dialogue(models.Model):
    """One i-Map: the Prague Process (bmp) or Mediterranean Transit Migration (mtm)."""

    slug = models.CharField(_("address"), max_length=16, primary_key=True)
    names = TextsField(_("names"))
    subtitles = TextsField(_("subtitles"))
    mailbox = models.EmailField(_("mailbox"), blank=True)
    languages = models.JSONField(_("languages"))
    # [[south, west], [north, east]], as Leaflet's fitBounds takes it.
    map_extent = models.JSONField(_("map extent"))
    opens_with = models.CharField(_("opening map layer"), max_length=40)
    boundary_disclaimer = TextsField(_("boundary disclaimer"))
    boundary_disclaimer_date = models.DateField(_("date of the boundary disclaimer"))
    # {"kosovo": {"en": …}}: the text in use now, printed after an asterisk.
    footnotes = models.JSONField(_("footnotes"))
    # {"kosovo": [{"until": "2012-02-23", "texts": {"en": …}}]}, oldest first.
    earlier_footnotes = models.JSONField(
        _("earlier footnotes"), default=dict, blank=True
    )

    class Meta:
        verbose_name = _("i-Map")
        verbose_name_plural = _("i-Maps")
        ordering = ["slug"]

    def __str__(self) -> str:
        return str(self.names)

    def notices(self, marks: Iterable[str]) -> list[str]:
        """Return what stands under every map and list that leaves the portal.

        The boundary disclaimer with its day, and the footnote of each mark that a name
        on it carries; an empty mark is none.
        """
        day = spelled(self.boundary_disclaimer_date)
        footnotes = (f"* {self.footnote(mark)}" for mark in sorted({*marks}) if mark)
        return [f"{self.boundary_disclaimer} ({day})", *footnotes]

    def footnote(
        self, mark: str, language: str | None = None, on: dt.date | None = None
    ) -> str:
        """Return the footnote of a designation in the wording of that day."""
        day = on or timezone.localdate()
        for earlier in self.earlier_footnotes.get(mark, []):
            if day <= dt.date.fromisoformat(earlier["until"]):
                return Texts(earlier["texts"]).text(language)
        return Texts(self.footnotes.get(mark) or {}).text(language)


class Organisation(models.Model):
    """A body that works with a dialogue, beside the states."""

    class Role(models.TextChoices):
        SECRETARIAT = "secretariat", _("Secretariat")
        INSTITUTION = "institution", _("European Union institution")
        AGENCY = "agency", _("European Union agency")
        PARTNER = "partner", _("Partner organisation")

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="organisations")
    code = models.CharField(_("code"), max_length=32)
    names = TextsField(_("names"))
    role = models.CharField(_("role"), max_length=16, choices=Role)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["dialogue", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "code"], name="one_organisation_a_code"
            ),
        ]

    def __str__(self) -> str:
        return str(self.names)


class ThematicArea(models.Model):
    """A theme of the Joint Declaration or of the Action Plan of a dialogue."""

    dialogue = models.ForeignKey(
        Dialogue, models.PROTECT, related_name="thematic_areas"
    )
    code = models.CharField(_("code"), max_length=32)
    names = TextsField(_("names"))
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("thematic area")
        verbose_name_plural = _("thematic areas")
        ordering = ["dialogue", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "code"], name="one_thematic_area_a_code"
            ),
        ]

    def __str__(self) -> str:
        return str(self.names)
