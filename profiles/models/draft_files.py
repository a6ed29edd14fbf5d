"""The PDF of a draft: asked for, made beside the requests, kept for a day."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from profiles.models.editions import Edition

# Who has had it in hand for so long will not come back with it.
LEASE = timedelta(minutes=5)
# The clock finds within a minute what nobody was woken for.
SILENCE = timedelta(minutes=2)


class DraftFile(models.Model):
    """One row a draft and language; whoever asks meanwhile waits for the same file.

    `mark` names what the draft said when the file was made.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("file", "Waiting")
        MAKING = "making", pgettext_lazy("file", "Being made")
        READY = "ready", pgettext_lazy("file", "Ready")
        FAILED = "failed", pgettext_lazy("file", "Not made")

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="draft_files")
    language = models.CharField(max_length=8)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField(default=timezone.now)
    begun_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(null=True)
    mark = models.CharField(max_length=64, blank=True)
    content = models.BinaryField(default=b"")

    class Meta:
        ordering = ["edition", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "language"], name="one_file_a_draft_and_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.language} {self.state}"

    @property
    def stands(self) -> State:
        """Return the state, where what was never finished counts as failed."""
        if self.state == self.State.MAKING and _is_older(self.begun_at, LEASE):
            return self.State.FAILED
        return self.State(self.state)

    @property
    def is_in_work(self) -> bool:
        return self.stands in (self.State.WAITING, self.State.MAKING)

    @property
    def is_overdue(self) -> bool:
        """It has waited so long that nothing seems to work beside the requests."""
        is_waiting = self.state == self.State.WAITING
        return is_waiting and _is_older(self.asked_at, SILENCE)


def _is_older(moment: datetime | None, age: timedelta) -> bool:
    return moment is None or moment < timezone.now() - age
