from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from imap.core.texts import TextsField
from imap.reference.models import Country
from imap.statistics.models.catalogue import Indicator, Source
from imap.statistics.models.releases import Release

# Flags of a figure that has no value.
GAPS = ["missing", "not_applicable", "confidential"]


class ObservationQuerySet(models.QuerySet["Observation"]):
    def released(self) -> ObservationQuerySet:
        """Return the rows that readers see; drafts and withdrawn ones stay away."""
        return self.filter(release__state=Release.State.RELEASED)

    def totals(self) -> ObservationQuerySet:
        """Return the rows that are not broken down by sex, age or anything else."""
        return self.filter(breakdown="")


class Observation(models.Model):
    """One figure for one country or area, as one edition of a source gives it."""

    class Flag(models.TextChoices):
        NONE = "", _("none")
        ESTIMATE = "estimate", _("estimate")
        PROVISIONAL = "provisional", _("provisional")
        BREAK = "break", _("break in the series")
        MISSING = "missing", _("no data")
        NOT_APPLICABLE = "not_applicable", _("not applicable")
        CONFIDENTIAL = "confidential", _("not shown to you")

    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="observations", db_index=False
    )
    country = models.ForeignKey(Country, models.PROTECT, related_name="observations")
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="observations", db_index=False
    )
    release = models.ForeignKey(
        Release, models.CASCADE, related_name="observations", db_index=False
    )
    period = models.CharField(_("period"), max_length=10)
    year = models.PositiveSmallIntegerField(_("year"))
    breakdown = models.CharField(_("breakdown"), max_length=60, blank=True)
    value = models.DecimalField(
        _("value"), max_digits=20, decimal_places=4, null=True, blank=True
    )
    # SQLite keeps 15 digits of a decimal; this is the number as the source prints it.
    published = models.CharField(_("as published"), max_length=40, blank=True)
    flag = models.CharField(
        _("flag"), max_length=16, choices=Flag, default=Flag.NONE, blank=True
    )
    # Empty: the indicator's own definition; else a key of its `other_definitions`.
    definition = models.CharField(_("definition"), max_length=40, blank=True)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["indicator", "source", "country", "year", "period", "breakdown"]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "indicator",
                    "source",
                    "country",
                    "period",
                    "breakdown",
                    "release",
                ],
                name="one_figure_a_release",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(flag__in=GAPS),
                name="no_value_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["indicator", "source", "year"], name="figure_of_a_series"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.period}: {self.published}"


class CountedElsewhere(models.Model):
    """A source has no row for a country or area: another row of it counts it."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="counted_elsewhere")
    country = models.ForeignKey(
        Country, models.PROTECT, related_name="counted_elsewhere"
    )
    counted_in = models.ForeignKey(Country, models.PROTECT, related_name="counts_also")
    notes = TextsField(_("note"))
    from_year = models.PositiveSmallIntegerField(_("from"), null=True, blank=True)
    to_year = models.PositiveSmallIntegerField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("counted in another row")
        verbose_name_plural = _("counted in another row")
        ordering = ["source", "country"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "country"], name="counted_elsewhere_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} in {self.counted_in_id}"


class DataNote(models.Model):
    """What a source's figures for one country or area stand on, or cover."""

    class Kind(models.TextChoices):
        TYPE_OF_DATA = "type_of_data", _("Type of data")
        COVERAGE = "coverage", _("Coverage")

    source = models.ForeignKey(Source, models.CASCADE, related_name="data_notes")
    country = models.ForeignKey(Country, models.PROTECT, related_name="data_notes")
    # Codes of the indicators it is about.
    indicators = models.JSONField(_("indicators"))
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    # The publisher's letters, of a type of data.
    code = models.CharField(_("code"), max_length=8, blank=True)
    notes = TextsField(_("note"), default=dict, blank=True)

    class Meta:
        verbose_name = _("note on data")
        verbose_name_plural = _("notes on data")
        ordering = ["source", "country", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "country", "kind"], name="one_data_note_of_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_id}: {self.kind}"
