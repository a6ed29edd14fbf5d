"""What speaks for or against a request: letters and recommendations."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.domains import DomainRequest
from accounts.models.nominations import Nomination
from accounts.models.people import User
from accounts.models.registrations import Registration
from imap.reference.models import Dialogue


def evidence_path(evidence: EvidenceFile, _name: str) -> str:
    """Keep files under a key of their own: the sender's name is never a path."""
    return f"evidence/{evidence.dialogue_id}/{evidence.key}"


class EvidenceFile(models.Model):
    """A letter: of one request, of a whole list, or for a domain."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="+")
    registration = models.ForeignKey(
        Registration, models.CASCADE, null=True, related_name="evidence"
    )
    nomination = models.ForeignKey(
        Nomination, models.CASCADE, null=True, related_name="evidence"
    )
    domain_request = models.ForeignKey(
        DomainRequest, models.CASCADE, null=True, related_name="evidence"
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
                condition=models.Q(
                    registration__isnull=False,
                    nomination__isnull=True,
                    domain_request__isnull=True,
                )
                | models.Q(
                    registration__isnull=True,
                    nomination__isnull=False,
                    domain_request__isnull=True,
                )
                | models.Q(
                    registration__isnull=True,
                    nomination__isnull=True,
                    domain_request__isnull=False,
                ),
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
