"""What was laid before a state, and what the state says of it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from profiles.models.editions import Edition


class Submission(models.Model):
    """An edition as it was laid before its state once: frozen, with a hash and a code.

    Only its outcome is ever written again, and which reminder was the last.
    """

    class Outcome(models.TextChoices):
        OPEN = "open", _("With the state for endorsement")
        TAKEN_BACK = "taken_back", _("Taken back for changes")
        CLOSED = "closed", _("Closed without endorsement")
        PUBLISHED = "published", _("Published")

    # An edition has one of these at most: what it says, or will say when published.
    STANDING = (Outcome.OPEN, Outcome.PUBLISHED)

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="submissions")
    # Counted from 1 within an edition.
    number = models.PositiveSmallIntegerField()
    # Canonical JSON, as `profiles/snapshot/content.py` describes it.
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    # {code: hash} of the sections that have a text.
    sections = models.JSONField()
    # Printed on the paper that is signed; see `profiles/endorsement/check_code.py`.
    code = models.CharField(max_length=16, unique=True)
    submitted_at = models.DateTimeField(default=timezone.now)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    answer_by = models.DateField()
    # The last reminder was due so many days before the end; none yet. With 0 the end
    # itself was told.
    reminded_at_days = models.PositiveSmallIntegerField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome, default=Outcome.OPEN)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    reason = models.TextField(blank=True, max_length=1000)

    class Meta:
        ordering = ["edition", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "number"], name="one_submission_a_number"
            ),
            models.UniqueConstraint(
                fields=["edition"],
                condition=models.Q(outcome="open"),
                name="one_open_submission_an_edition",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.number}"

    @property
    def is_open(self) -> bool:
        return self.outcome == self.Outcome.OPEN


def scan_path(endorsement: Endorsement, _name: str) -> str:
    """Keep scans under a key of their own: the sender's name is never a path."""
    return f"endorsements/{endorsement.key}"


class Endorsement(models.Model):
    """The state's word on sections of a submission, as recorded from a paper.

    It holds for a section for as long as the section has the hash that was endorsed. A
    second person checks the record against the scan before it counts.
    """

    class Basis(models.TextChoices):
        LETTER = "letter", _("Letter")
        MEETING = "meeting", _("Senior Officials' Meeting")
        DISCUSSED = "discussed", _("Discussed at a meeting")

    class State(models.TextChoices):
        RECORDED = "recorded", _("Recorded, waits for a second person")
        CHECKED = "checked", pgettext_lazy("endorsement", "Checked")
        REFUSED = "refused", pgettext_lazy("endorsement", "Refused")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="endorsements"
    )
    # {code: hash} of what was endorsed; all sections with a text, or some.
    sections = models.JSONField()
    basis = models.CharField(_("basis"), max_length=10, choices=Basis)
    office = models.CharField(_("office of the signatory"), max_length=200)
    signed_on = models.DateField(_("date of signature"))
    reference = models.CharField(_("reference"), max_length=200)
    scan = models.FileField(upload_to=scan_path, max_length=200)
    scan_name = models.CharField(max_length=150)
    scan_type = models.CharField(max_length=100)
    scan_sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.RECORDED)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    refusal = models.TextField(blank=True, max_length=1000)

    class Meta:
        ordering = ["submission", "recorded_at", "pk"]

    def __str__(self) -> str:
        return f"{self.submission} {self.basis} {self.signed_on}"

    def covers(self, section_hashes: Mapping[str, str]) -> set[str]:
        """Return the codes among these sections that still say what was endorsed."""
        return {
            code
            for code, digest in self.sections.items()
            if section_hashes.get(code) == digest
        }
