from __future__ import annotations

import datetime as dt

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imap.reference.periods import in_force


class CountryQuerySet(models.QuerySet["Country"]):
    def real(self) -> CountryQuerySet:
        """Leave out a state that only the demonstration of the workflow knows."""
        return self.filter(is_fictitious=False)

    def taking_part(self, dialogue: str, on: dt.date | None = None) -> CountryQuerySet:
        """Return the participants of a dialogue on a day (today if none is given)."""
        from_participation = in_force(
            on or timezone.localdate(), prefix="participations__"
        )
        members = self.filter(from_participation, participations__dialogue=dialogue)
        return members.real().distinct()


class Country(models.Model):
    """A state, or a territory that statistics and the map must be able to name."""

    iso3 = models.CharField(_("three-letter code"), max_length=3, primary_key=True)
    iso2 = models.CharField(_("two-letter code"), max_length=2, unique=True)
    # Text, because leading zeros count; empty where the UN gives no number.
    m49 = models.CharField(_("UN M49 code"), max_length=3, blank=True)
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))
    footnote = models.CharField(_("footnote mark"), max_length=16, blank=True)
    # Invented to try the workflow out: in no count, list or map (`participants.py`).
    is_fictitious = models.BooleanField(_("fictitious"), default=False, editable=False)

    objects = CountryQuerySet.as_manager()

    class Meta:
        verbose_name = _("country or area")
        verbose_name_plural = _("countries and areas")
        ordering = ["iso3"]
        constraints = [
            models.UniqueConstraint(
                fields=["m49"],
                condition=~models.Q(m49=""),
                name="one_country_an_m49_code",
            ),
        ]

    def __str__(self) -> str:
        return self.iso3


class CountryNameQuerySet(models.QuerySet["CountryName"]):
    def printed(self, on: dt.date | None = None) -> CountryNameQuerySet:
        """Return the names that pages print on a day, one a language."""
        day = on or timezone.localdate()
        return self.filter(in_force(day), is_alias=False)


class CountryName(models.Model):
    """The reviewed name of a country or area in one language, while it is in use."""

    country = models.ForeignKey(Country, models.CASCADE, related_name="names")
    language = models.CharField(_("language"), max_length=8)
    name = models.CharField(_("name"), max_length=100)
    # Found by search, never printed by us.
    is_alias = models.BooleanField(_("only for search"), default=False)
    sort_key = models.CharField(_("sort key"), max_length=255, editable=False)
    search_key = models.CharField(
        _("search key"), max_length=255, editable=False, db_index=True
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = CountryNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("name of a country or area")
        verbose_name_plural = _("names of countries and areas")
        ordering = ["language", "sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "language"],
                condition=models.Q(valid_to__isnull=True, is_alias=False),
                name="one_current_name_a_language",
            ),
            models.UniqueConstraint(
                fields=["country", "language", "name"], name="name_listed_once"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="name_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name
