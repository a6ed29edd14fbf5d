"""A request for access to one i-Map, what happened to it, and what was decided."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.flags.mailboxes import mailbox_key
from accounts.models.grants import GrantFields
from accounts.models.people import User
from imap.reference.models import Country, Dialogue, Organisation


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def of(self, dialogue: str) -> RegistrationQuerySet:
        return self.filter(dialogue_id=dialogue)

    def waiting(self) -> RegistrationQuerySet:
        """What the secretariat has to do something about."""
        return self.filter(state__in=Registration.FOR_STAFF)

    def open(self) -> RegistrationQuerySet:
        """What is neither decided nor closed."""
        return self.filter(state__in=Registration.OPEN)

    def confirmed(self) -> RegistrationQuerySet:
        """What the secretariat may see: requests whose address was confirmed."""
        return self.filter(number__isnull=False)

    def unconfirmed_since(self, moment: datetime) -> RegistrationQuerySet:
        return self.filter(
            state__in=[Registration.State.LINK_SENT, Registration.State.REPEATED],
            created_at__lt=moment,
        )


class State(models.TextChoices):
    LINK_SENT = "link_sent", _("Address not confirmed")
    WAITING = "waiting", _("Waiting for a decision")
    IN_REVIEW = "in_review", _("In review")
    NEEDS_INFO = "needs_info", _("Waiting for the applicant's answer")
    COSIGN = "cosign", _("Waiting for a second colleague")
    HELD = "held", _("Decided, not yet sent")
    INVITED = "invited", _("Invited, not yet accepted")
    APPROVED = "approved", _("Access given")
    REFUSED = "refused", _("Not granted")
    LAPSED = "lapsed", _("Closed without an answer")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REPEATED = "repeated", _("Repeats an open request")


class Source(models.TextChoices):
    FORM = "form", _("Form")
    INVITATION = "invitation", _("Invitation by a contact point")
    LETTER = "letter", _("Letter with nominations")
    MAILBOX = "mailbox", _("Letter to the mailbox")
    ADDRESS_CHANGE = "address_change", _("Change of address")


class Decision(models.TextChoices):
    APPROVE = "approve", _("Give access")
    REFUSE = "refuse", _("Do not give access")


class Registration(GrantFields):
    State = State
    Source = Source
    Decision = Decision

    FOR_STAFF = (State.WAITING, State.IN_REVIEW, State.COSIGN)
    OPEN = (*FOR_STAFF, State.NEEDS_INFO, State.HELD, State.INVITED)

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="+")
    # Made of the form as it was shown and of what was typed: a second press of the
    # button finds the first one's row, a corrected form is a new request.
    form_id = models.UUIDField(unique=True, editable=False)
    # What the link to the applicant's own page names.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Counted for each i-Map by itself, so that it tells nothing of the other one.
    number = models.PositiveIntegerField(_("number"), null=True, editable=False)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=State,
        default=State.LINK_SENT,
        editable=False,
    )
    source = models.CharField(
        _("source"), max_length=16, choices=Source, default=Source.FORM, editable=False
    )
    # --- what the applicant says ---
    name = models.CharField(_("full name"), max_length=150)
    email = models.EmailField(_("official e-mail"), max_length=254)
    email_key = models.CharField(max_length=254, db_index=True, editable=False)
    # The mailbox behind its spellings, and the domain: for looking up other requests.
    mailbox_key = models.CharField(max_length=254, editable=False)
    domain = models.CharField(max_length=253, editable=False)
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    other_organisation = models.CharField(max_length=150, blank=True)
    ministry = models.CharField(_("ministry or office"), max_length=200)
    post = models.CharField(_("post"), max_length=200)
    purpose = models.TextField(_("purpose"), max_length=2000)
    language = models.CharField(_("language"), max_length=8)
    # "I need access before …": a day, and the meeting or whatever it is needed for.
    needed_on = models.DateField(null=True, blank=True)
    needed_for = models.CharField(max_length=150, blank=True)
    # Empty until the person accepts it: staff cannot accept it for anybody.
    notice_version = models.CharField(max_length=32, blank=True)
    search_key = models.TextField(editable=False)
    nomination = models.ForeignKey(
        "accounts.Nomination",
        models.PROTECT,
        null=True,
        related_name="registrations",
        editable=False,
    )
    # A member's move to an address elsewhere, which is decided like a request.
    address_change = models.ForeignKey(
        "accounts.AddressChange",
        models.SET_NULL,
        null=True,
        related_name="registrations",
        editable=False,
    )
    # --- when ---
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    # The day by which an answer was promised; only `deadlines.promise` moves it.
    due_on = models.DateField(null=True, editable=False)
    # The day promised first, or an earlier one on which access is needed: it ranks.
    rank_on = models.DateField(null=True, editable=False)
    delay_told_at = models.DateTimeField(null=True, editable=False)
    undelivered_at = models.DateTimeField(null=True, editable=False)
    # --- review ---
    # What is odd about it, as accounts.flags names it; empty when nothing is.
    flags = models.JSONField(default=list, editable=False)
    is_flagged = models.BooleanField(default=False, editable=False)
    claimed_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", editable=False
    )
    claimed_until = models.DateTimeField(null=True, editable=False)
    question = models.TextField(_("question"), blank=True, editable=False)
    answer_by = models.DateField(null=True, editable=False)
    reminders = models.PositiveSmallIntegerField(default=0, editable=False)
    # --- decision ---
    decision = models.CharField(
        max_length=8, choices=Decision, blank=True, editable=False
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False
    )
    second_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False
    )
    reason_code = models.CharField(max_length=32, blank=True, editable=False)
    reason = models.TextField(_("reason"), blank=True, editable=False)
    # Until then the decision may be taken back and nothing has been sent.
    effective_at = models.DateTimeField(null=True, editable=False)
    reopened_at = models.DateTimeField(null=True, editable=False)
    # Changes with everything a decision rests on.
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["confirmed_at", "pk"]
        indexes = [
            models.Index(
                fields=["dialogue", "state", "confirmed_at"], name="registration_queue"
            ),
            models.Index(
                fields=["dialogue", "state", "rank_on"], name="registration_rank"
            ),
            models.Index(
                fields=["dialogue", "decided_at"], name="registration_decided"
            ),
            models.Index(fields=["state", "effective_at"], name="registration_held"),
            # The pages of the queue, in their order, however many requests there are.
            models.Index(
                fields=["dialogue", "rank_on", "id"],
                name="registration_open",
                condition=models.Q(state__in=["waiting", "in_review", "cosign"]),
            ),
            models.Index(
                fields=["dialogue", "rank_on", "id"],
                name="registration_odd",
                condition=models.Q(
                    state__in=["waiting", "in_review", "cosign"], is_flagged=True
                ),
            ),
            models.Index(
                fields=["dialogue", "country", "rank_on", "id"],
                name="registration_state_rank",
            ),
            models.Index(
                fields=["dialogue", "state", "-decided_at", "-id"],
                name="registration_outcome",
            ),
            models.Index(
                fields=["dialogue", "mailbox_key"], name="registration_mailbox"
            ),
            models.Index(
                fields=["dialogue", "domain", "state"], name="registration_domain"
            ),
            # On PostgreSQL by groups of three letters; elsewhere an ordinary index.
            GinIndex(
                fields=["search_key"],
                name="registration_words",
                opclasses=["gin_trgm_ops"],
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "email_key"],
                condition=models.Q(
                    state__in=[
                        "waiting",
                        "in_review",
                        "cosign",
                        "needs_info",
                        "held",
                        "invited",
                    ]
                ),
                name="one_open_request_an_address",
            ),
            models.UniqueConstraint(
                fields=["dialogue", "number"], name="one_request_a_number"
            ),
            models.CheckConstraint(
                condition=~models.Q(
                    state__in=[
                        "waiting",
                        "in_review",
                        "needs_info",
                        "approved",
                        "refused",
                    ]
                )
                | models.Q(number__isnull=False, confirmed_at__isnull=False),
                name="confirmed_registration_has_number",
            ),
            models.CheckConstraint(
                condition=~models.Q(
                    state__in=["cosign", "held", "invited", "approved", "refused"]
                )
                | models.Q(decided_at__isnull=False, decided_by__isnull=False),
                name="decided_registration_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=models.Q(second_by__isnull=True)
                | ~models.Q(second_by=models.F("decided_by")),
                name="two_people_are_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dialogue_id} {self.number or '-'}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.mailbox_key = mailbox_key(self.email_key)
        self.domain = self.email_key.rpartition("@")[2]
        super().save(*args, **kwargs)

    @property
    def is_late(self) -> bool:
        if self.state not in self.FOR_STAFF or self.rank_on is None:
            return False
        return self.rank_on < timezone.localdate()

    @property
    def is_claimed(self) -> bool:
        """Somebody has it in review and the lease has not run out."""
        return self.claimed_until is not None and self.claimed_until > timezone.now()


class RegistrationEvent(models.Model):
    """One thing that happened to a request, for its timeline; only ever appended."""

    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="events"
    )
    at = models.DateTimeField(default=timezone.now)
    step = models.CharField(max_length=16)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    # What was written: a question, an answer, a reason to return it.
    text = models.TextField(blank=True)
    # The applicant's answers as they were before, where the step changed them.
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.step}"
