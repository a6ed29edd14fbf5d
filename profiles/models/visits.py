"""When somebody last looked at the editors' desk, so that it can say what is new."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from imap.reference.models import Dialogue


class DeskVisit(models.Model):
    """The visit of today, and the one before it: what is new is counted from that."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    before = models.DateTimeField()

    class Meta:
        ordering = ["dialogue", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "dialogue"], name="one_visit_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dialogue_id} {self.user_id}"
