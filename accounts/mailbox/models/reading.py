"""How far each mailbox was read, and what of it could not be."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from accounts.mailbox.models.enquiries import Letter
from imap.reference.models import Dialogue


class Reading(models.Model):
    """When a mailbox was last read, and with what result; locked by each intake."""

    dialogue = models.OneToOneField(Dialogue, models.CASCADE, primary_key=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    # The end of the last reading that nothing stopped.
    succeeded_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.dialogue_id} mailbox"


class Folder(models.Model):
    """How far a folder has been read: all numbers up to `last_uid` are done."""

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="+")
    place = models.CharField(max_length=300)
    validity = models.BigIntegerField(default=0)
    last_uid = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "place"], name="one_folder_a_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dialogue_id} {self.place}"


class Fault(models.Model):
    """A folder or one letter of it that could not be read; gone once it could."""

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="+")
    place = models.CharField(max_length=300)
    # Of the letter in the folder; empty for the folder itself.
    key = models.CharField(max_length=255, blank=True)
    reason = models.TextField()
    first_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["first_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "place", "key"], name="one_fault_a_letter"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dialogue_id} {self.place} {self.key}"


class Taken(models.Model):
    """One letter of a folder that was dealt with, so that no run does it again."""

    folder = models.ForeignKey(Folder, models.CASCADE, related_name="taken")
    validity = models.BigIntegerField()
    key = models.CharField(max_length=255)
    letter = models.ForeignKey(Letter, models.SET_NULL, null=True, related_name="+")
    # Of its content: what was deleted here must not come back from the mailbox.
    fingerprint = models.CharField(max_length=64, blank=True, db_index=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["folder", "validity", "key"], name="each_letter_taken_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.folder_id} {self.key}"
