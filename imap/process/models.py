from __future__ import annotations

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from imap.core.texts import TextsField
from imap.reference.models import Dialogue


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def of(self, dialogue: str) -> MeetingQuerySet:
        return self.filter(dialogue=dialogue).order_by("starts", "position")

    def work_plan(self, dialogue: str, year: int) -> MeetingQuerySet:
        return self.of(dialogue).filter(starts__year=year)


class Meeting(models.Model):
    """A meeting of a dialogue, as a dated source announced or reported it."""

    class Kind(models.TextChoices):
        MINISTERIAL = "ministerial", _("Ministerial Conference")
        SENIOR_OFFICIALS = "senior_officials", _("Senior Officials' Meeting")
        WORKSHOP = "workshop", _("Workshop")

    class Precision(models.TextChoices):
        DAY = "day", _("day")
        MONTH = "month", _("month")

    class Status(models.TextChoices):
        HELD = "held", _("Held")
        PLANNED = "planned", _("Planned")

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="meetings")
    code = models.CharField(_("code"), max_length=40)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    # With the precision of a month, the first day of the month.
    starts = models.DateField(_("first day"))
    ends = models.DateField(_("last day"), null=True, blank=True)
    precision = models.CharField(
        _("precision of the date"),
        max_length=8,
        choices=Precision,
        default=Precision.DAY,
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    status = models.CharField(_("status"), max_length=8, choices=Status)
    places = TextsField(_("place"))
    titles = TextsField(_("title"))
    notes = TextsField(_("note"), default=dict, blank=True)
    as_of = models.DateField(_("as of"))
    sources = TextsField(_("source"))

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["dialogue", "starts", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "code"], name="one_meeting_a_code"
            ),
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True)
                | models.Q(ends__gte=models.F("starts")),
                name="meeting_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return str(self.titles)

    @property
    def is_month_only(self) -> bool:
        return self.precision == self.Precision.MONTH

    @property
    def last_day(self) -> dt.date:
        """Return the last day it may be on: of a month alone, the last of the month."""
        if self.is_month_only:
            return (self.starts.replace(day=1) + dt.timedelta(days=31)).replace(
                day=1
            ) - dt.timedelta(days=1)
        return self.ends or self.starts

    def is_past(self, today: dt.date) -> bool:
        return self.last_day < today


class Conclusion(models.Model):
    """One numbered point that a meeting agreed on."""

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="conclusions")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="conclusions")
    number = models.PositiveSmallIntegerField(_("number"))
    texts = TextsField(_("text"))
    as_of = models.DateField(_("as of"))
    sources = TextsField(_("source"))

    class Meta:
        verbose_name = _("conclusion")
        verbose_name_plural = _("conclusions")
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="one_conclusion_a_number"
            ),
        ]

    def __str__(self) -> str:
        return str(self.texts)


class AboutQuerySet(models.QuerySet["About"]):
    def of(self, dialogue: str) -> AboutQuerySet:
        return self.filter(dialogue=dialogue).order_by("position")


class About(models.Model):
    """One dated passage on what a dialogue and its knowledge base are."""

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="about")
    key = models.CharField(_("key"), max_length=32)
    position = models.PositiveSmallIntegerField(_("position"))
    titles = TextsField(_("title"))
    texts = TextsField(_("text"))
    as_of = models.DateField(_("as of"))
    sources = TextsField(_("source"))

    objects = AboutQuerySet.as_manager()

    class Meta:
        verbose_name = _("passage about the i-Map")
        verbose_name_plural = _("passages about the i-Map")
        ordering = ["dialogue", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "key"], name="one_passage_a_key"
            ),
        ]

    def __str__(self) -> str:
        return str(self.titles)
