from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from imap.core.texts import TextsField
from imap.reference.models import Country
from imap.statistics.models.catalogue import FromFiles, Source
from imap.statistics.models.releases import Release


class FlowType(FromFiles):
    """What a table from place to place counts, such as people by country of birth."""

    names = TextsField(_("name"))
    units = TextsField(_("unit in words"))
    source = models.ForeignKey(Source, models.PROTECT, related_name="flow_types")
    sensitive = models.BooleanField(_("sensitive"), default=False)

    class Meta:
        verbose_name = _("type of flow")
        verbose_name_plural = _("types of flows")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class FlowQuerySet(models.QuerySet["Flow"]):
    def released(self) -> FlowQuerySet:
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
