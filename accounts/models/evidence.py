"""What speaks for or against a request: letters, recommendations, known domains."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.nominations import Nomination
from accounts.models.people import User
from accounts.models.registrations import Registration
from imap.reference.models import Country, Dialogue


def evidence_path(evidence: EvidenceFile, _name: str) -> str:
    """Keep files under a key of their own: the sender's name is never a path."""
    return f"evidence/{evidence.dialogue_id}/{evidence.key}"


class EvidenceFile(models.Model):
    """A letter of nomination, of one request or of a whole list."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="+")
    registration = models.ForeignKey(
        Registration, models.CASCADE, null=True, related_name="evidence"
    )
    nomination = models.ForeignKey(
        Nomination, models.CASCADE, null=True, related_name="evidence"
    )
    file = models.FileField(upload_to=evidence_path, max_length=200)
    name = models.CharField(max_length=150)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField(default=timezone.now)
    uploaded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["uploaded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(registration__isnull=False)
                ^ models.Q(nomination__isnull=False),
                name="evidence_belongs_to_one",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Recommendation(models.Model):
    """What the contact point of the applicant's state says about a request."""

    class Verdict(models.TextChoices):
        RECOMMEND = "recommend", _("Recommends")
        WARN = "warn", _("Advises against")

    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="recommendations"
    )
    verdict = models.CharField(max_length=10, choices=Verdict)
    text = models.TextField(blank=True, max_length=2000)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "by"], name="one_recommendation_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.verdict}"


class KnownDomain(models.Model):
    """A domain whose people were given access, counted for each state of an i-Map."""

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="+")
    domain = models.CharField(max_length=253)
    country = models.ForeignKey(Country, models.PROTECT, null=True, related_name="+")
    approvals = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now)
    last_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

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
