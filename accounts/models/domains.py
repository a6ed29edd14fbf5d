"""Domains of offices: those that are known, and those asked to be recognised."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.people import User
from imap.reference.models import Country, Dialogue


class KnownDomain(models.Model):
    """A domain of an office, for each state of an i-Map.

    It is known by the access given to its people, which is counted, or was recognised
    because a contact point of the state asked for it.
    """

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="+")
    domain = models.CharField(max_length=253)
    country = models.ForeignKey(Country, models.PROTECT, null=True, related_name="+")
    approvals = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now)
    last_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recognised_at = models.DateTimeField(null=True)
    recognised_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["domain", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "domain", "country"],
                name="one_known_domain_a_state",
            ),
            models.UniqueConstraint(
                fields=["dialogue", "domain"],
                condition=models.Q(country__isnull=True),
                name="one_known_domain_without_state",
            ),
        ]

    def __str__(self) -> str:
        return self.domain


class DomainRequest(models.Model):
    """A contact point asks to have a ministry's domain recognised."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for the Secretariat")
        RECOGNISED = "recognised", _("Recognised")
        RETURNED = "returned", _("Returned")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="+")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    domain = models.CharField(max_length=253)
    ministry = models.CharField(max_length=200)
    reason = models.TextField(max_length=2000)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    first_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    first_at = models.DateTimeField(null=True)
    # Who confirmed it or sent it back; nobody where time did, for want of a colleague.
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    # For the only member of staff: recognised then, unless sent back before.
    effective_at = models.DateTimeField(null=True, editable=False)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "country", "domain"],
                condition=models.Q(state="waiting"),
                name="one_waiting_request_a_domain",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="recognised")
                | models.Q(decided_by__isnull=True)
                | ~models.Q(decided_by=models.F("first_by")),
                name="domain_needs_two_of_staff",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(first_by__isnull=True)
                    | ~models.Q(first_by=models.F("asked_by"))
                )
                & (
                    models.Q(decided_by__isnull=True)
                    | ~models.Q(decided_by=models.F("asked_by"))
                ),
                name="domain_decided_by_others",
            ),
        ]

    def __str__(self) -> str:
        return self.domain
