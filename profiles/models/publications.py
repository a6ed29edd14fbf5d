"""What was published: a snapshot that never changes, and what was made from it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from imap.reference.models import Dialogue
from profiles.models.editions import Edition
from profiles.models.submissions import Submission


class Publication(models.Model):
    """An edition as it was published, for good; only a withdrawal is added to it."""

    class Basis(models.TextChoices):
        ENDORSED = "endorsed", _("Final and endorsed")
        UNENDORSED = "unendorsed", _("Published without endorsement")
        DEMONSTRATION = "demonstration", pgettext_lazy("edition", "Demonstration")

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="publication")
    submission = models.OneToOneField(
        Submission, models.PROTECT, related_name="publication"
    )
    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="+")
    # Counted from 1 on an i-Map.
    number = models.PositiveIntegerField()
    basis = models.CharField(max_length=14, choices=Basis)
    # Canonical JSON, as `profiles/publication/snapshot.py` describes it.
    snapshot = models.TextField()
    sha256 = models.CharField(max_length=64)
    # The snapshot without its content: what the head and foot of a page say.
    head = models.JSONField()
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    # Told to members in the words it was written in.
    withdrawal = models.TextField(blank=True, max_length=1000)

    class Meta:
        ordering = ["dialogue", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "number"], name="one_publication_a_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.number}"


class PublishedSection(models.Model):
    """A section of the outline as the page shows it in one language, made once."""

    publication = models.ForeignKey(
        Publication, models.CASCADE, related_name="sections"
    )
    language = models.CharField(max_length=8)
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=12)
    title = models.CharField(max_length=300)
    depth = models.PositiveSmallIntegerField()
    # It has a text, or a section below it has one.
    is_covered = models.BooleanField()
    # The section above has nothing either, and says so for it.
    is_in_gap = models.BooleanField()
    html = models.TextField(blank=True)
    # The same as a stretch of the page that is sent; it looks back at sections before.
    packed = models.BinaryField(default=b"")
    # Its line in the contents; "" where they do not name it.
    entry = models.TextField(blank=True)

    class Meta:
        ordering = ["publication", "language", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "language", "position"],
                name="one_published_section_a_position",
            )
        ]

    def __str__(self) -> str:
        return f"{self.publication} {self.language} {self.code}"

    @property
    def is_gap(self) -> bool:
        return not self.is_covered and not self.is_in_gap
