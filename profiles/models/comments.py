"""What those who write a draft say to one another about its passages."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from profiles.models.editions import Edition, TemplateSection


class Office(models.TextChoices):
    """Whom a comment asks: an office, whoever holds it that day."""

    SECRETARIAT = "secretariat", pgettext_lazy("office", "Secretariat")
    CONTACT_POINT = "contact_point", pgettext_lazy("office", "Contact point")
    EDITORS = "editors", pgettext_lazy("office", "Editors of the state")


class Comment(models.Model):
    """A remark on a section of a draft, or an answer to one.

    It is no part of the edition: nothing that is frozen, copied or published reads it.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="comments")
    section = models.ForeignKey(TemplateSection, models.PROTECT, related_name="+")
    language = models.CharField(max_length=8)
    # The name of a paragraph; empty for the whole section.
    paragraph = models.CharField(max_length=32, blank=True)
    # How the passage began, for whoever reads the comment once it is gone.
    quote = models.CharField(max_length=300, blank=True)
    # Hash of all words of the passage: the quote is too short to tell a change.
    passage = models.CharField(max_length=64, blank=True)
    body = models.TextField(max_length=4000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    # The comment that this one answers, which itself answers none.
    answers = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="thread"
    )
    # Values of `Office`.
    asked = models.JSONField(default=list, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["edition", "section", "language", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answers__isnull=True)
                | models.Q(resolved_at__isnull=True),
                name="only_a_thread_is_resolved",
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.section} {self.language} {self.pk}"

    @property
    def is_resolved(self) -> bool:
        return self.resolved_at is not None

    @property
    def offices(self) -> list[Office]:
        return [Office(each) for each in self.asked]
