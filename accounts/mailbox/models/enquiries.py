"""Letters of an i-Map's mailbox and the enquiries they belong to.

Everything names its i-Map, and every look-up goes through `of(dialogue)`.
"""

from __future__ import annotations

import uuid

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Registration, User
from imap.core.outbox.models import OutgoingMail
from imap.reference.models import Dialogue


class Kind(models.TextChoices):
    REGISTRATION = "registration", _("Registration")
    LOST_ACCESS = "lost_access", _("Lost access")
    CORRECTION = "correction", _("Correction")
    DOCUMENT = "document", _("Document")
    OTHER = "other", _("Other")


class State(models.TextChoices):
    OPEN = "open", _("To be answered")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed")


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    def of(self, dialogue: str) -> EnquiryQuerySet:
        return self.filter(dialogue_id=dialogue)

    def waiting(self) -> EnquiryQuerySet:
        """What the secretariat has to answer today."""
        return self.filter(state=State.OPEN).exclude(self._later())

    def put_off(self) -> EnquiryQuerySet:
        """What waits for a later day."""
        return self.filter(self._later())

    @staticmethod
    def _later() -> models.Q:
        return models.Q(
            put_off_until__isnull=False, put_off_until__gt=timezone.localdate()
        )


class Enquiry(models.Model):
    """One matter somebody wrote about: letters in and out, and who sees to it."""

    Kind = Kind
    State = State

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="+")
    # Counted for each i-Map by itself, so that it tells nothing of the other one.
    number = models.PositiveIntegerField(_("number"), editable=False)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.OTHER)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.OPEN, editable=False
    )
    subject = models.CharField(_("subject"), max_length=255, blank=True)
    sender_name = models.CharField(_("name"), max_length=150, blank=True)
    sender = models.CharField(_("address"), max_length=254, blank=True)
    sender_key = models.CharField(max_length=254, blank=True, db_index=True)
    language = models.CharField(_("language"), max_length=8, default="en")
    is_flagged = models.BooleanField(default=False, editable=False)
    assigned_to = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", editable=False
    )
    answering_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", editable=False
    )
    answering_until = models.DateTimeField(null=True, editable=False)
    registration = models.ForeignKey(
        Registration,
        models.SET_NULL,
        null=True,
        related_name="enquiries",
        editable=False,
    )
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    # Since when it waits for the secretariat, and when anything last happened.
    waiting_since = models.DateTimeField(default=timezone.now, editable=False)
    last_letter_at = models.DateTimeField(default=timezone.now, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    # Nobody sees to it before that day, unless somebody writes.
    put_off_until = models.DateField(null=True, editable=False, db_index=True)
    search_key = models.TextField(blank=True, editable=False)
    # Changes with every letter and every step.
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")
        ordering = ["waiting_since", "pk"]
        indexes = [
            models.Index(
                fields=["dialogue", "state", "waiting_since"], name="enquiry_queue"
            ),
            models.Index(fields=["dialogue", "last_letter_at"], name="enquiry_latest"),
            models.Index(
                fields=["dialogue", "state", "last_letter_at"], name="enquiry_done"
            ),
            # On PostgreSQL by groups of three letters; elsewhere an ordinary index.
            GinIndex(
                fields=["search_key"], name="enquiry_words", opclasses=["gin_trgm_ops"]
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "number"], name="one_enquiry_a_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dialogue_id} {self.number}"

    @property
    def is_being_answered(self) -> bool:
        """A colleague is writing an answer, and the lease has not run out."""
        return self.answering_until is not None and (
            self.answering_until > timezone.now()
        )


class LetterQuerySet(models.QuerySet["Letter"]):
    def of(self, dialogue: str) -> LetterQuerySet:
        return self.filter(dialogue_id=dialogue)


class Letter(models.Model):
    """One letter, as it was taken from the mailbox or sent from here."""

    class Direction(models.TextChoices):
        IN = "in", _("Received")
        OUT = "out", _("Sent")

    class Nature(models.TextChoices):
        LETTER = "letter", _("Letter")
        AUTOMATIC = "automatic", _("Automatic message")
        BOUNCE = "bounce", _("Notice of non-delivery")

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="+")
    # Empty for a letter sent from a mail program whose enquiry is not known (yet).
    enquiry = models.ForeignKey(
        Enquiry, models.CASCADE, null=True, related_name="letters"
    )
    direction = models.CharField(max_length=3, choices=Direction)
    nature = models.CharField(max_length=10, choices=Nature, default=Nature.LETTER)
    message_id = models.CharField(max_length=255, blank=True, db_index=True)
    in_reply_to = models.CharField(max_length=255, blank=True, db_index=True)
    references = models.TextField(blank=True)
    # Of what the writer wrote, without what servers added on the way.
    fingerprint = models.CharField(max_length=64)
    from_name = models.CharField(max_length=150, blank=True)
    from_address = models.CharField(max_length=254, blank=True)
    from_key = models.CharField(max_length=254, blank=True)
    reply_to = models.CharField(max_length=254, blank=True)
    to = models.TextField(blank=True)
    cc = models.TextField(blank=True)
    subject = models.CharField(max_length=255, blank=True)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=8, blank=True)
    sent_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(default=timezone.now)
    # What the receiving server found: {"verdict", "server", "domain", "methods"}.
    authentication = models.JSONField(default=dict)
    flags = models.JSONField(default=list)
    size = models.PositiveBigIntegerField(default=0)
    # The head of a letter that could not be read.
    head = models.TextField(blank=True)
    mail = models.ForeignKey(OutgoingMail, models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["received_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "fingerprint"], name="one_letter_a_fingerprint"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dialogue_id} letter {self.pk}"

    @property
    def is_from_outside(self) -> bool:
        return self.direction == self.Direction.IN


def attachment_path(attachment: Attachment, _name: str) -> str:
    """Keep files under a key of their own: the sender's name is never a path."""
    return f"letters/{attachment.letter.dialogue_id}/{attachment.key}"


class Attachment(models.Model):
    """A file that came with a letter; without `file` when it was not kept."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    letter = models.ForeignKey(Letter, models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=150)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    file = models.FileField(upload_to=attachment_path, max_length=200, blank=True)
    # Why it was not kept or is not what it says; empty when it passed.
    problem = models.CharField(max_length=16, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Note(models.Model):
    """What one of the secretariat tells the others about a matter."""

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="notes")
    text = models.TextField()
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"note on {self.enquiry_id}"


class Draft(models.Model):
    """An answer that is being written: one for an enquiry, seen by the whole staff."""

    enquiry = models.OneToOneField(Enquiry, models.CASCADE, related_name="draft")
    to = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=8, blank=True)
    subject = models.CharField(max_length=255, blank=True)
    text = models.TextField(blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)
    # What whoever writes on has seen: no text is written over unread.
    version = models.PositiveIntegerField(default=1)
    # When it leaves by itself, for the thread as it was at that version.
    send_at = models.DateTimeField(null=True, db_index=True)
    for_version = models.PositiveIntegerField(default=0)
    closes = models.BooleanField(default=False)

    class Meta:
        ordering = ["-saved_at", "pk"]

    def __str__(self) -> str:
        return f"draft of {self.enquiry_id}"

    def is_for(self, enquiry: Enquiry) -> bool:
        """It leaves by itself: nothing has happened since that was said."""
        return self.send_at is not None and self.for_version == enquiry.version


class EnquiryEvent(models.Model):
    """One thing that staff did about an enquiry; only ever appended."""

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="events")
    at = models.DateTimeField(default=timezone.now)
    step = models.CharField(max_length=16)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.enquiry_id} {self.step}"


class ReplyTemplate(models.Model):
    """Words to answer with, of one i-Map, kind and language."""

    dialogue = models.ForeignKey(
        Dialogue, models.CASCADE, related_name="+", verbose_name=_("i-Map")
    )
    code = models.SlugField(_("code"), max_length=40)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    language = models.CharField(_("language"), max_length=8)
    name = models.CharField(_("name"), max_length=120)
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("reply template")
        verbose_name_plural = _("reply templates")
        ordering = ["dialogue", "kind", "code", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "code", "language"], name="one_reply_a_language"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Forwarding(models.Model):
    """A letter that its sender was asked to let pass on to the other i-Map."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    letter = models.ForeignKey(Letter, models.CASCADE, related_name="+")
    to_dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"forwarding {self.pk}"


class Receipt(models.Model):
    """One automatic answer: at most one for a sender, an i-Map and a day."""

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="+")
    mailbox_key = models.CharField(max_length=254)
    day = models.DateField()

    class Meta:
        ordering = ["-day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "mailbox_key", "day"], name="one_receipt_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dialogue_id} {self.day}"
