"""Texts that somebody would put in place of a section's, for an editor to decide on."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from profiles.models.editions import Edition, TemplateSection
from profiles.models.revisions import Revision


class Suggestion(models.Model):
    """A text written on a version of a section; rows stay when they are decided."""

    class State(models.TextChoices):
        PENDING = "pending", pgettext_lazy("suggestion", "Waiting for an editor")
        ACCEPTED = "accepted", pgettext_lazy("suggestion", "Accepted")
        REJECTED = "rejected", pgettext_lazy("suggestion", "Rejected")
        WITHDRAWN = "withdrawn", pgettext_lazy("suggestion", "Withdrawn")

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="suggestions")
    section = models.ForeignKey(TemplateSection, models.PROTECT, related_name="+")
    language = models.CharField(max_length=8)
    # The version of the section that it was written on; 0 where there was none.
    version = models.PositiveIntegerField()
    body = models.TextField(blank=True)
    # What is changed and why, where its author says so.
    reason = models.TextField(max_length=2000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    # What its author reads about the decision.
    answer = models.TextField(max_length=2000, blank=True)
    # What was saved of it.
    revision = models.OneToOneField(
        Revision, models.PROTECT, null=True, related_name="suggestion"
    )

    class Meta:
        ordering = ["edition", "section", "language", "-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="accepted") ^ models.Q(revision=None),
                name="what_is_accepted_has_a_revision",
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.section} {self.language} {self.pk}"

    @property
    def is_pending(self) -> bool:
        return self.state == self.State.PENDING
