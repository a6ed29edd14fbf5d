from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditHead(models.Model):
    """The end of one chain. It is locked while an event is added."""

    chain = models.CharField(max_length=16, primary_key=True)
    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)


class AuditEvent(models.Model):
    """One thing that was done: never changed, never deleted.

    Actor and target are held as text and ids, so that the chain stays valid when the
    person or thing is gone.
    """

    chain = models.CharField(_("i-Map"), max_length=16, editable=False)
    number = models.PositiveBigIntegerField(editable=False)
    at = models.DateTimeField(_("time"), editable=False)
    action = models.CharField(_("action"), max_length=64, editable=False)
    actor_id = models.CharField(max_length=64, blank=True, editable=False)
    actor = models.CharField(_("who"), max_length=200, blank=True, editable=False)
    target_id = models.CharField(max_length=96, blank=True, editable=False)
    target = models.CharField(_("what"), max_length=200, blank=True, editable=False)
    data = models.JSONField(default=dict, editable=False)
    previous = models.CharField(max_length=64, blank=True, editable=False)
    digest = models.CharField(max_length=64, editable=False)

    class Meta:
        ordering = ["chain", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["chain", "number"], name="one_event_a_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.chain} {self.number} {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("The audit log is append only.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("The audit log is append only.")
