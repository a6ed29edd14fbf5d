from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from imap.core.texts import TextsField
from imap.reference.models import Country
from imap.statistics.models.catalogue import FromFiles, Source
from imap.statistics.models.releases import Release


class FlowType(FromFiles):
    """What a table from place to place counts, such as people by country of birth."""

    class Measure(models.TextChoices):
        STOCK = "stock", _("people who are there")
        FLOW = "flow", _("people who moved")
        MONEY = "money", _("money")

    position = models.PositiveSmallIntegerField(_("position"), default=0)
    names = TextsField(_("name"))
    units = TextsField(_("unit in words"))
    # What goes out of, and comes into, a {country}.
    outward = TextsField(_("outward"), default=dict)
    inward = TextsField(_("inward"), default=dict)
    measure = models.CharField(
        _("measure"), max_length=8, choices=Measure, default=Measure.STOCK
    )
    # How many years from the one named on a figure covers; none for a day or a year.
    span = models.PositiveSmallIntegerField(_("span in years"), default=0)
    source = models.ForeignKey(Source, models.PROTECT, related_name="flow_types")
    sensitive = models.BooleanField(_("sensitive"), default=False)

    class Meta:
        verbose_name = _("type of flow")
        verbose_name_plural = _("types of flows")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.code

    def period(self, year: int) -> str:
        """Return the years that a figure of this year covers, as they are printed."""
        return f"{year}\N{EN DASH}{year + self.span}" if self.span else str(year)


class FlowQuerySet(models.QuerySet["Flow"]):
    def released(self) -> FlowQuerySet:
        """Return the rows that readers see; drafts and withdrawn ones stay away."""
        return self.filter(release__state=Release.State.RELEASED)


class FlowTotalQuerySet(models.QuerySet["FlowTotal"]):
    def released(self) -> FlowTotalQuerySet:
        """Return the rows that readers see; drafts and withdrawn ones stay away."""
        return self.filter(release__state=Release.State.RELEASED)


class Flow(models.Model):
    """A figure from one country or area of origin to one of destination."""

    type = models.ForeignKey(
        FlowType, models.PROTECT, related_name="flows", db_index=False
    )
    origin = models.ForeignKey(
        Country, models.PROTECT, related_name="flows_out", db_index=False
    )
    destination = models.ForeignKey(
        Country, models.PROTECT, related_name="flows_in", db_index=False
    )
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="flows", db_index=False
    )
    release = models.ForeignKey(
        Release, models.CASCADE, related_name="flows", db_index=False
    )
    period = models.CharField(_("period"), max_length=10)
    year = models.PositiveSmallIntegerField(_("year"))
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=4)
    published = models.CharField(_("as published"), max_length=40)

    objects = FlowQuerySet.as_manager()

    class Meta:
        verbose_name = _("flow")
        verbose_name_plural = _("flows")
        ordering = ["type", "year", "origin", "destination"]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "type",
                    "source",
                    "origin",
                    "destination",
                    "period",
                    "release",
                ],
                name="one_flow_a_release",
            ),
        ]
        indexes = [
            models.Index(fields=["origin", "type", "year"], name="flow_from"),
            models.Index(fields=["destination", "type", "year"], name="flow_to"),
        ]

    def __str__(self) -> str:
        return f"{self.origin_id}-{self.destination_id} {self.period}"


class FlowTotal(models.Model):
    """What all partners in the world add up to, on this side of them or that.

    Only of tables without a published whole; partners outside the i-Maps are in it.
    """

    class Direction(models.TextChoices):
        OUT = "out", _("out of the country")
        IN = "in", _("into the country")

    type = models.ForeignKey(
        FlowType, models.PROTECT, related_name="totals", db_index=False
    )
    country = models.ForeignKey(
        Country, models.PROTECT, related_name="flow_totals", db_index=False
    )
    direction = models.CharField(_("direction"), max_length=3, choices=Direction)
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="flow_totals", db_index=False
    )
    release = models.ForeignKey(
        Release, models.CASCADE, related_name="flow_totals", db_index=False
    )
    year = models.PositiveSmallIntegerField(_("year"))
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=4)

    objects = FlowTotalQuerySet.as_manager()

    class Meta:
        verbose_name = _("total of flows")
        verbose_name_plural = _("totals of flows")
        ordering = ["country", "type", "direction", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "type", "direction", "year", "release"],
                name="one_total_a_release",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.direction} {self.year}"
