from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imap.core.addresses import readable_key


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def due(self) -> OutgoingMailQuerySet:
        """Mails to send now, the oldest first."""
        return self.filter(
            state=OutgoingMail.State.WAITING, not_before__lte=timezone.now()
        ).order_by("not_before", "pk")


class OutgoingMail(models.Model):
    """One mail to one person, with what became of it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        IN_HAND = "in_hand", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Not delivered")
        CANCELLED = "cancelled", _("Cancelled")
        HELD = "held", _("Held back")

    dialogue = models.CharField(_("i-Map"), max_length=16, blank=True)
    name = models.CharField(_("kind"), max_length=64)
    to = models.EmailField(_("to"), max_length=254)
    # What mails to one person are found by, however the address was written.
    to_key = models.CharField(max_length=254, editable=False)
    sender = models.CharField(_("from"), max_length=254)
    reply_to = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=8)
    subject = models.CharField(_("subject"), max_length=255)
    text = models.TextField()
    html = models.TextField(blank=True)
    # Words of it that only its reader may see: staff are shown a mask.
    concealed = models.CharField(max_length=150, blank=True, editable=False)
    message_id = models.CharField(max_length=128, unique=True, editable=False)
    # The letter it answers, and the thread both belong to.
    in_reply_to = models.CharField(max_length=255, blank=True, editable=False)
    references = models.TextField(blank=True, editable=False)
    # What RFC 3834 calls it; "no" for what a person wrote.
    auto_submitted = models.CharField(
        max_length=16, default="auto-generated", editable=False
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(
        max_length=9, choices=State, default=State.WAITING, editable=False
    )
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    not_before = models.DateTimeField(default=timezone.now, editable=False)
    claimed_at = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)
    error = models.TextField(blank=True, editable=False)
    # Its server took it, and later sent it back.
    bounced_at = models.DateTimeField(null=True, editable=False)
    bounce_reason = models.TextField(blank=True, editable=False)
    # What it speaks of, named as the audit log names it: it goes when that is erased.
    about = models.CharField(max_length=96, blank=True, db_index=True, editable=False)
    # The mail that this one says again.
    resend_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="resends", editable=False
    )

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state", "not_before"], name="mail_due"),
            models.Index(fields=["to_key"], name="mail_of_address"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.to_key = readable_key(self.to)
        super().save(*args, **kwargs)

    @property
    def key(self) -> str:
        """The random part of the Message-ID: what addresses of pages name."""
        return self.message_id.strip("<>").partition("@")[0]


class HeldAddress(models.Model):
    """How many mails of an i-Map came back from an address; since when none leave."""

    dialogue = models.CharField(max_length=16)
    to_key = models.CharField(max_length=254)
    returns = models.PositiveSmallIntegerField(default=0)
    last_at = models.DateTimeField(null=True)
    # Since when no more mails go there.
    held_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["dialogue", "to_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "to_key"], name="one_held_address_an_i_map"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dialogue} {self.pk}"
