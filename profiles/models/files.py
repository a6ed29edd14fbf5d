"""The papers made from what was submitted or published, kept byte for byte."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from profiles.models.publications import Publication
from profiles.models.submissions import Submission


class EditionFile(models.Model):
    """A PDF of a submission for signature, or of a publication, in one language."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="files")
    publication = models.ForeignKey(
        Publication, models.CASCADE, null=True, related_name="files"
    )
    language = models.CharField(max_length=8)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64, db_index=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["submission", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "language"],
                condition=Q(publication=None),
                name="one_file_for_signature_a_language",
            ),
            models.UniqueConstraint(
                fields=["publication", "language"],
                name="one_published_file_a_language",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission} {self.language}"
