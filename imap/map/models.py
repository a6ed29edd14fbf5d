from __future__ import annotations

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from imap.reference.models import Dialogue
from imap.statistics.models import DataVersion


class PayloadQuerySet(models.QuerySet["Payload"]):
    def with_data_version(self) -> PayloadQuerySet:
        """Add what the figures' version is now, so that one look-up tells all."""
        now = DataVersion.objects.filter(pk=OuterRef("one"))
        return self.annotate(one=models.Value(1)).annotate(
            number_now=Subquery(now.values("number")[:1]),
            changed_now=Subquery(now.values("changed_at")[:1]),
        )


class Payload(models.Model):
    """An answer of the map's data addresses, made once for a version of the figures."""

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="+")
    key = models.CharField(_("key"), max_length=64)
    version = models.CharField(_("version"), max_length=64)
    # Who takes part depends on the day, so an answer is good for one day at most.
    made_on = models.DateField(_("made on"))
    body = models.BinaryField()
    brotli = models.BinaryField()
    gzip = models.BinaryField()
    etag = models.CharField(max_length=32)

    objects = PayloadQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer of the map")
        verbose_name_plural = _("answers of the map")
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "key"], name="one_answer_a_key")
        ]

    def __str__(self) -> str:
        return f"{self.dialogue_id} {self.key}"
