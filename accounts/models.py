"""People, what they asked for, and the access they were given.

An account by itself opens nothing; a dated membership of an i-Map does. No account
exists before the secretariat approved a registration.
"""

from __future__ import annotations

import secrets
import uuid
from datetime import date, datetime

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.deadlines import due_on
from imap.core.access import Role, Standing
from imap.reference.models import Country, Dialogue, Organisation


def generated_username() -> str:
    return f"im-{secrets.token_hex(4)}"


class User(AbstractUser):
    """A person who signs in with an e-mail address or a generated user name."""

    username = models.CharField(
        _("user name"), max_length=150, unique=True, default=generated_username
    )
    email = models.EmailField(_("e-mail address"), max_length=254)
    full_name = models.CharField(_("full name"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=8, default="en")
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]

    REQUIRED_FIELDS = ["email"]

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_account_an_address")
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_full_name(self) -> str:
        return self.full_name or self.email

    def get_short_name(self) -> str:
        return self.get_full_name()

    @property
    def initials(self) -> str:
        words = self.get_full_name().replace("@", " ").split()
        return "".join(word[0] for word in words[:2]).upper()


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def of(self, dialogue: str) -> RegistrationQuerySet:
        return self.filter(dialogue_id=dialogue)

    def waiting(self) -> RegistrationQuerySet:
        return self.filter(state=Registration.State.WAITING)

    def confirmed(self) -> RegistrationQuerySet:
        """What the secretariat may see: requests whose address was confirmed."""
        return self.filter(number__isnull=False)

    def unconfirmed_since(self, moment: datetime) -> RegistrationQuerySet:
        return self.filter(
            state__in=[Registration.State.LINK_SENT, Registration.State.REPEATED],
            created_at__lt=moment,
        )


class Registration(models.Model):
    """A request for access to one i-Map, from the form to the decision."""

    class State(models.TextChoices):
        LINK_SENT = "link_sent", _("Address not confirmed")
        WAITING = "waiting", _("Waiting for a decision")
        APPROVED = "approved", _("Access given")
        REFUSED = "refused", _("Not granted")
        REPEATED = "repeated", _("Repeats an open request")

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="+")
    # Made of the form as it was shown and of what was typed: a second press of the
    # button finds the first one's row, a corrected form is a new request.
    form_id = models.UUIDField(unique=True, editable=False)
    # Counted for each i-Map by itself, so that it tells nothing of the other one.
    number = models.PositiveIntegerField(_("number"), null=True, editable=False)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=State,
        default=State.LINK_SENT,
        editable=False,
    )
    name = models.CharField(_("full name"), max_length=150)
    email = models.EmailField(_("official e-mail"), max_length=254)
    email_key = models.CharField(max_length=254, db_index=True, editable=False)
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
    notice_version = models.CharField(max_length=32)
    search_key = models.TextField(editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False
    )
    reason = models.TextField(_("reason"), blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["confirmed_at", "pk"]
        indexes = [
            models.Index(
                fields=["dialogue", "state", "confirmed_at"], name="registration_queue"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "email_key"],
                condition=models.Q(state="waiting"),
                name="one_open_request_an_address",
            ),
            models.UniqueConstraint(
                fields=["dialogue", "number"], name="one_request_a_number"
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["waiting", "approved", "refused"])
                | models.Q(number__isnull=False, confirmed_at__isnull=False),
                name="confirmed_registration_has_number",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["approved", "refused"])
                | models.Q(decided_at__isnull=False, decided_by__isnull=False),
                name="decided_registration_says_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dialogue_id} {self.number or '-'}"

    @property
    def domain(self) -> str:
        return self.email_key.rpartition("@")[2]

    @property
    def due_on(self) -> date | None:
        """The day by which the applicant was promised an answer."""
        return due_on(self.confirmed_at) if self.confirmed_at else None

    @property
    def is_late(self) -> bool:
        due = self.due_on
        if self.state != self.State.WAITING or due is None:
            return False
        return due < timezone.localdate()


class MembershipQuerySet(models.QuerySet["Membership"]):
    def of(self, dialogue: str) -> MembershipQuerySet:
        return self.filter(dialogue_id=dialogue)

    def on(self, day: date) -> MembershipQuerySet:
        """Memberships that give access on `day`."""
        return self.filter(
            valid_from__lte=day, valid_until__gte=day, suspended_at__isnull=True
        )


class Membership(models.Model):
    """Access of one person to one i-Map in one role, until a date."""

    class RoleChoice(models.TextChoices):
        READER = Role.READER.value, _("Member")
        EDITOR = Role.EDITOR.value, _("Editor")
        CONTACT_POINT = Role.CONTACT_POINT.value, _("National contact point")
        SECRETARIAT = Role.SECRETARIAT.value, _("Secretariat")

    # What the access link names; it tells nothing of how many memberships there are.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="+")
    role = models.CharField(
        _("role"), max_length=16, choices=RoleChoice, default=RoleChoice.READER
    )
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="+"
    )
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"))
    suspended_at = models.DateTimeField(null=True, blank=True, editable=False)
    granted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    registration = models.ForeignKey(
        Registration, models.SET_NULL, null=True, blank=True, related_name="memberships"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["dialogue", "role", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__gte=models.F("valid_from")),
                name="membership_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["user", "dialogue", "role", "country"],
                name="one_membership_a_role_and_country",
            ),
            models.UniqueConstraint(
                fields=["user", "dialogue", "role"],
                condition=models.Q(country__isnull=True),
                name="one_membership_a_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dialogue_id} {self.role} {self.user_id}"

    @property
    def standing(self) -> Standing:
        today = timezone.localdate()
        if self.suspended_at is not None:
            return Standing.SUSPENDED
        if self.valid_until < today:
            return Standing.EXPIRED
        return Standing.ACTIVE if self.valid_from <= today else Standing.NONE
