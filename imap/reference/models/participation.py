from __future__ import annotations

import datetime as dt

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imap.core.texts import TextsField
from imap.reference.models.country import Country
from imap.reference.models.dialogue import Dialogue
from imap.reference.periods import in_force


class CountryGroup(models.Model):
    """A group of participants as the dialogue names it; who is in it has dates."""

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="groups")
    code = models.CharField(_("code"), max_length=32)
    names = TextsField(_("names"))
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("group of states")
        verbose_name_plural = _("groups of states")
        ordering = ["dialogue", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "code"], name="one_group_a_code"
            ),
        ]

    def __str__(self) -> str:
        return str(self.names)


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def in_force(self, on: dt.date | None = None) -> ParticipationQuerySet:
        return self.filter(in_force(on or timezone.localdate()))

    def real(self) -> ParticipationQuerySet:
        """Leave out a state that only the demonstration of the workflow knows."""
        return self.filter(country__is_fictitious=False)


class Participation(models.Model):
    """A country in a dialogue, in one group and one role, between two days.

    A change of group or role ends one row and begins the next on the day after.
    """

    class Role(models.TextChoices):
        PARTICIPANT = "participant", _("Participating state")
        LEADING = "leading", _("Leading state")
        CO_LEADING = "co-leading", _("Co-leading state")
        OBSERVER = "observer", _("Observer")

    class State(models.TextChoices):
        ACTIVE = "active", _("Taking part")
        SUSPENDED = "suspended", _("Participation suspended")
        LEFT = "left", _("Left the dialogue")

    dialogue = models.ForeignKey(
        Dialogue, models.PROTECT, related_name="participations"
    )
    country = models.ForeignKey(Country, models.PROTECT, related_name="participations")
    group = models.ForeignKey(
        CountryGroup, models.PROTECT, related_name="participations"
    )
    role = models.CharField(
        _("role"), max_length=16, choices=Role, default=Role.PARTICIPANT
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    state = models.CharField(
        _("standing"), max_length=16, choices=State, default=State.ACTIVE
    )

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["dialogue", "country", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "country", "valid_from"],
                name="one_participation_from_a_day",
            ),
            models.UniqueConstraint(
                fields=["dialogue", "country"],
                condition=models.Q(valid_from__isnull=True),
                name="one_participation_from_the_start",
            ),
            models.UniqueConstraint(
                fields=["dialogue", "country"],
                condition=models.Q(valid_to__isnull=True),
                name="one_open_participation",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="participation_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="left") | models.Q(valid_to__isnull=False),
                name="participation_left_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dialogue_id} {self.country_id}"
