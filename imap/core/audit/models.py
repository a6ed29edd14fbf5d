from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditHead(models.Model):
    """Both ends of one chain. It is locked while an event is added or goes.

    The oldest events go after some years; the number and digest of the last one that
    went are where the chain now starts.
    """

    chain = models.CharField(max_length=16, primary_key=True)
    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    start_number = models.PositiveBigIntegerField(default=0)
    start_digest = models.CharField(max_length=64, blank=True)
    checked_at = models.DateTimeField(null=True)
    # What the last check found; nothing when every event was what was written.
    fault_number = models.PositiveBigIntegerField(null=True)
    fault_reason = models.CharField(max_length=64, blank=True)


class AuditEvent(models.Model):
    """One thing that was done: never changed, deleted only when it is years old.

    Actor and target are held as text and ids, so that the chain stays valid when the
    person or thing is gone. The digest covers the two names only through `names`, a
    salted hash: when somebody is erased, the names and the salt go and the chain
    stays whole.
    """

    chain = models.CharField(_("i-Map"), max_length=16, editable=False)
    number = models.PositiveBigIntegerField(editable=False)
    at = models.DateTimeField(_("time"), editable=False)
    action = models.CharField(_("action"), max_length=64, editable=False)
    actor_id = models.CharField(max_length=64, blank=True, editable=False)
    actor = models.CharField(_("who"), max_length=200, blank=True, editable=False)
    target_id = models.CharField(max_length=96, blank=True, editable=False)
    target = models.CharField(_("what"), max_length=200, blank=True, editable=False)
    salt = models.CharField(max_length=32, blank=True, editable=False)
    names = models.CharField(max_length=64, blank=True, editable=False)
    data = models.JSONField(default=dict, editable=False)
    previous = models.CharField(max_length=64, blank=True, editable=False)
    digest = models.CharField(max_length=64, editable=False)

    class Meta:
        ordering = ["chain", "number"]
        indexes = [
            models.Index(fields=["actor_id"], name="audit_actor"),
            models.Index(fields=["target_id"], name="audit_target"),
        ]
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
